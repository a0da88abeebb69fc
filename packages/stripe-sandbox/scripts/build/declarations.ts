import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';

/** A relative import in a declaration, up to its ending. */
const RELATIVE = /((?:from|import\()\s*['"])(\.{1,2}\/[^'"]+)\.ts(['"])/g;
/** Any package but the SDK, which whoever uses the types has. */
const FOREIGN = /(?:^(?:import|export)\b[^;'"]*\bfrom\s*|import\()['"](?!\.|stripe['"]|node:)([^'"]+)['"]/m;

/** Writes the declarations of the entries, and of what they lead to. Throws where they cannot be made. */
export async function writeDeclarations(
  root: string,
  dist: string,
  entries: readonly string[],
): Promise<void> {
  const emitted = await mkdtemp(join(tmpdir(), 'declarations-'));
  try {
    emit(root, emitted);
    const waiting = entries.map((name) => `${name}.d.ts`);
    const seen = new Set(waiting);
    for (const file of waiting) {
      const text = await readFile(join(emitted, file), 'utf8');
      await cp(join(emitted, file), join(dist, file));
      // As a compiler reads them beside the JavaScript, whatever it thinks of other endings.
      await writeFile(join(dist, file), text.replace(RELATIVE, '$1$2.js$3'));
      const [, stranger] = FOREIGN.exec(text) ?? [];
      if (stranger !== undefined)
        throw new Error(`${file} needs the types of ${stranger}, which is not shipped`);
      for (const [, , path = ''] of text.matchAll(RELATIVE)) {
        const next = posix.join(posix.dirname(file), `${path}.d.ts`);
        if (!seen.has(next)) waiting.push(next);
        seen.add(next);
      }
    }
  } finally {
    await rm(emitted, { recursive: true, force: true });
  }
}

function emit(root: string, folder: string): void {
  const compiler = dirname(createRequire(import.meta.url).resolve('typescript/package.json'));
  const tsc = join(compiler, 'bin', 'tsc');
  const parameters = [tsc, '-p', join(root, 'tsconfig.build.json'), '--outDir', folder];
  const { status, stdout, stderr } = spawnSync(process.execPath, parameters, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The declarations could not be made:\n${stdout}${stderr}`);
}
