import { eq } from 'drizzle-orm';
import type { Statement } from '../../db/database.ts';
import { insertVersion } from '../../db/queries/invoices-write.ts';
import { invoices, type payments } from '../../db/schema/index.ts';
import type { PaymentStatus } from '../../domain/invoice/status.ts';
import type { Context } from '../core/context.ts';
import { allocatePayment } from './allocate-payment.ts';

/** What another payment of the invoice came to, which this one changes nothing about. */
const STAYS: ReadonlySet<PaymentStatus> = new Set(['disputed', 'partially_refunded']);

/** Money that was taken back came back: it covers its invoice again, on a new version of what its payer is shown. */
export function payAgainRows(
  ctx: Context,
  payment: Pick<typeof payments.$inferSelect, 'id' | 'merchantId'>,
  invoice: typeof invoices.$inferSelect,
  given: { readonly amount: number; readonly becomesPaid: boolean },
  at: number,
): readonly Statement[] {
  const { id: invoiceId, paymentStatus } = invoice;
  const version = invoice.version + 1;
  const amountPaid = invoice.amountPaid + given.amount;
  return [
    allocatePayment(ctx, payment, invoice, given.amount, at),
    ctx.db
      .update(invoices)
      .set({
        amountPaid,
        version,
        updatedAt: at,
        ...(given.becomesPaid && {
          status: 'paid',
          paidAt: at,
          paymentStatus: STAYS.has(paymentStatus) ? paymentStatus : 'none',
          nextCheckAt: null,
          collectStage: null,
          collectReason: null,
        }),
      })
      .where(eq(invoices.id, invoiceId)),
    insertVersion(ctx.db, invoice, { version, amountPaid, reason: 'payment', at }),
  ];
}
