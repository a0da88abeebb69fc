import { eq } from 'drizzle-orm';
import type { Statement } from '../../db/database.ts';
import type { PaymentSnapshot } from '../../db/queries/payment.ts';
import { invoices, type payments, slots } from '../../db/schema/index.ts';
import type { CloseReason } from '../../domain/payment/state.ts';
import type { Context } from '../core/context.ts';
import { LOOK_BACK_EVERY_MS } from '../facts/payment-timing.ts';
import { recheckAfterSlotFreed } from './recheck-after-slot-freed.ts';

/**
 * What changes where a payment ends without proof that no money came: its slots are freed and what waited for them is
 * enqueued; and Stripe is asked again from time to time, since a success that comes late is booked like any other.
 */
export function endWithoutProof(
  ctx: Context,
  { payment, targets }: PaymentSnapshot,
  closeReason: Extract<CloseReason, 'unreachable' | 'by_staff'>,
) {
  const at = ctx.now();
  const again = recheckAfterSlotFreed(ctx, targets, at);
  const shown = targets
    .filter(({ invoice }) => invoice.paymentStatus === 'processing')
    .map(
      ({ invoice }): Statement =>
        ctx.db
          .update(invoices)
          .set({ paymentStatus: 'none', updatedAt: at })
          .where(eq(invoices.id, invoice.id)),
    );
  const columns: Partial<typeof payments.$inferInsert> = {
    state: 'canceled',
    closeReason,
    closedAt: at,
    checkAt: null,
    lookBackAt: at + LOOK_BACK_EVERY_MS,
  };
  const rows = [ctx.db.delete(slots).where(eq(slots.paymentId, payment.id)), ...shown, ...again.rows];
  return { columns, rows, effects: again.effects };
}
