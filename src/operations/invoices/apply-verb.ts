import { eq } from 'drizzle-orm';
import type { Append, Committed, Effect } from '../../db/commit.ts';
import type { Statement } from '../../db/database.ts';
import { insertVersion } from '../../db/queries/invoices-write.ts';
import { recheckAt } from '../../db/queries/next-check.ts';
import { allocations, credits, invoices, offlinePayments } from '../../db/schema/index.ts';
import type { Head } from '../../db/streams.ts';
import type { PendingVerb } from '../../domain/invoice/status.ts';
import type { EntryOf } from '../../domain/journal.ts';
import { allocate } from '../../domain/payment/allocate.ts';
import { type Context, commitChange, effect, newId } from '../core/context.ts';
import { allOf, type MessageRows, messageRows, type Side } from '../core/queue-message.ts';
import { type AvailableCredit, spendCredit } from '../money/spend-credit.ts';
import { creditAsked } from './stranded-rest.ts';

type Invoice = typeof invoices.$inferSelect;

/** A verb that is about the invoice's own columns and its customer's money: neither a document of its own nor the undoing of another. */
type OwnVerb = Exclude<PendingVerb, { readonly verb: 'credit_note' | 'reverse_payment' }>;

/** The journal entry of a verb that took effect. */
function entryOf(pending: OwnVerb): EntryOf<'invoice'> {
  switch (pending.verb) {
    case 'void':
      return { type: 'voided', data: null };
    case 'mark_uncollectible':
      return { type: 'marked_uncollectible', data: null };
    case 'record_payment':
      return { type: 'offline_payment_recorded', data: { amount: pending.payment.amount } };
    case 'apply_credit':
      return { type: 'credit_applied', data: null };
  }
}

/** Carries a verb out, on an invoice whose slot is free. One commit. */
export type Apply = (pending: PendingVerb, commandId: string) => Promise<Committed>;

type About = {
  readonly invoice: Invoice;
  readonly head: Head;
  /** Who is mailed the receipt of a payment that is recorded. */
  readonly receiptTo: readonly Side[];
} & AvailableCredit;

/** Applies a verb that forbids money, on an invoice whose slot is free. One commit. */
export function applyVerb(
  ctx: Context,
  { invoice, head, receiptTo, ...purse }: About,
  pending: OwnVerb,
  commandId: string,
): Promise<Committed> {
  const at = ctx.now();
  const did = whatItDoes(ctx, invoice, { ...purse, receiptTo }, pending, at);
  const tellCustomer = pending.verb === 'void' && invoice.sentAt !== null;
  return commitChange(ctx, {
    merchantId: invoice.merchantId,
    commandId,
    at,
    appends: [{ stream: { type: 'invoice', id: invoice.id }, head, ...entryOf(pending) }, ...did.appends],
    rows: did.rows,
    // The job reads the recipients when it runs, with their current addresses.
    effects: [
      ...did.effects,
      ...(tellCustomer ? [effect(ctx, 'tell_voided', { invoiceId: invoice.id })] : []),
    ],
    result: { invoiceId: invoice.id },
  });
}

type Done = {
  readonly rows: readonly Statement[];
  readonly appends: readonly Append[];
  readonly effects: readonly Effect[];
};

type Purse = Pick<About, 'receiptTo'> & AvailableCredit;

function whatItDoes(ctx: Context, invoice: Invoice, purse: Purse, pending: OwnVerb, at: number): Done {
  const update = (columns: Partial<typeof invoices.$inferInsert>): Statement =>
    ctx.db
      .update(invoices)
      .set({ pendingVerb: null, updatedAt: at, ...columns })
      .where(eq(invoices.id, invoice.id));
  switch (pending.verb) {
    case 'void':
      return { rows: [update({ status: 'void', voidedAt: at })], appends: [], effects: [] };
    case 'mark_uncollectible':
      return { rows: [update({ status: 'uncollectible', uncollectibleAt: at })], appends: [], effects: [] };
    case 'record_payment': {
      const { covered, ...offline } = offlinePayment(ctx, invoice, purse, pending, at);
      return {
        ...offline,
        rows: [...offline.rows, ...coverRows(ctx, invoice, covered, 'offline_payment', at)],
      };
    }
    case 'apply_credit': {
      const toPay = creditAsked(invoice, pending);
      const { amount, rows, appends } = spendCredit(ctx, invoice, toPay, purse, at);
      return { appends, rows: [...rows, ...coverRows(ctx, invoice, amount, 'credit', at)], effects: [] };
    }
  }
}

/** An offline payment covers what is owed; any surplus becomes the customer's credit. Its receipt goes by mail, where it is to. */
function offlinePayment(
  ctx: Context,
  invoice: Invoice,
  { customerHead, receiptTo }: Purse,
  { payment }: Extract<PendingVerb, { readonly verb: 'record_payment' }>,
  at: number,
): Done & { readonly covered: number } {
  const { allocated, surplus } = allocate(invoice, payment.amount);
  const id = newId(ctx, 'off');
  const { merchantId, currency, customerId } = invoice;
  const money = { merchantId, currency, createdAt: at };
  const receipts = receiptRows(ctx, invoice, { id, receiptTo }, at);
  const { effects } = receipts;
  const rows: Statement[] = [
    ...receipts.rows,
    ctx.db.insert(offlinePayments).values({ id, ...money, invoiceId: invoice.id, ...payment }),
    ctx.db.insert(allocations).values({
      id: newId(ctx, 'all'),
      ...money,
      invoiceId: invoice.id,
      sourceType: 'offline_payment',
      sourceId: id,
      amount: allocated,
    }),
  ];
  if (surplus === 0) return { covered: allocated, rows, appends: [], effects };
  const creditId = newId(ctx, 'crd');
  rows.push(
    ctx.db.insert(credits).values({
      id: creditId,
      ...money,
      customerId,
      amount: surplus,
      balance: surplus,
      reason: 'overpayment',
      issuedBy: payment.recordedBy,
      offlinePaymentId: id,
    }),
  );
  const data = { creditId, amount: surplus, currency };
  const stream = { type: 'customer', id: customerId } as const;
  const appends = [{ stream, head: customerHead, type: 'credit_given', data } as const];
  return { covered: allocated, rows, appends, effects };
}

const receiptRows = (
  ctx: Context,
  { id: invoiceId, merchantId }: Invoice,
  { id, receiptTo }: Pick<About, 'receiptTo'> & { readonly id: string },
  at: number,
): MessageRows =>
  allOf(
    receiptTo.map(({ customerId, recipients }) =>
      messageRows(ctx, at, {
        merchantId,
        invoiceId,
        customerId,
        paymentId: null,
        cause: `payment/${id}`,
        recipients,
        message: { template: 'receipt', offlinePaymentId: id },
      }),
    ),
  );

/** Covers this much more of an invoice: the new amount due gets a new version (I10). */
function coverRows(
  ctx: Context,
  invoice: Invoice,
  covered: number,
  reason: 'offline_payment' | 'credit',
  at: number,
): Statement[] {
  const version = invoice.version + 1;
  const amountPaid = invoice.amountPaid + covered;
  const isPaid = amountPaid === invoice.amountDue;
  return [
    ctx.db
      .update(invoices)
      .set({
        pendingVerb: null,
        updatedAt: at,
        amountPaid,
        version,
        // What is left is another charge, or another part's.
        ...(isPaid
          ? { status: 'paid' as const, paidAt: at, paymentStatus: 'none' as const }
          : invoice.sentAt !== null && recheckAt(at)),
      })
      .where(eq(invoices.id, invoice.id)),
    insertVersion(ctx.db, invoice, { version, amountPaid, reason, at }),
  ];
}
