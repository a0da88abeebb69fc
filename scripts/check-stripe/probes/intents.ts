import type Stripe from 'stripe';
import { fieldsOf } from '../bench.ts';
import { MERCHANT } from '../browser.ts';
import { cardPayment, customer } from '../making.ts';
import type { Probe } from '../run-probes.ts';

const state = (intent: Stripe.PaymentIntent) => ({
  intent: intent.status,
  types: intent.payment_method_types,
  next: intent.next_action?.type ?? null,
});

/** Confirming with what is asked for, and without. */
export const intentProbes: readonly Probe[] = [
  {
    name: 'intents/confirmed-at-once',
    ask: async (bench) => {
      const { stripe, tried, happened } = bench;
      const paid = await tried(
        'create and confirm',
        () => stripe.paymentIntents.create(cardPayment(bench)),
        (intent) => ({ ...state(intent), fields: fieldsOf(intent) }),
      );
      await happened('events', [paid?.id ?? null], 'charge.updated');
    },
  },
  {
    name: 'intents/without-return-url',
    ask: async (bench) => {
      const { stripe, tried } = bench;
      const { return_url: _, ...without } = cardPayment(bench);
      const create = (more: Partial<Stripe.PaymentIntentCreateParams>) => () =>
        stripe.paymentIntents.create({ ...without, ...more });
      await tried('allowed types, on session', create({}), state);
      await tried('and refusing actions', create({ error_on_requires_action: true }), state);
      const owner = await customer(bench);
      const saved = await stripe.paymentMethods.attach('pm_card_visa', { customer: owner.id });
      await tried(
        'off session',
        create({ customer: owner.id, payment_method: saved.id, off_session: true }),
        state,
      );
      const { allowed_payment_method_types: __, ...automatic } = without;
      const methods = (allow_redirects: 'always' | 'never') => () =>
        stripe.paymentIntents.create({
          ...automatic,
          automatic_payment_methods: { enabled: true, allow_redirects },
        });
      await tried('automatic, with redirects', methods('always'), state);
      await tried('automatic, without redirects', methods('never'), state);
      await tried('nothing said of methods', () => stripe.paymentIntents.create(automatic), state);
    },
  },
  {
    name: 'intents/methods-that-cannot-pay',
    ask: async (bench) => {
      const { stripe, tried, note, withoutDebits, mark } = bench;
      const both = { allowed_payment_method_types: ['card', 'us_bank_account'] } as const;
      const create = (
        currency: string,
        allowed: readonly ('card' | 'us_bank_account')[],
        options?: Stripe.RequestOptions,
      ) =>
        stripe.paymentIntents.create(
          { amount: 12_000, currency, allowed_payment_method_types: [...allowed], metadata: mark },
          options,
        );
      await tried('in euros', () => create('eur', both.allowed_payment_method_types), state);
      await tried('only debits, in euros', () => create('eur', ['us_bank_account']), state);
      const off = await withoutDebits();
      if (off === null) return note('where debits are off', 'nowhere to ask');
      await tried('where debits are off', () => create('usd', both.allowed_payment_method_types, off), state);
      await tried('only debits, where they are off', () => create('usd', ['us_bank_account'], off), state);
    },
  },
  {
    name: 'intents/methods-said-twice',
    ask: async ({ stripe, tried, mark }) => {
      const bare = { amount: 12_000, currency: 'usd', metadata: mark };
      await tried(
        'the old parameter',
        () => stripe.rawRequest('POST', '/v1/payment_intents', { ...bare, payment_method_types: ['card'] }),
        fieldsOf,
      );
      await tried(
        'allowed and automatic',
        () =>
          stripe.paymentIntents.create({
            ...bare,
            allowed_payment_method_types: ['card'],
            automatic_payment_methods: { enabled: true },
          }),
        state,
      );
      await tried(
        'an unknown parameter',
        () => stripe.rawRequest('POST', '/v1/payment_intents', { ...bare, weather: 'fine' }),
        fieldsOf,
      );
      await tried('nothing', () => stripe.rawRequest('POST', '/v1/payment_intents', {}), fieldsOf);
    },
  },
  {
    name: 'intents/amount-said-again',
    ask: async (bench) => {
      const { stripe, tried } = bench;
      const made = await stripe.paymentIntents.create({
        amount: 12_000,
        currency: 'usd',
        allowed_payment_method_types: ['card'],
        metadata: bench.mark,
      });
      const confirm = (amount: number) => () =>
        stripe.paymentIntents.confirm(made.id, {
          payment_method: 'pm_card_visa',
          return_url: `${MERCHANT}/done`,
          amount_to_confirm: amount,
        });
      await tried('another amount', confirm(11_999), state);
      await tried('the amount', confirm(12_000), state);
      await tried('once more', confirm(12_000), state);
      await tried('cancel what has succeeded', () => stripe.paymentIntents.cancel(made.id), state);
    },
  },
  {
    name: 'intents/authentication',
    ask: async (bench) => {
      const { stripe, tried } = bench;
      const owner = await customer(bench);
      const pay = (more: Partial<Stripe.PaymentIntentCreateParams>) => () =>
        stripe.paymentIntents.create(
          cardPayment(bench, { payment_method: 'pm_card_authenticationRequired', ...more }),
        );
      await tried('on session', pay({}), state);
      await tried('refusing actions', pay({ error_on_requires_action: true }), state);
      const saved = await stripe.paymentMethods.attach('pm_card_authenticationRequired', {
        customer: owner.id,
      });
      const { return_url: _, ...away } = cardPayment(bench, {
        customer: owner.id,
        payment_method: saved.id,
        off_session: true,
      });
      await tried('off session', () => stripe.paymentIntents.create(away), state);
    },
  },
];
