import { selectRefund, selectRefundsPage } from '../../db/queries/payments-read.ts';
import type { disputes, refunds } from '../../db/schema/index.ts';
import { isoInstant, isoOrNull } from '../../domain/iso-instant.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { DisputeKind, DisputeStatus } from '../../domain/payment/disputes.ts';
import type { RefundReason } from '../../domain/payment/refunds.ts';
import type { RefundState } from '../../domain/payment/state.ts';
import type { Context } from '../core/context.ts';
import { type ListOf, type Page, toPage } from '../core/page.ts';
import type { Scoped } from '../core/scope.ts';

/** A refund as the API shows it. Amounts in minor units; instants ISO 8601 in UTC. */
export type RefundResource = {
  readonly id: string;
  readonly object: 'refund';
  readonly paymentId: string;
  readonly currency: string;
  readonly amount: number;
  readonly state: RefundState;
  readonly purpose: 'requested' | 'surplus' | 'external';
  readonly reason: RefundReason | null;
  readonly requestedBy: string | null;
  readonly failureReason: string | null;
  /** It is held until then, unless somebody releases it. */
  readonly heldUntil: string | null;
  readonly stripeRefundId: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
};

/** A dispute as the API shows it. */
export type DisputeResource = {
  readonly id: string;
  readonly object: 'dispute';
  readonly paymentId: string;
  readonly kind: DisputeKind;
  readonly state: DisputeStatus;
  readonly reason: string;
  readonly currency: string;
  readonly amount: number;
  readonly evidenceDueAt: string | null;
  readonly stripeDisputeId: string;
  readonly createdAt: string;
  readonly closedAt: string | null;
};

/** A row → a refund of the API. */
export const refundResource = (refund: typeof refunds.$inferSelect): RefundResource => ({
  id: refund.id,
  object: 'refund',
  paymentId: refund.paymentId,
  currency: refund.currency,
  amount: refund.amount,
  state: refund.state,
  purpose: refund.purpose,
  reason: refund.reason,
  requestedBy: refund.requestedBy,
  failureReason: refund.failureReason,
  heldUntil: isoOrNull(refund.state === 'requested' && refund.sentAt === null ? refund.notBefore : null),
  stripeRefundId: refund.stripeRefundId,
  createdAt: isoInstant(refund.createdAt),
  updatedAt: isoInstant(refund.updatedAt),
});

/** A row → a dispute of the API. */
export const disputeResource = (dispute: typeof disputes.$inferSelect): DisputeResource => ({
  id: dispute.id,
  object: 'dispute',
  paymentId: dispute.paymentId,
  kind: dispute.kind,
  state: dispute.state,
  reason: dispute.reason,
  currency: dispute.currency,
  amount: dispute.amount,
  evidenceDueAt: isoOrNull(dispute.evidenceDueAt),
  stripeDisputeId: dispute.stripeDisputeId,
  createdAt: isoInstant(dispute.createdAt),
  closedAt: isoOrNull(dispute.closedAt),
});

type RefundFilters = {
  readonly paymentId: string | null;
  readonly state: RefundState | null;
  readonly held: boolean | null;
};

/** The merchant's refunds, newest first, in one round trip; `held` selects those that are held and can be released. */
export async function listRefunds(
  ctx: Context,
  { scope, filters, page }: Scoped<{ readonly filters: RefundFilters; readonly page: Page }>,
): Promise<Outcome<ListOf<RefundResource>>> {
  const held = filters.held === null ? null : { is: filters.held, at: ctx.now() };
  const rows = await selectRefundsPage(ctx.db, scope, { ...filters, held }, page);
  return done(
    toPage(
      rows.map(({ refund }) => refundResource(refund)),
      page.limit,
    ),
  );
}

/** One refund of the merchant. Rejects with `not_found`. */
export async function readRefund(
  ctx: Context,
  { scope, refundId }: Scoped<{ readonly refundId: string }>,
): Promise<Outcome<RefundResource>> {
  const [found] = await selectRefund(ctx.db, scope, refundId);
  return found === undefined
    ? refused({ code: 'not_found', what: 'refund' })
    : done(refundResource(found.refund));
}
