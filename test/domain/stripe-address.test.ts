import { expect, it } from 'vitest';
import { stripeAddress } from '../../src/domain/stripe-address.ts';

it.each([
  ['self', true, 'https://dashboard.stripe.com/payments/pi_1'],
  ['self', false, 'https://dashboard.stripe.com/test/payments/pi_1'],
  ['acct_1', true, 'https://dashboard.stripe.com/acct_1/payments/pi_1'],
  ['acct_1', false, 'https://dashboard.stripe.com/acct_1/test/payments/pi_1'],
])('an object of %s, live %s, is seen at %s', (account, livemode, address) => {
  expect(stripeAddress({ account, livemode }, 'payments', 'pi_1')).toBe(address);
});
