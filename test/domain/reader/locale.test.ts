import { describe, expect, it } from 'vitest';
import {
  acceptedLanguages,
  isKnownLanguage,
  localeFor,
  spokenLocale,
} from '../../../src/domain/reader/locale.ts';

describe('the locale of a reader', () => {
  it.each([
    // Chosen on a page, then the customer's own, then the browser's, then the business's.
    [{ own: 'de-AT', house: 'en' }, { chosen: 'fr', accepts: ['ja'] }, 'fr'],
    [{ own: 'de-AT', house: 'en' }, { chosen: null, accepts: ['ja'] }, 'de-AT'],
    [{ own: null, house: 'en-US' }, { chosen: null, accepts: ['it-IT', 'es-MX', 'fr'] }, 'es-MX'],
    [{ own: null, house: 'en-US' }, { chosen: null, accepts: [] }, 'en-US'],
    // A language that nothing is written in passes on to the next, and never to half of a page.
    [{ own: 'ar-EG', house: 'de' }, { chosen: 'sv', accepts: ['fr-CA'] }, 'fr-CA'],
    [{ own: 'ar', house: 'it' }, null, 'en'],
    [{ own: 'fr', house: 'en' }, null, 'fr'],
    [{ own: 'not a tag', house: 'ja-JP-u-ca-japanese' }, null, 'ja-JP'],
  ] as const)('of %j, in front of %j, is %s', (addressed, reader, locale) => {
    expect(localeFor(addressed, reader)).toBe(locale);
  });

  it('keeps the region, and no extension that asks for other digits', () => {
    expect(spokenLocale('EN-gb')).toBe('en-GB');
    expect(spokenLocale('de-u-nu-arab')).toBe('de');
    expect(spokenLocale('pt-BR')).toBeNull();
    expect(spokenLocale('')).toBeNull();
  });
});

describe('Accept-Language', () => {
  it.each([
    ['fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5', ['fr-CH', 'fr', 'en', 'de']],
    ['en;q=0.2, ja', ['ja', 'en']],
    ['de;q=0, es', ['es']],
    ['de;q=high, es', ['es']],
    ['; <script>, , xx_YY', []],
    [undefined, []],
  ])('%j names %j', (header, tags) => {
    expect(acceptedLanguages(header)).toEqual(tags);
  });

  it('is read as far as a browser sends it', () => {
    expect(acceptedLanguages('de,'.repeat(10_000))).toHaveLength(10);
  });
});

it.each([
  ['de-AT', true],
  ['ar', true],
  ['pt-BR', true],
  ['xx', false],
  ['english', false],
  ['de_AT', false],
  ['', false],
])('knows the language of %j: %s', (tag, known) => {
  expect(isKnownLanguage(tag)).toBe(known);
});
