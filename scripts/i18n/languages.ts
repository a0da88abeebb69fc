import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDictionary } from './parse.ts';
import { type Dictionary, messagesIn } from './tree.ts';

/** What a folder of `src/views/i18n` says: the texts of a language by key, such as `portal.signIn.title`. */
export type Language = {
  readonly dictionaries: readonly Dictionary[];
  readonly texts: ReadonlyMap<string, ReadonlyMap<string, string>>;
};

/** The dictionaries of a language, and nothing where it has no folder yet. */
export function readLanguage(root: string, tag: string): Language {
  const folder = join(root, tag);
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.ts')) : [];
  const dictionaries = names
    .map((name) => name.slice(0, -'.ts'.length))
    .filter((file) => file !== 'index')
    .toSorted()
    .map((file) => parseDictionary(file, readFileSync(join(folder, `${file}.ts`), 'utf8')));
  const texts = dictionaries.flatMap(({ file, children }) =>
    messagesIn(children).map(({ path, message }) => [`${file}.${path}`, message.forms] as const),
  );
  return { dictionaries, texts: new Map(texts) };
}

/** Why nothing can be translated into what was given as a language; null where it can. */
export function whyNoLanguage(tag: string): string | null {
  if (tag === 'en') return 'English is the source: its texts are changed in src/views/i18n/en.';
  if (/^en-/i.test(tag)) return 'English is laid over, not translated: see src/views/i18n/variants.ts.';
  const isKnown = /^[a-z]{2,3}$/.test(tag) && nameOf(tag) !== tag;
  return isKnown ? null : `“${tag}” is no language: give its code of two or three letters, such as de or pt.`;
}

/** `Portuguese` for `pt`; the code itself where it is none. */
export const nameOf = (tag: string): string =>
  new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' }).of(tag) ?? tag;

/** The plural forms that whole numbers take in a language, with numbers that take them. */
export function pluralForms(tag: string): ReadonlyMap<string, readonly number[]> {
  const rules = new Intl.PluralRules(tag);
  const forms = new Map<string, number[]>();
  // Forms for millions alone are left out: nothing that is counted here comes to so many.
  for (let count = 0; count <= 120; count += 1) {
    const form = rules.select(count);
    forms.set(form, [...(forms.get(form) ?? []), count]);
  }
  return new Map([...forms].toSorted(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b)));
}

const ORDER = ['zero', 'one', 'two', 'few', 'many', 'other'];
