import type { KeyEnd } from './api-key/life.ts';
import type { ApiScope, Beyond } from './api-key/scopes.ts';
import type { RefusedByStaff } from './collection/by-staff.ts';
import type { Unerasable } from './customer/erasure.ts';
import type { NotPayable } from './invoice/link.ts';
import type { InvoiceStatus, PendingVerb } from './invoice/status.ts';
import type { NoLinkReason } from './invoice/view.ts';
import type { AccountProblem, AccountRefusal } from './methods/bank-account.ts';
import type { DepositProblems } from './methods/deposits.ts';
import type { DepositsEnd } from './methods/setup.ts';
import type { NotClosable } from './payment/close-by-hand.ts';
import type { PartProblem } from './payment/part.ts';
import type { StrandedRest } from './payment/rest.ts';
import type { PaymentState, RefundState } from './payment/state.ts';
import type { ScheduleStatus } from './schedule/status.ts';
import type { StaffRefusal } from './staff/refusal.ts';

/** A field that was refused: its path (`lines[3].quantity`) and a sentence that says why. */
export type FieldProblem = { readonly path: string; readonly message: string };

/** A change that was begun on a version that is not in force any more. */
export type ProfileConflict = {
  readonly basedOn: number;
  /** In force now. */
  readonly version: number;
  /** Who made the version in force, and when (ms); null where nobody is known. */
  readonly by: string | null;
  readonly at: number | null;
  readonly fields: readonly FieldConflict[];
};

/** A field that others changed: what it was, what it is now, and what was asked for, if it was. */
export type FieldConflict = {
  readonly field: string;
  readonly was: unknown;
  readonly now: unknown;
  readonly asked?: unknown;
};

/** Every refusal of an operation. Refusals are returned as values; bugs are thrown. */
export type Rejection =
  | {
      readonly code: 'not_found';
      readonly what:
        | 'invoice'
        | 'customer'
        | 'payment'
        | 'recorded payment'
        | 'refund'
        | 'credit note'
        | 'attachment'
        | 'connection'
        | 'payment method'
        | 'sign-in link'
        | 'payment block'
        | 'link'
        | 'finding'
        | 'API key'
        | 'webhook endpoint'
        | 'webhook event'
        | 'attempt'
        | 'import'
        | 'schedule'
        | 'period'
        | 'member'
        | 'invitation'
        | 'session'
        | 'passkey'
        | 'work'
        | 'version of the profile'
        | 'logo';
    }
  | { readonly code: 'invalid'; readonly problems: readonly FieldProblem[] }
  | { readonly code: 'invoice_not_draft'; readonly status: InvoiceStatus }
  | { readonly code: 'invoice_not_open'; readonly status: InvoiceStatus }
  | { readonly code: 'invoice_part_paid' }
  | { readonly code: 'invoice_without_lines' }
  | { readonly code: 'verb_pending'; readonly verb: PendingVerb['verb'] }
  | { readonly code: 'payment_in_progress' }
  /** What happened at Stripe is being read, after a restore or a gap: a payment there may be for this invoice. */
  | { readonly code: 'payments_being_restored' }
  /** A person holds all payments of the account, or is disconnecting it. */
  | { readonly code: 'payments_paused' }
  /** What Stripe has of a payment cannot be this payment's: a person looks into it first. */
  | { readonly code: 'payment_under_review' }
  /** Which invoices cannot be paid now, and why. */
  | { readonly code: 'not_payable'; readonly invoices: readonly NotPayableInvoice[] }
  /** What is owed, or what is on file, is not what was shown. */
  | { readonly code: 'changed' }
  | { readonly code: 'several_currencies' }
  | { readonly code: 'part_not_payable'; readonly problems: ReadonlyMap<string, PartProblem> }
  /** Each may be paid, and all of it cannot be charged at once; with Stripe's limit in minor units, if it is about one. */
  | { readonly code: 'sum_not_payable'; readonly reason: NoLinkReason; readonly limit: number | null }
  | { readonly code: 'amount_exceeds_remaining'; readonly remaining: number }
  | { readonly code: 'payment_reversed' }
  /** What a recorded payment brought too much became credit, of which something was used. */
  | { readonly code: 'credit_used' }
  | { readonly code: 'gave_back' }
  /** Paying this part would leave a rest that is too small to be charged. */
  | ({ readonly code: 'rest_too_small' } & StrandedRest)
  /** More is to be credited than is left: of what, by its path, and how much is left (minor units, or a quantity). */
  | { readonly code: 'credit_exceeds_invoice'; readonly path: string; readonly left: string }
  /** So much of what is credited was paid already, and nobody said how it is given back. Minor units. */
  | { readonly code: 'give_back_missing'; readonly amount: number }
  | { readonly code: 'give_back_not_refundable'; readonly amount: number; readonly refundable: number }
  /** It was never received, or went back before: it cannot become credit. */
  | { readonly code: 'give_back_not_kept'; readonly amount: number; readonly kept: number }
  | { readonly code: 'payment_not_refundable'; readonly state: PaymentState }
  | { readonly code: 'payment_disputed' }
  | { readonly code: 'amount_exceeds_refundable'; readonly refundable: number }
  /** Somebody has dismissed it before. */
  | { readonly code: 'finding_dismissed'; readonly by: string }
  /** The payment has ended, with or without money: there is nothing to close. */
  | { readonly code: 'payment_over'; readonly state: PaymentState }
  /** Money may still come of it; from that instant on (ms) it can be closed by hand. */
  | { readonly code: 'payment_not_closable'; readonly why: NotClosable; readonly from: number }
  | { readonly code: 'refund_not_held'; readonly state: RefundState }
  /** Stripe refuses for good what this needs: an online payment, or a method on file. The business is told. */
  | { readonly code: 'stripe_refuses' }
  /** Stripe says that the account cannot take charges, or none in this way: it goes on once it can. */
  | { readonly code: 'account_held' }
  /** So many cards were refused that no further one is taken for a time. */
  | { readonly code: 'too_many_declines' }
  /** The API key has sent as many mails as it may in a day; it may again at `from` (ms), `afterMs` from now. */
  | {
      readonly code: 'too_many_mails';
      readonly most: number;
      readonly asked: number;
      readonly from: number;
      readonly afterMs: number;
    }
  /** This deployment has no bucket that files could be kept in. */
  | { readonly code: 'attachments_not_set_up' }
  /** The bucket did not take the file, or did not give it out. */
  | { readonly code: 'attachments_unavailable' }
  | { readonly code: 'too_many_attachments'; readonly most: number }
  /** All files of the invoice together: bytes that are there, that were to be added, and that may be. */
  | {
      readonly code: 'attachments_too_large';
      readonly bytes: number;
      readonly added: number;
      readonly most: number;
    }
  /** Another file of the invoice has this name. */
  | { readonly code: 'attachment_name_taken'; readonly name: string }
  /** Its customer was sent the invoice with it. */
  | { readonly code: 'attachment_sent' }
  /** The schedule has ended. */
  | { readonly code: 'schedule_ended' }
  /** It is active, or paused, already. */
  | { readonly code: 'schedule_status'; readonly status: ScheduleStatus }
  /** Nothing of it waits for an answer, or for being started again. */
  | { readonly code: 'schedule_waits_for_nothing' }
  /** The period was invoiced, or left out. */
  | { readonly code: 'period_over'; readonly number: number; readonly outcome: 'invoiced' | 'skipped' }
  /** The period has begun, and its invoice is being made. */
  | { readonly code: 'period_being_made'; readonly number: number; readonly from: string }
  /** What was made of the period is neither void nor deleted. */
  | { readonly code: 'period_invoice_stands'; readonly invoiceId: string }
  /** The period's invoice is a draft, which no credit note corrects. */
  | { readonly code: 'period_invoice_draft'; readonly invoiceId: string }
  | { readonly code: 'no_credit' }
  | { readonly code: 'no_recipient' }
  /** Somebody changed the profile since it was read for this change. */
  | ({ readonly code: 'profile_changed' } & ProfileConflict)
  | { readonly code: 'customer_has_invoices' }
  /** It pays for others, who are given to another one first. */
  | { readonly code: 'customer_has_children' }
  /** What was asked for needs more than the API key may do. */
  | { readonly code: 'insufficient_scope'; readonly needed: ApiScope; readonly has: readonly ApiScope[] }
  /** Somebody has changed it since the version that the writer saw. */
  | { readonly code: 'version_differs'; readonly version: number }
  | { readonly code: 'customer_not_erasable'; readonly why: Unerasable }
  /** Their data was erased: nothing new is begun with them. */
  | { readonly code: 'customer_erased' }
  /** With who has it, where that is known. */
  | {
      readonly code: 'stripe_customer_taken';
      readonly heldBy?: { readonly customerId: string; readonly name: string };
    }
  /** The client is linked to a Stripe customer, or has none that it could be unlinked from. */
  | { readonly code: 'client_linked'; readonly stripeCustomerId: string }
  | { readonly code: 'client_not_linked' }
  /** Stripe's list has to be read first, or goes on being read. */
  | { readonly code: 'mapping_not_ready'; readonly why: 'never_read' | 'being_read' | 'stopped' }
  /** Nothing was decided that an import could do, or undo. */
  | { readonly code: 'nothing_to_import' }
  | { readonly code: 'nothing_to_undo' }
  /** The account has no such customer in this mode, only one that was deleted, or Stripe has it in the other mode. */
  | {
      readonly code: 'stripe_customer_unusable';
      readonly why: 'missing' | 'deleted' | 'other_mode';
      readonly stripeCustomerId: string;
    }
  /** This deployment is no Connect platform: its own key is its connection. */
  | { readonly code: 'connect_not_set_up' }
  /** The business is connected to an account in this mode: that one is disconnected first. */
  | { readonly code: 'already_connected'; readonly account: string }
  /** Another business of this deployment is connected to the account in this mode. */
  | { readonly code: 'account_taken' }
  /** Stripe does not let us reach the account any more: its owner has to connect it again. */
  | { readonly code: 'account_not_reachable' }
  /** Stripe does not make the account, or no link for it, in its own words. */
  | { readonly code: 'account_not_made'; readonly message: string }
  /** What came back from Stripe belongs to no attempt of this person in this browser, or is too old. */
  | { readonly code: 'attempt_not_usable' }
  /** The merchant has no active connection to Stripe in this mode. */
  | { readonly code: 'not_connected' }
  | { readonly code: 'method_not_usable' }
  /** Staff may not have it charged by a press. */
  | ({ readonly code: 'charge_not_allowed' } & RefusedByStaff)
  /** The customer paused automatic payment of an invoice, and alone lets it go on. */
  | { readonly code: 'paused_by_customer' }
  /** Automatic charging was stopped after it was asked to go on. */
  | { readonly code: 'stopped_meanwhile' }
  /** It is the last method that autopay could charge, and its removal was not confirmed. */
  | { readonly code: 'last_of_autopay' }
  | { readonly code: 'too_many_setups' }
  /** The same set-up was asked for again after it had ended. */
  | { readonly code: 'setup_over' }
  | { readonly code: 'account_invalid'; readonly problems: readonly AccountProblem[] }
  /** Stripe says that the bank account cannot be debited. */
  | { readonly code: 'account_refused'; readonly reason: AccountRefusal }
  | { readonly code: 'deposits_invalid'; readonly problems: DepositProblems }
  | { readonly code: 'deposits_wrong'; readonly triesLeft: number }
  /** The account cannot be verified any more: it has to be added anew. */
  | { readonly code: 'deposits_over'; readonly why: DepositsEnd }
  /** The key that asks was revoked, or has expired, since the request came in. */
  | { readonly code: 'caller_over' }
  /** A key gives no more than it has. */
  | { readonly code: 'beyond_own_grant'; readonly beyond: Beyond }
  /** Nobody could manage keys any more. */
  | { readonly code: 'last_admin_key' }
  | { readonly code: 'api_key_over'; readonly end: KeyEnd }
  /** The secret before the present one works until then (ms). */
  | { readonly code: 'api_key_rotating'; readonly until: number }
  /** Somebody signed in for a business may not do this, or it can't be done. */
  | { readonly code: 'staff_refused'; readonly why: StaffRefusal }
  | { readonly code: 'not_an_address' }
  | { readonly code: 'too_often' }
  /** Forged, used, expired, or opened in another browser. */
  | { readonly code: 'link_not_usable' }
  /** The invoice has a newer link, and this one was given out before. */
  | { readonly code: 'link_rotated' };

export type NotPayableInvoice = { readonly invoiceId: string; readonly reason: NotPayable };
