import { SANDBOX, type Shop } from './shop.ts';

const KEY = { Authorization: 'Bearer sk_test_worker_suite' };

export type StripeEvent = {
  readonly id: string;
  readonly type: string;
  readonly data: { readonly object: Readonly<Record<string, unknown>> };
};

/** Stripe's events about an object whose metadata, session or PaymentIntent names the payment, oldest first. */
export async function eventsOf(paymentId: string): Promise<StripeEvent[]> {
  const answer = await fetch(`${SANDBOX}/v1/events?limit=100`, { headers: KEY });
  const { data }: { data: StripeEvent[] } = await answer.json();
  return data.filter((event) => JSON.stringify(event).includes(paymentId)).reverse();
}

/** Moves the sandbox's clock and the shop's forward, so that debits settle. */
export async function advanceBoth(shop: Shop, ms: number): Promise<void> {
  await fetch(`${SANDBOX}/_sandbox/clock`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ advanceMs: ms }),
  });
  shop.advance(ms);
}

const DAY_MS = 86_400_000;

/** Moves both clocks to the next noon in UTC, when it is the same day in London, New York and Tokyo: for dates told in UTC. */
export const advanceToNoon = (shop: Shop): Promise<void> =>
  advanceBoth(shop, DAY_MS - ((shop.ctx.now() + DAY_MS / 2) % DAY_MS));

/** Makes the next requests that match fail. */
export const breakStripe = (rule: object): Promise<Response> =>
  fetch(`${SANDBOX}/_sandbox/faults`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(rule),
  });

export const mendStripe = (): Promise<Response> => fetch(`${SANDBOX}/_sandbox/faults`, { method: 'DELETE' });

/** Signs a body as Stripe does. https://docs.stripe.com/webhooks#verify-manually */
export async function sign(body: string, secret: string, atMs: number): Promise<string> {
  const at = Math.floor(atMs / 1000);
  const encode = (text: string) => new TextEncoder().encode(text);
  const key = await crypto.subtle.importKey('raw', encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ]);
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, encode(`${at}.${body}`)));
  return `t=${at},v1=${Array.from(mac, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
