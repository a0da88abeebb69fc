import type Stripe from 'stripe';
import type { Bench } from '../bench.ts';
import { cardPayment } from '../making.ts';
import type { Probe } from '../run-probes.ts';

const state = (dispute: Stripe.Dispute) => ({
  status: dispute.status,
  refundable: dispute.is_charge_refundable,
  moves: dispute.balance_transactions.map(({ amount, fee }) => [amount, fee]),
});

/** A charge that its payer disputes at once. */
async function disputed(bench: Bench, card = 'pm_card_createDispute'): Promise<Stripe.Dispute | null> {
  const { stripe, settle, note } = bench;
  const paid = await stripe.paymentIntents.create(cardPayment(bench, { payment_method: card }));
  const dispute = await settle(async () => {
    const [first] = (await stripe.disputes.list({ payment_intent: paid.id })).data;
    return first ?? null;
  }, 1);
  note('opened', dispute === null ? 'no dispute' : { ...state(dispute), reason: dispute.reason });
  return dispute;
}

async function answered(bench: Bench, id: string, evidence: string, status: string): Promise<void> {
  const { stripe, tried, settle, note } = bench;
  await tried(
    'answer',
    () => stripe.disputes.update(id, { evidence: { uncategorized_text: evidence }, submit: true }),
    ({ status: now }) => ({ answered: now === 'under_review' || now === status }),
  );
  const decided = await settle(async () => {
    const now = await stripe.disputes.retrieve(id);
    return now.status === status ? now : null;
  }, 1);
  note('decided', decided === null ? 'not yet' : state(decided));
}

/** Disputes: won, lost, asked about, and appealed. */
export const disputeProbes: readonly Probe[] = [
  {
    name: 'disputes/won',
    ask: async (bench) => {
      const dispute = await disputed(bench);
      if (dispute === null) return;
      await answered(bench, dispute.id, 'winning_evidence', 'won');
      await bench.happened('events', [dispute.id], 'charge.dispute.closed');
      await bench.tried('close what is won', () => bench.stripe.disputes.close(dispute.id), state);
    },
  },
  {
    name: 'disputes/lost-and-appealed',
    ask: async (bench) => {
      const dispute = await disputed(bench);
      if (dispute === null) return;
      await answered(bench, dispute.id, 'losing_evidence', 'lost');
      await bench.tried(
        'appeal',
        () =>
          bench.stripe.disputes.update(dispute.id, {
            evidence: { appeal: { card: { reason_for_filing: 'The goods were delivered.' } } },
            submit: true,
          }),
        state,
      );
      await bench.happened('events', [dispute.id], 'charge.dispute.closed');
    },
  },
  {
    name: 'disputes/inquiry',
    ask: async (bench) => {
      const dispute = await disputed(bench, 'pm_card_createDisputeInquiry');
      if (dispute === null) return;
      await bench.tried('close', () => bench.stripe.disputes.close(dispute.id), state);
    },
  },
  {
    name: 'disputes/cannot-be-refunded',
    ask: async (bench) => {
      const dispute = await disputed(bench);
      if (dispute === null) return;
      const { charge } = dispute;
      await bench.tried(
        'refund',
        () => bench.stripe.refunds.create({ charge: typeof charge === 'string' ? charge : charge.id }),
        ({ status }) => ({ refund: status }),
      );
    },
  },
];
