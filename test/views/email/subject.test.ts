import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../src/domain/reader/languages.ts';
import { fitted, LONGEST_SUBJECT } from '../../../src/views/email/subject.ts';
import { merchant } from '../fixtures.ts';
import { allMails } from './gallery.ts';
import { staffMails } from './staff-gallery.ts';

const long = merchant({
  name: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft mbH',
});

describe.each([...LANGUAGES, 'en-GB'])('in %s a subject', (language) => {
  it('is seen whole on a phone and is not cut, with an ordinary name and number', async () => {
    const subjects = (await allMails(language)).map(({ name, subject }) => [name, subject] as const);
    expect(subjects.filter(([, subject]) => [...subject].length > LONGEST_SUBJECT)).toEqual([]);
    // A debit of an unusually called bank, or a customer’s own long name, may be.
    const cut = subjects.filter(
      ([name, subject]) => subject.endsWith('…') && !/removed|kept|confirm|statement-of-months/.test(name),
    );
    expect(cut).toEqual([]);
  });

  it('is no longer with the longest name, and begins the same', async () => {
    const [ordinary, lengthy] = await Promise.all([allMails(language), allMails(language, long)]);
    for (const [index, { name, subject }] of lengthy.entries()) {
      expect([name, [...subject].length <= LONGEST_SUBJECT]).toEqual([name, true]);
      const start = name === 'sign_in_link' ? 5 : 12;
      if (language === 'ja' && name === 'sign_in_link') continue;
      expect(subject.slice(0, start)).toBe(ordinary[index]?.subject.slice(0, start));
    }
  });
});

it('is short to the business’s own people, too', async () => {
  const all = (await staffMails()).filter(({ subject }) => [...subject].length > LONGEST_SUBJECT);
  expect(all).toEqual([]);
});

it.each([
  ['Receipt: $1.00', 'Receipt: $1.00'],
  [
    'Receipt: $1,569.20 for invoice NW-2026-0042, paid 9 Jan 2027',
    'Receipt: $1,569.20 for invoice NW-2026-0042',
  ],
  [
    'Payment failed: $1,569.20, NW-2026-0042 (9 Jan 2027, Northwind Studio)',
    'Payment failed: $1,569.20, NW-2026-0042',
  ],
  [
    'お支払いのお願い：$1,569.20（期限 2027年1月14日）、請求書 NW-2026-0042（Northwind Studio）',
    'お支払いのお願い：$1,569.20（期限 2027年1月14日）',
  ],
  [`Invoice ${'9'.repeat(60)}: $1.00`, `Invoice ${'9'.repeat(36)}…`],
  [
    'Your sign-in link for Acme Holdings of the Northern Coast, valid until 9 Jan',
    'Your sign-in link for Acme Holdings of the…',
  ],
])('%j fits as %j', (subject, fits) => expect(fitted(subject)).toBe(fits));
