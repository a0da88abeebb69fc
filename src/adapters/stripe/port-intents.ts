import type { IntentFacts } from '../../domain/payment/outcome.ts';
import type { StripeResult } from './port-result.ts';

/** The order for a PaymentIntent with a method on file. The amount is in ISO minor units. */
export type IntentOrder = {
  readonly stripeCustomerId: string;
  readonly stripePaymentMethodId: string;
  readonly methodKind: 'card' | 'us_bank_account' | 'other';
  readonly currency: string;
  readonly amount: number;
  readonly description: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** True where the payer is away (autopay); false where they just pressed a button. */
  readonly offSession: boolean;
  /**
   * A page of ours. Nobody is sent there, since the payer is asked for nothing, but Stripe may want to know where a payer who is
   * present would come back to.
   */
  readonly returnUrl: string;
  /** The payer's address, if Stripe is to send the receipt. */
  readonly receiptEmail: string | null;
};

/** `{create, confirm}`: Stripe's own parameters of both calls as JSON, exact and ready to be stored. */
export type IntentParams = string;

/** A charge of a card that failed; the instant in ms. */
export type FailedCard = { readonly chargeId: string; readonly failedAt: number };

/** PaymentIntents of ours: made unconfirmed, then confirmed once. */
export interface IntentsPort {
  createIntent(params: IntentParams, idempotencyKey: string): Promise<StripeResult<IntentFacts>>;
  /** Confirms with `amount_to_confirm`. A decline is `refused`; retrieve the intent afterwards for its outcome. */
  confirmIntent(
    intentId: string,
    params: IntentParams,
    idempotencyKey: string,
  ): Promise<StripeResult<IntentFacts>>;
  retrieveIntent(intentId: string): Promise<StripeResult<IntentFacts>>;
  /** The cards that a bank refused on the intent, the newest hundred; not what a bank refused of a debit. */
  listFailedCards(intentId: string): Promise<StripeResult<readonly FailedCard[]>>;
  cancelIntent(intentId: string, idempotencyKey: string): Promise<StripeResult<IntentFacts>>;
  /** The intent that names the payment in its metadata, among the customer's made since then, or null. */
  findIntent(
    stripeCustomerId: string,
    paymentId: string,
    createdSinceMs: number,
  ): Promise<StripeResult<IntentFacts | null>>;
}
