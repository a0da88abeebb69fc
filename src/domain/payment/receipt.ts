/**
 * Who writes to the payer about a payment's money, its refunds included: exactly one of the two. Stripe does, where
 * the payment's own request (Stripe's parameters as JSON) said to whom. https://docs.stripe.com/receipts
 */
export function stripeSendsReceipt(request: string): boolean {
  const { payment_intent_data: intent, create }: ReceiptAsked = JSON.parse(request);
  return (intent ?? create)?.receipt_email !== undefined;
}

type ReceiptAsked = {
  readonly payment_intent_data?: { readonly receipt_email?: string };
  readonly create?: { readonly receipt_email?: string };
};
