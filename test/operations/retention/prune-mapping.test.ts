import { eq, sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import {
  clientImportRows,
  clientMappings,
  listedStripeCustomers,
  mappedClients,
} from '../../../src/db/schema/index.ts';
import { DEFAULT_RETENTION } from '../../../src/domain/retention.ts';
import { pruneOld, TICKS_A_ROUND } from '../../../src/operations/retention/prune-old.ts';
import { type Mapping, openMapping } from '../../support/worker/mapping.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** More than one turn takes. */
const LISTED = 1_300;

const holds = async ({ ctx, connectionId }: Mapping) => ({
  listed: await ctx.db.$count(listedStripeCustomers, eq(listedStripeCustomers.connectionId, connectionId)),
  searched: await ctx.db.$count(
    mappedClients,
    sql`${mappedClients.connectionId} = ${connectionId} and ${mappedClients.search} <> ''`,
  ),
});
const rowOf = async ({ ctx, connectionId }: Mapping) => {
  const [row] = await ctx.db
    .select()
    .from(clientMappings)
    .where(eq(clientMappings.connectionId, connectionId));
  return row;
};

/** Its list is read, and as many are in the copy as a business may have. */
async function fill(map: Mapping): Promise<void> {
  await map.addClient({ legalName: 'Acme', email: 'ada@acme.test' });
  await map.addAtStripe({ name: 'Acme', email: 'ada@acme.test' });
  await map.read();
  const { connectionId } = map;
  // As an earlier version kept it.
  await map.ctx.db.run(sql`update mapped_clients set search = 'acme' where connection_id = ${connectionId}`);
  const more = JSON.stringify(Array.from({ length: LISTED - 1 }, (_, place) => `cus_more_${place}`));
  await map.ctx.db.run(sql`insert into listed_stripe_customers (connection_id, stripe_customer_id, created_at, run)
    select ${connectionId}, value, 1, 1 from json_each(${more})`);
}

it('the copy of an account’s list ends with what was kept beside it, a bounded bite a tick, and one in use stays', async () => {
  const old = await openMapping();
  await fill(old);
  const { ctx, shop } = old;
  const [client] = await ctx.db
    .select()
    .from(mappedClients)
    .where(eq(mappedClients.connectionId, old.connectionId));
  await old.decide([client?.customerId ?? ''], { kind: 'create' });
  const { importId } = await old.begin();
  await shop.work();
  shop.advance((DEFAULT_RETENTION.mapping + 1) * DAY);
  const fresh = await openMapping();
  await fill(fresh);
  await ctx.db
    .update(clientMappings)
    .set({ usedAt: ctx.now() })
    .where(eq(clientMappings.connectionId, fresh.connectionId));
  expect(await holds(old)).toMatchObject({ listed: LISTED, searched: 1 });
  let before = LISTED;
  for (let round = 0; round < 5; round += 1) {
    for (let tick = 0; tick < TICKS_A_ROUND; tick += 1) {
      await pruneOld(ctx);
      shop.advance(MINUTE);
    }
    const { listed } = await holds(old);
    // Its turn comes once a round: a payer who waits for the database does not notice.
    expect(before - listed).toBeLessThanOrEqual(1_000);
    before = listed;
  }
  expect(await holds(old)).toEqual({ listed: 0, searched: 0 });
  expect(await ctx.db.$count(clientImportRows, eq(clientImportRows.importId, importId))).toBe(0);
  expect(await rowOf(old)).toMatchObject({ state: 'pruned', readAt: null, place: null });
  expect(await holds(fresh)).toEqual({ listed: LISTED, searched: 1 });
});
