import { eq, ne } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { StripePort } from '../../../src/adapters/stripe/port.ts';
import {
  connections,
  customers,
  listedStripeCustomers,
  stripeCustomers,
} from '../../../src/db/schema/index.ts';
import { listCandidates } from '../../../src/operations/mapping/list-candidates.ts';
import { listClients } from '../../../src/operations/mapping/list-clients.ts';
import { listStripeCustomers } from '../../../src/operations/mapping/list-stripe-customers.ts';
import { startReading } from '../../../src/operations/mapping/start-reading.ts';
import { stepMapping } from '../../../src/operations/mapping/step-mapping.ts';
import { sweepMappings } from '../../../src/operations/mapping/sweep-mappings.ts';
import { atStripe } from '../../support/worker/accounts.ts';
import { AWAY, withStripe } from '../../support/worker/guards.ts';
import { type Mapping, openMapping } from '../../support/worker/mapping.ts';
import { must } from '../../support/worker/shop.ts';

let map: Mapping;
beforeEach(async () => {
  map = await openMapping();
});

const listed = () =>
  map.ctx.db
    .select()
    .from(listedStripeCustomers)
    .where(eq(listedStripeCustomers.connectionId, map.connectionId));

/** Customers as a page of Stripe's list has them. */
const some = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `cus_listed_${from + index}`,
    name: `Listed ${from + index}`,
    email: null,
    metadata: {},
    createdAt: 1_700_000_000_000 - (from + index) * 1000,
  }));

describe('the list of the account’s customers', () => {
  it('is read to its end, with those who came while it was read, though the cursor’s customer was deleted', async () => {
    const all = some(5, 250);
    const asked: string[] = [];
    const list: StripePort['listCustomers'] = async (place) => {
      asked.push(JSON.stringify(place));
      // While it is read, the cursor's customer is deleted and five come.
      if (asked.length === 2) {
        all.splice(99, 1);
        all.unshift(...some(0, 5));
        return {
          kind: 'refused',
          status: 400,
          code: 'resource_missing',
          param: 'starting_after',
          message: '',
        };
      }
      const from =
        place === null
          ? 0
          : place.after === null
            ? all.findIndex(({ createdAt }) => createdAt / 1000 <= (place.createdAt ?? 0))
            : all.findIndex(({ id }) => id === place.after) + 1;
      const items = all.slice(from, from + 100);
      const last = items.at(-1);
      const isOver = from + 100 >= all.length || last === undefined;
      const next = isOver ? null : { after: last.id, createdAt: last.createdAt / 1000 };
      return { kind: 'ok', value: { items, next } };
    };
    const ctx = withStripe(map.ctx, () => ({ listCustomers: list }));
    must(await startReading(ctx, { scope: map.scope }));
    await stepMapping(ctx, { connectionId: map.connectionId });
    const found = (await listed()).map(({ stripeCustomerId }) => stripeCustomerId);
    // The one that was deleted was listed before: the next reading takes it out.
    expect(found).toHaveLength(255);
    expect(all.every(({ id }) => found.includes(id))).toBe(true);
    map.shop.advance(60_000);
    must(await startReading(ctx, { scope: map.scope }));
    await stepMapping(ctx, { connectionId: map.connectionId });
    expect(await listed()).toHaveLength(254);
  });

  it('that Stripe does not give is asked for again: nobody is missing by it', async () => {
    const customerId = await map.addClient({ email: 'ada@acme.test' });
    await map.addAtStripe({ email: 'ada@acme.test' });
    const away = withStripe(map.ctx, () => ({ listCustomers: async () => AWAY }));
    must(await startReading(away, { scope: map.scope }));
    await stepMapping(away, { connectionId: map.connectionId });
    expect(await map.client(customerId)).toBeUndefined();
    map.shop.advance(60_000);
    await map.ctx.db.update(connections).set({ livemode: true }).where(ne(connections.id, map.connectionId));
    await sweepMappings(map.ctx);
    await map.shop.work();
    expect(await map.client(customerId)).toMatchObject({ status: 'proposed', confidence: 'likely' });
  });

  it('has those who are linked and not listed looked at, and concludes nothing from it', async () => {
    const customerId = await map.addClient();
    const here = await map.addAtStripe();
    await map.read();
    must(await map.decide([customerId], { kind: 'map', target: here }));
    await map.begin();
    await map.shop.work();
    const none = withStripe(map.ctx, () => ({
      listCustomers: async () => ({ kind: 'ok', value: { items: [], next: null } }),
    }));
    must(await startReading(none, { scope: map.scope }));
    await stepMapping(none, { connectionId: map.connectionId });
    const [link] = await map.ctx.db
      .select()
      .from(stripeCustomers)
      .where(eq(stripeCustomers.customerId, customerId));
    expect(link?.stripeCustomerId).toBe(here);
    expect(link?.followAt).not.toBeNull();
  });
});

describe('a proposal', () => {
  it('is found whatever case Stripe has the address in', async () => {
    const customerId = await map.addClient({ email: 'billing@acme.example' });
    const there = await map.addAtStripe({ email: 'Billing@ACME.example', name: 'ACME' });
    await map.read();
    expect(await map.client(customerId)).toMatchObject({
      status: 'proposed',
      proposed: there,
      proposedBy: 'email',
      confidence: 'likely',
      linked: null,
      decision: null,
    });
  });

  it('by id is not doubted because the same id stands at a customer of the other mode', async () => {
    const { ctx, scope } = map;
    const externalIds = [{ key: 'Xero', value: 'in-both-modes' }];
    const ours = await map.addClient({ externalIds });
    const other = await map.addClient({ externalIds });
    await ctx.db.update(customers).set({ livemode: !scope.livemode }).where(eq(customers.id, other));
    const atXero = await map.addAtStripe({ 'metadata[Xero]': 'in-both-modes' });
    await map.read();
    expect(await map.client(ours)).toMatchObject({ proposed: atXero, confidence: 'sure' });
    expect(await map.client(other)).toBeUndefined();
  });

  it('by id is sure: our own metadata, an id in another system, or the id that stands at the client', async () => {
    const own = await map.addClient();
    const xero = await map.addClient({ externalIds: [{ key: 'Xero', value: '123' }] });
    const theirs = await map.addAtStripe({ 'metadata[quittance_customer]': own });
    const byXero = await map.addAtStripe({ 'metadata[Xero]': '123' });
    await map.read();
    expect(await map.client(own)).toMatchObject({ proposed: theirs, confidence: 'sure' });
    expect(await map.client(xero)).toMatchObject({ proposed: byXero, confidence: 'sure' });
  });

  it('is of the account’s mode alone: a customer in the other, with the same id elsewhere, is no rival', async () => {
    const externalIds = [{ key: 'Xero', value: '124' }];
    const client = await map.addClient({ externalIds });
    const other = await map.addClient({ externalIds });
    const { ctx } = map;
    await ctx.db.update(customers).set({ livemode: !map.scope.livemode }).where(eq(customers.id, other));
    const there = await map.addAtStripe({ 'metadata[Xero]': '124' });
    const named = await map.addAtStripe({ 'metadata[quittance_customer]': other });
    await map.read();
    expect(await map.client(client)).toMatchObject({ proposed: there, confidence: 'sure' });
    expect(await map.client(other)).toBeUndefined();
    const rows = await listed();
    expect(rows.find(({ stripeCustomerId }) => stripeCustomerId === named)?.namesClient).toBeNull();
  });

  it('of three with one address is none of them, and all are shown with what tells them apart', async () => {
    const customerId = await map.addClient({ email: 'ada@acme.test' });
    const oldest = await map.addAtStripe({ email: 'ada@acme.test', name: 'Ada' });
    for (const name of ['Ada 2', 'Ada 3']) await map.addAtStripe({ email: 'ada@acme.test', name });
    await atStripe(map.account, '/payment_methods/pm_card_visa/attach', { customer: oldest });
    await atStripe(map.account, '/payment_intents', {
      amount: '4200',
      currency: 'usd',
      customer: oldest,
      confirm: 'true',
      payment_method: 'pm_card_visa',
    });
    await map.read();
    expect(await map.client(customerId)).toMatchObject({
      status: 'proposed',
      proposed: null,
      confidence: 'several',
      candidates: 3,
    });
    const { candidates } = must(await listCandidates(map.ctx, { scope: map.scope, customerId }));
    expect(candidates).toHaveLength(3);
    expect(candidates.filter(({ methods }) => methods?.length === 1)).toMatchObject([
      { id: oldest, lastPayment: { currency: 'USD', amount: 4200 } },
    ]);
    // Nor does it take one by itself.
    expect(must(await map.decideAll({ kind: 'accept', possible: true }))).toMatchObject({ clients: 0 });
  });

  it('is made anew for a client that comes later or is called otherwise', async () => {
    await map.addAtStripe({ name: 'Late Ltd' });
    await map.read();
    const customerId = await map.addClient({ legalName: 'Late' });
    expect(await map.client(customerId)).toMatchObject({ status: 'undecided' });
    await map.ctx.db.update(connections).set({ livemode: true }).where(ne(connections.id, map.connectionId));
    await sweepMappings(map.ctx);
    expect(await map.client(customerId)).toMatchObject({ status: 'proposed', proposedBy: 'name' });
  });
});

describe('both lists', () => {
  it('are paged by key and searched by the beginnings of words, whatever is typed', async () => {
    const names = ['Ann', 'Bob', 'Crème brûlée GmbH', '100% Ltd'];
    for (const legalName of names) await map.addClient({ legalName, email: `${legalName[0]}@acme.test` });
    for (const name of names) await map.addAtStripe({ name });
    await map.read();
    const { scope } = map;
    const clients = async (search: string | null, startingAfter: string | null = null, limit = 3) =>
      must(
        await listClients(map.ctx, {
          scope,
          filter: { status: null, search },
          page: { startingAfter, limit },
        }),
      );
    const first = await clients(null);
    expect(first.data.map(({ name }) => name)).toEqual(['100% Ltd', 'Crème brûlée GmbH', 'Bob']);
    expect((await clients(null, first.nextCursor)).data.map(({ name }) => name)).toEqual(['Ann']);
    expect((await clients('CREME')).data).toHaveLength(1);
    expect((await clients('100%')).data).toHaveLength(1);
    expect((await clients('gmbh brul')).data).toHaveLength(1);
    expect((await clients(first.data[0]?.id ?? '')).data).toHaveLength(1);
    expect((await clients('a@ACME')).data).toHaveLength(1);
    for (const typed of ['%', '%_', 'rulee', 'x'.repeat(60), '🙂'.repeat(20), "'; --"])
      expect((await clients(typed)).data, typed).toEqual([]);
    const there = async (search: string | null, startingAfter: string | null = null) =>
      must(
        await listStripeCustomers(map.ctx, { scope, search, free: true, page: { startingAfter, limit: 3 } }),
      );
    const page = await there(null);
    expect(page.data).toHaveLength(3);
    expect((await there(null, page.nextCursor)).data).toHaveLength(1);
    expect((await there('brulee')).data).toMatchObject([{ name: 'Crème brûlée GmbH', heldBy: null }]);
    expect((await there('gmbh creme')).data).toHaveLength(1);
    expect((await there(page.data[1]?.id ?? '')).data).toHaveLength(1);
    expect((await there('%')).data).toEqual([]);
  });
});
