import type { SharedField } from '../../domain/customer/shared-fields.ts';
import type { NoLinkReason } from '../../domain/invoice/view.ts';
import type { SessionFacts } from '../../domain/payment/outcome.ts';
import type { AccountsPort, PlatformPort } from './port-accounts.ts';
import type { CustomersPort } from './port-customers.ts';
import type { EventFacts } from './port-events.ts';
import type { IntentOrder, IntentParams, IntentsPort } from './port-intents.ts';
import type { ListsPort } from './port-lists.ts';
import type { MethodsPort } from './port-methods.ts';
import type { RefundRules, RefundsPort } from './port-refunds.ts';
import type { StripeResult } from './port-result.ts';
import type { CustomerRequest, OptionalParam, SessionOrder, SessionParams } from './port-sessions.ts';
import type { SetupSessionOrder, SetupsPort } from './port-setups.ts';
import type { TaxIdsPort } from './port-tax-ids.ts';

export type { EventFacts } from './port-events.ts';
export type { CustomerRequest } from './port-sessions.ts';

/** Stripe for one connection. Every call is sent once; the caller decides whether to retry. */
export interface StripePort
  extends CustomersPort,
    TaxIdsPort,
    IntentsPort,
    MethodsPort,
    SetupsPort,
    RefundsPort,
    ListsPort,
    AccountsPort {
  /** What the platform does with accounts, by its own key, whatever account the connection is to. */
  readonly platform: PlatformPort;
  /** `params` with its links filled in. */
  createSession(params: SessionParams, idempotencyKey: string): Promise<StripeResult<SessionFacts>>;
  retrieveSession(sessionId: string): Promise<StripeResult<SessionFacts>>;
  /** An open session that Stripe returned seconds ago, from memory; null where there is none. */
  recentSession(sessionId: string): SessionFacts | null;
  /** Expires it; `refused` where it is not open any more. Retrieve it afterwards. */
  expireSession(sessionId: string, idempotencyKey: string): Promise<StripeResult<SessionFacts>>;
  /** The session that names the payment, among those made since `createdSinceMs`, or null. */
  findSession(
    stripeCustomerId: string,
    paymentId: string,
    createdSinceMs: number,
  ): Promise<StripeResult<SessionFacts | null>>;
}

/** Stripe's rules that need no request. */
export interface StripeRules extends RefundRules {
  /** Why Stripe cannot charge this amount (ISO minor units) in this currency, or null. */
  refuseCharge(currency: string, amount: number): NoLinkReason | null;
  /** The limit (ISO minor units) behind a refusal, or null. */
  chargeLimit(currency: string, reason: NoLinkReason): number | null;
  /** The smallest chargeable amount (ISO minor units), at least `minor`; null where the currency is not presented. */
  smallestCharge(currency: string, minor: number): number | null;
  /** The currencies whose amounts Stripe counts otherwise than ISO. */
  readonly countedOtherwise: readonly string[];
  /** ISO minor units as Stripe counts them in this currency. */
  stripeAmount(currency: string, minor: number): number;
  sessionParams(order: SessionOrder): SessionParams;
  /** The part of a session's parameters that this is about, where a payment does without it; null where it does not. */
  optionalParam(param: string | null, code: string): OptionalParam | null;
  /** A customer's request without the part that this is about; null where Stripe has to know it, or did not. */
  withoutParam(request: CustomerRequest, param: string | null, code: string): CustomerRequest | null;
  /** The field of a customer that a refusal is about; null where it is about none that is kept the same. */
  customerField(param: string | null, code: string): SharedField | null;
  intentParams(order: IntentOrder): IntentParams;
  /** An intent's parameters without what this is about, where a charge does without it; else null. */
  lighterIntent(params: IntentParams, param: string | null, code: string): IntentParams | null;
  setupSessionParams(order: SetupSessionOrder): SessionParams;
  /** Reads a stored event, or null where we do not use its type. */
  readEvent(type: string, payload: string): EventFacts | null;
  /** The event types that {@link readEvent} handles. */
  readonly usedEventTypes: readonly string[];
  /** What is stored of a body: ids, and of a customer that was changed what is followed. */
  keepOfEvent(rawBody: string): string;
  /** What is left of a stored event of ours that was handled. */
  restOfEvent(payload: string): string;
  /** What is left of a stored event about nothing of ours. */
  traceOfEvent(payload: string): string;
}

/** A webhook's body, verified: which event it is, and the raw text to store. */
export type VerifiedEvent = {
  readonly id: string;
  readonly type: string;
  /** `self` for the deployment's own account, else `acct_…`. */
  readonly account: string;
  readonly livemode: boolean;
  readonly apiVersion: string | null;
};

/**
 * A thin event of API v2, verified: it holds nothing but what it is about.
 * https://docs.stripe.com/event-destinations#thin-events
 */
export type ThinEvent = {
  readonly type: string;
  /** The object that it is about, such as `acct_…`; null where it names none. */
  readonly relatedId: string | null;
  readonly livemode: boolean;
};

/**
 * Why a body is no event for us: none of our secrets signed it within the tolerance; it is signed, and is a thin event
 * of what has to come as a snapshot; or it is no event at all.
 */
export type NoEvent = 'not_signed' | 'thin' | 'not_an_event';

export interface WebhookVerifier {
  verify(
    rawBody: string,
    signature: string,
  ): Promise<
    | { readonly kind: 'event'; readonly event: VerifiedEvent }
    | { readonly kind: 'thin_event'; readonly event: ThinEvent }
    | { readonly kind: 'no_event'; readonly why: NoEvent }
  >;
}
