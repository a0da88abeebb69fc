import type { LinkTarget } from '../../adapters/links/port.ts';
import type { Outcome, Refused } from '../../domain/outcome.ts';
import type { Rejection } from '../../domain/rejection.ts';
import type { Owner } from '../facts/visit.ts';
import type { SavedMethod } from './offer-method.ts';

/** So many invoices one payment is for at most: all of them change in one transaction. */
export const MOST_AT_ONCE = 20;

/** What somebody wants to pay, at which entrance, and how. A link is a cart of one. */
export type Order = {
  readonly from:
    | { readonly via: 'link'; readonly linkVersion: number }
    | { readonly via: 'portal'; readonly owner: Owner };
  readonly lines: readonly [OrderLine, ...OrderLine[]];
  /** The method on file that is charged at once; null leads to Stripe's page. */
  readonly methodId: string | null;
  /** Where the merchant lets a method on file be offered by link, nothing is begun before that was chosen. */
  readonly asksFirst?: boolean;
};

export type OrderLine = {
  readonly invoiceId: string;
  /** The version that was shown; null where Stripe's page is the first to show the amount. */
  readonly version: number | null;
  /** In minor units, or as somebody typed it. */
  readonly amount: 'all' | number | { readonly typed: string };
};

export type Paid =
  /** The session's id is committed: the payer may be sent to Stripe. */
  | { readonly kind: 'checkout'; readonly url: string }
  /** The method on file was charged; `unknown` where Stripe did not say what came of it. */
  | { readonly kind: 'paid' | 'processing' | 'declined' | 'unknown'; readonly paymentId: string }
  /** A method on file is offered beside Stripe's page; only where that is asked first. */
  | { readonly kind: 'choice'; readonly saved: SavedMethod };

/** Why nothing is begun. `not_found` is the same for what is not there and for what is somebody else's. */
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
      | 'stripe_refuses';
  }
>;
export type PayRefused = Refused & { readonly rejection: PayRejection };

export const refusePay = (rejection: PayRejection): PayRefused => ({ kind: 'refused', rejection });

/** What paying came to, at whichever entrance. */
export type PayOutcome = Exclude<Outcome<Paid>, Refused> | PayRefused;

/** What a link is for: all that is owed of its invoice. */
export const linkOrder = (
  link: LinkTarget,
  saved: { readonly methodId: string; readonly version: number } | null = null,
): Order => ({
  from: { via: 'link', linkVersion: link.version },
  lines: [{ invoiceId: link.id, version: saved?.version ?? null, amount: 'all' }],
  methodId: saved?.methodId ?? null,
});
