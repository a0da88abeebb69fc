import type { StripeRefusal } from '../../domain/stripe-refusal.ts';

/** What Stripe refuses for good, as the API shows it: in Stripe's own code and words, since an instant (ISO 8601). */
export type StripeRefusalResource = {
  readonly code: string;
  readonly param: string | null;
  readonly message: string;
  readonly since: string;
};

export const refusalResource = (refusal: StripeRefusal | null): StripeRefusalResource | null =>
  refusal && { ...refusal, since: new Date(refusal.since).toISOString() };
