import type { Rejection } from '../rejection.ts';
import type { InvoiceStatus, PendingVerb, ShownStatus } from './status.ts';

/** The facts about an invoice that the rules read. Amounts in minor units of its currency. */
export type InvoiceFacts = {
  readonly status: InvoiceStatus;
  readonly amountDue: number;
  readonly amountPaid: number;
  readonly pendingVerb: PendingVerb | null;
};

export const amountRemaining = (invoice: InvoiceFacts): number => invoice.amountDue - invoice.amountPaid;

type Covered = Pick<InvoiceFacts, 'amountPaid'> & { readonly amountCredited: number };

/** What was paid: all that covers the invoice but what credit notes took off it. */
export const moneyPaid = ({ amountPaid, amountCredited }: Covered): number => amountPaid - amountCredited;

/** What an invoice is shown as: one that credit notes have closed before anybody paid is not paid. */
export const shownStatus = (invoice: InvoiceFacts & Covered): ShownStatus =>
  invoice.status === 'paid' && invoice.amountDue > 0 && moneyPaid(invoice) === 0
    ? 'credited'
    : invoice.status;

/** An invoice is overdue when it is owed and its due date has ended where the merchant is. */
export const isOverdue = (invoice: InvoiceFacts & { readonly dueAt: number | null }, now: number): boolean =>
  invoice.status === 'open' && invoice.dueAt !== null && now >= invoice.dueAt;

/** Why a draft-only verb (update, delete, finalize) is refused, or null. */
export const refuseUnlessDraft = (invoice: InvoiceFacts): Rejection | null =>
  invoice.status === 'draft' ? null : { code: 'invoice_not_draft', status: invoice.status };

const MAY_FOLLOW: Readonly<Record<PendingVerb['verb'], readonly InvoiceStatus[]>> = {
  void: ['open', 'uncollectible'],
  mark_uncollectible: ['open'],
  record_payment: ['open', 'uncollectible'],
  apply_credit: ['open', 'uncollectible'],
  credit_note: ['open', 'uncollectible', 'paid'],
  reverse_payment: ['open', 'uncollectible', 'paid'],
};

/**
 * Why `void`, `mark-uncollectible`, `record-payment`, `apply-credit`, `reverse-payment` or a credit note is refused, or null. A part-paid
 * invoice cannot be voided: it is credited, and what was paid of it is given back.
 */
export function refuseVerb(invoice: InvoiceFacts, verb: PendingVerb['verb']): Rejection | null {
  if (!MAY_FOLLOW[verb].includes(invoice.status)) return { code: 'invoice_not_open', status: invoice.status };
  if (invoice.pendingVerb !== null) return { code: 'verb_pending', verb: invoice.pendingVerb.verb };
  if (verb === 'void' && invoice.amountPaid > 0) return { code: 'invoice_part_paid' };
  return null;
}

/** Why an offline payment of `amount` minor units is refused, or null. */
export function refuseOfflinePayment(invoice: InvoiceFacts, amount: number): Rejection | null {
  const remaining = amountRemaining(invoice);
  return amount > remaining ? { code: 'amount_exceeds_remaining', remaining } : null;
}
