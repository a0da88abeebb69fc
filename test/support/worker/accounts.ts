import { eq } from 'drizzle-orm';
import { connections } from '../../../src/db/schema/index.ts';
import { readStripeEvents } from '../../../src/operations/catch-up/read-stripe-events.ts';
import type { Context } from '../../../src/operations/core/context.ts';
import { reopenEvents } from '../../../src/operations/inbox/reopen-events.ts';
import { reconcileDaily } from '../../../src/operations/reconciliation/reconcile-daily.ts';
import { raiseAlarms } from '../../../src/operations/watch/raise-alarms.ts';
import { SANDBOX, type Shop } from './shop.ts';

const KEY = 'Bearer sk_test_worker_suite';

/** Calls the sandbox's control API. */
export async function control<T>(path: string, body: object = {}): Promise<T> {
  const answer = await fetch(`${SANDBOX}/_sandbox${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** Gives the shop a Stripe account of its own, so that Stripe's lists hold nothing but what the test made. */
export async function ownAccount(shop: Shop, wishes: object = {}): Promise<string> {
  const { id } = await control<{ readonly id: string }>('/accounts', wishes);
  await shop.ctx.db.update(connections).set({ account: id }).where(eq(connections.id, shop.connectionId));
  return id;
}

type Fields = Readonly<Record<string, string>>;

/** A change made at Stripe by somebody else: in its dashboard, or by another program. */
export async function atStripe<T = { readonly id: string }>(
  account: string,
  path: string,
  fields: Fields = {},
): Promise<T> {
  const answer = await fetch(`${SANDBOX}/v1${path}`, {
    method: 'POST',
    headers: {
      Authorization: KEY,
      ...(account !== 'self' && { 'Stripe-Account': account }),
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams(fields).toString(),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** A card charge of the account's own business, or with any metadata. Amount in Stripe's minor units. */
export const chargeByHand = (
  account: string,
  amount: number,
  { currency = 'usd', metadata = {} as Fields } = {},
): Promise<{ readonly id: string; readonly latest_charge: string }> =>
  atStripe(account, '/payment_intents', {
    amount: String(amount),
    currency,
    confirm: 'true',
    payment_method: 'pm_card_visa',
    ...Object.fromEntries(Object.entries(metadata).map(([key, value]) => [`metadata[${key}]`, value])),
  });

/** Everything of a tick that catches up and reconciles. */
export async function catchUpAll(ctx: Context): Promise<void> {
  await readStripeEvents(ctx);
  for (const part of [reconcileDaily, raiseAlarms, reopenEvents]) await part(ctx);
}
