import type { NoLinkReason } from '../../domain/invoice/view.ts';
import type { SessionFacts } from '../../domain/payment/outcome.ts';
import type { EventFacts } from './port-events.ts';
import type { IntentOrder, IntentParams, IntentsPort } from './port-intents.ts';
import type { ListsPort } from './port-lists.ts';
import type { MethodsPort } from './port-methods.ts';
import type { RefundRules, RefundsPort } from './port-refunds.ts';
import type { StripeResult } from './port-result.ts';
import type { CustomerRequest, OptionalParam, SessionOrder, SessionParams } from './port-sessions.ts';
import type { SetupSessionOrder, SetupsPort } from './port-setups.ts';

export type { EventFacts } from './port-events.ts';
export type { CustomerRequest } from './port-sessions.ts';

/** Stripe for one connection. Every call is sent once; trying again is the caller's. */
export interface StripePort extends IntentsPort, MethodsPort, SetupsPort, RefundsPort, ListsPort {
  createCustomer(
    request: CustomerRequest,
    idempotencyKey: string,
  ): Promise<StripeResult<{ readonly id: string }>>;
  /** The customer that this request made, by its metadata, where the answer was lost. */
  findCustomer(
    request: CustomerRequest,
    createdSinceMs: number,
  ): Promise<StripeResult<{ readonly id: string } | null>>;
  /** `params` with its links filled in. */
  createSession(params: SessionParams, idempotencyKey: string): Promise<StripeResult<SessionFacts>>;
  retrieveSession(sessionId: string): Promise<StripeResult<SessionFacts>>;
  /** An open session that Stripe told of seconds ago, without asking; null where there is none. */
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

/** What is known of Stripe without asking it. */
export interface StripeRules extends RefundRules {
  /** Why Stripe cannot charge this amount (ISO minor units) in this currency, or null. */
  refuseCharge(currency: string, amount: number): NoLinkReason | null;
  /** The limit (ISO minor units) that a refusal is about, or null where it is about none. */
  chargeLimit(currency: string, reason: NoLinkReason): number | null;
  /** ISO minor units as Stripe counts them in this currency. */
  stripeAmount(currency: string, minor: number): number;
  sessionParams(order: SessionOrder): SessionParams;
  /** The part of a session's parameters that this is about, where a payment does without it; null where it does not. */
  optionalParam(param: string | null, code: string): OptionalParam | null;
  /** A customer's request without the part that this is about; null where Stripe has to know it, or did not. */
  withoutParam(request: CustomerRequest, param: string | null, code: string): CustomerRequest | null;
  intentParams(order: IntentOrder): IntentParams;
  /** An intent's parameters without what this is about, where a charge does without it; else null. */
  lighterIntent(params: IntentParams, param: string | null, code: string): IntentParams | null;
  setupSessionParams(order: SetupSessionOrder): SessionParams;
  /** What a stored event is about, or null where its type is none that we use. */
  readEvent(type: string, payload: string): EventFacts | null;
  /** The types of events that {@link readEvent} makes something of. */
  readonly usedEventTypes: readonly string[];
  /** The body as it may be stored, without what opens something at Stripe. */
  redactEvent(rawBody: string): string;
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

export interface WebhookVerifier {
  /** Null where no current secret signed these bytes within the tolerance. */
  verify(rawBody: string, signature: string): Promise<VerifiedEvent | null>;
}
