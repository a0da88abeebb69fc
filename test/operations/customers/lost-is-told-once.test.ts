import { and, eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { connections, emails, stripeCustomers } from '../../../src/db/schema/index.ts';
import { sweepCustomers } from '../../../src/operations/catch-up/sweep-customers.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { followCustomer } from '../../../src/operations/customers/follow-customer.ts';
import { linkClient } from '../../../src/operations/customers/link.ts';
import { syncMethods } from '../../../src/operations/methods/sync-methods.ts';
import { ownAccount } from '../../support/worker/accounts.ts';
import { openMapping } from '../../support/worker/mapping.ts';
import { must } from '../../support/worker/shop.ts';

const SIX_MINUTES = 6 * 60_000;

it('a customer that the account does not have is told of once, however often it is compared and others are fine', async () => {
  const map = await openMapping();
  const { ctx, scope, connectionId } = map;
  const link = async (legalName: string) => {
    const customerId = await map.addClient({ legalName });
    const ask = { scope, customerId, commandId: newId(ctx, 'req'), onlyUnlinked: true };
    must(await linkClient(ctx, { ...ask, stripeCustomerId: await map.addAtStripe({ name: legalName }) }));
    return customerId;
  };
  const lost = await link('Lost Ltd');
  await map.shop.work();
  const account = await ownAccount(map.shop);
  await ctx.db.update(connections).set({ account }).where(eq(connections.id, connectionId));
  const told = () =>
    ctx.db.$count(
      emails,
      and(eq(emails.merchantId, scope.merchantId), eq(emails.template, 'stripe_refused_business')),
    );
  const compare = () =>
    ctx.db.update(stripeCustomers).set({ followAt: 0 }).where(eq(stripeCustomers.customerId, lost));
  await compare();
  await sweepCustomers(ctx);
  const atFirst = await told();
  expect(atFirst).toBeGreaterThan(0);
  // Another customer of the same account is found, which ends what the connection was refused.
  const other = newId(ctx, 'cus');
  const there = await ctx.stripe(account);
  const made = await there.createCustomer(
    { name: 'Fine Ltd', email: null, phone: null, address: {}, metadata: {} },
    `made/${other}`,
  );
  if (made.kind !== 'ok') throw new Error('not made');
  const fine = await map.addClient({ legalName: 'Fine Ltd' });
  const ask = { scope, customerId: fine, commandId: newId(ctx, 'req'), onlyUnlinked: true };
  must(await linkClient(ctx, { ...ask, stripeCustomerId: made.value.id }));
  for (let times = 0; times < 3; times += 1) {
    must(await followCustomer(ctx, { customerId: fine, connectionId }));
    must(await syncMethods(ctx, { customerId: fine, connectionId }));
    map.shop.advance(SIX_MINUTES);
    await sweepCustomers(ctx);
  }
  expect(await told()).toBe(atFirst);
});
