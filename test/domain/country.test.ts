import { expect, it } from 'vitest';
import { countryProblem, isCountry } from '../../src/domain/country.ts';

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const pairs = letters.flatMap((first) => letters.map((second) => first + second));

it('there are the 249 countries of ISO 3166-1, and Kosovo, each with a name of its own', () => {
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const countries = pairs.filter(isCountry);
  expect(countries).toHaveLength(250);
  expect(new Set(countries.map((code) => names.of(code))).size).toBe(250);
});

it.each([
  ['UK', 'UK is no country of ISO 3166-1: did you mean GB?'],
  ['EL', 'EL is no country of ISO 3166-1: did you mean GR?'],
  ['EN', 'EN is no country of ISO 3166-1: did you mean GB?'],
  ['SF', 'SF is no country of ISO 3166-1: did you mean FI?'],
  ['JA', 'JA is no country of ISO 3166-1: did you mean JP?'],
  ['EU', 'Give a country by its two letters (ISO 3166-1), such as GB.'],
  ['YU', 'Give a country by its two letters (ISO 3166-1), such as GB.'],
  ['gb', 'Give a country by its two letters (ISO 3166-1), such as GB.'],
  ['', 'Give a country by its two letters (ISO 3166-1), such as GB.'],
  ['GBR', 'Give a country by its two letters (ISO 3166-1), such as GB.'],
  ['GB', null],
  ['XK', null],
])('%j: %s', (code, problem) => {
  expect(countryProblem(code)).toBe(problem);
});
