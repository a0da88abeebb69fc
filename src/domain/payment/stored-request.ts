/**
 * The facts in a payment's stored request (Stripe's parameters as JSON): a session's parameters, or both halves
 * of a charge with a method on file, `create` and `confirm`.
 */
export type StoredRequest = {
  /** The id of the Stripe customer. */
  readonly stripeCustomerId: string | null;
  /** True where Stripe was given an address for the receipt, so it mails the payer. https://docs.stripe.com/receipts */
  readonly stripeSendsReceipt: boolean;
  /** True where the method is saved to the Stripe customer, or the payer may tick that it is. */
  readonly savesMethod: boolean;
};

type Written = {
  readonly customer?: string;
  readonly payment_intent_data?: { readonly receipt_email?: string; readonly setup_future_usage?: string };
  readonly saved_payment_method_options?: { readonly payment_method_save?: string };
  readonly create?: { readonly customer?: string; readonly receipt_email?: string };
};

export function readStoredRequest(request: string): StoredRequest {
  const written: Written = JSON.parse(request);
  const { customer, payment_intent_data: intent, create } = written;
  return {
    stripeCustomerId: customer ?? create?.customer ?? null,
    stripeSendsReceipt: (intent ?? create)?.receipt_email !== undefined,
    savesMethod:
      intent?.setup_future_usage !== undefined ||
      written.saved_payment_method_options?.payment_method_save === 'enabled',
  };
}

/** What is left of a request once its payment is over: what {@link readStoredRequest} reads, and nobody's address. */
export function reduceRequest(request: string): string {
  const { stripeCustomerId, stripeSendsReceipt, savesMethod } = readStoredRequest(request);
  const intent = {
    ...(stripeSendsReceipt && { receipt_email: '' }),
    ...(savesMethod && { setup_future_usage: 'off_session' }),
  };
  return JSON.stringify({
    ...(stripeCustomerId !== null && { customer: stripeCustomerId }),
    ...(Object.keys(intent).length > 0 && { payment_intent_data: intent }),
  });
}
