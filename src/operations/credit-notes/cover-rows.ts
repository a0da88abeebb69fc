import { eq } from 'drizzle-orm';
import type { Effect } from '../../db/commit.ts';
import type { Statement } from '../../db/database.ts';
import { insertVersion } from '../../db/queries/invoices-write.ts';
import { recheckAt } from '../../db/queries/next-check.ts';
import { allocations, invoices } from '../../db/schema/index.ts';
import type { PaymentStatus } from '../../domain/invoice/status.ts';
import { type Context, effect, newId } from '../core/context.ts';

/** What became of money that was paid, which a credit note changes nothing about. */
const STAYS: ReadonlySet<PaymentStatus> = new Set(['disputed', 'partially_refunded']);

const NOTHING_TO_COLLECT = { nextCheckAt: null, collectStage: null, collectReason: null } as const;

/**
 * Takes so much off what is due, on a new version of what its payer is shown (I10). Where nothing is left the invoice is
 * closed; else it is checked again, since a charge that was announced is another one now.
 */
export function coverRows(
  ctx: Context,
  invoice: typeof invoices.$inferSelect,
  { creditNoteId, offDue }: { readonly creditNoteId: string; readonly offDue: number },
  at: number,
): { readonly rows: readonly Statement[]; readonly effects: readonly Effect[] } {
  const update = (columns: Partial<typeof invoices.$inferInsert>): Statement =>
    ctx.db
      .update(invoices)
      .set({ pendingVerb: null, updatedAt: at, ...columns })
      .where(eq(invoices.id, invoice.id));
  if (offDue === 0) return { rows: [update({})], effects: [] };
  const version = invoice.version + 1;
  const amountPaid = invoice.amountPaid + offDue;
  const closes = amountPaid === invoice.amountDue;
  const collects = !closes && invoice.status === 'open' && invoice.sentAt !== null;
  const paymentStatus = STAYS.has(invoice.paymentStatus) ? invoice.paymentStatus : 'none';
  return {
    rows: [
      ctx.db.insert(allocations).values({
        id: newId(ctx, 'all'),
        merchantId: invoice.merchantId,
        invoiceId: invoice.id,
        sourceType: 'credit_note',
        sourceId: creditNoteId,
        currency: invoice.currency,
        amount: offDue,
        createdAt: at,
      }),
      update({
        amountPaid,
        amountCredited: invoice.amountCredited + offDue,
        version,
        ...(closes && { status: 'paid', paidAt: at, paymentStatus, ...NOTHING_TO_COLLECT }),
      }),
      insertVersion(ctx.db, invoice, { version, amountPaid, reason: 'credit_note', at }),
      ...(collects ? [ctx.db.update(invoices).set(recheckAt(at)).where(eq(invoices.id, invoice.id))] : []),
    ],
    effects: collects ? [effect(ctx, 'collect', { invoiceId: invoice.id })] : [],
  };
}
