import { eq } from 'drizzle-orm';
import type { Committed } from '../../db/commit.ts';
import type { Statement } from '../../db/database.ts';
import { allocations, invoices, invoiceVersions, offlinePayments } from '../../db/schema/index.ts';
import type { Head } from '../../db/streams.ts';
import type { OfflinePayment, PendingVerb } from '../../domain/invoice/state.ts';
import { settle } from '../../domain/payment/settle.ts';
import { type Context, commitChange, effect, newId } from '../context.ts';

type Invoice = typeof invoices.$inferSelect;

/** The journal's word for each verb that took effect. */
const ENTRY: Record<PendingVerb['verb'], string> = {
  void: 'voided',
  mark_uncollectible: 'marked_uncollectible',
  record_payment: 'offline_payment_recorded',
};

/** Makes a verb that forbids money take effect, on an invoice whose slot is free. One commit. */
export function applyVerb(
  ctx: Context,
  { invoice, head }: { readonly invoice: Invoice; readonly head: Head },
  pending: PendingVerb,
  commandId: string,
): Promise<Committed> {
  const at = ctx.now();
  const tellCustomer = pending.verb === 'void' && invoice.sentAt !== null;
  return commitChange(ctx, {
    merchantId: invoice.merchantId,
    commandId,
    at,
    appends: [
      {
        stream: { type: 'invoice', id: invoice.id },
        head,
        type: ENTRY[pending.verb],
        data: pending.verb === 'record_payment' ? { amount: pending.payment.amount } : null,
      },
    ],
    rows: verbRows(ctx, invoice, pending, at),
    // Whom to tell is read when it is told, with the addresses of that time.
    effects: tellCustomer ? [effect(ctx, 'tell_voided', { invoiceId: invoice.id })] : [],
    result: { invoiceId: invoice.id },
  });
}

function verbRows(ctx: Context, invoice: Invoice, pending: PendingVerb, at: number): Statement[] {
  const update = (columns: Partial<typeof invoices.$inferInsert>): Statement =>
    ctx.db
      .update(invoices)
      .set({ pendingVerb: null, updatedAt: at, ...columns })
      .where(eq(invoices.id, invoice.id));
  switch (pending.verb) {
    case 'void':
      return [update({ status: 'void', voidedAt: at })];
    case 'mark_uncollectible':
      return [update({ status: 'uncollectible', uncollectibleAt: at })];
    case 'record_payment':
      return offlineRows(ctx, invoice, pending.payment, at, update);
  }
}

function offlineRows(
  ctx: Context,
  invoice: Invoice,
  payment: OfflinePayment,
  at: number,
  update: (columns: Partial<typeof invoices.$inferInsert>) => Statement,
): Statement[] {
  const { allocated, becomesPaid } = settle(invoice, payment.amount);
  const id = newId(ctx, 'off');
  const { merchantId, currency } = invoice;
  const version = invoice.version + 1;
  const amountPaid = invoice.amountPaid + allocated;
  return [
    ctx.db.insert(offlinePayments).values({
      id,
      merchantId,
      invoiceId: invoice.id,
      currency,
      ...payment,
      createdAt: at,
    }),
    ctx.db.insert(allocations).values({
      id: newId(ctx, 'all'),
      merchantId,
      invoiceId: invoice.id,
      sourceType: 'offline_payment',
      sourceId: id,
      currency,
      amount: allocated,
      createdAt: at,
    }),
    update({
      amountPaid,
      version,
      ...(becomesPaid && { status: 'paid', paidAt: at, paymentStatus: 'none' }),
    }),
    ctx.db.insert(invoiceVersions).values({
      invoiceId: invoice.id,
      version,
      currency,
      amountDue: invoice.amountDue,
      amountRemaining: invoice.amountDue - amountPaid,
      dueDate: invoice.dueDate,
      reason: 'offline_payment',
      createdAt: at,
    }),
  ];
}
