import { memo } from '../../domain/memo.ts';
import type { Language } from '../../domain/reader/languages.ts';
import { languageOf, spokenLocale } from '../../domain/reader/locale.ts';
import type { Words } from './en/index.ts';
import { LANGUAGES } from './languages.ts';
import { withOneStop } from './one-stop.ts';
import { overlaid, VARIANTS, variantOf } from './variants.ts';

/** A language's words with the locale to write money and dates in: both in one language, never mixed. */
export type Speech = {
  readonly language: Language;
  readonly words: Words;
  readonly locale: string;
  readonly direction: 'ltr' | 'rtl';
};

const read = memo<ReturnType<typeof readLocale>>(200);
const speeches = memo<Speech>(200);
const placed = memo<Words>(20);
const RIGHT_TO_LEFT: ReadonlySet<string> = new Set([
  'ar',
  'ckb',
  'dv',
  'fa',
  'he',
  'ps',
  'sd',
  'ug',
  'ur',
  'yi',
]);

/**
 * The words and formats for a locale (BCP 47), in English if its language is not supported. A supported language keeps
 * the locale (`en-GB` keeps British dates, and has British words); otherwise numbers and dates follow the words. A malformed tag counts as
 * English. The language is loaded on first use; the route loads it once and passes it down.
 */
export async function speechFor(locale: string): Promise<Speech> {
  const { own, language, variant } = read(locale, () => readLocale(locale));
  const { words } = await LANGUAGES[language]();
  const changes = variant === null ? {} : (await VARIANTS[variant]()).changes;
  // The cache holds the result: a promise of one request must not be awaited by another.
  return speeches(locale, () => ({
    language,
    words: placed(variant ?? language, () => withOneStop(overlaid(words, changes))),
    locale: own,
    direction: RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr',
  }));
}

function readLocale(locale: string) {
  const own = spokenLocale(locale) ?? 'en';
  const language = languageOf(new Intl.Locale(own).language) ?? 'en';
  return { own, language, variant: variantOf(own) };
}
