export type { DocumentWords } from '../../views/i18n/en/documents.ts';

import { documents as german } from '../../views/i18n/de/documents.ts';
import type { Dictionary, Language } from '../../views/i18n/dictionary.ts';
import { type DocumentWords, documents as english } from '../../views/i18n/en/documents.ts';
import { documents as spanish } from '../../views/i18n/es/documents.ts';
import { documents as french } from '../../views/i18n/fr/documents.ts';
import { documents as japanese } from '../../views/i18n/ja/documents.ts';

const LANGUAGES: Readonly<Record<Language, DocumentWords>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  ja: japanese,
};

/** The PDF's words in the language that the pages' words are in. */
export const documentWords = (words: Dictionary): DocumentWords => LANGUAGES[words.language];
