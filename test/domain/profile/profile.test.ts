import { describe, expect, it } from 'vitest';
import { conflictsOf } from '../../../src/domain/profile/conflict.ts';
import { nextNumberProblem, prefixProblem, seriesOn } from '../../../src/domain/profile/number-prefix.ts';
import { changedFields, changedProfile, type Profile } from '../../../src/domain/profile/profile.ts';
import { profileProblems } from '../../../src/domain/profile/profile-problems.ts';
import { prefixesMeet, prefixOf } from '../../../src/domain/profile/series.ts';
import { printedTaxIds } from '../../../src/domain/tax-id/printed.ts';
import { taxIdProblems } from '../../../src/domain/tax-id/problems.ts';

const PROFILE: Profile = {
  legalName: 'Northwind LLC',
  displayName: 'Northwind',
  email: 'billing@northwind.test',
  replyTo: null,
  telephone: null,
  website: null,
  address: { line1: '1 Harbour Street', country: 'US' },
  taxId: 'EIN 12-3456789',
  taxIds: [],
  currency: 'USD',
  timeZone: 'America/New_York',
  locale: 'en',
  logo: null,
  logoUrl: null,
  brandColor: '#1f4b99',
  footer: null,
  bankAccounts: [],
  bankDetails: null,
  eInvoice: null,
  creditNotePrefix: null,
  numberPrefix: 'NW-',
};

describe('a change of the profile', () => {
  it('is none where the same is said in another order, or an empty part is left out', () => {
    const after = changedProfile(PROFILE, {
      address: { country: 'US', line2: null, line1: '1 Harbour Street' },
    });
    expect(changedFields(PROFILE, after)).toEqual([]);
    expect(
      changedFields(PROFILE, changedProfile(PROFILE, { displayName: 'N', legalName: undefined })),
    ).toEqual(['displayName']);
  });

  it('of an older version is a conflict with what others changed, unless it asks for what is there', () => {
    const now = { ...PROFILE, displayName: 'Theirs', email: 'new@northwind.test' };
    expect(conflictsOf(PROFILE, now, { displayName: 'Mine' })).toEqual([
      { field: 'displayName', was: 'Northwind', now: 'Theirs', asked: 'Mine' },
      { field: 'email', was: 'billing@northwind.test', now: 'new@northwind.test' },
    ]);
    expect(conflictsOf(PROFILE, now, { displayName: 'Theirs' })).toBeNull();
  });

  it.each([
    ['legalName', ' ', 'empty'],
    ['displayName', 'a\nb', 'line break'],
    ['email', 'nobody', 'address'],
    ['replyTo', 'a@b@c', 'address'],
    ['website', 'javascript:alert(1)', 'http'],
    ['logoUrl', 'http://', 'http'],
    ['timeZone', 'Mars/Olympus', 'time zone'],
    ['locale', '!', 'language'],
    ['currency', 'XXA', 'ISO 4217'],
    ['brandColor', 'red', 'colour'],
    ['address', { country: 'UK' }, 'ISO 3166'],
    ['footer', 'x'.repeat(501), '500 characters'],
    ['numberPrefix', 'INV-2027', 'letter'],
  ] as const)('of %s to %j is refused in words', (field, value, says) => {
    const after = { ...PROFILE, [field]: value };
    expect(profileProblems(after, [field])).toEqual([
      { path: expect.stringContaining(field), message: expect.stringContaining(says) },
    ]);
  });

  it('is not refused for an old value that it leaves alone', () => {
    const old = { ...PROFILE, numberPrefix: '2026', displayName: 'New' };
    expect(profileProblems(old, ['displayName'])).toEqual([]);
  });
});

describe('tax ids', () => {
  it('are printed with their kind, and the single text of before only where there are none', () => {
    const ids = [
      { kind: 'eu_vat', value: 'DE 136 695 976' },
      { kind: 'other', value: 'HRB 1234' },
    ] as const;
    expect(taxIdProblems(ids)).toEqual([]);
    expect(printedTaxIds({ taxId: 'EIN 1', taxIds: ids })).toEqual(ids);
    expect(printedTaxIds({ taxId: 'EIN 1', taxIds: [] })).toEqual([{ kind: 'text', value: 'EIN 1' }]);
    expect(printedTaxIds({ taxId: ' ', taxIds: [] })).toEqual([]);
    expect(taxIdProblems([{ kind: 'us_ein', value: 'DE123' }])[0]?.message).toContain('12-3456789');
    expect(taxIdProblems([ids[0], ids[0]])).toHaveLength(1);
  });
});

describe('the number series', () => {
  it('starts anew with the year of the issue date where its prefix has it', () => {
    expect(seriesOn('NW-{year}-', '2026-12-31')).toBe('NW-2026-');
    expect(seriesOn('NW-{year}-', '2027-01-01')).toBe('NW-2027-');
    expect(seriesOn('NW-', '2027-01-01')).toBe('NW-');
  });

  it('ends its prefix so that no two numbers read the same', () => {
    for (const prefix of ['A1', 'A{year}', 'A_', 'A {year}-', 'x'.repeat(21)]) {
      expect([prefix, prefixProblem(prefix)]).toEqual([prefix, expect.any(String)]);
    }
    for (const prefix of ['', 'A-', '{year}/', 'Re/']) expect(prefixProblem(prefix)).toBeNull();
  });

  it.each([
    ['A-{year}-', 'A-2027-', true],
    ['A-', 'A-', true],
    ['{year}/', '2026/', true],
    ['A-{year}-', 'A-27-', false],
    ['A-{year}-', 'B-{year}-', false],
  ])('of %s and of %s is one in some year: %s', (one, other, meet) => {
    expect([prefixesMeet(one, other), prefixesMeet(other, one)]).toEqual([meet, meet]);
  });

  it('is another for each kind of document, and never one for both', () => {
    const prefixes = { numberPrefix: 'A-{year}-', creditNotePrefix: null };
    expect(prefixOf('credit_note', prefixes)).toBe('CN-A-{year}-');
    expect(prefixOf('credit_note', { ...prefixes, creditNotePrefix: 'G-' })).toBe('G-');
    for (const field of ['numberPrefix', 'creditNotePrefix'] as const) {
      const same = { ...PROFILE, numberPrefix: 'A-{year}-', creditNotePrefix: 'A-2030-' };
      expect(profileProblems(same, [field])).toEqual([
        { path: field, message: expect.stringContaining('different prefixes') },
      ]);
    }
  });

  it('goes up only', () => {
    expect(nextNumberProblem(42, 42)).toBeNull();
    expect(nextNumberProblem(41, 42)).toContain('The next number is 42.');
    expect(nextNumberProblem(1_000_000_000, 42)).toContain('at most');
  });
});
