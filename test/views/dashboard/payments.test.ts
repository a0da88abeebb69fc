import { expect, it } from 'vitest';
import { STANDINGS, standingOf } from '../../../src/domain/payment/standing.ts';
import { OPEN_STATES } from '../../../src/domain/payment/state.ts';
import { stripeHref } from '../../../src/views/dashboard/stripe-links.ts';
import { disputeReason } from '../../../src/views/dashboard/words/payments.ts';

it.each([
  ['self', false, 'https://dashboard.stripe.com/payments/pi_1'],
  ['self', true, 'https://dashboard.stripe.com/test/payments/pi_1'],
  ['acct_1', false, 'https://dashboard.stripe.com/acct_1/payments/pi_1'],
  ['acct_1', true, 'https://dashboard.stripe.com/acct_1/test/payments/pi_1'],
])('an id of the account %s (test: %s) opens at %s', (account, isTest, href) => {
  expect(stripeHref({ account, isTest }, 'payments', 'pi_1')).toBe(href);
});

it('an id that is none leads nowhere else', () => {
  expect(stripeHref({ account: 'self', isTest: false }, 'payouts', '../x?y')).toBe(
    'https://dashboard.stripe.com/payouts/..%2Fx%3Fy',
  );
});

it('a payment under way stands so in each of its states, and an ended one as it ended', () => {
  expect(new Set(OPEN_STATES.map(standingOf))).toEqual(new Set(['under_way']));
  expect(STANDINGS.filter((standing) => standing !== 'under_way').map((each) => standingOf(each))).toEqual([
    'succeeded',
    'failed',
    'canceled',
    'returned',
  ]);
});

it('a reason that Stripe added since then reads as its code does', () => {
  expect(disputeReason('unrecognized')).toBe('The cardholder doesn’t recognize this payment.');
  expect(disputeReason('brand_new')).toBe('Brand new.');
  expect(disputeReason('constructor')).toBe('Constructor.');
});
