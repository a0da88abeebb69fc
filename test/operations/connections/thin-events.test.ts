import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connections } from '../../../src/db/schema/index.ts';
import { sweepAccounts } from '../../../src/operations/connections/sweep-accounts.ts';
import { control, ownAccount } from '../../support/worker/accounts.ts';
import { withStripe } from '../../support/worker/guards.ts';
import { openShop, SANDBOX, type Shop } from '../../support/worker/shop.ts';
import { enterWorld } from '../../support/worker/worlds.ts';

const MINUTE = 60_000;
const URL = 'https://billing.test/webhooks/stripe';

type Taken = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

let shop: Shop;
let account: string;
let destination: string;
beforeEach(async () => {
  shop = await openShop();
  account = await ownAccount(shop);
  await sweepAccounts(shop.ctx);
  shop.advance(2 * MINUTE);
  // Nothing of what the sandbox signs is sent: the test takes it, and posts it as the network might.
  await control('/webhooks', { mode: 'off' });
  ({ id: destination } = await control<{ readonly id: string }>('/event_destinations', {
    url: URL,
    secret: 'whsec_connect',
  }));
});
afterEach(async () => {
  await fetch(`${SANDBOX}/v2/core/event_destinations/${destination}`, {
    method: 'DELETE',
    headers: { Authorization: 'Bearer sk_test_worker_suite', 'Stripe-Version': '2026-10-28.endive' },
  });
  await control('/webhooks/take');
  await control('/webhooks', { mode: 'on' });
  await enterWorld({ accountEvents: 'of_the_platform' });
});

const restrict = (due: readonly string[]) =>
  control(`/accounts/${account}/requirements`, { currentlyDue: due });

/** What Stripe has signed for our destination about this account. */
const taken = async (): Promise<readonly Taken[]> =>
  (await control<readonly Taken[]>('/webhooks/take')).filter(
    ({ url, body }) => url === URL && body.includes(account),
  );

/** Posts what Stripe signed, at the instant that it signed it. */
async function post({ headers, body }: Taken): Promise<number> {
  const signature = headers['stripe-signature'] ?? '';
  const at = Number(/t=(\d+)/.exec(signature)?.[1]) * 1000;
  shop.advance(Math.max(0, at - shop.ctx.now()));
  const answer = await shop.request('/webhooks/stripe', {
    method: 'POST',
    body,
    headers: { 'Stripe-Signature': signature },
  });
  return answer.status;
}

const isHeld = async () => {
  const [row] = await shop.ctx.db.select().from(connections).where(eq(connections.id, shop.connectionId));
  return row?.heldSince != null;
};

describe('thin events of an account, as Stripe signs them', () => {
  it.each(['of_the_platform', 'of_the_account'] as const)(
    'have it read, in the world where they are %s',
    async (accountEvents) => {
      await enterWorld({ accountEvents });
      await restrict(['external_account']);
      const [first] = await taken();
      expect(first === undefined ? null : await post(first)).toBe(200);
      await shop.work();
      expect(await isHeld()).toBe(true);
    },
  );

  it('that come doubled and in the wrong order leave what holds at Stripe, by few reads', async () => {
    let reads = 0;
    const counting = withStripe(shop.ctx, (real) => ({
      retrieveAccount: () => {
        reads += 1;
        return real.retrieveAccount();
      },
    }));
    await restrict(['external_account']);
    await restrict([]);
    const events = await taken();
    expect(events.length).toBeGreaterThan(5);
    for (const event of [...events, ...events].toReversed()) expect(await post(event)).toBe(200);
    await sweepAccounts(counting);
    shop.advance(2 * MINUTE);
    await sweepAccounts(counting);
    expect(reads).toBeLessThanOrEqual(2);
    expect(await isHeld()).toBe(false);
  });

  it('that are lost are made up for within the hour', async () => {
    await restrict(['external_account']);
    await taken();
    await sweepAccounts(shop.ctx);
    expect(await isHeld()).toBe(false);
    shop.advance(60 * MINUTE);
    await sweepAccounts(shop.ctx);
    expect(await isHeld()).toBe(true);
  });

  it('are refused with another body or another secret', async () => {
    await restrict(['external_account']);
    const [first] = await taken();
    if (first === undefined) throw new Error('nothing was signed');
    expect(await post({ ...first, body: first.body.replace('updated', 'closed') })).toBe(400);
    const [, mac = ''] = /v1=(\w+)/.exec(first.headers['stripe-signature'] ?? '') ?? [];
    const forged = { ...first.headers, 'stripe-signature': `t=1,v1=${mac}` };
    expect(await post({ ...first, headers: forged })).toBe(400);
    expect(await isHeld()).toBe(false);
  });
});
