import { describe, expect, it } from 'vitest';
import {
  ADVICE,
  BANK_DEBIT_RETURNS,
  CARD_DECLINES,
  PAYMENT_ERRORS,
} from '../../../src/domain/collection/decline-codes.ts';
import { cancelledInARow, classifyFailure, failuresOf } from '../../../src/domain/collection/declines.ts';
import { cancelled, card, failed } from './facts.ts';

/** Every decline code that Stripe documents for cards: docs.stripe.com/declines/codes. */
const DOCUMENTED_DECLINES = `authentication_required approve_with_id call_issuer card_not_supported
  card_velocity_exceeded currency_not_supported do_not_honor do_not_try_again duplicate_transaction expired_card
  fraudulent generic_decline incorrect_number incorrect_cvc incorrect_address incorrect_pin incorrect_zip
  insufficient_funds invalid_account invalid_amount invalid_cvc invalid_expiry_month invalid_expiry_year invalid_number
  invalid_pin issuer_not_available lost_card merchant_blacklist mobile_device_authentication_required
  new_account_information_available no_action_taken not_permitted offline_pin_required online_or_offline_pin_required
  pickup_card pin_try_exceeded processing_error reenter_transaction restricted_card revocation_of_all_authorizations
  revocation_of_authorization security_violation service_not_allowed stolen_card stop_payment_order testmode_decline
  transaction_not_allowed try_again_later withdrawal_count_limit_exceeded`.split(/\s+/);

/** Every code of an ACH debit that fails or is returned: docs.stripe.com/declines/network-codes, and testing ACH. */
const DOCUMENTED_RETURNS = `insufficient_funds account_closed no_account debit_not_authorized
  bank_account_closed bank_account_invalid_details bank_account_frozen bank_account_restricted bank_account_unusable
  bank_ownership_changed could_not_process invalid_account_number recipient_deceased refer_to_customer`.split(
  /\s+/,
);

/** What networks forbid to repeat: Visa’s category 1, and the payer’s own word. */
const FORBIDDEN =
  `lost_card stolen_card pickup_card restricted_card invalid_account incorrect_number invalid_number
  transaction_not_allowed stop_payment_order revocation_of_authorization revocation_of_all_authorizations fraudulent
  do_not_try_again account_closed no_account debit_not_authorized`.split(/\s+/);

describe('what a failure means', () => {
  it('is decided for every code that Stripe documents', () => {
    const decided = new Set([...Object.keys(CARD_DECLINES), ...Object.keys(BANK_DEBIT_RETURNS)]);
    expect([...DOCUMENTED_DECLINES, ...DOCUMENTED_RETURNS].filter((code) => !decided.has(code))).toEqual([]);
  });

  it('is decided in one place only', () => {
    const tables = [CARD_DECLINES, BANK_DEBIT_RETURNS, PAYMENT_ERRORS].flatMap((table) => Object.keys(table));
    expect(tables.length).toBe(new Set(tables).size);
  });

  it.each(FORBIDDEN)('forbids to repeat %s', (code) => {
    expect(classifyFailure(code, 'card')).toBe('never_again');
  });

  it('asks the customer where their bank wants to see them', () => {
    expect(classifyFailure('authentication_required', 'card')).toBe('needs_customer');
  });

  it('never repeats by itself what it does not know', () => {
    expect(classifyFailure('a_code_of_next_year', 'card')).toBe('needs_customer');
    expect(classifyFailure(null, null)).toBe('needs_customer');
  });

  it('presents a bank debit again only for want of funds (Nacha 2.12.4)', () => {
    const codes = [...Object.keys(BANK_DEBIT_RETURNS), ...Object.keys(CARD_DECLINES)];
    const repeated = codes.filter((code) => classifyFailure(code, 'us_bank_account') === 'retry_later');
    expect(repeated).toEqual(['insufficient_funds']);
  });

  it('heeds advice that is stricter than the code, and none that is laxer', () => {
    expect(classifyFailure('generic_decline', 'card', 'do_not_try_again')).toBe('never_again');
    expect(classifyFailure('generic_decline', 'card', 'confirm_card_data')).toBe('needs_customer');
    expect(classifyFailure('lost_card', 'card', 'try_again_later')).toBe('never_again');
    expect(classifyFailure('a_code_of_next_year', 'card', 'try_again_later')).toBe('retry_later');
    expect(classifyFailure('generic_decline', 'card', 'an_advice_of_next_year')).toBe('retry_later');
    expect(Object.keys(ADVICE)).toHaveLength(3);
  });
});

describe('an attempt', () => {
  const a = card('a');

  it('failed where a bank refused it, also where its PaymentIntent was cancelled after that', () => {
    const attempts = [
      failed('p1', a, 'insufficient_funds', 10),
      failed('p2', a, 'authentication_required', 20, { state: 'canceled', closedAt: null, claimedAt: 18 }),
      cancelled('p3', a, 30),
      failed('p4', a, null, 40, { state: 'succeeded' }),
    ];
    expect(
      failuresOf(attempts).map(({ paymentId, verdict, failedAt }) => [paymentId, verdict, failedAt]),
    ).toEqual([
      ['p1', 'retry_later', 10],
      ['p2', 'needs_customer', 18],
    ]);
  });

  it('that never reached the bank is counted from the last one that did', () => {
    const link = { ...cancelled('l', a, 25), via: 'link' } as const;
    const attempts = [
      cancelled('p1', a, 5),
      failed('p2', a, 'expired_card', 10),
      cancelled('p3', a, 20),
      link,
      cancelled('p4', a, 30),
    ];
    expect(cancelledInARow(attempts)).toEqual({ count: 2, since: 30 });
    expect(cancelledInARow([])).toEqual({ count: 0, since: 0 });
  });
});
