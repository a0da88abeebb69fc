import { asc, eq, sql } from 'drizzle-orm';
import { allocations, creditNotes } from '../../../src/db/schema/index.ts';
import type { CreditNoteAsk } from '../../../src/domain/credit-note/ask.ts';
import type { CreditAsk } from '../../../src/domain/credit-note/creditable.ts';
import type { GiveBack } from '../../../src/domain/credit-note/give-back.ts';
import { type Context, newId } from '../../../src/operations/core/context.ts';
import { creditInvoice } from '../../../src/operations/invoices/apply-when-no-payment-open.ts';
import type { Shop } from './shop.ts';

type Wishes = Partial<GiveBack> &
  Pick<CreditNoteAsk, 'smallRest'> & { readonly credit?: CreditAsk; readonly command?: string };

/** A credit note as Ann asks for it: of all that is left, where nothing else is said. */
export const noteOf = (
  ctx: Context,
  { credit = { kind: 'full' }, by, otherwise, smallRest }: Wishes,
): CreditNoteAsk => ({
  creditNoteId: newId(ctx, 'cno'),
  credit,
  reason: null,
  giveBack: { by: by ?? null, otherwise: otherwise ?? null },
  ...(smallRest !== undefined && { smallRest }),
  issuedBy: 'Ann',
});

/** Credits an invoice; `ctx` stands in for the shop's where Stripe is to answer otherwise. */
export const credit = (shop: Shop, invoiceId: string, wishes: Wishes = {}, ctx: Context = shop.ctx) =>
  creditInvoice(ctx, {
    scope: shop.scope,
    invoiceId,
    commandId: wishes.command ?? newId(ctx, 'req'),
    note: noteOf(ctx, wishes),
  });

export const amount = (minor: number): CreditAsk => ({ kind: 'amount', amount: minor });

/** The credit notes of an invoice, oldest first. */
export const notesOf = (shop: Shop, invoiceId: string) =>
  shop.ctx.db
    .select()
    .from(creditNotes)
    .where(eq(creditNotes.invoiceId, invoiceId))
    .orderBy(asc(creditNotes.id))
    .all();

/** What covers an invoice, summed by what it comes of. */
export async function coverOf(shop: Shop, invoiceId: string): Promise<Readonly<Record<string, number>>> {
  const rows = await shop.ctx.db
    .select({ source: allocations.sourceType, amount: sql<number>`sum(${allocations.amount})` })
    .from(allocations)
    .where(eq(allocations.invoiceId, invoiceId))
    .groupBy(allocations.sourceType);
  return Object.fromEntries(rows.map((row) => [row.source, row.amount]));
}
