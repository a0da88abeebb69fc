import type { invoices } from '../../db/schema/index.ts';
import type { Context } from '../context.ts';

type Shown = Pick<typeof invoices.$inferSelect, 'id' | 'merchantId' | 'version'>;

/**
 * Whose an object at Stripe is. Of several invoices the first is named, with how many there are; the payment's own
 * row lists them all. https://docs.stripe.com/metadata
 */
export const paymentMetadata = (
  ctx: Context,
  paymentId: string,
  [first, ...others]: readonly [Shown, ...Shown[]],
): Readonly<Record<string, string>> => ({
  quittance_deployment: ctx.deploymentId,
  quittance_merchant: first.merchantId,
  quittance_payment: paymentId,
  quittance_invoice: first.id,
  quittance_version: String(first.version),
  ...(others.length > 0 && { quittance_invoices: String(others.length + 1) }),
});
