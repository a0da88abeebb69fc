import { eq } from 'drizzle-orm';
import type { Statement } from '../../db/database.ts';
import { insertVersion } from '../../db/queries/invoices-write.ts';
import { invoices, type payments } from '../../db/schema/index.ts';
import type { Context } from '../core/context.ts';
import { allocatePayment } from './allocate-payment.ts';

/**
 * Money that covered an invoice was taken back: a negative allocation, and the invoice is owed again, on a new version
 * of what its payer is shown. It is not charged automatically any more: its payer, who took the money back, would do so
 * again.
 */
export function reopenRows(
  ctx: Context,
  payment: Pick<typeof payments.$inferSelect, 'id' | 'merchantId'>,
  invoice: typeof invoices.$inferSelect,
  taken: number,
  at: number,
): readonly Statement[] {
  const { id: invoiceId } = invoice;
  const version = invoice.version + 1;
  const amountPaid = invoice.amountPaid - taken;
  return [
    allocatePayment(ctx, payment, invoice, -taken, at),
    ctx.db
      .update(invoices)
      .set({
        amountPaid,
        version,
        paymentStatus: 'returned',
        updatedAt: at,
        ...(invoice.status === 'paid' && { status: 'open' }),
        paidAt: null,
        collectStage: 'needs_customer',
        collectReason: 'taken_back',
        nextCheckAt: null,
      })
      .where(eq(invoices.id, invoiceId)),
    insertVersion(ctx.db, invoice, { version, amountPaid, reason: 'taken_back', at }),
  ];
}
