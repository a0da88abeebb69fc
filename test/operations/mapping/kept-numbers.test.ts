import { eq } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import {
  listedStripeCustomers,
  listedWords,
  mappedClients,
  stripeCustomers,
} from '../../../src/db/schema/index.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { removeCustomer } from '../../../src/operations/customers/remove.ts';
import { eraseCustomer } from '../../../src/operations/erasure/erase-customer.ts';
import { listStripeCustomers } from '../../../src/operations/mapping/list-stripe-customers.ts';
import { readMapping } from '../../../src/operations/mapping/read-mapping.ts';
import { undoLastDecision } from '../../../src/operations/mapping/undo.ts';
import { unlinkClient } from '../../../src/operations/mapping/unlink-client.ts';
import { type Mapping, openMapping } from '../../support/worker/mapping.ts';
import { must } from '../../support/worker/shop.ts';

let map: Mapping;
beforeEach(async () => {
  map = await openMapping();
});

/** What a page says of how many stand where, and who is free, is what there is. */
async function agree(after: string): Promise<void> {
  const { ctx, scope, connectionId } = map;
  const rows = await ctx.db.select().from(mappedClients).where(eq(mappedClients.connectionId, connectionId));
  const { clients } = must(await readMapping(ctx, { scope }));
  for (const [status, count] of Object.entries(clients))
    expect(count, `${status} after ${after}`).toBe(rows.filter((row) => row.status === status).length);
  const links = await ctx.db
    .select({ id: stripeCustomers.stripeCustomerId })
    .from(stripeCustomers)
    .where(eq(stripeCustomers.connectionId, connectionId));
  const there = await ctx.db
    .select({ id: listedStripeCustomers.stripeCustomerId })
    .from(listedStripeCustomers)
    .where(eq(listedStripeCustomers.connectionId, connectionId));
  const page = { startingAfter: null, limit: 100 };
  const free = must(await listStripeCustomers(ctx, { scope, search: null, free: true, page }));
  const held = new Set(links.map(({ id }) => id));
  expect(free.data.map(({ id }) => id).toSorted(), `free after ${after}`).toEqual(
    there.flatMap(({ id }) => (held.has(id) ? [] : [id])).toSorted(),
  );
}

it('how many clients stand where, and who of Stripe’s is free, holds after whatever happens to a client', async () => {
  const { ctx, scope, shop } = map;
  const ids: string[] = [];
  for (const name of ['Ann', 'Bob', 'Cleo', 'Dan', 'Eve'])
    ids.push(await map.addClient({ legalName: name, email: `${name}@acme.test` }));
  const [ann = '', bob = '', cleo = '', dan = '', eve = ''] = ids;
  for (const name of ['Ann', 'Bob', 'Zoe']) await map.addAtStripe({ name, email: `${name}@acme.test` });
  await agree('nothing was read');
  await map.read();
  await agree('the reading');
  must(await map.decideAll({ kind: 'accept', possible: false }));
  must(await map.decide([cleo], { kind: 'ignore' }));
  must(await map.decide([dan], { kind: 'create' }));
  await agree('decisions');
  must(await undoLastDecision(ctx, { scope, decisionId: null }));
  await agree('an undone decision');
  must(await map.decide([dan], { kind: 'create' }));
  await map.begin();
  await shop.work();
  await agree('the import');
  must(await unlinkClient(ctx, { scope, customerId: ann, commandId: newId(ctx, 'req'), by: 'Ada' }));
  await agree('an unlinked client');
  must(await removeCustomer(ctx, { scope, customerId: eve, commandId: newId(ctx, 'req') }));
  await agree('a deleted client');
  await shop.work();
  must(await eraseCustomer(ctx, { scope, customerId: bob, stripeCustomer: 'keep' }));
  await agree('an erased client');
  await map.addClient({ legalName: 'Finn' });
  await shop.work();
  await map.read();
  await agree('another reading');
});

it('the words of a customer of the account go with it, and follow its name', async () => {
  const { ctx, connectionId } = map;
  const words = async () => {
    const rows = await ctx.db.select().from(listedWords).where(eq(listedWords.connectionId, connectionId));
    return rows.map(({ word }) => word).toSorted();
  };
  await map.addAtStripe({ name: 'Crème GmbH', email: 'Ada@Acme.test' });
  await map.read();
  expect(await words()).toEqual(['acme', 'ada', 'ada@acme.test', 'creme', 'gmbh', 'test']);
  await ctx.db
    .update(listedStripeCustomers)
    .set({ words: ['creme'] })
    .where(eq(listedStripeCustomers.connectionId, connectionId));
  expect(await words()).toEqual(['creme']);
  await ctx.db.delete(listedStripeCustomers).where(eq(listedStripeCustomers.connectionId, connectionId));
  expect(await words()).toEqual([]);
});
