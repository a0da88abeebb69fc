import type Stripe from 'stripe';

/*
 * A sign-up of your own that asks for a card, and leaves charging to Quittance. docs/SELF-SERVE.md tells it step by step; a
 * test runs this file.
 */

type OnAccount = {
  readonly stripe: Stripe;
  /** The connected account (`acct_…`) with a platform's key; null with the account's own key. */
  readonly account: string | null;
};

const options = ({ account }: OnAccount): Stripe.RequestOptions =>
  account === null ? {} : { stripeAccount: account };

/** 1. When somebody signs up: their customer at Stripe, and what the page needs to ask for a card. On your server. */
export async function beginSignUp(
  on: OnAccount,
  person: { readonly name: string; readonly email: string },
): Promise<{ readonly stripeCustomerId: string; readonly clientSecret: string }> {
  const customer = await on.stripe.customers.create(person, options(on));
  const setup = await on.stripe.setupIntents.create(
    // Off-session: it is charged later, while they are away.
    { customer: customer.id, usage: 'off_session', automatic_payment_methods: { enabled: true } },
    options(on),
  );
  if (setup.client_secret === null) throw new Error('Stripe gave no client secret');
  return { stripeCustomerId: customer.id, clientSecret: setup.client_secret };
}

/*
 * 2. On the page, in the browser, with the account's publishable key (and `stripeAccount` with a platform's):
 *
 *   const elements = stripe.elements({ clientSecret });
 *   elements.create('payment').mount('#payment');
 *   await stripe.confirmSetup({ elements, confirmParams: { return_url: 'https://example.com/welcome' } });
 */

/** 3. When they are back: whether there is a card on file now. On your server. */
export async function hasCard(on: OnAccount, stripeCustomerId: string): Promise<boolean> {
  const methods = await on.stripe.customers.listPaymentMethods(stripeCustomerId, { limit: 1 }, options(on));
  return methods.data.length > 0;
}

type Quittance = {
  /** Such as `https://billing.example.com`. */
  readonly url: string;
  /** An API key with the scope `write`. */
  readonly key: string;
  readonly fetch: typeof fetch;
};

/** 4. Hand the customer over: whole, with `{"key": "Stripe", "value": "cus_…"}` among its external ids. */
export async function handOver(
  { url, key, fetch: send }: Quittance,
  customerId: string,
  body: string,
): Promise<{
  readonly status: number;
  readonly stripeCustomerId: string | null;
  readonly detail: string | null;
}> {
  const answer = await send(`${url}/api/v1/customers/${customerId}`, {
    method: 'PUT',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    body,
  });
  const said: { stripeCustomerId?: string; detail?: string } = await answer.json();
  return {
    status: answer.status,
    stripeCustomerId: said.stripeCustomerId ?? null,
    detail: said.detail ?? null,
  };
}
