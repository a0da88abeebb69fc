import type { invoices } from '../../db/schema/index.ts';
import type { LinkFacts } from '../../domain/invoice/link.ts';
import { amountRemaining, shownStatus } from '../../domain/invoice/state.ts';
import type { Context } from '../core/context.ts';

/**
 * What decides about an invoice's pay link, from its row, its merchant's choice and the active connection of its mode,
 * if any. An invoice in the other mode (test or live) has no connection to charge through.
 */
export const linkFacts = (
  ctx: Context,
  invoice: typeof invoices.$inferSelect,
  merchantLinks: boolean,
  connectionId: string | null,
): LinkFacts => ({
  status: shownStatus(invoice),
  amountDue: invoice.amountDue,
  amountRemaining: amountRemaining(invoice),
  currency: invoice.currency,
  paymentLink: invoice.paymentLink,
  merchantLinks,
  connected: connectionId !== null && invoice.livemode === ctx.livemode,
});
