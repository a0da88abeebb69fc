import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { stripeCustomers } from '../../src/db/schema/index.ts';
import { moveFollowAt, setFollowAt } from '../../src/db/writes/stripe-customers.ts';
import { readyInvoice } from '../support/worker/guards.ts';
import { openShop } from '../support/worker/shop.ts';

it('the comparison of one customer with Stripe is planned, and its sibling’s stays as it was', async () => {
  const shop = await openShop();
  const [mine, theirs] = [await readyInvoice(shop), await readyInvoice(shop)];
  const followed = async ({ customerId }: { customerId: string }) => {
    const [row] = await shop.ctx.db
      .select()
      .from(stripeCustomers)
      .where(eq(stripeCustomers.customerId, customerId));
    if (row === undefined) throw new Error('no customer at Stripe');
    return row;
  };
  const before = await followed(theirs);
  await setFollowAt(shop.ctx.db, await followed(mine), 5_000);
  const read = await followed(mine);
  expect(read.followAt).toBe(5_000);
  await moveFollowAt(shop.ctx.db, read, null);
  expect((await followed(mine)).followAt).toBeNull();
  // Somebody else set it since it was read: their word stands.
  await moveFollowAt(shop.ctx.db, read, 6_000);
  expect((await followed(mine)).followAt).toBeNull();
  await moveFollowAt(shop.ctx.db, { ...read, followAt: null }, 7_000);
  expect((await followed(mine)).followAt).toBe(7_000);
  expect(await followed(theirs)).toEqual(before);
});
