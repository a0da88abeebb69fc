import type { invoices } from '../../db/schema/index.ts';
import type { Via } from '../../domain/payment/via.ts';
import type { Context } from '../core/context.ts';

/** Stripe takes 1,000 characters of a description. */
export const DESCRIPTION_LENGTH = 450;

type Shown = Pick<typeof invoices.$inferSelect, 'id' | 'merchantId' | 'version' | 'customerId'>;

/**
 * The metadata that identifies our objects at Stripe, with what the payment came by, and who pays where an invoice is
 * another's. It names the first of
 * several invoices and their number; each with its share is added by {@link targetsMetadata}.
 * https://docs.stripe.com/metadata
 */
export const paymentMetadata = (
  ctx: Context,
  paymentId: string,
  [first, ...others]: readonly [Shown, ...Shown[]],
  { via, payerId }: { readonly via: Via; readonly payerId: string },
): Readonly<Record<string, string>> => ({
  quittance_deployment: ctx.deploymentId,
  quittance_merchant: first.merchantId,
  quittance_payment: paymentId,
  quittance_invoice: first.id,
  quittance_version: String(first.version),
  quittance_via: via,
  // The Stripe customer is the payer's, and may be unknown to a database that was restored.
  ...([first, ...others].some(({ customerId }) => customerId !== payerId) && {
    quittance_customer: first.customerId,
    quittance_payer: payerId,
  }),
  ...(others.length > 0 && { quittance_invoices: String(others.length + 1) }),
});

/**
 * Each of several invoices with its version and its share in minor units, a key for each, so that the payment can be
 * rebuilt if the database lost it; `namedTargets` reads it. Stripe takes 50 keys.
 */
export const targetsMetadata = (
  targets: readonly { readonly invoice: Shown; readonly amount: number }[],
): Readonly<Record<string, string>> =>
  targets.length < 2
    ? {}
    : Object.fromEntries(
        targets.map(({ invoice, amount }, index) => [
          `quittance_invoice_${String(index + 1).padStart(2, '0')}`,
          `${invoice.id}:${invoice.version}:${amount}`,
        ]),
      );
