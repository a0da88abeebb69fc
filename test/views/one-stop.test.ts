import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../src/views/i18n/languages.ts';
import { oneStop } from '../../src/views/i18n/one-stop.ts';
import { speechFor } from '../../src/views/i18n/speech.ts';
import { isolate } from '../../src/views/text.ts';

/** Every text of a language, with the same value in each of its places. */
function textsWith(value: string, words: unknown): string[] {
  if (typeof words === 'string') return [words];
  if (typeof words === 'function')
    return textsWith(value, Reflect.apply(words, undefined, Array(words.length).fill(value)));
  return typeof words === 'object' && words !== null
    ? Object.values(words).flatMap((each) => textsWith(value, each))
    : [];
}

describe.each(Object.keys(LANGUAGES))('a sentence that ends with a name, in %s', (locale) => {
  test.each(['Acme Inc.', isolate('شركة ش.م.'), 'etc.'])('has one full stop after %s', async (name) => {
    const texts = textsWith(name, (await speechFor(locale)).words);
    expect(texts.length).toBeGreaterThan(500);
    expect(texts.filter((text) => text.includes(`${name}.`))).toEqual([]);
    expect(texts.filter((text) => text.includes(name)).length).toBeGreaterThan(100);
  });
});

test('an address or a number with two stops inside stays as it is', () => {
  expect(oneStop('Write to a..b@example.com.', ['a..b@example.com'])).toBe('Write to a..b@example.com.');
  expect(oneStop('Contact Acme Inc..', ['Acme Inc.', 3, null])).toBe('Contact Acme Inc.');
});
