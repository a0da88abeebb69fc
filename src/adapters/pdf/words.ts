export type { DocumentWords } from '../../views/i18n/en/documents.ts';

import type { Dictionary } from '../../views/i18n/dictionary.ts';
import { type DocumentWords, documents as english } from '../../views/i18n/en/documents.ts';

const LANGUAGES: ReadonlyMap<string, DocumentWords> = new Map([['en', english]]);

/** The PDF's words in the language that the pages' words are in; English where it does not speak it yet. */
export function documentWords(words: Dictionary): DocumentWords {
  return LANGUAGES.get(words.language) ?? english;
}
