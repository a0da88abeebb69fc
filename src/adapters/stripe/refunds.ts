import type Stripe from 'stripe';
import { DISPUTE_STATUSES } from '../../domain/payment/disputes.ts';
import { fromStripeAmount } from './amounts.ts';
import { callStripe, LIST_LIMIT, upTo } from './call.ts';
import type { DisputeFacts, RefundFacts, RefundsPort } from './port-refunds.ts';
import { known } from './read-objects.ts';

const REFUND_STATES = ['pending', 'requires_action', 'succeeded', 'failed', 'canceled'] as const;

/** Refunds and disputes of one account. */
export function refundsOf(
  stripe: Stripe,
  onBehalf: Stripe.RequestOptions,
  once: (idempotencyKey: string) => Stripe.RequestOptions,
): RefundsPort {
  return {
    createRefund: (params, key) =>
      callStripe(async () => {
        const parsed: Stripe.RefundCreateParams = JSON.parse(params);
        return readRefund(await stripe.refunds.create(parsed, once(key)));
      }),
    listRefunds: (intentId) =>
      callStripe(async () => {
        const listed = stripe.refunds.list({ payment_intent: intentId, limit: 100 }, onBehalf);
        const found: RefundFacts[] = [];
        for await (const refund of upTo(LIST_LIMIT, listed)) found.push(readRefund(refund));
        return found;
      }),
    submitEvidence: (disputeId, evidence, key) =>
      callStripe(async () => {
        // https://docs.stripe.com/api/disputes/update: `submit` sends it to the bank at once.
        const params = { evidence: { ...evidence }, submit: true, expand: ['charge'] };
        return readDispute(await stripe.disputes.update(disputeId, params, once(key)));
      }),
    listDisputes: (intentId) =>
      callStripe(async () => {
        const listed = stripe.disputes.list(
          { payment_intent: intentId, limit: 100, expand: ['data.charge'] },
          onBehalf,
        );
        const found: DisputeFacts[] = [];
        for await (const dispute of upTo(LIST_LIMIT, listed)) found.push(readDispute(dispute));
        return found;
      }),
  };
}

/** Stripe's refund as our facts. https://docs.stripe.com/api/refunds/object */
function readRefund(refund: Stripe.Refund): RefundFacts {
  const currency = refund.currency.toUpperCase();
  return {
    stripeRefundId: refund.id,
    intentId: idOf(refund.payment_intent),
    chargeId: idOf(refund.charge),
    refundId: refund.metadata?.quittance_refund ?? null,
    currency,
    amount: fromStripeAmount(currency, refund.amount),
    state: known(REFUND_STATES, refund.status),
    failureReason: refund.failure_reason ?? null,
    createdAt: refund.created * 1000,
  };
}

/** Stripe's dispute, with its charge, as our facts. https://docs.stripe.com/api/disputes/object */
function readDispute(dispute: Stripe.Dispute): DisputeFacts {
  const currency = dispute.currency.toUpperCase();
  const type = typeof dispute.charge === 'string' ? null : dispute.charge.payment_method_details?.type;
  // 0 where no answer is allowed, null where none is possible.
  const due = dispute.evidence_details.due_by ?? 0;
  return {
    stripeDisputeId: dispute.id,
    intentId: idOf(dispute.payment_intent),
    chargeId: idOf(dispute.charge) ?? '',
    currency,
    amount: fromStripeAmount(currency, dispute.amount),
    reason: dispute.reason,
    status: known(DISPUTE_STATUSES, dispute.status),
    methodKind: type === 'card' || type === 'us_bank_account' ? type : 'other',
    evidenceDueAt: due === 0 ? null : due * 1000,
    withdrawn: isWithdrawn(dispute.balance_transactions),
    createdAt: dispute.created * 1000,
  };
}

/** Withdrawals against reinstatements: their number, since a converted amount comes back at another rate. */
function isWithdrawn(transactions: readonly Stripe.BalanceTransaction[]): boolean | null {
  if (transactions.length === 0) return null;
  return transactions.reduce((total, { amount }) => total + Math.sign(amount), 0) < 0;
}

const idOf = (object: string | { readonly id: string } | null): string | null =>
  typeof object === 'string' ? object : (object?.id ?? null);
