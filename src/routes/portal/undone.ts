import type { AccountProblem, AccountRefusal } from '../../domain/methods/bank-account.ts';
import type { DepositsEnd } from '../../domain/methods/setup.ts';
import type { Undone } from '../../domain/outcome.ts';
import type { Rejection } from '../../domain/rejection.ts';
import { type BankProblems, NO_PROBLEMS } from '../../views/portal/bank-account-view.ts';
import type { SettingsView } from '../../views/portal/settings-view.ts';
import type { VerifyView } from '../../views/portal/verify-account.tsx';

/** A notice on the requested page, with its HTTP status. */
export type PageNotice = {
  readonly on: 'page';
  readonly status: 409 | 422 | 503;
  readonly sentence: NonNullable<SettingsView['refused']>;
};

type AccountNotice = { readonly on: 'account'; readonly problems: BankProblems };
type DepositsNotice = {
  readonly on: 'deposits';
  readonly problems: VerifyView['problems'];
  readonly trouble: 'wrong' | null;
};
type OverNotice = { readonly on: 'verification_over'; readonly why: DepositsEnd };
type Elsewhere = 'invoice_closed' | 'confirmation' | 'sign_in_form' | 'sign_in_link' | 'too_often';

/** How the portal shows that something was not done, and on which page. */
export type PortalNotice =
  /** Missing, or not theirs: byte for byte the same answer. */
  | { readonly on: 'missing' }
  | PageNotice
  | AccountNotice
  | DepositsNotice
  | OverNotice
  | { readonly on: Elsewhere };

type Answered = Response | Promise<Response>;

/** The pages on which a route shows such notices. */
export type NoticePages = {
  readonly page?: (notice: PageNotice) => Answered;
  readonly account?: (notice: AccountNotice) => Answered;
  readonly deposits?: (notice: DepositsNotice) => Answered;
  readonly verification_over?: (notice: OverNotice) => Answered;
} & { readonly [On in Elsewhere]?: () => Answered };

/** The page for a notice; null if the route does not expect it. */
export function pageOf(
  notice: Exclude<PortalNotice, { on: 'missing' }>,
  pages: NoticePages,
): Answered | null {
  switch (notice.on) {
    case 'page':
      return pages.page?.(notice) ?? null;
    case 'account':
      return pages.account?.(notice) ?? null;
    case 'deposits':
      return pages.deposits?.(notice) ?? null;
    case 'verification_over':
      return pages.verification_over?.(notice) ?? null;
    case 'invoice_closed':
    case 'confirmation':
    case 'sign_in_form':
    case 'sign_in_link':
    case 'too_often':
      return pages[notice.on]?.() ?? null;
  }
}

/** A verb that was not done → the portal's notice. */
export function portalNotice(outcome: Undone): PortalNotice {
  switch (outcome.kind) {
    case 'refused':
      return noticeOf(outcome.rejection);
    case 'stripe_unavailable':
      return { on: 'page', status: 503, sentence: 'stripe_unavailable' };
    case 'lost_race':
      return { on: 'page', status: 503, sentence: 'busy' };
  }
}

function noticeOf(rejection: Rejection): PortalNotice {
  switch (rejection.code) {
    case 'not_found':
      return { on: 'missing' };
    case 'not_connected':
    case 'stripe_refuses':
    case 'account_held':
    case 'too_many_setups':
      return { on: 'page', status: 422, sentence: rejection.code };
    case 'setup_over':
      return { on: 'page', status: 422, sentence: 'form_used' };
    case 'stopped_meanwhile':
      return { on: 'page', status: 409, sentence: rejection.code };
    case 'charge_not_allowed':
    case 'method_not_usable':
      return { on: 'page', status: 422, sentence: 'not_usable' };
    case 'payment_in_progress':
      return { on: 'page', status: 409, sentence: 'in_use' };
    case 'account_invalid':
      return { on: 'account', problems: { ...NO_PROBLEMS, fields: byField(rejection.problems) } };
    case 'account_refused':
      return { on: 'account', problems: refusedAccount(rejection.reason) };
    case 'deposits_invalid':
      return { on: 'deposits', problems: rejection.problems, trouble: null };
    case 'deposits_wrong':
      return { on: 'deposits', problems: {}, trouble: 'wrong' };
    case 'deposits_over':
      return { on: 'verification_over', why: rejection.why };
    case 'last_of_autopay':
      return { on: 'confirmation' };
    case 'invoice_not_open':
      return { on: 'invoice_closed' };
    case 'not_an_address':
      return { on: 'sign_in_form' };
    case 'link_not_usable':
      return { on: 'sign_in_link' };
    case 'too_often':
      return { on: 'too_often' };
    // Paying has its own notices, in pay.ts. Nothing else in the portal is refused like this: it would be a bug, and is
    // thrown as one.
    case 'invalid':
    case 'link_rotated':
    case 'invoice_not_draft':
    case 'invoice_part_paid':
    case 'invoice_without_lines':
    case 'verb_pending':
    case 'payments_being_restored':
    case 'payments_paused':
    case 'payment_under_review':
    case 'amount_exceeds_remaining':
    case 'payment_reversed':
    case 'credit_used':
    case 'gave_back':
    case 'rest_too_small':
    case 'credit_exceeds_invoice':
    case 'give_back_missing':
    case 'give_back_not_refundable':
    case 'give_back_not_kept':
    case 'too_many_declines':
    case 'payment_not_refundable':
    case 'payment_disputed':
    case 'amount_exceeds_refundable':
    case 'finding_dismissed':
    case 'profile_changed':
    case 'payment_over':
    case 'payment_not_closable':
    case 'refund_not_held':
    case 'caller_over':
    case 'beyond_own_grant':
    case 'insufficient_scope':
    case 'staff_refused':
    case 'last_admin_key':
    case 'api_key_over':
    case 'api_key_rotating':
    case 'connect_not_set_up':
    case 'already_connected':
    case 'account_taken':
    case 'account_not_reachable':
    case 'account_not_made':
    case 'attempt_not_usable':
    case 'attachments_not_set_up':
    case 'attachments_unavailable':
    case 'too_many_attachments':
    case 'attachments_too_large':
    case 'attachment_name_taken':
    case 'attachment_sent':
    case 'schedule_ended':
    case 'schedule_status':
    case 'schedule_waits_for_nothing':
    case 'period_over':
    case 'period_being_made':
    case 'period_invoice_stands':
    case 'period_invoice_draft':
    case 'no_credit':
    case 'no_recipient':
    case 'too_many_mails':
    case 'customer_has_invoices':
    case 'customer_has_children':
    case 'version_differs':
    case 'customer_not_erasable':
    case 'customer_erased':
    case 'client_linked':
    case 'client_not_linked':
    case 'mapping_not_ready':
    case 'nothing_to_import':
    case 'nothing_to_undo':
    case 'stripe_customer_taken':
    case 'stripe_customer_unusable':
    case 'not_payable':
    case 'changed':
    case 'paused_by_customer':
    case 'several_currencies':
    case 'part_not_payable':
    case 'sum_not_payable':
      throw new Error(`rejection without a portal notice: ${rejection.code}`);
  }
}

/** The first problem of each field. */
const byField = (problems: readonly AccountProblem[]): BankProblems['fields'] =>
  Object.fromEntries(problems.toReversed().map(({ field, problem }) => [field, problem]));

/** Stripe's refusal of an account, on the field it concerns or on the account as a whole. */
function refusedAccount(reason: AccountRefusal): BankProblems {
  switch (reason) {
    case 'account_number_invalid':
      return { ...NO_PROBLEMS, fields: { accountNumber: 'refused' } };
    case 'routing_number_invalid':
      return { ...NO_PROBLEMS, fields: { routingNumber: 'refused' } };
    case 'payment_method_bank_account_blocked':
    case 'bank_account_restricted':
    case 'bank_account_unusable':
      return { ...NO_PROBLEMS, account: 'blocked' };
    case 'customer_max_payment_methods':
      return { ...NO_PROBLEMS, account: 'too_many' };
  }
}
