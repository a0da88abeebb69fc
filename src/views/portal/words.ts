import type { Dictionary } from '../i18n/dictionary.ts';
import { portal as english, type PortalWords } from '../i18n/en/portal.ts';

const LANGUAGES: ReadonlyMap<string, PortalWords> = new Map([['en', english]]);

/** The portal's words in the language that the pages' words are in. */
export function portalWords(words: Dictionary): PortalWords {
  return LANGUAGES.get(words.language) ?? english;
}
