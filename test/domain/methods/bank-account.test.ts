import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hasCheckDigit,
  readAccountRefusal,
  readBankAccount,
  showableAgain,
  type TypedAccount,
} from '../../../src/domain/methods/bank-account.ts';

const typed = (more: Partial<TypedAccount> = {}): TypedAccount => ({
  accountNumber: '000123456789',
  holderName: 'Jane Payer',
  holderType: 'company',
  country: 'US',
  currency: 'usd',
  routingNumber: '110000000',
  ...more,
});
const problemOf = (more: Partial<TypedAccount>) => {
  const read = readBankAccount(typed(more));
  return read.ok ? null : read.problems.map(({ field, problem }) => `${field} ${problem}`);
};

describe('a bank account as people type it', () => {
  it('is understood with spaces, hyphens and full-width digits', () => {
    for (const accountNumber of ['000 123 456 789', '000-123456789', '０００１２３４５６７８９']) {
      expect(readBankAccount(typed({ accountNumber, holderName: '  Jane \n Payer ' }))).toEqual({
        ok: true,
        account: {
          accountNumber: '000123456789',
          holderName: 'Jane Payer',
          holderType: 'company',
          routingNumber: '110000000',
        },
      });
    }
  });

  it('is refused with every field that is wrong, and why', () => {
    expect(problemOf({ accountNumber: '12a4567' })).toEqual(['accountNumber not_digits']);
    expect(problemOf({ accountNumber: '123' })).toEqual(['accountNumber length']);
    expect(problemOf({ accountNumber: '1'.repeat(18) })).toEqual(['accountNumber length']);
    expect([problemOf({ accountNumber: '1234' }), problemOf({ accountNumber: '1'.repeat(17) })]).toEqual([
      null,
      null,
    ]);
    expect(problemOf({ accountNumber: ' ', holderName: '', holderType: 'other' })).toEqual([
      'accountNumber missing',
      'holderName missing',
      'holderType missing',
    ]);
    expect(problemOf({ holderName: 'x'.repeat(101) })).toEqual(['holderName too_long']);
    expect(problemOf({ holderName: 'x'.repeat(100) })).toBeNull();
    expect(problemOf({ routingNumber: ' ' })).toEqual(['routingNumber missing']);
    expect(problemOf({ country: 'DE', currency: 'EUR' })).toEqual(['country not_us', 'currency not_usd']);
    expect(problemOf({ routingNumber: '12345678' })).toEqual(['routingNumber length']);
    expect(problemOf({ routingNumber: '110000001' })).toEqual(['routingNumber check_digit']);
    expect(problemOf({ routingNumber: '000000000' })).toEqual(['routingNumber check_digit']);
    expect(problemOf({ routingNumber: 'DE0000000' })).toEqual(['routingNumber not_digits']);
  });
});

describe('a refusal of Stripe’s', () => {
  it.each([
    'account_number_invalid',
    'routing_number_invalid',
    'bank_account_restricted',
    'bank_account_unusable',
    'payment_method_bank_account_blocked',
    'customer_max_payment_methods',
  ])('with %s is about the account', (code) => {
    expect(readAccountRefusal(code)).toBe(code);
  });

  it.each(['', 'api_key_expired', 'account_closed'])('with %j is not', (code) => {
    expect(readAccountRefusal(code)).toBeNull();
  });
});

describe('an account number', () => {
  it('is never shown again, in whichever field it was typed', () => {
    const number = '000123456789';
    const swapped = showableAgain(typed({ accountNumber: '110000000', routingNumber: number }));
    expect(swapped.routingNumber).toBe('');
    const alike = showableAgain(typed({ accountNumber: '110000000', routingNumber: '123456780' }));
    expect(alike.routingNumber).toBe('');
    const named = showableAgain(typed({ accountNumber: number, holderName: 'Jane 0001-2345-6789' }));
    expect(named.holderName).toBe('');
    expect(
      showableAgain(typed({ accountNumber: '110000001', routingNumber: '110000001' })).routingNumber,
    ).toBe('');
    expect(JSON.stringify(showableAgain(typed()))).not.toContain(number);
    expect(showableAgain(typed({ routingNumber: '110 000 001' })).routingNumber).toBe('110 000 001');
  });

  it('is no name: what is kept of the holder does not hold it', () => {
    expect(problemOf({ holderName: 'Jane 000 123 456 789' })).toEqual(['holderName missing']);
    expect(problemOf({ holderName: 'Studio 54' })).toBeNull();
  });
});

describe('the check digit of a routing number', () => {
  it('is right for numbers that banks have', () => {
    for (const number of ['021000021', '011401533', '091000019', '110000000', '322271627']) {
      expect(hasCheckDigit(number)).toBe(true);
    }
  });

  it('finds every single digit that was mistyped', () => {
    fc.assert(
      fc.property(fc.nat(8), fc.integer({ min: 1, max: 9 }), (place, by) => {
        const right = '021000021';
        const digit = (Number(right.charAt(place)) + by) % 10;
        expect(hasCheckDigit(right.slice(0, place) + digit + right.slice(place + 1))).toBe(false);
      }),
    );
  });
});
