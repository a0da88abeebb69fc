import type { Rejection } from '../rejection.ts';
import type { Permission } from '../staff/roles.ts';
import type { InvoiceStatus, PaymentStatus } from './status.ts';

/** What may be done to many invoices at once, and what that asks of a role. */
export const BULK_ACTS = {
  send: 'issue_invoices',
  remind: 'issue_invoices',
  finalize: 'issue_invoices',
  void: 'move_money',
} as const satisfies Record<string, Permission>;
export type BulkAct = keyof typeof BULK_ACTS;

export const readBulkAct = (text: string): BulkAct | null =>
  (['send', 'remind', 'finalize', 'void'] as const).find((act) => act === text) ?? null;

export type BulkState = 'waiting' | 'done' | 'skipped' | 'failed';

/** Why an act has nothing to do to an invoice, or is not for it. */
export type BulkSkip =
  | 'not_draft'
  | 'sent_already'
  | 'not_open'
  | 'not_sent'
  | 'processing'
  | 'paid_in_part'
  | 'verb_pending'
  /** Somebody or something changed it after it was chosen. */
  | 'changed'
  | 'gone'
  /** Whoever began it may not do that any more. */
  | 'not_permitted';

/** Why an invoice was skipped, or what refused it. */
export type BulkReason =
  | { readonly kind: 'skip'; readonly why: BulkSkip }
  | { readonly kind: 'refused'; readonly rejection: Rejection }
  | { readonly kind: 'unavailable' };

export type BulkFacts = {
  readonly status: InvoiceStatus;
  readonly paymentStatus: PaymentStatus;
  readonly isSent: boolean;
  readonly hasPendingVerb: boolean;
  readonly amountPaid: number;
};

/** The most invoices of one act. */
export const MOST_AT_ONCE = 500;

/** Why the act passes an invoice over; null where it will be done. The operation decides again. */
export function whyPassedOver(act: BulkAct, facts: BulkFacts): BulkSkip | null {
  if (facts.hasPendingVerb) return 'verb_pending';
  switch (act) {
    case 'send':
      if (facts.status !== 'draft' && facts.status !== 'open') return 'not_open';
      // Nobody is sent the same twice by the hundred: for that there are reminders.
      return facts.isSent ? 'sent_already' : null;
    case 'finalize':
      return facts.status === 'draft' ? null : 'not_draft';
    case 'remind':
      if (facts.status !== 'open') return 'not_open';
      if (!facts.isSent) return 'not_sent';
      return facts.paymentStatus === 'processing' ? 'processing' : null;
    case 'void':
      if (facts.status !== 'open' && facts.status !== 'uncollectible') return 'not_open';
      return facts.amountPaid > 0 ? 'paid_in_part' : null;
    default:
      return act satisfies never;
  }
}
