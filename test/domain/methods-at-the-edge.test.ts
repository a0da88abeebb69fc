import { describe, expect, it } from 'vitest';
import { readBankAccount, showableAgain } from '../../src/domain/methods/bank-account.ts';
import { readDeposit } from '../../src/domain/methods/deposits.ts';
import { decideSetup, depositsEnd, type SetupFacts } from '../../src/domain/methods/setup.ts';
import { readBlockedFor } from '../../src/domain/methods/state-reason.ts';

describe('a bank account', () => {
  const typed = {
    accountNumber: '000123456789',
    holderName: 'Ada',
    holderType: 'individual',
    country: 'US',
    currency: 'USD',
    routingNumber: '110000000',
  };
  const problems = (change: Partial<typeof typed>) => {
    const read = readBankAccount({ ...typed, ...change });
    return read.ok ? [] : read.problems.map(({ field, problem }) => `${field} ${problem}`);
  };

  it('has 4 to 17 digits, and a routing number of 9', () => {
    expect(problems({})).toEqual([]);
    expect(problems({ accountNumber: '123' })).toEqual(['accountNumber length']);
    expect(problems({ accountNumber: '1234' })).toEqual([]);
    expect(problems({ accountNumber: '1'.repeat(17) })).toEqual([]);
    expect(problems({ accountNumber: '1'.repeat(18) })).toEqual(['accountNumber length']);
    expect(problems({ accountNumber: '' })).toEqual(['accountNumber missing']);
    expect(problems({ accountNumber: '12a4' })).toEqual(['accountNumber not_digits']);
    expect(problems({ routingNumber: '' })).toEqual(['routingNumber missing']);
    expect(problems({ routingNumber: 'x' })).toEqual(['routingNumber not_digits']);
    expect(problems({ routingNumber: '11000000' })).toEqual(['routingNumber length']);
    expect(problems({ routingNumber: '110000001' })).toEqual(['routingNumber check_digit']);
    expect(problems({ routingNumber: '000000000' })).toEqual(['routingNumber check_digit']);
  });

  it('is not shown again where its number was typed as a name', () => {
    expect(showableAgain({ ...typed, accountNumber: '1234', holderName: 'Ada 1234' }).holderName).toBe('');
    expect(showableAgain({ ...typed, accountNumber: '123', holderName: 'Ada 123' }).holderName).toBe(
      'Ada 123',
    );
  });

  it('is blocked for a reason that is known, or for none', () => {
    expect(readBlockedFor('something_new')).toBeNull();
  });

  it('has deposits of cents', () => {
    expect(readDeposit('1.')).toEqual({ ok: false, problem: 'not_an_amount' });
    expect(readDeposit('.5')).toEqual({ ok: true, value: 50 });
    expect(readDeposit('0.01')).toEqual({ ok: true, value: 1 });
    expect(readDeposit('99')).toEqual({ ok: true, value: 99 });
    expect(readDeposit('0.00')).toEqual({ ok: false, problem: 'not_under_a_dollar' });
    expect(readDeposit('100')).toEqual({ ok: false, problem: 'not_under_a_dollar' });
  });
});

describe('a set-up', () => {
  const setup = (status: SetupFacts['status'], more: Partial<SetupFacts> = {}): SetupFacts => ({
    setupIntentId: 'seti_1',
    status,
    livemode: false,
    setupId: null,
    stripePaymentMethodId: null,
    card: null,
    fingerprint: null,
    holderName: null,
    routingNumber: null,
    deposits: null,
    failureCode: null,
    ...more,
  });
  const kind = (...given: Parameters<typeof decideSetup>) => decideSetup(...given).kind;

  it('ends with what Stripe ended, and waits for what it has not', () => {
    expect(kind('open', { status: 'open' }, setup('canceled'))).toBe('expire');
    expect(kind('open', { status: 'expired' }, setup('requires_payment_method'))).toBe('expire');
    expect(kind('open', { status: 'expired' }, null)).toBe('expire');
    expect(kind('open', { status: 'complete' }, null)).toBe('nothing_new');
    expect(kind('open', { status: 'complete' }, setup('requires_action'))).toBe('nothing_new');
    expect(kind('open', { status: 'expired' }, setup('requires_action'))).toBe('expire');
    expect(kind('open', null, setup('processing'))).toBe('nothing_new');
    expect(kind('open', null, setup('requires_confirmation'))).toBe('nothing_new');
    const deposits = { proof: 'amounts', arrivesAt: 1 } as const;
    expect(kind('verifying', null, setup('requires_payment_method', { deposits }))).toBe('fail');
    expect(decideSetup('open', null, setup('requires_payment_method'))).toEqual({
      kind: 'fail',
      code: 'unknown',
    });
  });

  it('by deposits says why it failed', () => {
    const code = (why: string) => `payment_method_microdeposit_verification_${why}`;
    expect(depositsEnd(code('attempts_exceeded'))).toBe('attempts_exceeded');
    expect(depositsEnd(code('timeout'))).toBe('timed_out');
    expect(depositsEnd(code('failed'))).toBe('deposits_failed');
    expect(depositsEnd(null)).toBe('deposits_failed');
  });
});
