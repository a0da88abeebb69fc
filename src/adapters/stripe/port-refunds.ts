import type { DisputeStatus } from '../../domain/payment/disputes.ts';
import type { RefundReason } from '../../domain/payment/refunds.ts';
import type { RefundState } from '../../domain/payment/state.ts';
import type { StripeResult } from './port-result.ts';

/** The order for a refund. The amount is in ISO minor units. */
export type RefundOrder = {
  readonly intentId: string;
  readonly currency: string;
  readonly amount: number;
  readonly reason: RefundReason | null;
  readonly metadata: Readonly<Record<string, string>>;
};

/** Stripe's own parameters as JSON, exact and ready to be stored. */
export type RefundParams = string;

/** A refund as Stripe has it now; the amount in ISO minor units. */
export type RefundFacts = {
  readonly stripeRefundId: string;
  readonly intentId: string | null;
  readonly chargeId: string | null;
  /** From our metadata; null for one that was made at Stripe. */
  readonly refundId: string | null;
  readonly currency: string;
  readonly amount: number;
  readonly state: Exclude<RefundState, 'requested' | 'unknown'>;
  readonly failureReason: string | null;
  readonly createdAt: number;
};

/** A dispute as Stripe has it now; the amount in ISO minor units. */
export type DisputeFacts = {
  readonly stripeDisputeId: string;
  readonly intentId: string | null;
  readonly chargeId: string;
  readonly currency: string;
  readonly amount: number;
  /** Stripe's reason, such as `fraudulent` or `debit_not_authorized`. */
  readonly reason: string;
  readonly status: DisputeStatus;
  /** Of the disputed charge. */
  readonly methodKind: 'card' | 'us_bank_account' | 'other';
  readonly evidenceDueAt: number | null;
  /** Whether its balance transactions leave the money out of the balance; null where it has none. */
  readonly withdrawn: boolean | null;
  readonly createdAt: number;
};

export interface RefundsPort {
  createRefund(params: RefundParams, idempotencyKey: string): Promise<StripeResult<RefundFacts>>;
  /** Every refund of a PaymentIntent, newest first. */
  listRefunds(intentId: string): Promise<StripeResult<readonly RefundFacts[]>>;
  /** Every dispute of a PaymentIntent, newest first. */
  listDisputes(intentId: string): Promise<StripeResult<readonly DisputeFacts[]>>;
  /** Answers a dispute for good, by the names of Stripe's fields. */
  submitEvidence(
    disputeId: string,
    evidence: Readonly<Record<string, string>>,
    idempotencyKey: string,
  ): Promise<StripeResult<DisputeFacts>>;
}

/** Rules of refunds that need no request to Stripe. */
export interface RefundRules {
  /** Throws a RangeError for an amount that {@link RefundRules.sayableAmount} would change. */
  refundParams(order: RefundOrder): RefundParams;
  /** The largest amount (ISO minor units) up to `amount` that Stripe's units can express in this currency. */
  sayableAmount(currency: string, amount: number): number;
}
