import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dictionaryFor, failureSentence, speechFor } from '../../src/views/i18n/dictionary.ts';
import { english } from '../../src/views/i18n/english.ts';
import { plural } from '../../src/views/i18n/plural.ts';

/** Every string of a dictionary; the sentences with places in them are filled with a mark. */
function sentences(node: unknown): string[] {
  if (typeof node === 'string') return [node];
  if (typeof node === 'function') return [String(node('X', 'X', 2, 2))];
  if (typeof node === 'object' && node !== null) return Object.values(node).flatMap(sentences);
  return [];
}

describe('the words of the pages', () => {
  test('never shout, blame or apologise', () => {
    for (const sentence of sentences(english)) {
      expect(sentence).not.toMatch(/!|\b(?:oops|sorry|unfortunately|you failed|your fault|error)\b/i);
    }
  });

  test('use one apostrophe and no double spaces', () => {
    for (const sentence of sentences(english)) expect(sentence).not.toMatch(/'| {2}|^\s|\s$/);
  });
});

describe('a decline', () => {
  test('has a sentence for every code of Stripe, and a general one for a new code', () => {
    expect(failureSentence(english, 'insufficient_funds')).toBe('Your bank said there was not enough money.');
    expect(failureSentence(english, 'expired_card')).toBe('Your card has expired.');
    for (const unknown of ['a_code_of_next_year', '', 'toString', '__proto__', null]) {
      expect(failureSentence(english, unknown)).toBe(english.failures.fallback);
    }
  });

  test('a suspicion of fraud, a lost or a stolen card reads like any refusal', () => {
    for (const code of ['fraudulent', 'lost_card', 'stolen_card', 'merchant_blacklist', 'pickup_card']) {
      expect(failureSentence(english, code)).toBe(failureSentence(english, 'generic_decline'));
    }
  });
});

describe('a reader’s language', () => {
  test('keeps its region where we speak it, and is English throughout where we do not', () => {
    expect(speechFor('en-GB').locale).toBe('en-GB');
    expect(speechFor('de-AT')).toEqual({ words: english, locale: 'en', direction: 'ltr' });
    expect(dictionaryFor('EN')).toBe(english);
  });

  test('never breaks a page, whatever was sent as a language', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `en-${text}`),
        ),
        (locale) => {
          expect(() => new Intl.NumberFormat(speechFor(locale).locale)).not.toThrow();
        },
      ),
    );
    expect(speechFor('en-u-nu-arab').locale).toBe('en');
  });

  test('counts in the plural forms of the language', () => {
    const forms = { one: 'plik', few: 'pliki', other: 'plików' };
    expect([1, 2, 5, 22].map((count) => plural('pl', count, forms))).toEqual([
      'plik',
      'pliki',
      'plików',
      'pliki',
    ]);
  });
});
