import { eq } from 'drizzle-orm';
import type { Committed } from '../../db/commit.ts';
import type { Statement } from '../../db/database.ts';
import type { PaymentSnapshot } from '../../db/queries/payment.ts';
import { invoices, slots } from '../../db/schema/index.ts';
import { markDeclined } from '../../db/writes/method-marks.ts';
import { classifyFailure } from '../../domain/collection/declines.ts';
import { type Context, effect } from '../core/context.ts';
import { changePayment } from './change-payment.ts';
import { recheckAfterSlotFreed } from './recheck-after-slot-freed.ts';

/**
 * Closes a payment that cannot succeed, since nothing exists for it at Stripe: its only request was refused, or never
 * arrived. `failureCode` is the code of the refusal; a refused charge is a failed attempt.
 */
export function closeUnpaid(
  ctx: Context,
  snapshot: PaymentSnapshot,
  close: {
    readonly to: 'failed' | 'canceled';
    readonly reason: 'refused' | 'never_created';
    readonly failureCode: string | null;
  },
): Promise<Committed> {
  const { payment, targets } = snapshot;
  const at = ctx.now();
  const again = recheckAfterSlotFreed(ctx, targets, at);
  const hasFailed = close.to === 'failed';
  const isMarked =
    hasFailed && classifyFailure(close.failureCode, payment.method?.kind ?? null) !== 'technical';
  const { customerId, connectionId } = payment;
  return changePayment(ctx, snapshot, {
    commandId: `close/${payment.id}`,
    type: 'closed',
    data: { reason: close.reason, failureCode: close.failureCode },
    columns: {
      state: close.to,
      closeReason: close.reason,
      failureCode: close.failureCode,
      closedAt: at,
      checkAt: null,
    },
    rows: [
      ctx.db.delete(slots).where(eq(slots.paymentId, payment.id)),
      ...(hasFailed ? owed(targets).map(({ invoice }) => showFailure(ctx, invoice.id, at)) : []),
      ...(isMarked ? [markDeclined(ctx.db, payment, at)] : []),
      ...again.rows,
    ],
    appends: targets.map(({ invoice, head }) => ({
      stream: { type: 'invoice', id: invoice.id },
      head,
      type: hasFailed ? 'payment_failed' : 'payment_closed',
      data: { paymentId: payment.id, reason: close.reason },
    })),
    effects: [
      ...again.effects,
      // The failure may have changed the method at Stripe: removed, blocked or replaced.
      ...(hasFailed ? [effect(ctx, 'sync_methods', { customerId, connectionId })] : []),
    ],
  });
}

const showFailure = (ctx: Context, invoiceId: string, at: number): Statement =>
  ctx.db.update(invoices).set({ paymentStatus: 'failed', updatedAt: at }).where(eq(invoices.id, invoiceId));

/** An invoice that another payment has paid in the meantime does not show this one's failure. */
const owed = (targets: PaymentSnapshot['targets']) =>
  targets.filter(({ invoice }) => invoice.status !== 'paid');
