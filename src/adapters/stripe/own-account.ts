import type Stripe from 'stripe';
import { callStripe } from './call.ts';
import type { StripeResult } from './port-result.ts';

/** Whose key it is: the id of its account. https://docs.stripe.com/api/accounts/retrieve */
export const readOwnAccount = (stripe: Stripe): Promise<StripeResult<string>> =>
  callStripe(async () => (await stripe.accounts.retrieveCurrent()).id);
