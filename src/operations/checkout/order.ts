import type { LinkTarget } from '../../adapters/links/port.ts';
import type { Outcome, Refused } from '../../domain/outcome.ts';
import type { Rejection } from '../../domain/rejection.ts';
import type { Owner } from '../facts/visit.ts';
import type { LinkOffer } from './offer-method.ts';

/** The most invoices one payment may cover: all of them change in one transaction. */
export const MOST_AT_ONCE = 20;

/** What is to be paid, through which entrance, and how. A link is a cart of one. */
export type Order = {
  readonly from:
    | { readonly via: 'link'; readonly linkVersion: number }
    | { readonly via: 'portal'; readonly owner: Owner };
  readonly lines: readonly [OrderLine, ...OrderLine[]];
  /** The method on file to charge at once; null goes to Stripe's page. */
  readonly methodId: string | null;
  /** If methods on file can be offered by link to who opens it, ask which to use before anything is begun. */
  readonly asksFirst?: { readonly viewer: Owner | null };
};

export type OrderLine = {
  readonly invoiceId: string;
  /** The version that was shown; null where Stripe's page is the first to show the amount. */
  readonly version: number | null;
  /**
   * `due`: what is asked for of its plan now, all of it without one. In minor units, or as the payer typed it, for what was
   * shown.
   */
  readonly amount: 'due' | 'all' | number | { readonly typed: string };
};

export type Paid =
  /** The session's id is committed: the payer may be sent to Stripe. */
  | { readonly kind: 'checkout'; readonly url: string }
  /** The method on file was charged; `unknown` if Stripe did not answer. */
  | { readonly kind: 'paid' | 'processing' | 'declined' | 'unknown'; readonly paymentId: string }
  /** Methods on file are offered beside Stripe's page; only with `asksFirst`. */
  | { readonly kind: 'choice'; readonly offer: LinkOffer };

/** Why nothing is begun. `not_found` does not tell a missing invoice from somebody else's. */
export type PayRejection = Extract<
  Rejection,
  {
    readonly code:
      | 'not_found'
      | 'not_payable'
      | 'changed'
      | 'several_currencies'
      | 'part_not_payable'
      | 'sum_not_payable'
      | 'stripe_refuses'
      | 'account_held'
      | 'too_many_declines'
      | 'payments_being_restored'
      | 'payments_paused'
      | 'payment_under_review';
  }
>;

/** The result of paying, through any entrance. */
export type PayOutcome = Exclude<Outcome<Paid>, Refused> | Refused<PayRejection>;

/** The order of a link: what is asked for of its invoice now, or the amount that its payer chose. */
export const linkOrder = (
  link: LinkTarget,
  saved: { readonly methodId: string; readonly version: number } | null = null,
  amount: OrderLine['amount'] = 'due',
): Order => ({
  from: { via: 'link', linkVersion: link.version },
  lines: [{ invoiceId: link.id, version: saved?.version ?? null, amount }],
  methodId: saved?.methodId ?? null,
});
