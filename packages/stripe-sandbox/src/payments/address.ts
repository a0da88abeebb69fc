import type { Stripe } from 'stripe';

type Sent = { [K in keyof Stripe.Address]?: string | undefined };

/** An address as objects carry it: what was not sent is null. */
export function toAddress(sent: Sent): Stripe.Address {
  return {
    city: sent.city ?? null,
    country: sent.country ?? null,
    line1: sent.line1 ?? null,
    line2: sent.line2 ?? null,
    postal_code: sent.postal_code ?? null,
    state: sent.state ?? null,
  };
}
