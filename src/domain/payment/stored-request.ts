/**
 * What a payment's stored request (Stripe's parameters as JSON) says of it: a session's own parameters, or both halves
 * of a charge with a method on file, `create` and `confirm`.
 */
export type StoredRequest = {
  /** The Stripe customer that it is for. */
  readonly stripeCustomerId: string | null;
  /** Stripe was told whom to send the receipt, so it writes about this payment. https://docs.stripe.com/receipts */
  readonly stripeSendsReceipt: boolean;
  /** The method is kept with the Stripe customer. */
  readonly savesMethod: boolean;
};

type Written = {
  readonly customer?: string;
  readonly payment_intent_data?: { readonly receipt_email?: string; readonly setup_future_usage?: string };
  readonly create?: { readonly customer?: string; readonly receipt_email?: string };
};

export function readStoredRequest(request: string): StoredRequest {
  const { customer, payment_intent_data: intent, create }: Written = JSON.parse(request);
  return {
    stripeCustomerId: customer ?? create?.customer ?? null,
    stripeSendsReceipt: (intent ?? create)?.receipt_email !== undefined,
    savesMethod: intent?.setup_future_usage !== undefined,
  };
}
