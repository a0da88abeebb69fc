import type Stripe from 'stripe';
import type { Bench } from '../bench.ts';
import { idOf } from '../bench.ts';
import { bankPayment } from '../making.ts';
import type { Probe } from '../run-probes.ts';

const state = (intent: Stripe.PaymentIntent) => ({
  intent: intent.status,
  method: intent.payment_method !== null,
  next: intent.next_action?.type ?? null,
  error: intent.last_payment_error?.code ?? null,
  errorType: intent.last_payment_error?.type ?? null,
});

/** A debit of a test account, from the call to its end. */
async function debit(bench: Bench, method: string, end: string): Promise<Stripe.PaymentIntent | null> {
  const { stripe, tried, settle, note } = bench;
  const made = await tried(
    'create and confirm',
    () => stripe.paymentIntents.create(bankPayment(bench, method)),
    state,
  );
  if (made === null) return null;
  const over = await settle(async () => {
    const now = await stripe.paymentIntents.retrieve(made.id);
    return now.status === 'processing' || now.status === 'requires_action' ? null : now;
  }, 10);
  note('at the end', over === null ? 'not yet' : state(over));
  await bench.happened('events', [made.id, idOf(made.latest_charge)], end);
  return over;
}

/** Debits of US bank accounts that were typed into the API. */
export const debitProbes: readonly Probe[] = [
  {
    name: 'debits/success',
    ask: async (bench) => {
      await debit(bench, 'pm_usBankAccount_success', 'payment_intent.succeeded');
    },
  },
  {
    name: 'debits/insufficient-funds',
    ask: async (bench) => {
      await debit(bench, 'pm_usBankAccount_insufficientFunds', 'payment_intent.payment_failed');
    },
  },
  {
    name: 'debits/account-closed',
    ask: async (bench) => {
      const over = await debit(bench, 'pm_usBankAccount_accountClosed', 'payment_intent.payment_failed');
      const { stripe, tried, note } = bench;
      const method = over?.last_payment_error?.payment_method;
      if (method === undefined) return;
      note('what is said of the account', {
        blocked: method.us_bank_account?.status_details?.blocked?.reason ?? null,
      });
      await tried('debit it again', () => stripe.paymentIntents.create(bankPayment(bench, method.id)), state);
    },
  },
  {
    name: 'debits/returned-later',
    ask: async (bench) => {
      const over = await debit(bench, 'pm_usBankAccount_dispute', 'payment_intent.succeeded');
      const { stripe, settle, note } = bench;
      if (over === null) return;
      const dispute = await settle(async () => {
        const [first] = (await stripe.disputes.list({ payment_intent: over.id })).data;
        return first ?? null;
      }, 70);
      if (dispute === null) return note('dispute', 'none');
      note('dispute', {
        status: dispute.status,
        reason: dispute.reason,
        refundable: dispute.is_charge_refundable,
        moves: dispute.balance_transactions.map(({ type, reporting_category: category }) => [type, category]),
      });
      await bench.happened('events of the dispute', [dispute.id], 'charge.dispute.closed');
    },
  },
  {
    name: 'debits/nothing-agreed',
    ask: async (bench) => {
      const { mandate_data: _, ...silent } = bankPayment(bench, 'pm_usBankAccount_success');
      await bench.tried('no mandate', () => bench.stripe.paymentIntents.create(silent), state);
    },
  },
];
