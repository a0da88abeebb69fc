import { type StripePlace, type StripeThing, stripeHref } from '../stripe-links.ts';
import { PAYMENTS_WORDS as words } from '../words/payments.ts';

type StripeId = { readonly at: StripePlace; readonly thing: StripeThing; readonly id: string };

/** An id of Stripe's, which opens there. */
export const StripeId = ({ at, thing, id }: StripeId) => (
  <a href={stripeHref(at, thing, id)} rel="noreferrer" aria-label={words.atStripe(id)} dir="ltr">
    {id}
  </a>
);
