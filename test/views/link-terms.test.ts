import { describe, expect, test } from 'vitest';
import {
  type LinkTerms,
  STRIPE_LABEL_LENGTH,
  STRIPE_TEXT_LENGTH,
} from '../../src/domain/collection/link-keeps.ts';
import { LANGUAGES } from '../../src/views/i18n/languages.ts';
import { writeLinkTerms } from '../../src/views/link-terms.ts';

const TERMS: LinkTerms = {
  keeps: 'announced',
  merchant: 'Northwind Studio',
  customer: 'Lindqvist AB',
  contact: 'billing@northwind.example',
  when: 'on_due_date',
  noticeDays: 3,
  locale: 'en',
};

describe.each(Object.keys(LANGUAGES))('what is said before a payment by link, in %s', (locale) => {
  const every = (['announced', 'if_asked'] as const).flatMap((keeps) =>
    (['on_send', 'on_due_date'] as const).flatMap((when) =>
      [1, 30].map((noticeDays) => ({ ...TERMS, keeps, when, noticeDays, locale })),
    ),
  );

  test('is a text that Stripe takes, however long the names are', async () => {
    const name = '株'.repeat(5_000);
    for (const terms of every) {
      const { text } = await writeLinkTerms({ ...terms, merchant: name, customer: name, contact: name });
      expect(text.length).toBeLessThanOrEqual(STRIPE_TEXT_LENGTH);
    }
  });

  test('asks who pays for their own address, in a label that Stripe takes', async () => {
    for (const terms of every) {
      const { asksAddress } = await writeLinkTerms(terms);
      expect(asksAddress.length).toBeGreaterThan(10);
      expect(asksAddress.length).toBeLessThanOrEqual(STRIPE_LABEL_LENGTH);
    }
  });

  test('says for whom, by whom, how it is stopped, and when', async () => {
    for (const terms of every) {
      const { text, locale: language } = await writeLinkTerms(terms);
      for (const named of ['Northwind Studio', 'Lindqvist AB', 'billing@northwind.example']) {
        expect(text).toContain(named);
      }
      if (terms.noticeDays > 1) expect(text).toContain('30');
      expect(language).toBe(locale);
    }
  });
});

test('a name is no link and no bold on Stripe’s page', async () => {
  const { text } = await writeLinkTerms({
    ...TERMS,
    customer: '**Free** [money](https://evil.example)\nnow',
  });
  expect(text).toContain('Free money(https://evil.example) now');
  expect(text).not.toMatch(/[*[\]\n]/);
});
