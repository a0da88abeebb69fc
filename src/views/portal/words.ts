import { portal as german } from '../i18n/de/portal.ts';
import type { Dictionary, Language } from '../i18n/dictionary.ts';
import { portal as english, type PortalWords } from '../i18n/en/portal.ts';
import { portal as spanish } from '../i18n/es/portal.ts';
import { portal as french } from '../i18n/fr/portal.ts';
import { portal as japanese } from '../i18n/ja/portal.ts';

const LANGUAGES: Readonly<Record<Language, PortalWords>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  ja: japanese,
};

/** The portal's words in the language that the pages' words are in. */
export const portalWords = (words: Dictionary): PortalWords => LANGUAGES[words.language];
