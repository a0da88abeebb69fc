import type { InvoiceStatus, PendingVerb } from './invoice/status.ts';
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
  | { readonly code: 'amount_exceeds_remaining'; readonly remaining: number }
  | { readonly code: 'payment_not_refundable'; readonly state: PaymentState }
  | { readonly code: 'payment_disputed' }
  | { readonly code: 'amount_exceeds_refundable'; readonly refundable: number }
  | { readonly code: 'refund_not_held'; readonly state: RefundState }
  | { readonly code: 'no_credit' }
  | { readonly code: 'no_recipient' }
  | { readonly code: 'customer_has_invoices' }
  | { readonly code: 'stripe_customer_taken' };
