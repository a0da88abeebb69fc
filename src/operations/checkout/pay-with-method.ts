import { and, eq } from 'drizzle-orm';
import { selectOwn } from '../../db/queries/portal-pay.ts';
import { paymentMethods } from '../../db/schema/index.ts';
import type { Context } from '../core/context.ts';
import { whyNotPayable } from '../facts/payable.ts';
import type { Visit } from '../facts/visit.ts';
import { type PaidWithSaved, payWithSaved } from './pay-with-saved.ts';

/**
 * Somebody who is signed in pays one invoice with their method on file. `missing` where the invoice or the method is
 * not this customer's, whether somebody else has it or nobody; what was shown and is no more is `changed`.
 */
export async function payWithMethod(
  ctx: Context,
  visit: Visit,
  press: { readonly invoiceId: string; readonly version: number; readonly methodId: string },
): Promise<PaidWithSaved | { readonly kind: 'missing' }> {
  const [[invoice], [method]] = await ctx.db.batch([
    selectOwn(ctx.db, visit, [press.invoiceId]),
    ctx.db
      .select({ id: paymentMethods.id })
      .from(paymentMethods)
      .where(
        and(
          eq(paymentMethods.id, press.methodId),
          eq(paymentMethods.customerId, visit.customerId),
          eq(paymentMethods.merchantId, visit.merchantId),
        ),
      ),
  ]);
  if (invoice === undefined || method === undefined) return { kind: 'missing' };
  const house = { paymentLinks: visit.merchant.paymentLinks, connectionId: visit.connectionId };
  if (whyNotPayable(ctx, invoice, house) !== null) return { kind: 'changed' };
  return payWithSaved(ctx, {
    invoiceId: invoice.id,
    methodId: method.id,
    invoiceVersion: press.version,
    via: 'portal',
  });
}
