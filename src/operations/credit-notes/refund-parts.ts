import type { Append, Effect } from '../../db/commit.ts';
import type { Statement } from '../../db/database.ts';
import { type Context, newId } from '../core/context.ts';
import { refundRow, sendEffect } from '../money/insert-refund.ts';
import type { CreditNotePlan } from './plan-credit-note.ts';

/**
 * The refunds that give back what was paid, in the commit of their credit note: rows before calls, on the streams of their
 * payments and of the other invoices that those are for. `invoiceId` is the credited one, whose entry is the note's own.
 */
export function refundParts(
  ctx: Context,
  { ask, settlement, money }: CreditNotePlan,
  invoiceId: string,
  at: number,
): {
  readonly rows: readonly Statement[];
  readonly appends: readonly Append[];
  readonly effects: readonly Effect[];
} {
  const rows: Statement[] = [];
  const effects: Effect[] = [];
  const appends: Append[] = [];
  const told = new Set([invoiceId]);
  for (const { paymentId, amount } of settlement.refunds) {
    const snapshot = money.payments.find(({ payment }) => payment.id === paymentId);
    if (snapshot === undefined) throw new Error('a refund of a payment that was not read');
    const { payment, head, targets } = snapshot;
    const id = newId(ctx, 'ref');
    const refund = {
      id,
      amount,
      reason: 'requested_by_customer',
      purpose: 'requested',
      requestedBy: ask.issuedBy,
      notBefore: null,
      creditNoteId: ask.creditNoteId,
    } as const;
    // Its surplus, if it left one, is the customer's own: nothing of this is taken from it.
    rows.push(refundRow(ctx, snapshot, refund, 0, at));
    effects.push(sendEffect(ctx, id));
    appends.push({
      stream: { type: 'payment', id: paymentId },
      head,
      type: 'refund_requested',
      data: { refundId: id, amount, currency: payment.currency, purpose: 'requested' },
    });
    for (const target of targets) {
      if (told.has(target.invoice.id)) continue;
      told.add(target.invoice.id);
      appends.push({
        stream: { type: 'invoice', id: target.invoice.id },
        head: target.head,
        type: 'refund_requested',
        data: { paymentId },
      });
    }
  }
  return { rows, appends, effects };
}
