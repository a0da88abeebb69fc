import type { Statement } from '../../db/database.ts';
import { allocations, type invoices, type payments } from '../../db/schema/index.ts';
import { type Context, newId } from '../core/context.ts';

/** The row that moves a payment's money to an invoice; minor units, negative where it is taken back. */
export const allocatePayment = (
  ctx: Context,
  payment: Pick<typeof payments.$inferSelect, 'id' | 'merchantId'>,
  { id: invoiceId, currency }: Pick<typeof invoices.$inferSelect, 'id' | 'currency'>,
  amount: number,
  at: number,
): Statement =>
  ctx.db.insert(allocations).values({
    id: newId(ctx, 'all'),
    merchantId: payment.merchantId,
    invoiceId,
    sourceType: 'payment',
    sourceId: payment.id,
    currency,
    amount,
    createdAt: at,
  });
