import { execFile } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { build, type Plugin } from 'esbuild';
import { ROOT } from '../tools.ts';
import { ITS_LOCALE, RIGHT_TO_LEFT } from './right-to-left.ts';

/** One thing that somebody sees, as `test/views/exhibits.ts` makes it. A document's bytes are in base64. */
export type Exhibit =
  | { readonly kind: 'page'; readonly name: string; readonly html: string }
  | {
      readonly kind: 'mail';
      readonly name: string;
      readonly html: string;
      readonly subject: string;
      readonly text: string;
    }
  | { readonly kind: 'document'; readonly name: string; readonly pdf: string };

/** Beside the packages, so that what the program asks for of them is found. */
const FOLDER = join(ROOT, 'node_modules', '.cache', 'gallery');
const programFor = (language: string): string =>
  join(FOLDER, language === RIGHT_TO_LEFT ? 'exhibits-rtl.mjs' : 'exhibits.mjs');
const MOST_BYTES = 512 * 1024 * 1024;

/** Builds the programs that show them in these languages, as the sources are now: they hold JSX, which Node does not read. */
export async function buildExhibits(languages: readonly string[] = ['en']): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  const isTurned = (language: string): boolean => language === RIGHT_TO_LEFT;
  if (languages.some((language) => !isTurned(language))) await buildProgram('en', []);
  if (languages.some(isTurned)) await buildProgram(RIGHT_TO_LEFT, [WITH_RIGHT_TO_LEFT]);
}

async function buildProgram(language: string, plugins: Plugin[]): Promise<void> {
  await build({
    entryPoints: [join(ROOT, 'test', 'support', 'node', 'tell-exhibits.ts')],
    outfile: programFor(language),
    bundle: true,
    format: 'esm',
    logLevel: 'error',
    packages: 'external',
    platform: 'node',
    plugins,
  });
}

/** Where an import of a new language writes, and what it would write there of a language from the right. */
const REGISTERS: Readonly<Record<string, readonly [before: string, after: string]>> = {
  'src/domain/reader/languages.ts': ['] as const', `, '${ITS_LOCALE}'] as const`],
  'src/views/i18n/languages.ts': [
    '} satisfies',
    `  ${ITS_LOCALE}: async () => ({ words: fromTheRight((await LANGUAGES.en()).words) }),\n} satisfies`,
  ],
};

/** Both registers are given what turns words. */
const TURNED = `${['import', '{ fromTheRight }', 'from', JSON.stringify(join(import.meta.dirname, 'right-to-left.ts'))].join(' ')};\n`;

/** Adds the language from the right to those that are offered: to the gallery's program, and to no other. */
const WITH_RIGHT_TO_LEFT: Plugin = {
  name: 'right-to-left',
  setup({ onLoad }) {
    for (const [path, [before, after]] of Object.entries(REGISTERS)) {
      const whole = join(ROOT, path);
      onLoad({ filter: new RegExp(`^${whole.replaceAll(/[.+]/g, '\\$&')}$`) }, async () => {
        const source = await readFile(whole, 'utf8');
        if (!source.includes(before)) throw new Error(`${path} has no ${before}`);
        return { contents: TURNED + source.replace(before, after), loader: 'ts', resolveDir: dirname(whole) };
      });
    }
  },
};

/** All that is seen in a language, or what has one of these parts in its name. */
export async function readExhibits(
  language: string,
  parts: readonly string[] = [],
): Promise<readonly Exhibit[]> {
  const locale = language === RIGHT_TO_LEFT ? ITS_LOCALE : language;
  const { stdout } = await promisify(execFile)(process.execPath, [programFor(language), locale, ...parts], {
    cwd: ROOT,
    maxBuffer: MOST_BYTES,
  });
  const told: readonly Exhibit[] = JSON.parse(stdout);
  return told;
}
