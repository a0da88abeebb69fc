import type Stripe from 'stripe';
import type { Bench } from './bench.ts';
import { MERCHANT } from './browser.ts';

/** A customer that carries the run's mark. */
export const customer = (
  { stripe, mark }: Bench,
  other: Stripe.CustomerCreateParams = {},
): Promise<Stripe.Customer> => stripe.customers.create({ name: 'Check Stripe', metadata: mark, ...other });

/** An open session for 120.00 US dollars. */
export const session = (
  { stripe, mark }: Bench,
  other: Partial<Stripe.Checkout.SessionCreateParams> = {},
): Promise<Stripe.Checkout.Session> =>
  stripe.checkout.sessions.create({
    mode: 'payment',
    success_url: `${MERCHANT}/done`,
    cancel_url: `${MERCHANT}/back`,
    ...(other.customer === undefined && { customer_email: 'payer@example.com' }),
    line_items: [
      {
        quantity: 1,
        price_data: { currency: 'usd', unit_amount: 12_000, product_data: { name: 'Invoice 1' } },
      },
    ],
    metadata: mark,
    payment_intent_data: { metadata: mark },
    ...other,
  });

/** An open session that saves a card of a customer. */
export const setupSession = (
  { stripe, mark }: Bench,
  owner: string,
  kind: 'card' | 'us_bank_account' = 'card',
): Promise<Stripe.Checkout.Session> =>
  stripe.checkout.sessions.create({
    mode: 'setup',
    customer: owner,
    allowed_payment_method_types: [kind],
    success_url: `${MERCHANT}/done`,
    cancel_url: `${MERCHANT}/back`,
    metadata: mark,
    setup_intent_data: { metadata: mark },
  });

/** The PaymentIntent of a session as it is now; null before the first attempt. */
export async function intentOf({ stripe }: Bench, sessionId: string): Promise<Stripe.PaymentIntent | null> {
  const { payment_intent: intent } = await stripe.checkout.sessions.retrieve(sessionId, {
    expand: ['payment_intent'],
  });
  return typeof intent === 'string' ? stripe.paymentIntents.retrieve(intent) : (intent ?? null);
}

/** Parameters of a payment of 120.00 US dollars by a card, confirmed at once. */
export const cardPayment = (
  { mark }: Bench,
  other: Partial<Stripe.PaymentIntentCreateParams> = {},
): Stripe.PaymentIntentCreateParams => ({
  amount: 12_000,
  currency: 'usd',
  allowed_payment_method_types: ['card'],
  payment_method: 'pm_card_visa',
  confirm: true,
  return_url: `${MERCHANT}/done`,
  metadata: mark,
  ...other,
});

/** The payer's word that the account may be debited. */
export const AGREED: Pick<Stripe.PaymentIntentCreateParams, 'mandate_data'> = {
  mandate_data: {
    customer_acceptance: { type: 'online', online: { ip_address: '127.0.0.1', user_agent: 'check-stripe' } },
  },
};

/** The same by debit of a US bank account. */
export const bankPayment = (
  bench: Bench,
  method: string,
  other: Partial<Stripe.PaymentIntentCreateParams> = {},
): Stripe.PaymentIntentCreateParams =>
  cardPayment(bench, {
    allowed_payment_method_types: ['us_bank_account'],
    payment_method: method,
    ...AGREED,
    ...other,
  });
