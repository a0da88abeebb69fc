import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aliasWord,
  folded,
  listedWords,
  rangeEnd,
  searchTerms,
  searchWords,
} from '../../../src/domain/customer/search-words.ts';

const nobody = {
  legalName: 'X',
  label: null,
  contactName: null,
  email: null,
  billingEmails: [],
  telephone: null,
  address: {},
  customerAliases: [],
};
const isFound = (customer: Partial<Parameters<typeof searchWords>[0]>, text: string) => {
  const words = searchWords({ ...nobody, ...customer });
  return searchTerms(text).every((term) => words.some((word) => word >= term && word < rangeEnd(term)));
};

describe('a customer is found by', () => {
  it.each([
    ['a part of a word of its name, without case and accents', { legalName: 'Böhmerwald Möbel' }, 'bohm MOB'],
    ['letters that have no accent to lose', { legalName: 'Straße Sørensen Łódź' }, 'strasse sorensen lodz'],
    ['its label and contact', { label: 'North', contactName: 'Ada Lovelace' }, 'lovel nor'],
    ['an address as it is', { email: 'Billing@Acme.example' }, 'billing@acme.ex'],
    ['a part of an address', { billingEmails: ['ap@acme-tools.example'] }, 'tools'],
    ['its place and postcode', { address: { town: 'London', postcode: 'AB1 2EF' } }, 'ab1 2ef lond'],
    ['its telephone, with signs or without', { telephone: '+44 20 7946-0000' }, '442079460000'],
    ['a part of its telephone', { telephone: '+44 20 7946-0000' }, '7946'],
    ['an alias', { customerAliases: ['b1c87177-088a-40ec'] }, 'B1C87177-088a'],
    ['a contact', { contacts: [{ name: 'Zoë', email: 'zoe@x.test' }] }, 'zoe'],
    ['the middle of a name that is written without spaces', { legalName: '株式会社山田商店' }, '山田'],
    ['full-width letters', { legalName: 'ＡＣＭＥ' }, 'acme'],
    ['a name with a sign of addresses in it', { legalName: 'Cafe @ Home' }, 'cafe @'],
    ['a name that is like an address', { legalName: 'live@work Ltd' }, 'live@wo'],
  ])('%s', (_, customer, text) => {
    expect(isFound(customer, text)).toBe(true);
  });

  it.each([
    ['the end of a word', { legalName: 'Acme' }, 'cme'],
    ['one word of two', { legalName: 'Acme' }, 'acme tools'],
    ['signs that LIKE would take for any', { legalName: 'Acme' }, 'a%e'],
  ])('but not by %s', (_, customer, text) => {
    expect(isFound(customer, text)).toBe(false);
  });

  it('any beginning of any word of whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme' }), (legalName) => {
        for (const word of legalName.split(/\s+/).slice(0, 5))
          expect(isFound({ legalName }, word)).toBe(true);
      }),
    );
  });
});

describe('what is searched for', () => {
  it('is bounded, whatever is typed', () => {
    expect(searchTerms('😀'.repeat(20))).toEqual([]);
    expect(searchTerms('%_')).toEqual([]);
    expect(searchTerms('w'.repeat(500))).toEqual(['w'.repeat(64)]);
    expect(searchTerms(Array.from({ length: 50 }, (_, at) => `w${at}`).join(' '))).toHaveLength(8);
  });

  it('has no word twice, and an empty one never', () => {
    expect(searchTerms('  Acme  acme - ')).toEqual(['acme']);
    expect(folded('ÄÖÜ')).toBe('aou');
  });
});

it('a contact without a name is found by its address', () => {
  const unnamed = { name: null, email: 'ap@acme.example', roles: [], language: null };
  expect(isFound({ contacts: [unnamed] }, 'ap@acme')).toBe(true);
});

describe('a customer of a Stripe account is found by', () => {
  it('each part of its name and its address, folded, and by the address as it is', () => {
    expect(listedWords('Böhm & Co-Op', 'Ap@Acme.example')).toEqual(
      expect.arrayContaining(['bohm', 'co', 'op', 'ap@acme.example', 'acme', 'example']),
    );
    expect(listedWords('Ada', null)).toEqual(['ada']);
    expect(listedWords(null, 'a@b.test')).toContain('a@b.test');
    expect(listedWords(null, null)).toEqual([]);
    expect(aliasWord(' A@B.Test ')).toBe('a@b.test');
  });

  it('no word twice, and forty at most', () => {
    const words = listedWords(Array.from({ length: 60 }, (_, n) => `name${n}`).join(' '), 'a@b.test');
    expect(words).toHaveLength(40);
    expect(new Set(listedWords('ada ada', 'ada@ada.test')).size).toBe(
      listedWords('ada ada', 'ada@ada.test').length,
    );
  });
});
