import { describe, expect, it } from 'vitest';
import {
  addressText,
  canBeTaken,
  leavesNobody,
  readAddressText,
  type SharedColumns,
  sharedOf,
  withShared,
} from '../../../src/domain/customer/shared-fields.ts';

const ADA: SharedColumns = {
  legalName: 'Ada Ltd',
  email: 'ada@payer.test',
  billingEmails: [],
  telephone: '1',
  address: { line1: '1 Road', country: 'GB' },
};
const told = (email: string | null, ...billingEmails: string[]) => ({ ...ADA, email, billingEmails });

describe('a customer’s fields at Stripe', () => {
  it('are the first address that is told, and null for what is empty', () => {
    expect(sharedOf(told('own@payer.test', 'bills@payer.test')).email).toBe('bills@payer.test');
    expect(sharedOf(told('own@payer.test')).email).toBe('own@payer.test');
    const empty = { ...ADA, legalName: '', email: '', telephone: '', address: { line1: '', country: null } };
    expect(sharedOf(empty)).toEqual({ name: null, email: null, phone: null, address: null });
  });

  it('have a name of 256 characters at most', () => {
    expect(sharedOf({ ...ADA, legalName: 'a'.repeat(256) }).name).toHaveLength(256);
    expect(sharedOf({ ...ADA, legalName: 'a'.repeat(257) }).name).toHaveLength(256);
  });

  it('have an address that is read as it was written, and what is no address as none', () => {
    const address = { line1: 'a', line2: 'b', town: 'c', region: 'd', postcode: 'e', country: 'GB' };
    expect(readAddressText(addressText(address))).toEqual(address);
    const none = { line1: null, line2: null, town: null, region: null, postcode: null, country: null };
    for (const text of [null, '{}', '"text"', '[1, 2]']) expect(readAddressText(text)).toEqual(none);
  });
});

describe('what Stripe has', () => {
  it.each([
    ['name', 'New', null, true],
    ['name', ' \n', null, false],
    ['name', null, 'Old', false],
    ['email', 'new@payer.test', 'old@payer.test', true],
    ['email', 'new@payer.test', null, false],
    ['email', 'nobody', 'old@payer.test', false],
    ['email', 'two@payer.test, three@payer.test', 'old@payer.test', false],
    ['email', `${'a'.repeat(243)}@payer.test`, 'old@payer.test', true],
    ['email', `${'a'.repeat(244)}@payer.test`, 'old@payer.test', false],
    ['email', null, 'old@payer.test', true],
    ['phone', null, '1', true],
    ['phone', 'anything', null, true],
    ['address', null, null, true],
  ] as const)('as %s %j in place of %j can be taken: %s', (field, value, before, expected) => {
    expect(canBeTaken(field, value, before)).toBe(expected);
  });

  it.each([
    ['name', '  A\n B  ', { legalName: 'A B' }],
    ['name', 'a'.repeat(201), { legalName: 'a'.repeat(200) }],
    ['phone', ' 1\t2 ', { telephone: '1 2' }],
    ['phone', null, { telephone: null }],
    ['email', 'new@payer.test', { email: 'new@payer.test', billingEmails: [] }],
    ['address', JSON.stringify(['1  Road', '', null, null, null, 'gb']), { address: postal('1 Road', 'GB') }],
    [
      'address',
      JSON.stringify(['1 Road', null, null, null, null, 'GBR']),
      { address: postal('1 Road', null) },
    ],
    [
      'address',
      JSON.stringify(['1 Road', null, null, null, null, null]),
      { address: postal('1 Road', null) },
    ],
    ['address', null, { address: postal(null, null) }],
  ] as const)('as %s %j is stored as a person would write it', (field, value, change) => {
    expect(withShared(ADA, field, value)).toEqual({ ...ADA, ...change });
  });

  it('as an address takes the place of the first one, each once', () => {
    const three = told('own@payer.test', 'a@payer.test', 'b@payer.test', 'c@payer.test');
    expect(withShared(three, 'email', 'c@payer.test')).toEqual({
      ...three,
      billingEmails: ['c@payer.test', 'b@payer.test'],
    });
  });

  it('no more as an address is used nowhere here, and others are told instead', () => {
    const both = told('a@payer.test', 'a@payer.test', 'b@payer.test');
    expect(withShared(both, 'email', null)).toEqual(told(null, 'b@payer.test'));
    expect(withShared(told('own@payer.test', 'a@payer.test'), 'email', null)).toEqual(told('own@payer.test'));
    expect(leavesNobody(both, 'email', null)).toBe(false);
    expect(leavesNobody(told('own@payer.test', 'a@payer.test'), 'email', null)).toBe(false);
    expect(leavesNobody(told('own@payer.test'), 'email', null)).toBe(true);
    expect(leavesNobody(told('own@payer.test'), 'email', 'new@payer.test')).toBe(false);
    expect(leavesNobody(told('own@payer.test'), 'phone', null)).toBe(false);
  });
});

function postal(line1: string | null, country: string | null) {
  return { line1, line2: null, town: null, region: null, postcode: null, country };
}
