import type { selectPayments } from '../../db/queries/payments-read.ts';
import type { paymentTargets } from '../../db/schema/index.ts';
import { isoOrNull } from '../../domain/iso-instant.ts';
import type { MethodSummary, PaymentState } from '../../domain/payment/state.ts';
import type { Via } from '../../domain/payment/via.ts';
import type { DisputeResource, RefundResource } from './refunds.ts';

/** A payment as lists show it. Amounts in minor units; instants ISO 8601 in UTC. */
export type PaymentSummary = {
  readonly id: string;
  readonly object: 'payment';
  readonly customerId: string;
  readonly via: Via;
  readonly state: PaymentState;
  readonly currency: string;
  readonly amount: number;
  readonly amountReceived: number;
  readonly amountRefunded: number;
  readonly method: MethodSummary | null;
  /** Why it failed, as Stripe's code. */
  readonly failureCode: string | null;
  /** What Stripe advises after a decline, in its word. */
  readonly adviceCode: string | null;
  readonly invoices: readonly {
    readonly invoiceId: string;
    readonly invoiceVersion: number;
    readonly amount: number;
  }[];
  readonly stripePaymentIntentId: string | null;
  readonly livemode: boolean;
  readonly createdAt: string;
  readonly succeededAt: string | null;
  readonly closedAt: string | null;
};

export type PaymentResource = PaymentSummary & {
  /** What can still be refunded. */
  readonly amountRefundable: number;
  /** The number of its receipt; null where none was asked for yet. */
  readonly receiptNumber: string | null;
  readonly refunds: readonly RefundResource[];
  readonly disputes: readonly DisputeResource[];
};

type Row = Awaited<ReturnType<typeof selectPayments>>[number];

/** A row and its invoices → a payment of the API. */
export const paymentSummary = (
  row: Row,
  targets: readonly (typeof paymentTargets.$inferSelect)[],
): PaymentSummary => ({
  id: row.id,
  object: 'payment',
  customerId: row.customerId,
  via: row.via,
  state: row.state,
  currency: row.currency,
  amount: row.amount,
  amountReceived: row.amountReceived,
  amountRefunded: row.amountRefunded,
  method: row.method,
  failureCode: row.failureCode,
  adviceCode: row.adviceCode,
  invoices: targets
    .filter(({ paymentId }) => paymentId === row.id)
    .map(({ invoiceId, invoiceVersion, amount }) => ({ invoiceId, invoiceVersion, amount })),
  stripePaymentIntentId: row.stripePaymentIntentId,
  livemode: row.livemode,
  createdAt: new Date(row.claimedAt).toISOString(),
  succeededAt: isoOrNull(row.succeededAt),
  closedAt: isoOrNull(row.closedAt),
});
