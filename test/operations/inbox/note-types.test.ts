import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { inbox, sweeps } from '../../../src/db/schema/index.ts';
import type { Context } from '../../../src/operations/core/context.ts';
import { sweepEvents } from '../../../src/operations/inbox/sweep-events.ts';
import { atStripe, ownAccount } from '../../support/worker/accounts.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';

const DAY = 86_400_000;

let shop: Shop;
let account: string;
beforeEach(async () => {
  shop = await openShop();
  account = await ownAccount(shop);
});

const storedTypes = async () => {
  const rows = await shop.ctx.db.select().from(inbox).where(eq(inbox.account, account));
  return rows.map(({ type }) => type);
};
/** A version that does not know changes of customers yet. */
const earlier = (): Context => {
  const { rules } = shop.ctx;
  const usedEventTypes = rules.usedEventTypes.filter((type) => type !== 'customer.updated');
  return { ...shop.ctx, rules: { ...rules, usedEventTypes } };
};

describe('a type of event that a new version uses', () => {
  it('is read from Stripe’s list for as long as Stripe keeps it, once', async () => {
    const { id } = await atStripe(account, '/customers', { name: 'Nobody' });
    await atStripe(account, `/customers/${id}`, { name: 'Somebody' });
    await sweepEvents(earlier());
    expect(await storedTypes()).toEqual([]);
    shop.advance(DAY);
    await sweepEvents(earlier());
    await sweepEvents(shop.ctx);
    await sweepEvents(shop.ctx);
    expect(await storedTypes()).toEqual(['customer.updated']);
    const [row] = await shop.ctx.db
      .select()
      .from(sweeps)
      .where(and(eq(sweeps.connectionId, shop.connectionId), eq(sweeps.list, 'events')));
    expect(row?.watermark).toBeGreaterThan(shop.ctx.now() - DAY);
    expect(JSON.parse(row?.types ?? '')).toEqual(shop.ctx.rules.usedEventTypes);
  });
});
