import { memo } from '../memo.ts';
import { LANGUAGES, type Language } from './languages.ts';

/** What a browser says of whoever reads: the language chosen on a page, and those of `Accept-Language`, the best first. */
export type Reader = { readonly chosen: string | null; readonly accepts: readonly string[] };

/** Whom something is written to: their own language where it is known, and that of the business. */
export type Addressed = { readonly own: string | null; readonly house: string };

/**
 * The locale that something is written in, words and dates and countries alike: the language chosen on a page, else the
 * customer's own, else the first that the browser accepts, else the business's; English where nobody reads any of ours.
 * It is decided here for pages, mails, documents and what Stripe shows.
 */
export function localeFor({ own, house }: Addressed, reader: Reader | null = null): string {
  const asked = [reader?.chosen ?? null, own, ...(reader?.accepts ?? []), house];
  for (const tag of asked) {
    const spoken = spokenLocale(tag);
    if (spoken !== null) return spoken;
  }
  return 'en';
}

/** All of a reader that a locale depends on: readers of whom it is the same are written to alike. */
export function spokenAlike(reader: Reader | null): string {
  const accepted = reader?.accepts.find((tag) => spokenLocale(tag) !== null) ?? null;
  return `${spokenLocale(reader?.chosen ?? null) ?? '-'} ${spokenLocale(accepted) ?? '-'}`;
}

/** Taking a tag apart costs more than most of what it is asked for, and there are few. */
const spoken = memo<string | null>(500);

/**
 * A tag as the locale to write in, with its region and without extensions, which could ask for other digits or another
 * calendar; null for a language that nothing is written in, and for what is no tag.
 */
export function spokenLocale(tag: string | null): string | null {
  if (tag === null) return null;
  return spoken(tag, () => {
    const locale = parsed(tag);
    return locale !== null && languageOf(locale.language) !== null ? locale.baseName : null;
  });
}

/** Which of our languages a tag's first part is; null for another. */
export const languageOf = (first: string): Language | null =>
  LANGUAGES.find((language) => language === first) ?? null;

/** Whether a tag is well formed and its language has a name: `xx` and `english` are neither. */
export function isKnownLanguage(tag: string): boolean {
  const locale = parsed(tag);
  return locale !== null && nameOf(locale.language) !== null;
}

const nameOf = (language: string): string | null =>
  new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }).of(language) ?? null;

function parsed(tag: string): Intl.Locale | null {
  try {
    return new Intl.Locale(tag);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const MOST_ACCEPTED = 10;
/** Browsers send the same few headers. */
const accepted = memo<readonly string[]>(200);

/** The tags of an `Accept-Language` header, the best first (RFC 9110, 12.5.4); what is no tag is left out. */
export function acceptedLanguages(header: string | undefined): readonly string[] {
  const told = (header ?? '').slice(0, 500);
  return accepted(told, () => tagsOf(told));
}

function tagsOf(header: string): readonly string[] {
  return header
    .split(',')
    .slice(0, MOST_ACCEPTED)
    .map((range) => {
      const [tag = '', ...parameters] = range.split(';').map((part) => part.trim());
      const quality = parameters.find((parameter) => /^q=/i.test(parameter))?.slice(2) ?? '1';
      return { tag, quality: Number(quality) };
    })
    .filter(({ tag, quality }) => parsed(tag) !== null && quality > 0)
    .toSorted((one, other) => other.quality - one.quality)
    .map(({ tag }) => tag);
}
