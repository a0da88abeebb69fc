import type { Dictionary } from '../i18n/dictionary.ts';
import { type EmailWords, emails as english } from '../i18n/en/emails.ts';

const LANGUAGES: ReadonlyMap<string, EmailWords> = new Map([['en', english]]);

/** The mails' words in the language that the pages' words are in; English where the mails do not speak it yet. */
export function emailWords(words: Dictionary): EmailWords {
  return LANGUAGES.get(words.language) ?? english;
}
