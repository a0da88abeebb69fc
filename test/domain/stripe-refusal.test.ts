import { describe, expect, it } from 'vitest';
import {
  chargeOf,
  chargeRefusedFor,
  chargeWanted,
  OF_A_CUSTOMER,
  refusedToo,
  sayableMessage,
  stillRefused,
  subjectOf,
  wantedOnce,
} from '../../src/domain/stripe-refusal.ts';

const refused = (code: string, more: { status?: number; param?: string | null } = {}) => ({
  status: 400,
  param: null,
  message: '',
  code,
  ...more,
});

describe('what Stripe refuses', () => {
  it.each([
    'api_key_expired',
    'charge_not_enabled',
    'livemode_mismatch',
    'more_permissions_required',
    'not_allowed_on_standard_account',
    'platform_account_required',
    'platform_api_key_expired',
    'secret_key_required',
    'testmode_charges_only',
    'tls_version_unsupported',
    'account_closed',
    'missing_capability',
    'payment_method_unactivated',
  ])('by %s is about the connection, whatever was asked', (code) => {
    expect(subjectOf(refused(code), 'customer')).toBe('connection');
  });

  it.each([401, 403])('with %i is about the connection', (status) => {
    expect(subjectOf(refused('any', { status }), 'invoice')).toBe('connection');
  });

  it.each([400, 402, 404])('with %i is about what was asked', (status) => {
    expect(subjectOf(refused('parameter_invalid', { status }), 'customer')).toBe('customer');
  });

  it.each(['customer', 'id', 'intent', 'payment_intent', 'session', 'setup_intent'])(
    'as missing, where we made the %s, is another account’s',
    (param) => {
      expect(subjectOf(refused('resource_missing', { param }), 'invoice')).toBe('connection');
      expect(subjectOf(refused('parameter_invalid', { param }), 'invoice')).toBe('invoice');
    },
  );

  it('as missing, where it is a method or nothing that is named, is about what was asked', () => {
    expect(subjectOf(refused('resource_missing', { param: 'payment_method' }), 'invoice')).toBe('invoice');
    expect(subjectOf(refused('resource_missing'), 'invoice')).toBe('invoice');
  });

  it('for a way to pay that the account lacks is about the connection', () => {
    const param = 'payment_method_types[1]';
    expect(subjectOf(refused('parameter_invalid', { param }), 'invoice')).toBe('connection');
  });
});

describe('a charge that Stripe refuses', () => {
  it.each(['amount_too_large', 'amount_too_small', 'invalid_charge_amount'])(
    'by %s is refused for its invoice, with whatever method',
    (code) => {
      expect(chargeRefusedFor(refused(code))).toBe('invoice');
    },
  );

  it('may do with another method, another payer or another way', () => {
    expect(chargeRefusedFor(refused('amount_too_large', { status: 402 }))).toBeNull();
    expect(chargeRefusedFor(refused('payment_method_unactivated'))).toBeNull();
    expect(chargeRefusedFor(refused('parameter_invalid', { param: 'payment_method_types' }))).toBeNull();
    expect(chargeRefusedFor(refused('parameter_invalid'))).toBeNull();
  });

  it('is refused for the connection where the account may charge nobody', () => {
    expect(chargeRefusedFor(refused('charge_not_enabled'))).toBe('connection');
  });
});

describe('what was wanted when Stripe refused', () => {
  const all = [
    ['session', 'payment'],
    ['charge', 'payment'],
    ['charge_card', 'payment'],
    ['charge_account', 'payment'],
    ['close', 'payment'],
    ['setup', 'payment'],
    ['detach', 'payment'],
    ['new_customer', 'payment'],
    ['reading', 'reading'],
    ['declines', 'reading'],
    ['disputes', 'reading'],
    ['customer', 'customer'],
  ] as const;

  it.each(all)('is a %s, which was once called a %s', (wanted, once) => {
    expect(wantedOnce(wanted)).toBe(once);
  });

  it('of a customer is all but a refund', () => {
    expect(OF_A_CUSTOMER).toEqual(all.map(([wanted]) => wanted));
    expect(wantedOnce('refund')).toBe('refund');
  });

  it('is one way to pay where only that is refused, and every one otherwise', () => {
    expect([chargeOf('us_bank_account'), chargeOf('card'), chargeOf(null)]).toEqual([
      'charge_account',
      'charge_card',
      'charge_card',
    ]);
    const way = refused('payment_method_unactivated');
    expect(chargeWanted(way, 'us_bank_account')).toBe('charge_account');
    expect(chargeWanted(way, 'card')).toBe('charge_card');
    expect(chargeWanted(refused('charge_not_enabled'), 'card')).toBe('charge');
  });

  it('is refused until the same is taken, and a thing of before until anything of its kind is', () => {
    const standing = { wanted: 'payment', refusedFor: ['session', 'setup'] } as const;
    expect(stillRefused(standing, 'session')).toEqual(['setup']);
    expect(stillRefused(standing, 'charge')).toEqual(['session', 'setup']);
    const before = { wanted: 'payment', refusedFor: null } as const;
    expect(stillRefused(before, 'detach')).toEqual([]);
    expect(stillRefused(before, 'reading')).toEqual(OF_A_CUSTOMER.slice(0, 8));
    const readings = ['reading', 'declines', 'disputes'];
    expect(stillRefused({ wanted: 'reading', refusedFor: null }, 'session')).toEqual(readings);
  });

  it('is refused together with what was refused before, each once', () => {
    expect(refusedToo({ wanted: 'payment', refusedFor: ['session'] }, 'setup')).toEqual(['session', 'setup']);
    expect(refusedToo({ wanted: 'payment', refusedFor: ['session'] }, 'session')).toEqual(['session']);
    expect(refusedToo({ wanted: 'payment', refusedFor: null }, 'reading')).toEqual([
      ...OF_A_CUSTOMER.slice(0, 8),
      'reading',
    ]);
  });
});

it('Stripe’s words are told on one line, without a key, and no longer than they may be', () => {
  const said = ` Invalid API Key:\n sk_test_abc, rk_live_*** or pk_test_1 `;
  expect(sayableMessage(said)).toBe('Invalid API Key: [key], [key] or [key]');
  expect(sayableMessage('a'.repeat(501))).toBe('a'.repeat(500));
  expect(sayableMessage(`${'a'.repeat(499)}🧾`)).toBe(`${'a'.repeat(499)}\ufffd`);
});
