import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { connections, emails, stripeCustomers } from '../../../src/db/schema/index.ts';
import { compareAll } from '../../../src/db/writes/stripe-customers.ts';
import { sweepCustomers } from '../../../src/operations/catch-up/sweep-customers.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { linkClient } from '../../../src/operations/customers/link.ts';
import { syncMethods } from '../../../src/operations/methods/sync-methods.ts';
import { ownAccount } from '../../support/worker/accounts.ts';
import { openMapping } from '../../support/worker/mapping.ts';
import { must } from '../../support/worker/shop.ts';

const DAY = 86_400_000;

it('a lost customer is compared a hundred times in three months and then not any more, until it is asked for', async () => {
  const map = await openMapping();
  const { ctx, scope, connectionId } = map;
  const customerId = await map.addClient({ legalName: 'Lost Ltd' });
  const stripeCustomerId = await map.addAtStripe({ name: 'Lost Ltd' });
  const ask = { scope, customerId, commandId: newId(ctx, 'req'), onlyUnlinked: true };
  must(await linkClient(ctx, { ...ask, stripeCustomerId }));
  await map.shop.work();
  const row = async () => {
    const [found] = await ctx.db
      .select()
      .from(stripeCustomers)
      .where(eq(stripeCustomers.customerId, customerId));
    if (found === undefined) throw new Error('no link');
    return found;
  };
  const account = await ownAccount(map.shop);
  await ctx.db.update(connections).set({ account }).where(eq(connections.id, connectionId));
  // Found out by whatever asks first: from then on it is looked for.
  await syncMethods(ctx, { customerId, connectionId });
  expect(await row()).toMatchObject({ lostReason: 'missing', followAt: expect.any(Number) });
  let looks = 0;
  for (let { followAt } = await row(); followAt !== null; { followAt } = await row()) {
    map.shop.advance(Math.max(0, followAt - ctx.now()));
    await sweepCustomers(ctx);
    looks += 1;
    expect(looks).toBeLessThan(120);
  }
  expect(looks).toBeGreaterThan(90);
  expect(await ctx.db.$count(emails, eq(emails.template, 'stripe_refused_business'))).toBe(1);
  map.shop.advance(400 * DAY);
  await sweepCustomers(ctx);
  expect(await row()).toMatchObject({ lostReason: 'missing', followAt: null });
  // The account is connected again, or the events of a time were lost: whoever is there is found.
  await ctx.db.update(connections).set({ account: map.account }).where(eq(connections.id, connectionId));
  await compareAll(ctx.db, connectionId, ctx.now());
  await sweepCustomers(ctx);
  expect(await row()).toMatchObject({ lostReason: null });
});
