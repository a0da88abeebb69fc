import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../tools.ts';

/** Where the languages of the product are listed, below the repository's root. */
const LISTED = join('src', 'domain', 'reader', 'languages.ts');
const LOADED = join('src', 'views', 'i18n', 'languages.ts');

/** Offers a language on every page: its name in the list, and its words to load. Whether it was not there before. */
export function registerLanguage(tag: string, root = ROOT): boolean {
  const isListed = change(join(root, LISTED), `'${tag}'`, (text) =>
    text.replace(
      /(LANGUAGES = \[)([^\]]*)(\])/,
      (_, open, tags, close) => `${open}${tags}, '${tag}'${close}`,
    ),
  );
  const isLoaded = change(join(root, LOADED), `./${tag}/index.ts`, (text) =>
    // As the line of English is written, so that no name of a module is computed here.
    text.replace(/\n( {2}en: .*)\n([\s\S]*)\n\} satisfies/, (whole, english: string) =>
      whole.replace(/\n\} satisfies$/, `\n${english.replaceAll(/\ben\b/g, tag)}\n} satisfies`),
    ),
  );
  return isListed || isLoaded;
}

function change(path: string, mark: string, write: (text: string) => string): boolean {
  const text = readFileSync(path, 'utf8');
  if (text.includes(mark)) return false;
  const changed = write(text);
  if (!changed.includes(mark)) throw new Error(`${path} has no place for a language`);
  writeFileSync(path, changed);
  return true;
}
