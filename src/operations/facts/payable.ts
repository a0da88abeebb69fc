import { NO_PLAN } from '../../db/queries/plan.ts';
import type { invoices } from '../../db/schema/index.ts';
import { linkReason, type NotPayable, type RefuseCharge } from '../../domain/invoice/link.ts';
import type { Context } from '../core/context.ts';
import { linkFacts } from './link-facts.ts';
import type { Parts } from './plan.ts';

/** What decides besides the invoice: the merchant's setting and active connection. */
export type House = { readonly paymentLinks: boolean; readonly connectionId: string | null };

/**
 * Why an invoice cannot be paid now, by itself or (`together`) with others, or null. Together with others it may be
 * below Stripe's minimum: then the sum counts.
 */
export function whyNotPayable(
  ctx: Context,
  invoice: typeof invoices.$inferSelect,
  house: House,
  together = false,
  plan: Parts = NO_PLAN,
): NotPayable | null {
  const facts = linkFacts(ctx, invoice, house.paymentLinks, house.connectionId, plan);
  const { refuseCharge } = ctx.rules;
  const reason = linkReason(facts, together ? uncountedMinimum(refuseCharge) : refuseCharge);
  if (reason !== null) return reason;
  if (invoice.paymentStatus === 'processing') return 'processing';
  if (invoice.paymentStatus === 'disputed') return 'disputed';
  if (invoice.pendingVerb !== null) return 'being_changed';
  return invoice.frozenAt === null ? null : 'frozen';
}

const uncountedMinimum =
  (refuse: RefuseCharge): RefuseCharge =>
  (currency, amount) => {
    const reason = refuse(currency, amount);
    return reason === 'below_minimum' ? null : reason;
  };
