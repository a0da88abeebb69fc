export type StripeThing = 'payments' | 'refunds' | 'customers' | 'disputes' | 'payouts' | 'events';

/**
 * Where an object is seen in Stripe's dashboard. One of a connected account is shown as that account, and one of test mode
 * below `/test`; whoever is signed in to another account is asked by Stripe to change over.
 */
export function stripeAddress(
  { account, livemode }: { readonly account: string; readonly livemode: boolean },
  thing: StripeThing,
  id: string,
): string {
  const of = account === 'self' ? '' : `/${account}`;
  return `https://dashboard.stripe.com${of}${livemode ? '' : '/test'}/${thing}/${id}`;
}
