import { expect, test } from 'vitest';
import { addressee } from '../../src/views/addressee.ts';
import { speechFor } from '../../src/views/i18n/speech.ts';

const wordsIn = async (locale: string) => ({ words: (await speechFor(locale)).words.pages });
const japanese = await wordsIn('ja');

test.each([
  ['株式会社あおぞら', '株式会社あおぞら 御中'],
  ['Lindqvist AB', 'Lindqvist AB 御中'],
  ['Northwind Studio, Inc.', 'Northwind Studio, Inc. 御中'],
  ['学校法人みどり学園', '学校法人みどり学園 御中'],
  ['山田 太郎', '山田 太郎 様'],
  ['Abigail Corbett', 'Abigail Corbett 様'],
  ['山田 太郎 様', '山田 太郎 様'],
  ['経理部御中', '経理部御中'],
])('%s is addressed in Japanese as %s', (name, addressed) => {
  expect(addressee({ name, taxIds: [] }, japanese)).toBe(addressed);
});

test('whoever has a tax id is an organization', () => {
  const taxIds = [{ kind: 'jp_trn', value: 'T1234567890123' }] as const;
  expect(addressee({ name: 'あおぞら', taxIds }, japanese)).toBe('あおぞら 御中');
});

test.each(['en', 'de', 'fr', 'es'])('nobody is called anything but their name in %s', async (locale) => {
  const own = await wordsIn(locale);
  for (const name of ['Lindqvist AB', 'Ada Lindqvist'])
    expect(addressee({ name, taxIds: [] }, own)).toBe(name);
});
