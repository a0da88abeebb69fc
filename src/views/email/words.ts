import { emails as german } from '../i18n/de/emails.ts';
import type { Dictionary, Language } from '../i18n/dictionary.ts';
import { type EmailWords, emails as english } from '../i18n/en/emails.ts';
import { emails as spanish } from '../i18n/es/emails.ts';
import { emails as french } from '../i18n/fr/emails.ts';
import { emails as japanese } from '../i18n/ja/emails.ts';

const LANGUAGES: Readonly<Record<Language, EmailWords>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  ja: japanese,
};

/** The mails' words in the language that the pages' words are in. */
export const emailWords = (words: Dictionary): EmailWords => LANGUAGES[words.language];
