import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, withTools } from '../tools.ts';
import { type Language, nameOf } from './languages.ts';
import { printDictionary } from './print.ts';

/** The files of a language as they are after `changes` (by key and form), by their names, formatted. */
export async function filesOf(
  tag: string,
  english: Language,
  target: Language,
  changes: ReadonlyMap<string, ReadonlyMap<string, string>>,
): Promise<ReadonlyMap<string, string>> {
  const printed = english.dictionaries.map((dictionary): [string, string] => {
    const own = target.dictionaries.find(({ file }) => file === dictionary.file);
    const doc = own?.doc ?? `${firstWords(dictionary.doc)}, in ${nameOf(tag)}.`;
    const texts = printDictionary(dictionary, tag, doc, (path) => {
      const key = `${dictionary.file}.${path}`;
      return merged(english.texts.get(key), target.texts.get(key), changes.get(key));
    });
    return [`${dictionary.file}.ts`, texts];
  });
  const isNew = target.dictionaries.length === 0;
  const all = isNew ? [...printed, ['index.ts', indexOf(tag, english)] as const] : printed;
  return new Map(
    await Promise.all(all.map(async ([name, text]) => [name, await formatted(name, text)] as const)),
  );
}

/** A text with what changed in it. What no translator is shown, such as a space, a new language has from English. */
function merged(
  english: ReadonlyMap<string, string> | undefined,
  own: ReadonlyMap<string, string> | undefined,
  changes: ReadonlyMap<string, string> | undefined,
): ReadonlyMap<string, string> | undefined {
  if (changes === undefined) {
    const isBlank = english !== undefined && [...english.values()].every((text) => text.trim() === '');
    return own ?? (isBlank ? english : undefined);
  }
  const forms = new Map(own ?? []);
  for (const [form, text] of changes) forms.set(form, text);
  const whole = forms.get('');
  // One text for every number becomes one form among several.
  if (whole !== undefined && forms.size > 1) {
    forms.delete('');
    if (!forms.has('other')) forms.set('other', whole);
  }
  const order = ['', 'zero', 'one', 'two', 'few', 'many', 'other', 'known', 'unknown'];
  const sorted = new Map([...forms].toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b)));
  return isOneText(sorted) ? new Map([['', sorted.values().next().value ?? '']]) : sorted;
}

/** Plural forms that all read alike are one text. */
const isOneText = (forms: ReadonlyMap<string, string>): boolean =>
  forms.has('other') && new Set(forms.values()).size === 1;

const firstWords = (doc: string | null): string =>
  (/^[^.:;]*/.exec(doc ?? '')?.[0] ?? '').replace(/, in English.*$/, '').trim() || 'Texts';

function indexOf(tag: string, { dictionaries }: Language): string {
  // What another dictionary holds is reached through it.
  const held = dictionaries.flatMap(({ imports }) => imports.map(({ identifier }) => identifier));
  const areas = dictionaries.filter(({ constant }) => !held.includes(constant));
  return [
    "import type { Words } from '../en/index.ts';",
    ...areas.map(({ constant, file }) => `import { ${constant} } from './${file}.ts';`),
    '',
    `/** Everything that the product says, in ${nameOf(tag)}. */`,
    `export const words: Words = { ${areas.map(({ constant }) => constant).join(', ')} };`,
    '',
  ].join('\n');
}

/** As `npm run format` would have it. */
function formatted(name: string, text: string): Promise<string> {
  return new Promise((done, fail) => {
    const child = spawn('biome', ['format', `--stdin-file-path=src/views/i18n/xx/${name}`], {
      cwd: ROOT,
      env: withTools(),
      stdio: ['pipe', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', fail);
    child.on('close', (code) => {
      if (code === 0) done(Buffer.concat(out).toString());
      else fail(new Error(`biome could not format ${name}: ${Buffer.concat(err).toString()}`));
    });
    child.stdin.end(text);
  });
}

/** Writes what differs, each file whole or not at all; gives the names of those that were written. */
export function writeFiles(folder: string, files: ReadonlyMap<string, string>): readonly string[] {
  mkdirSync(folder, { recursive: true });
  return [...files].flatMap(([name, text]) => {
    const path = join(folder, name);
    if (existsSync(path) && readFileSync(path, 'utf8') === text) return [];
    writeFileSync(`${path}.new`, text);
    renameSync(`${path}.new`, path);
    return [name];
  });
}
