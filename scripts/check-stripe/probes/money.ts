import type Stripe from 'stripe';
import type { Bench } from '../bench.ts';
import { fieldsOf, idOf } from '../bench.ts';
import { bankPayment, cardPayment } from '../making.ts';
import type { Probe } from '../run-probes.ts';

const state = (refund: Stripe.Refund) => ({
  refund: refund.status,
  pending: refund.pending_reason ?? null,
  failure: refund.failure_reason ?? null,
  fields: fieldsOf(refund),
});

async function paid(bench: Bench, card = 'pm_card_visa'): Promise<string> {
  const { id } = await bench.stripe.paymentIntents.create(cardPayment(bench, { payment_method: card }));
  return id;
}

/** A refund, from the call to a state that it has later. */
async function refunded(bench: Bench, intent: string, later: string, days: number): Promise<void> {
  const { stripe, tried, settle, note, happened } = bench;
  const made = await tried('refund', () => stripe.refunds.create({ payment_intent: intent }), state);
  if (made === null) return;
  const ended = await settle(async () => {
    const now = await stripe.refunds.retrieve(made.id);
    return now.status === later ? now : null;
  }, days);
  note('later', ended === null ? 'not yet' : state(ended));
  await happened('events', [made.id], later === 'failed' ? 'refund.failed' : 'refund.updated');
}

/** Refunds, and what they and payments do to the balance. */
export const moneyProbes: readonly Probe[] = [
  {
    name: 'refunds/in-parts',
    ask: async (bench) => {
      const { stripe, tried } = bench;
      const intent = await paid(bench);
      const refund = (amount?: number) => () =>
        stripe.refunds.create({ payment_intent: intent, ...(amount === undefined ? {} : { amount }) });
      await tried('a part', refund(2000), state);
      await tried('more than is left', refund(10_001), state);
      await tried('nothing', refund(0), state);
      await tried('the rest', refund(), state);
      await tried('once more', refund(), state);
    },
  },
  {
    name: 'refunds/pending',
    ask: async (bench) => refunded(bench, await paid(bench, 'pm_card_pendingRefund'), 'succeeded', 2),
  },
  {
    name: 'refunds/failing',
    ask: async (bench) => refunded(bench, await paid(bench, 'pm_card_refundFail'), 'failed', 2),
  },
  {
    name: 'refunds/of-a-debit',
    ask: async (bench) => {
      const { stripe, settle } = bench;
      const { id } = await stripe.paymentIntents.create(bankPayment(bench, 'pm_usBankAccount_success'));
      await settle(
        async () => ((await stripe.paymentIntents.retrieve(id)).status === 'succeeded' ? true : null),
        10,
      );
      await refunded(bench, id, 'succeeded', 10);
    },
  },
  {
    name: 'refunds/of-nothing',
    ask: async (bench) => {
      const { stripe, tried, mark } = bench;
      const { id } = await stripe.paymentIntents.create({ amount: 12_000, currency: 'usd', metadata: mark });
      await tried('refund what was never paid', () => stripe.refunds.create({ payment_intent: id }), state);
    },
  },
  {
    name: 'money/balance',
    ask: async (bench) => {
      const { stripe, settle, note } = bench;
      const intent = await paid(bench);
      const transaction = await settle(async () => {
        const { latest_charge: charge } = await stripe.paymentIntents.retrieve(intent, {
          expand: ['latest_charge.balance_transaction'],
        });
        const booked = typeof charge === 'object' ? charge?.balance_transaction : null;
        return typeof booked === 'object' ? booked : null;
      }, 1);
      if (transaction === null) return note('booked', 'not yet');
      note('booked', {
        type: transaction.type,
        category: transaction.reporting_category,
        status: transaction.status,
        source: idOf(transaction.source)?.split('_')[0] ?? null,
        sum: transaction.amount - transaction.fee === transaction.net,
        fields: fieldsOf(transaction),
      });
    },
  },
  {
    name: 'money/amounts',
    ask: async ({ stripe, tried, mark }) => {
      const pay = (amount: number, currency: string) => () =>
        stripe.paymentIntents.create({
          amount,
          currency,
          allowed_payment_method_types: ['card'],
          metadata: mark,
        });
      const say = (intent: Stripe.PaymentIntent) => ({ intent: intent.status });
      for (const [currency, least] of LEAST) {
        await tried(`the least in ${currency}`, pay(least, currency), say);
        await tried(`less in ${currency}`, pay(least - 1, currency), say);
      }
      await tried('the most', pay(99_999_999, 'usd'), say);
      await tried('more', pay(100_000_000, 'usd'), say);
      await tried('a third decimal that is not 0', pay(12_005, 'kwd'), say);
      await tried('part of a króna', pay(12_050, 'isk'), say);
      await tried('a currency that is none', pay(12_000, 'xxx'), say);
    },
  },
];

/** In minor units as Stripe takes them, for an account that settles in US dollars. */
const LEAST: readonly (readonly [string, number])[] = [
  ['usd', 50],
  ['eur', 50],
  ['gbp', 30],
  ['jpy', 50],
  ['sek', 300],
  ['huf', 17_500],
];
