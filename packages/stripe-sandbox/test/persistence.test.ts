import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMemoryStore } from '../src/store/memory.ts';
import { createSqliteStore } from '../src/store/sqlite.ts';
import type { Store } from '../src/store/store.ts';
import { bankForm, openBench, sessionParams } from './support.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('a restart keeps the state, the clock, what is planned and what is undelivered', async () => {
  const file = join(folder, 'stripe.sqlite');
  const first = await openBench({ store: createSqliteStore(file) });
  const [endpoint] = (await first.stripe.webhookEndpoints.list()).data;
  const session = await first.stripe.checkout.sessions.create(sessionParams());
  await first.control('POST', '/webhooks', { mode: 'off' });
  await first.post(`/c/pay/${session.id}`, bankForm());
  const key = { idempotencyKey: 'customer/1' };
  const customer = await first.stripe.customers.create({ name: 'A' }, key);
  first.sandbox.clock.advance(20 * 3_600_000);
  const moment = first.sandbox.clock.now();
  await first.close();

  const second = await openBench({ store: createSqliteStore(file), webhooks: {} });
  expect(second.sandbox.clock.now()).toBeGreaterThanOrEqual(moment);
  expect((await second.stripe.checkout.sessions.retrieve(session.id)).status).toBe('complete');
  expect((await second.stripe.customers.create({ name: 'A' }, key)).id).toBe(customer.id);
  expect((await second.stripe.customers.create({ name: 'B' })).id).not.toBe(customer.id);
  second.sandbox.clock.advance(4 * 86_400_000);
  expect((await second.stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe('paid');
  expect((await second.stripe.webhookEndpoints.list()).data.map(({ id }) => id)).toEqual([endpoint?.id]);
  expect((await second.control('GET', '/state')).body).toMatchObject({
    webhooks: { mode: 'off' },
    pendingDeliveries: 9,
  });
  await second.close();
});

it('the same seed and the same calls give the same ids and times, in memory as in SQLite', async () => {
  const run = async (store: Store, seed: string): Promise<unknown[]> => {
    const bench = await openBench({ store, seed, now: () => 1_790_000_000_000 });
    const session = await bench.stripe.checkout.sessions.create(sessionParams());
    await bench.control('POST', `/checkout/${session.id}/pay`, {});
    const { data } = await bench.stripe.events.list();
    await bench.close();
    return [session.id, ...data.map(({ id, created, type }) => [id, created, type])];
  };
  const memory = await run(createMemoryStore(), 'one');
  expect(await run(createSqliteStore(join(folder, 'a.sqlite')), 'one')).toEqual(memory);
  expect(await run(createMemoryStore(), 'two')).not.toEqual(memory);
});

describe.each([
  ['in memory', () => createMemoryStore()],
  ['in SQLite', () => createSqliteStore(join(folder, 'store.sqlite'))],
])('a store %s', (_name, create) => {
  const event = { id: 'evt', eventId: 'e', endpointId: 'w', status: 'pending', attempts: [] } as const;
  const put = (store: Store, id: string, value: string): void =>
    store.put(
      '_delivery',
      'acct',
      id,
      { ...event, id, attempts: [] },
      { created: 1, indexes: { event: value } },
    );
  const ids = (store: Store, order: 'newest' | 'oldest', value?: string, beyond?: number): string[] =>
    Array.from(
      store.scan('_delivery', 'acct', {
        order,
        beyond,
        index: value === undefined ? undefined : { name: 'event', value },
      }),
      ({ id }) => id,
    );

  it('lists by index in both directions, and forgets an index that changed', () => {
    const store = create();
    for (const [id, value] of [
      ['a', 'x'],
      ['b', 'y'],
      ['c', 'x'],
      ['d', 'x'],
    ] as const) {
      put(store, id, value);
    }
    expect(ids(store, 'newest')).toEqual(['d', 'c', 'b', 'a']);
    expect(ids(store, 'oldest', 'x')).toEqual(['a', 'c', 'd']);
    put(store, 'a', 'y');
    expect(ids(store, 'newest', 'x')).toEqual(['d', 'c']);
    expect(ids(store, 'newest', 'y')).toEqual(['b', 'a']);
    expect(ids(store, 'oldest', 'x', store.get('_delivery', 'c')?.sequence)).toEqual(['d']);
    expect(ids(store, 'newest', undefined, store.get('_delivery', 'c')?.sequence)).toEqual(['b', 'a']);
    store.close();
  });

  it('undoes all of a transaction that fails', () => {
    const store = create();
    const task = { id: 't', queue: 'state', at: 5, verb: 'v', account: 'acct', subject: 's' } as const;
    put(store, 'a', 'x');
    store.putTask(task);
    const fail = (): void => {
      store.transaction(() => {
        put(store, 'a', 'y');
        put(store, 'b', 'y');
        store.remove('_delivery', 'a');
        store.removeTask('t');
        store.putTask({ ...task, id: 'u', at: 1 });
        throw new Error('no');
      });
    };
    expect(fail).toThrow('no');
    expect(ids(store, 'newest')).toEqual(['a']);
    expect(ids(store, 'newest', 'x')).toEqual(['a']);
    expect(ids(store, 'newest', 'y')).toEqual([]);
    expect(store.dueTask('state', 10)).toEqual(task);
    expect(store.nextTaskAt('state')).toBe(5);
    store.close();
  });

  it('hands tasks out by time, and those of one moment in their order', () => {
    const store = create();
    for (const [id, at] of [
      ['late', 9],
      ['first', 3],
      ['second', 3],
    ] as const) {
      store.putTask({ id, at, queue: 'delivery', verb: 'v', account: 'acct', subject: id });
    }
    expect(store.dueTasks('delivery', 3).map(({ id }) => id)).toEqual(['first', 'second']);
    expect(store.dueTask('delivery', 2)).toBeUndefined();
    expect(store.dueTask('state', 99)).toBeUndefined();
    store.close();
  });
});
