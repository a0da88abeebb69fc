import type { Rejection } from '../rejection.ts';
import type { InvoiceStatus, PendingVerb } from './status.ts';

/** The facts about an invoice that the rules read. Amounts in minor units of its currency. */
export type InvoiceFacts = {
  readonly status: InvoiceStatus;
  readonly amountDue: number;
  readonly amountPaid: number;
  readonly pendingVerb: PendingVerb | null;
};

export const amountRemaining = (invoice: InvoiceFacts): number => invoice.amountDue - invoice.amountPaid;

/** An invoice is overdue when it is owed and its due date has ended where the merchant is. */
export const isOverdue = (invoice: InvoiceFacts & { readonly dueAt: number | null }, now: number): boolean =>
  invoice.status === 'open' && invoice.dueAt !== null && now >= invoice.dueAt;

/** Why a draft-only verb (update, delete, finalize) is refused, or null. */
export const refuseUnlessDraft = (invoice: InvoiceFacts): Rejection | null =>
  invoice.status === 'draft' ? null : { code: 'invoice_not_draft', status: invoice.status };

/**
 * Why `void`, `mark-uncollectible`, `record-payment` or `apply-credit` is refused, or null. A part-paid invoice cannot be
 * voided: its money has to be refunded or credited first.
 */
export function refuseVerb(invoice: InvoiceFacts, verb: PendingVerb['verb']): Rejection | null {
  const mayFollow: readonly InvoiceStatus[] =
    verb === 'mark_uncollectible' ? ['open'] : ['open', 'uncollectible'];
  if (!mayFollow.includes(invoice.status)) return { code: 'invoice_not_open', status: invoice.status };
  if (invoice.pendingVerb !== null) return { code: 'verb_pending', verb: invoice.pendingVerb.verb };
  if (verb === 'void' && invoice.amountPaid > 0) return { code: 'invoice_part_paid' };
  return null;
}

/** Why an offline payment of `amount` minor units is refused, or null. */
export function refuseOfflinePayment(invoice: InvoiceFacts, amount: number): Rejection | null {
  const remaining = amountRemaining(invoice);
  return amount > remaining ? { code: 'amount_exceeds_remaining', remaining } : null;
}
