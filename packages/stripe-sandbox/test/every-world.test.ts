import Stripe from 'stripe';
import { afterEach, describe, expect, it } from 'vitest';
import { FIRST_WORLDS, WORLDS, type WorldName, type Worlds } from '../src/index.ts';
import { type Bench, bankForm, cardForm, openBench, sessionParams } from './support.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const DECLINED = '4000000000000002';
const AUTHENTICATES = '4000002760003184';
const DISPUTED = '4000000000000259';
const AT_ONCE = '4000000000000077';

let bench: Bench;
afterEach(() => bench.close());

/** The parameter that a call was refused for, or what it gives. */
const refusedFor = async (call: Promise<{ status?: string | null }>) => {
  try {
    return (await call).status;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return `refused: ${error.param}`;
    throw error;
  }
};
const missing = async () => {
  const call = bench.stripe.paymentIntents.retrieve('pi_missing');
  const error = await call.then(() => undefined).catch((reason: unknown) => reason);
  if (error instanceof Stripe.errors.StripeError) return error;
  throw new Error('a PaymentIntent that does not exist was found');
};

async function opened(form?: Record<string, string>) {
  const session = await bench.stripe.checkout.sessions.create(sessionParams());
  if (form) await bench.post(`/c/pay/${session.id}`, form);
  return session.id;
}
async function intentOf(sessionId: string) {
  const { payment_intent: intent } = await bench.stripe.checkout.sessions.retrieve(sessionId, {
    expand: ['payment_intent'],
  });
  if (typeof intent !== 'object' || intent === null) throw new Error(`${sessionId} has no PaymentIntent`);
  return intent;
}
async function setUp(form?: Record<string, string>) {
  const { stripe } = bench;
  const { id: customer } = await stripe.customers.create({ name: 'Acme', email: 'ap@acme.example' });
  const { id } = await stripe.checkout.sessions.create({
    mode: 'setup',
    currency: 'usd',
    customer,
    success_url: 'https://merchant.example/kept',
  });
  if (form) await bench.post(`/c/pay/${id}`, form);
  return stripe.checkout.sessions.retrieve(id, { expand: ['setup_intent.payment_method'] });
}
const setupOf = ({ setup_intent: setup }: Stripe.Checkout.Session) =>
  typeof setup === 'object' ? setup : null;
const confirmed = (other: Partial<Stripe.PaymentIntentCreateParams>) =>
  bench.stripe.paymentIntents.create({ amount: 12_000, currency: 'usd', confirm: true, ...other });
const bankDebit = (other: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  confirmed({
    allowed_payment_method_types: ['us_bank_account'],
    payment_method: 'pm_usBankAccount_success',
    return_url: 'https://merchant.example/back',
    ...other,
  });
const agreed = {
  mandate_data: {
    customer_acceptance: {
      type: 'online' as const,
      online: { ip_address: '127.0.0.1', user_agent: 'test' },
    },
  },
};
async function disputed() {
  const { id } = await intentOf(await opened(cardForm(DISPUTED)));
  const [dispute] = (await bench.stripe.disputes.list({ payment_intent: id })).data;
  if (!dispute) throw new Error('nobody disputed it');
  return dispute;
}

/** What shows which way it goes, and what is seen then. A world without a line does not compile. */
const SHOWN: {
  readonly [K in WorldName]: { see: () => Promise<unknown>; sees: Readonly<Record<Worlds[K], unknown>> };
} = {
  expiry: {
    see: async () => {
      const id = await opened(cardForm(DECLINED));
      await bench.stripe.checkout.sessions.expire(id);
      return (await intentOf(id)).status;
    },
    sees: { cancels_intent: 'canceled', leaves_intent: 'requires_payment_method' },
  },
  authentication: {
    see: async () => {
      const id = await opened(cardForm(AUTHENTICATES));
      await bench.stripe.checkout.sessions.expire(id);
      return (await intentOf(id)).status;
    },
    sees: { ends_with_session: 'canceled', outlives_session: 'requires_action' },
  },
  setupExpiry: {
    see: async () => {
      const { id } = await setUp();
      await bench.stripe.checkout.sessions.expire(id);
      const over = await bench.stripe.checkout.sessions.retrieve(id, { expand: ['setup_intent'] });
      return setupOf(over)?.status;
    },
    sees: { cancels_intent: 'canceled', leaves_intent: 'requires_payment_method' },
  },
  verifyingSession: {
    see: async () => (await setUp({ ...bankForm(), verify: 'on' })).status,
    sees: { complete: 'complete', open: 'open' },
  },
  setupIntent: {
    see: async () => [setupOf(await setUp())?.status, setupOf(await setUp(cardForm()))?.status],
    sees: {
      from_the_start: ['requires_payment_method', 'succeeded'],
      at_first_attempt: [undefined, 'succeeded'],
    },
  },
  redisplay: {
    see: async () => {
      const method = setupOf(await setUp(cardForm()))?.payment_method;
      return typeof method === 'object' ? method?.allow_redisplay : null;
    },
    sees: { limited: 'limited', unspecified: 'unspecified', always: 'always' },
  },
  unusableMethods: {
    see: async () => {
      await bench.control(
        'POST',
        `/accounts/${(await bench.stripe.accounts.retrieveCurrent()).id}/capabilities`,
        {
          us_bank_account_ach_payments: 'inactive',
        },
      );
      const both = sessionParams({ allowed_payment_method_types: ['card', 'us_bank_account'] });
      return refusedFor(bench.stripe.checkout.sessions.create(both));
    },
    sees: { filtered: 'open', refused: 'refused: allowed_payment_method_types' },
  },
  returnUrl: {
    see: () =>
      refusedFor(confirmed({ allowed_payment_method_types: ['card'], payment_method: 'pm_card_visa' })),
    sees: { for_redirects: 'succeeded', always: 'refused: return_url' },
  },
  bankAccounts: {
    see: async () => (await bankDebit(agreed)).status,
    sees: { verified_at_once: 'processing', by_microdeposits: 'requires_action' },
  },
  mandates: {
    see: () => refusedFor(bankDebit()),
    sees: { made_up: 'processing', demanded: 'refused: mandate_data' },
  },
  debits: {
    see: async () => {
      const id = await opened(bankForm());
      bench.sandbox.clock.advance(2 * MINUTE);
      return (await intentOf(id)).status;
    },
    sees: { four_days: 'processing', a_minute: 'succeeded' },
  },
  debitDisputes: {
    see: async () => {
      await opened(bankForm('000555555559'));
      const counts: number[] = [];
      for (const days of [4, 2, 39]) {
        bench.sandbox.clock.advance(days * DAY);
        counts.push((await bench.stripe.disputes.list()).data.length);
      }
      return counts;
    },
    sees: { a_day_later: [0, 1, 1], at_once: [1, 1, 1], weeks_later: [0, 0, 1] },
  },
  eventOrder: {
    see: async () => {
      await opened(cardForm());
      return (await bench.types()).filter((type) =>
        ['charge.succeeded', 'payment_intent.succeeded', 'checkout.session.completed'].includes(type),
      );
    },
    sees: {
      as_done: ['charge.succeeded', 'payment_intent.succeeded', 'checkout.session.completed'],
      reversed: ['checkout.session.completed', 'payment_intent.succeeded', 'charge.succeeded'],
    },
  },
  webhookRetries: {
    see: async () => {
      bench.answerWith(500);
      await bench.stripe.customers.create({ name: 'Acme' });
      await bench.sandbox.drainWebhooks();
      bench.sandbox.clock.advance(2 * MINUTE);
      await bench.sandbox.drainWebhooks();
      return bench.received.length > 1;
    },
    sees: { within_seconds: true, within_an_hour: false },
  },
  accountEvents: {
    see: async () => {
      const url = (await bench.stripe.webhookEndpoints.list()).data[0]?.url ?? '';
      await bench.control('POST', '/event_destinations', {
        url,
        secret: 'whsec_known',
        eventsFrom: ['@self'],
      });
      await bench.control('POST', '/accounts', { id: 'acct_other' });
      await bench.control('POST', '/accounts/acct_other/requirements', {
        currentlyDue: ['external_account'],
      });
      await bench.sandbox.drainWebhooks();
      return bench.received.some(({ body }) => body.includes('v2.core.account.updated'));
    },
    sees: { of_the_platform: true, of_the_account: false },
  },
  search: {
    see: async () => {
      await bench.stripe.customers.create({ name: 'Acme' });
      const found = async () => (await bench.stripe.customers.search({ query: 'name:"Acme"' })).data.length;
      const first = await found();
      bench.sandbox.clock.advance(MINUTE);
      return [first, await found()];
    },
    sees: { at_once: [1, 1], a_minute_later: [0, 1] },
  },
  funds: {
    see: async () => {
      await opened(cardForm());
      const [sale] = (await bench.stripe.balanceTransactions.list()).data;
      return Math.round(
        ((sale?.available_on ?? 0) - Math.floor((sale?.created ?? 0) / 86_400) * 86_400) / 86_400,
      );
    },
    sees: { in_two_days: 2, in_a_week: 7 },
  },
  payouts: {
    see: async () => {
      await opened(cardForm(AT_ONCE));
      const { arrival_date: arrives, created } = await bench.stripe.payouts.create({
        amount: 1000,
        currency: 'usd',
      });
      return Math.floor(arrives / 86_400) - Math.floor(created / 86_400);
    },
    sees: { two_days: 2, five_days: 5 },
  },
  appeals: {
    see: async () => {
      const { id } = await disputed();
      await bench.stripe.disputes.close(id);
      await bench.control('POST', `/disputes/${id}/decide`, { outcome: 'appealed' });
      const appealed = await bench.stripe.disputes.retrieve(id);
      await bench.control('POST', `/disputes/${id}/decide`, { outcome: 'lost' });
      const lost = await bench.stripe.disputes.retrieve(id);
      return [appealed, lost].map(({ balance_transactions: moves }) => moves.map(({ amount }) => amount));
    },
    sees: {
      move_no_money: [[-12_000], [-12_000]],
      give_back: [
        [-12_000, 12_000],
        [-12_000, 12_000, -12_000],
      ],
    },
  },
  disputeDeadline: {
    see: async () => {
      const { created, evidence_details: details } = await disputed();
      return ((details.due_by ?? 0) - created) / 86_400;
    },
    sees: { nine_days: 9, three_weeks: 21 },
  },
  missingParam: { see: async () => (await missing()).param, sees: { id: 'id', noun: 'intent' } },
  errorFields: {
    see: async () => {
      const { code, doc_url: page } = await missing();
      const id = await opened(cardForm());
      const { code: assumed } = await bench.stripe.checkout.sessions
        .expire(id)
        .then(() => ({ code: 'none' }))
        .catch((error: Stripe.errors.StripeError) => error);
      return { code, page: page !== undefined, assumed };
    },
    sees: {
      all: { code: 'resource_missing', page: true, assumed: 'checkout_session_not_open' },
      few: { code: 'resource_missing', page: false, assumed: undefined },
    },
  },
  words: {
    see: async () => {
      const { last_payment_error: error } = await intentOf(await opened(cardForm(DECLINED)));
      return [(await missing()).message, error?.message];
    },
    sees: {
      as_met: ["No such payment_intent: 'pi_missing'", 'Your card was declined.'],
      other: ['This is what happened, put differently.', 'This is what happened, put differently.'],
    },
  },
  completion: {
    see: async () => {
      const made = await bench.stripe.checkout.sessions.create(
        sessionParams({
          custom_fields: [{ key: 'payer', label: { type: 'custom', custom: 'Who pays?' }, type: 'text' }],
        }),
      );
      await bench.post(`/c/pay/${made.id}`, { ...cardForm(), 'field-payer': 'Ada' });
      const seen = async () => {
        const { status, custom_fields: fields } = await bench.stripe.checkout.sessions.retrieve(made.id);
        return [status, fields[0]?.text?.value];
      };
      const atOnce = await seen();
      const expired = await refusedFor(bench.stripe.checkout.sessions.expire(made.id));
      bench.sandbox.clock.advance(5_000);
      return [(await intentOf(made.id)).status, atOnce, expired, await seen()];
    },
    sees: {
      with_payment: ['succeeded', ['complete', 'Ada'], 'refused: undefined', ['complete', 'Ada']],
      seconds_later: ['succeeded', ['open', null], 'refused: undefined', ['complete', 'Ada']],
    },
  },
  lengths: {
    see: async () => [
      await refusedFor(confirmed({ payment_method: 'pm_card_visa', description: 'x'.repeat(501) })),
      await bench.stripe.customers
        .create({ address: { line1: 'x'.repeat(201) } })
        .then(() => 'taken')
        .catch((error: Stripe.errors.StripeError) => error.param),
    ],
    sees: { long: ['succeeded', 'taken'], short: ['refused: description', 'address[line1]'] },
  },
  advice: {
    see: async () => (await intentOf(await opened(cardForm(DECLINED)))).last_payment_error?.advice_code,
    sees: { by_code: 'try_again_later', none: undefined },
  },
  returns: {
    see: async () => {
      const failing = await bankDebit({ payment_method: 'pm_usBankAccount_accountClosed', ...agreed });
      bench.sandbox.clock.advance(5 * DAY);
      const { last_payment_error: error } = await bench.stripe.paymentIntents.retrieve(failing.id);
      return error?.payment_method?.us_bank_account?.status_details?.blocked?.reason;
    },
    sees: { block_account: 'bank_account_closed', block_nothing: undefined },
  },
};

describe.each(Object.entries(SHOWN))('the world %s', (name, { see, sees }) => {
  it.each(Object.entries(sees))('where it is %s', async (value, seen) => {
    bench = await openBench();
    expect((await bench.control('POST', '/worlds', { [name]: value })).status).toBe(200);
    expect(await see()).toEqual(seen);
  });
});

it('every world has another way to go, and a new sandbox goes the first', async () => {
  bench = await openBench();
  expect((await bench.control('GET', '/worlds')).body).toEqual(FIRST_WORLDS);
  for (const values of Object.values(WORLDS)) expect(new Set(values).size).toBeGreaterThan(1);
});
