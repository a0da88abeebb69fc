import type Stripe from 'stripe';
import { fieldsOf, idOf } from '../bench.ts';
import { AGREED, customer, setupSession } from '../making.ts';
import type { Probe } from '../run-probes.ts';

const state = (setup: Stripe.SetupIntent) => ({
  setup: setup.status,
  next: setup.next_action?.type ?? null,
  mandate: setup.mandate !== null,
  error: setup.last_setup_error?.code ?? null,
});

/** Keeping a card or a bank account for later. */
export const setupProbes: readonly Probe[] = [
  {
    name: 'setups/card',
    ask: async (bench) => {
      const { stripe, tried, happened, mark } = bench;
      const owner = await customer(bench);
      const create = (payment_method: string) => () =>
        stripe.setupIntents.create({
          customer: owner.id,
          allowed_payment_method_types: ['card'],
          payment_method,
          confirm: true,
          return_url: 'https://merchant.example/done',
          metadata: mark,
        });
      const kept = await tried('a card', create('pm_card_visa'), (setup) => ({
        ...state(setup),
        fields: fieldsOf(setup),
      }));
      await tried('a card that authenticates', create('pm_card_authenticationRequired'), state);
      await tried('a card that is declined', create('pm_card_visa_chargeDeclined'), state);
      await happened('events', [kept?.id ?? null], 'setup_intent.succeeded');
    },
  },
  {
    name: 'setups/session',
    ask: async (bench) => {
      const { stripe, pay, note, tried } = bench;
      const owner = await customer(bench, { email: 'payer@example.com' });
      const open = await setupSession(bench, owner.id);
      note('opened', { session: open.status, setup: idOf(open.setup_intent) !== null });
      await pay('save a card', open, { card: '4242424242424242' });
      const done = await stripe.checkout.sessions.retrieve(open.id, {
        expand: ['setup_intent.payment_method'],
      });
      const setup = typeof done.setup_intent === 'object' ? done.setup_intent : null;
      const method = typeof setup?.payment_method === 'object' ? setup.payment_method : null;
      note('saved', {
        session: done.status,
        payment: done.payment_status,
        setup: setup?.status ?? null,
        shown: method?.allow_redisplay ?? null,
        attached: idOf(method?.customer) === owner.id,
      });
      await tried(
        'expire',
        () => stripe.checkout.sessions.expire(open.id),
        ({ status }) => ({ session: status }),
      );
    },
  },
  {
    name: 'setups/session-expired',
    ask: async (bench) => {
      const { stripe, note } = bench;
      const owner = await customer(bench);
      const open = await setupSession(bench, owner.id);
      const expired = await stripe.checkout.sessions.expire(open.id, { expand: ['setup_intent'] });
      const setup = typeof expired.setup_intent === 'object' ? expired.setup_intent : null;
      note('expired', {
        session: expired.status,
        setup: setup?.status ?? null,
        reason: setup?.cancellation_reason ?? null,
      });
    },
  },
  {
    name: 'setups/session-verifying',
    ask: async (bench) => {
      const { stripe, pay, note } = bench;
      const owner = await customer(bench, { email: 'payer@example.com' });
      const open = await setupSession(bench, owner.id, 'us_bank_account');
      const arrived = await pay('save an account', open, { bank: '000123456789', microdeposits: true });
      if (arrived === 'not driven') return;
      const after = await stripe.checkout.sessions.retrieve(open.id, { expand: ['setup_intent'] });
      const setup = typeof after.setup_intent === 'object' ? after.setup_intent : null;
      note('while the deposits are waited for', { session: after.status, setup: setup?.status ?? null });
    },
  },
  {
    name: 'setups/bank-account',
    ask: async (bench) => {
      const { stripe, tried, mark } = bench;
      const owner = await customer(bench);
      const create = (more: Partial<Stripe.SetupIntentCreateParams>) => () =>
        stripe.setupIntents.create({
          customer: owner.id,
          allowed_payment_method_types: ['us_bank_account'],
          payment_method_data: {
            type: 'us_bank_account',
            billing_details: { name: 'Jenny Rosen', email: 'payer@example.com' },
            us_bank_account: {
              account_holder_type: 'individual',
              account_number: '000123456789',
              routing_number: '110000000',
            },
          },
          confirm: true,
          metadata: mark,
          ...AGREED,
          ...more,
        });
      await tried('nothing said of verification', create({}), state);
      await tried('no mandate', create({ mandate_data: '' }), state);
      const waiting = await tried(
        'by deposits',
        create({ payment_method_options: { us_bank_account: { verification_method: 'microdeposits' } } }),
        (setup) => ({
          ...state(setup),
          kind: setup.next_action?.verify_with_microdeposits?.microdeposit_type ?? null,
        }),
      );
      const id = waiting?.id ?? 'none';
      const verify = (answer: Stripe.SetupIntentVerifyMicrodepositsParams) => () =>
        stripe.setupIntents.verifyMicrodeposits(id, answer);
      await tried('a wrong code', verify({ descriptor_code: 'SM99ZZ' }), state);
      await tried('the code', verify({ descriptor_code: 'SM11AA' }), state);
      await tried('the code again', verify({ descriptor_code: 'SM11AA' }), state);
    },
  },
];
