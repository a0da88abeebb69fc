import { and, eq } from 'drizzle-orm';
import { paidBy } from '../../db/queries/payer.ts';
import { type OwnerScope, ownedBy } from '../../db/queries/portal-invoices.ts';
import { invoices } from '../../db/schema/index.ts';
import { done, type Outcome, refused, thenRead } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { pauseInvoice, resumeInvoice } from './pause-invoice.ts';

type OwnInvoice = { readonly who: OwnerScope; readonly invoiceId: string };

/** Pauses autopay for one of the invoices that a customer pays by itself; see {@link pauseInvoice}. */
export const pauseOwnInvoice = async (ctx: Context, ask: OwnInvoice): ReturnType<typeof pauseInvoice> =>
  thenRead(await findOwn(ctx, ask), (found) => pauseInvoice(ctx, found));

/** Resumes autopay for one of the customer's own invoices; see {@link resumeInvoice}. */
export const resumeOwnInvoice = async (ctx: Context, ask: OwnInvoice): ReturnType<typeof resumeInvoice> =>
  thenRead(await findOwn(ctx, ask), (found) => resumeInvoice(ctx, found));

/** Finds a finalized invoice of this customer; any other is not found. */
async function findOwn(
  ctx: Context,
  { who, invoiceId }: OwnInvoice,
): Promise<Outcome<{ readonly invoiceId: string }>> {
  const [row] = await ctx.db
    .select({ id: invoices.id })
    .from(invoices)
    .where(and(eq(invoices.id, invoiceId), ownedBy(who), paidBy(who.customerId)));
  return row === undefined ? refused({ code: 'not_found', what: 'invoice' }) : done({ invoiceId: row.id });
}
