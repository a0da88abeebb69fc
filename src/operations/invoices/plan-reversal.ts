import { eq } from 'drizzle-orm';
import type { Statement } from '../../db/database.ts';
import { insertVersion } from '../../db/queries/invoices-write.ts';
import { readRecordedPayment } from '../../db/queries/recorded-payment.ts';
import { allocations, invoices } from '../../db/schema/index.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import { type Context, commitChange, newId } from '../core/context.ts';
import { changeBalance } from '../money/money-step.ts';
import type { Apply } from './apply-verb.ts';
import type { ReadForVerb } from './read-for-verb.ts';

type Reversal = { readonly offlinePaymentId: string; readonly by: string };

/**
 * How a recorded payment would be reversed. The invoice's stream is the lock of what covers it, and the customer's of what became
 * credit.
 */
export async function planReversal(
  ctx: Context,
  { invoice, head, customerHead }: ReadForVerb,
  { offlinePaymentId, by }: Reversal,
): Promise<Outcome<Apply>> {
  const recorded = await readRecordedPayment(ctx.db, invoice.id, offlinePaymentId);
  if (recorded === null) return refused({ code: 'not_found', what: 'recorded payment' });
  const { amount, covers, surplus, gaveBack } = recorded;
  if (covers <= 0) return refused({ code: 'payment_reversed' });
  if (gaveBack > 0) return refused({ code: 'gave_back' });
  if (surplus !== null && surplus.balance < surplus.amount) return refused({ code: 'credit_used' });
  return done((_, commandId) => {
    const at = ctx.now();
    return commitChange(ctx, {
      merchantId: invoice.merchantId,
      commandId,
      at,
      appends: [
        {
          stream: { type: 'invoice', id: invoice.id } as const,
          head,
          type: 'offline_payment_reversed' as const,
          data: { offlinePaymentId, amount, by },
        },
        ...(surplus === null
          ? []
          : [
              {
                stream: { type: 'customer', id: invoice.customerId } as const,
                head: customerHead,
                type: 'credit_moved' as const,
                data: { creditId: surplus.id, amount: -surplus.amount },
              },
            ]),
      ],
      rows: [
        ctx.db.insert(allocations).values({
          id: newId(ctx, 'all'),
          merchantId: invoice.merchantId,
          invoiceId: invoice.id,
          sourceType: 'offline_payment',
          sourceId: offlinePaymentId,
          currency: invoice.currency,
          amount: -covers,
          createdAt: at,
        }),
        ...(surplus === null ? [] : [changeBalance(ctx, surplus.id, -surplus.amount)]),
        ...owedAgain(ctx, invoice, covers, at),
      ],
      effects: [],
      result: { invoiceId: invoice.id },
    });
  });
}

/**
 * It is owed again, on a new version of what its payer is shown. It is not charged automatically any more: its payer had been
 * told that it was paid.
 */
function owedAgain(
  ctx: Context,
  invoice: typeof invoices.$inferSelect,
  covered: number,
  at: number,
): readonly Statement[] {
  const version = invoice.version + 1;
  const amountPaid = invoice.amountPaid - covered;
  const isOpen = invoice.status !== 'uncollectible';
  return [
    ctx.db
      .update(invoices)
      .set({
        pendingVerb: null,
        updatedAt: at,
        amountPaid,
        version,
        paidAt: null,
        ...(isOpen && { status: 'open' as const }),
        ...(isOpen &&
          invoice.sentAt !== null && {
            collectStage: 'needs_customer' as const,
            collectReason: 'taken_back' as const,
            nextCheckAt: null,
          }),
      })
      .where(eq(invoices.id, invoice.id)),
    insertVersion(ctx.db, invoice, { version, amountPaid, reason: 'taken_back', at }),
  ];
}
