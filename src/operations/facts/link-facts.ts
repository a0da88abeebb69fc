import { NO_PLAN } from '../../db/queries/plan.ts';
import type { invoices } from '../../db/schema/index.ts';
import type { LinkFacts } from '../../domain/invoice/link.ts';
import { shownStatus } from '../../domain/invoice/state.ts';
import type { Context } from '../core/context.ts';
import { askedNow, type Parts } from './plan.ts';

/**
 * What decides about an invoice's pay link, from its row, its merchant's choice and the active connection of its mode,
 * if any. An invoice in the other mode (test or live) has no connection to charge through.
 */
export const linkFacts = (
  ctx: Context,
  invoice: typeof invoices.$inferSelect,
  merchantLinks: boolean,
  connectionId: string | null,
  plan: Parts = NO_PLAN,
): LinkFacts => ({
  status: shownStatus(invoice),
  amountDue: invoice.amountDue,
  // Its link asks for what is due of its plan now.
  amountRemaining: askedNow(ctx, invoice, plan),
  currency: invoice.currency,
  paymentLink: invoice.paymentLink,
  merchantLinks,
  connected: connectionId !== null && invoice.livemode === ctx.livemode,
});
