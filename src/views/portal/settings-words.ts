import { portalSettings as german } from '../i18n/de/portal-settings.ts';
import type { Dictionary, Language } from '../i18n/dictionary.ts';
import { portalSettings as english, type PortalSettingsWords } from '../i18n/en/portal-settings.ts';
import { portalSettings as spanish } from '../i18n/es/portal-settings.ts';
import { portalSettings as french } from '../i18n/fr/portal-settings.ts';
import { portalSettings as japanese } from '../i18n/ja/portal-settings.ts';

const LANGUAGES: Readonly<Record<Language, PortalSettingsWords>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  ja: japanese,
};

/** The words of payment settings and autopay in the language that the pages' words are in. */
export const portalSettingsWords = (words: Dictionary): PortalSettingsWords => LANGUAGES[words.language];
