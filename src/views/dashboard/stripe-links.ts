/** What an id of Stripe's is shown as there. */
export type StripeThing = 'payments' | 'disputes' | 'refunds' | 'customers' | 'payouts' | 'events';

const THINGS: readonly (readonly [prefix: string, thing: StripeThing])[] = [
  ['pi_', 'payments'],
  ['re_', 'refunds'],
  ['pyr_', 'refunds'],
  ['dp_', 'disputes'],
  ['du_', 'disputes'],
  ['evt_', 'events'],
  ['po_', 'payouts'],
  ['cus_', 'customers'],
];

/** What an id is of; null for what has no page there. */
export const thingOf = (id: string): StripeThing | null =>
  THINGS.find(([prefix]) => id.startsWith(prefix))?.[1] ?? null;

/** Whose account it is (`self` for this deployment's own), and in which mode. */
export type StripePlace = { readonly account: string; readonly isTest: boolean };

/** Where an object is in Stripe's own dashboard: test mode has a path of its own, and a connected account has its own. */
export function stripeHref({ account, isTest }: StripePlace, thing: StripeThing, id: string): string {
  const parts = [account === 'self' ? '' : account, isTest ? 'test' : '', thing, encodeURIComponent(id)];
  return `https://dashboard.stripe.com/${parts.filter((part) => part !== '').join('/')}`;
}
