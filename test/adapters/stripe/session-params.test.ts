import { describe, expect, it } from 'vitest';
import { sessionParams } from '../../../src/adapters/stripe/session-params.ts';

const order = {
  stripeCustomerId: 'cus_1',
  currency: 'USD',
  amount: 12_345,
  ach: true,
  description: 'Invoice NW-1 from Northwind',
  metadata: { quittance_payment: 'pay_1', quittance_deployment: 'test' },
  paymentId: 'pay_1',
  successUrl: '{{link:success:pay_1:1:1}}',
  cancelUrl: '{{link:view:inv_1:1:1}}',
  expiresAtMs: 1_700_000_000_999,
  locale: 'de-AT',
  receiptEmail: null,
  savesMethod: false,
  payee: 'Northwind',
};
const asked = (more: Partial<typeof order> | { readonly receiptEmail: string } = {}) =>
  JSON.parse(sessionParams({ ...order, ...more }));

describe('what a session is asked for', () => {
  it('is what is owed in the currency it is owed in: nothing is converted, and no code takes off', () => {
    const params = asked();
    expect(params.adaptive_pricing).toEqual({ enabled: false });
    expect(params.line_items).toEqual([
      {
        quantity: 1,
        price_data: {
          currency: 'usd',
          unit_amount: 12_345,
          product_data: { name: 'Invoice NW-1 from Northwind' },
        },
      },
    ]);
    expect(params).not.toHaveProperty('allow_promotion_codes');
    expect(params).not.toHaveProperty('after_expiration');
    expect(asked({ currency: 'ISK', amount: 500 }).line_items[0].price_data.unit_amount).toBe(50_000);
  });

  it('is headed by who is paid, and leaves the statement’s line to the account', () => {
    expect(asked().branding_settings).toEqual({ display_name: 'Northwind' });
    expect(JSON.stringify(asked())).not.toContain('statement_descriptor');
    const without = new Set(['branding_settings'] as const);
    expect(JSON.parse(sessionParams({ ...order, without }))).not.toHaveProperty('branding_settings');
  });

  it('ends when the claim says, in whole seconds and never later', () => {
    expect(asked().expires_at).toBe(1_700_000_000);
  });

  it('names its payment on the session and on the PaymentIntent', () => {
    const params = asked();
    expect(params.metadata).toEqual(order.metadata);
    expect(params.payment_intent_data.metadata).toEqual(order.metadata);
    expect(params).toMatchObject({ mode: 'payment', customer: 'cus_1', client_reference_id: 'pay_1' });
  });

  it('offers cards and, where it may, a US bank account that is verified at once', () => {
    expect(asked().allowed_payment_method_types).toEqual(['card', 'us_bank_account']);
    expect(asked().payment_method_options).toEqual({ us_bank_account: { verification_method: 'instant' } });
    const cards = asked({ ach: false });
    expect(cards.allowed_payment_method_types).toEqual(['card']);
    expect(cards).not.toHaveProperty('payment_method_options');
    expect(cards).not.toHaveProperty('payment_method_types');
  });

  it('has Stripe send a receipt only where an address is given', () => {
    expect(asked().payment_intent_data).not.toHaveProperty('receipt_email');
    expect(asked({ receiptEmail: 'ap@payer.test' }).payment_intent_data.receipt_email).toBe('ap@payer.test');
  });

  it('speaks the payer’s language where Checkout does', () => {
    expect(asked().locale).toBe('de');
    expect(asked({ locale: 'tlh' }).locale).toBe('auto');
  });

  it('is the same text for the same order: a key is never sent with other words', () => {
    expect(sessionParams(order)).toBe(sessionParams({ ...order }));
  });
});

const QUESTION = { label: 'Your own address', isOptional: false };

describe('what is kept of the method', () => {
  const kept = (more: object) =>
    JSON.parse(sessionParams({ ...order, text: 'Kept for later.', payer: QUESTION, ...more }));
  const nothing = (params: Record<string, unknown>) => {
    expect(params).not.toHaveProperty('custom_text');
    expect(params).not.toHaveProperty('custom_fields');
    expect(params).not.toHaveProperty('saved_payment_method_options');
    expect(params).not.toHaveProperty('payment_method_data');
    expect(params.payment_intent_data).not.toHaveProperty('setup_future_usage');
  };

  it('is said beside Stripe’s button', () => {
    const params = kept({ savesMethod: true });
    expect(params.custom_text).toEqual({ submit: { message: 'Kept for later.' } });
    expect(params.payment_intent_data.setup_future_usage).toBe('off_session');
    expect(params).not.toHaveProperty('saved_payment_method_options');
  });

  it('is what the payer ticks where they are asked, and is shown to nobody else', () => {
    const params = kept({ asksToSave: true });
    expect(params.saved_payment_method_options).toEqual({ payment_method_save: 'enabled' });
    expect(params.payment_method_data).toEqual({ allow_redisplay: 'limited' });
    expect(params.payment_intent_data).not.toHaveProperty('setup_future_usage');
  });

  it('is known by who paid: Stripe’s page asks them, with nothing filled in', () => {
    const asked = (isOptional: boolean) => ({
      key: 'payeremail',
      type: 'text',
      label: { type: 'custom', custom: 'Your own address' },
      optional: isOptional,
      text: { maximum_length: 254 },
    });
    expect(kept({ savesMethod: true }).custom_fields).toEqual([asked(false)]);
    const optional = { asksToSave: true, payer: { ...QUESTION, isOptional: true } };
    expect(kept(optional).custom_fields).toEqual([asked(true)]);
  });

  it('is nothing, and nothing is said, unless it is wanted', () => nothing(kept({})));

  it.each([
    'custom_text',
    'custom_fields',
    'payment_intent_data[setup_future_usage]',
    'payment_method_data',
    'saved_payment_method_options',
  ])('is nothing where Stripe does not take %s', (param) => {
    nothing(kept({ savesMethod: true, without: new Set([param]) }));
    nothing(kept({ asksToSave: true, without: new Set([param]) }));
  });
});
