import type { NotPayable } from './invoice/link.ts';
import type { InvoiceStatus, PendingVerb } from './invoice/status.ts';
import type { NoLinkReason } from './invoice/view.ts';
import type { PartProblem } from './payment/part.ts';
import type { PaymentState, RefundState } from './payment/state.ts';

/** One field of an input that was refused: where (`lines[3].quantity`) and why, in a sentence. */
export type FieldProblem = { readonly path: string; readonly message: string };

/** Everything an operation may refuse, as values. Bugs are thrown; refusals are returned. */
export type Rejection =
  | {
      readonly code: 'not_found';
      readonly what: 'invoice' | 'customer' | 'payment' | 'refund' | 'connection' | 'payment method';
    }
  | { readonly code: 'invalid'; readonly problems: readonly FieldProblem[] }
  | { readonly code: 'invoice_not_draft'; readonly status: InvoiceStatus }
  | { readonly code: 'invoice_not_open'; readonly status: InvoiceStatus }
  | { readonly code: 'invoice_part_paid' }
  | { readonly code: 'invoice_without_lines' }
  | { readonly code: 'verb_pending'; readonly verb: PendingVerb['verb'] }
  | { readonly code: 'payment_in_progress' }
  /** Which invoices cannot be paid now, and why. */
  | { readonly code: 'not_payable'; readonly invoices: readonly NotPayableInvoice[] }
  /** What is owed, or what is on file, is not what was shown. */
  | { readonly code: 'changed' }
  | { readonly code: 'several_currencies' }
  | { readonly code: 'part_not_payable'; readonly problems: ReadonlyMap<string, PartProblem> }
  /** Each may be paid, and all of it cannot be charged at once; with Stripe's limit in minor units, if it is about one. */
  | { readonly code: 'sum_not_payable'; readonly reason: NoLinkReason; readonly limit: number | null }
  | { readonly code: 'amount_exceeds_remaining'; readonly remaining: number }
  | { readonly code: 'payment_not_refundable'; readonly state: PaymentState }
  | { readonly code: 'payment_disputed' }
  | { readonly code: 'amount_exceeds_refundable'; readonly refundable: number }
  | { readonly code: 'refund_not_held'; readonly state: RefundState }
  | { readonly code: 'no_credit' }
  | { readonly code: 'no_recipient' }
  | { readonly code: 'customer_has_invoices' }
  | { readonly code: 'stripe_customer_taken' };

export type NotPayableInvoice = { readonly invoiceId: string; readonly reason: NotPayable };
