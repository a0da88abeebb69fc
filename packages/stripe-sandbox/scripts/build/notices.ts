import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The licences of the packages that the bundle contains, since it passes on their code. Throws where one has none. */
export async function noticesOf(root: string, inputs: readonly string[]): Promise<string> {
  const found = new Map<string, string>();
  for (const input of inputs) {
    const [, folder, name] = /^(.*node_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(input) ?? [];
    if (folder !== undefined && name !== undefined) found.set(name, join(root, folder));
  }
  const notices = [...found]
    .sort(([a], [b]) => a.localeCompare(b, 'en'))
    .map(async ([name, folder]) => {
      const { version, license }: { version: string; license?: string } = JSON.parse(
        await readFile(join(folder, 'package.json'), 'utf8'),
      );
      const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
      if (file === undefined && license === undefined) throw new Error(`${name} names no licence`);
      const text = file === undefined ? '' : await readFile(join(folder, file), 'utf8');
      return `${name} ${version} (${license ?? 'see below'})\n\n${text.trim()}\n`;
    });
  const intro = 'This package contains code of the following packages.\n';
  return [intro, ...(await Promise.all(notices))].join(`\n${'-'.repeat(72)}\n\n`);
}
