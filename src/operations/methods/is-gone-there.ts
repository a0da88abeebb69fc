import type { StripePort } from '../../adapters/stripe/port.ts';
import type { MethodRow, MethodsSnapshot } from './read-methods.ts';

/**
 * Whether Stripe's customer has a method no more that could not be detached: a refusal alone may be about the key, which
 * may be another account's. Null where Stripe did not answer.
 */
export async function isGoneThere(
  stripe: StripePort,
  { stripeCustomerId }: MethodsSnapshot,
  { stripePaymentMethodId }: MethodRow,
): Promise<boolean | null> {
  if (stripeCustomerId === null) return true;
  const listed = await stripe.listMethods(stripeCustomerId);
  if (listed.kind === 'unknown') return null;
  if (listed.kind === 'ok') {
    return listed.value.methods.every((each) => each.stripePaymentMethodId !== stripePaymentMethodId);
  }
  const found = await stripe.retrieveCustomer(stripeCustomerId);
  return found.kind === 'ok' && found.value.kind === 'deleted';
}
