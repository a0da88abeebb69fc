import { memo } from '../../domain/memo.ts';
import { german } from './de/pages.ts';
import type { FailureSentences } from './en/failures.ts';
import { english, type PageWords } from './en/pages.ts';
import { spanish } from './es/pages.ts';
import { SENTENCE_OF } from './failure-codes.ts';
import { french } from './fr/pages.ts';
import { japanese } from './ja/pages.ts';

/** All words of the pages in one language; the keys are those of English. */
export type Dictionary = PageWords;

/** The languages that pages, mails and PDFs are written in. A new one breaks whatever does not speak it yet. */
export type Language = PageWords['language'];

const SPOKEN: Readonly<Record<Language, Dictionary>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  ja: japanese,
};
const LANGUAGES: ReadonlyMap<string, Dictionary> = new Map(Object.entries(SPOKEN));
const speeches = memo<Speech>(200);
const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['ar', 'fa', 'he', 'ur']);

/** The words for a locale (BCP 47, any region), or English where its language is not spoken yet. */
export function dictionaryFor(locale: string): Dictionary {
  return LANGUAGES.get(languageOf(locale)) ?? english;
}

/** A dictionary with the locale to write money and dates in: both in one language, never mixed. */
export type Speech = {
  readonly words: Dictionary;
  readonly locale: string;
  readonly direction: 'ltr' | 'rtl';
};

/**
 * How to speak to a reader of a locale. The locale is kept where its language is spoken (`en-GB` keeps
 * British dates); otherwise numbers and dates follow the words. A malformed tag counts as English.
 */
export function speechFor(locale: string): Speech {
  return speeches(locale, () => {
    const words = dictionaryFor(locale);
    const spoken = languageOf(locale) === words.language && isLocale(locale) ? locale : words.language;
    return { words, locale: spoken, direction: RIGHT_TO_LEFT.has(words.language) ? 'rtl' : 'ltr' };
  });
}

/** The sentence for a decline or failure code of Stripe, in plain words; codes unknown to us get a general one. */
export function failureSentence(words: Dictionary, code: string | null): string {
  const keys: Readonly<Record<string, keyof FailureSentences>> = SENTENCE_OF;
  const key = code !== null && Object.hasOwn(keys, code) ? keys[code] : undefined;
  return words.failures[key ?? 'fallback'];
}

function languageOf(locale: string): string {
  return (locale.split('-', 1)[0] ?? '').toLowerCase();
}

/** Whether Intl takes it. Extensions are left out: they could ask for other digits or another calendar. */
function isLocale(locale: string): boolean {
  if (/-[a-z0-9]-/i.test(locale)) return false;
  try {
    return Intl.getCanonicalLocales(locale).length === 1;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
