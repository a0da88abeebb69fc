import type { StripeResult } from './port-result.ts';

/** An event as `GET /v1/events` lists it: what a webhook would have carried. */
export type ListedEvent = {
  readonly id: string;
  readonly type: string;
  readonly apiVersion: string | null;
  readonly livemode: boolean;
  readonly createdAt: number;
  /** The event as JSON, like a webhook's body. */
  readonly body: string;
};

/** A balance transaction; amounts are Stripe's own minor units of its (settlement) currency, as they are booked. */
export type ListedTransaction = {
  readonly stripeId: string;
  readonly type: string;
  readonly reportingCategory: string;
  /** Which of the account's balances it moves: `payments` is the one that `GET /v1/balance` shows as its own. */
  readonly balanceType: string;
  /** Its source, such as `ch_…`, `re_…`, `du_…`, `po_…`; null where there is none. */
  readonly source: string | null;
  /** The charge and PaymentIntent that it is about, itself or by its refund or dispute. */
  readonly chargeId: string | null;
  readonly intentId: string | null;
  /** The deployment and the merchant in the metadata of its source, or null. */
  readonly deploymentId: string | null;
  readonly merchantId: string | null;
  readonly currency: string;
  readonly amount: number;
  readonly fee: number;
  readonly net: number;
  /** Null unless it was converted into the currency that the account settles in. */
  readonly exchangeRate: number | null;
  readonly createdAt: number;
  readonly availableAt: number | null;
};

/** The account's available and pending balance in a currency, in Stripe's minor units; negative where it owes. */
export type BalanceHeld = { readonly currency: string; readonly amount: number };

/** A listed Checkout Session or PaymentIntent, with its claimed owner and subject. */
export type ListedPayment = {
  readonly kind: 'session' | 'intent';
  /** `cs_…` or `pi_…`. */
  readonly id: string;
  readonly intentId: string | null;
  readonly stripeCustomerId: string | null;
  /** Currency (ISO, upper case) and minor units as ISO counts them; null where it has none. */
  readonly currency: string | null;
  readonly amount: number | null;
  /** `expired` or `canceled` with nothing received, so no money can come from it any more. */
  readonly isOver: boolean;
  /** It saves a payment method and takes no money. */
  readonly isSetup: boolean;
  readonly metadata: Readonly<Record<string, string>>;
  readonly createdAt: number;
};

/** One page of a list, newest first; `next` is where the following one starts, or null at the end. */
export type Page<T> = { readonly items: readonly T[]; readonly next: string | null };

export interface ListsPort {
  listEvents(createdSinceMs: number, after: string | null): Promise<StripeResult<Page<ListedEvent>>>;
  listBalanceTransactions(
    createdSinceMs: number,
    after: string | null,
  ): Promise<StripeResult<Page<ListedTransaction>>>;
  /** The account's payments balance, per currency. Refused where the account can no longer be accessed. */
  retrieveBalance(): Promise<StripeResult<readonly BalanceHeld[]>>;
  /** Every Checkout Session of the account since then, whatever it is for, ours or not. */
  listSessions(createdSinceMs: number, after: string | null): Promise<StripeResult<Page<ListedPayment>>>;
  /** Every PaymentIntent of the account since then, ours or not. */
  listIntents(createdSinceMs: number, after: string | null): Promise<StripeResult<Page<ListedPayment>>>;
  /** One of them by its id, as the lists have it: an intent after the session that owns it, where there is one. */
  findListed(stripeId: string): Promise<StripeResult<readonly ListedPayment[]>>;
}
