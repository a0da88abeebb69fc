import { readFileSync } from 'node:fs';
import { makeId } from '../../src/domain/ids.ts';
import { newId } from '../../src/operations/core/context.ts';
import { startImport } from '../../src/operations/mapping/start-import.ts';
import { sweepMappings } from '../../src/operations/mapping/sweep-mappings.ts';
import { attach, CONNECTION, copy, insert, MERCHANT, makeFirst, post } from '../collecting/portfolio.ts';
import { openWorld } from '../collecting/world.ts';
import type { Imported } from './imported.ts';

const START = Date.UTC(2026, 10, 3, 14);
const SECOND_MS = 1000;
const scope = { merchantId: MERCHANT, livemode: false };

const batchSizeOf = (toml: string): number => Number(/^max_batch_size = (\d+)$/m.exec(toml)?.[1]);

const [, , asked = '400'] = process.argv;
console.log(
  JSON.stringify(await importAll(Number(asked), batchSizeOf(readFileSync('wrangler.toml', 'utf8')))),
);

async function importAll(count: number, batchSize: number): Promise<Imported> {
  const world = openWorld(START, batchSize);
  const { scheduler, network, store, meter, ctx, queue, invoke, setLimits, number } = world;
  await invoke('clients', async () => {
    const { customerId } = await makeFirst({ ...ctx, enqueue: async () => undefined }, network.sandbox);
    const [first] = store.look('SELECT * FROM customers WHERE id = ?', customerId);
    if (first === undefined) throw new Error('there is no client');
    insert(store, 'client_mappings', {
      connection_id: CONNECTION,
      state: 'ready',
      run: 1,
      listed: 0,
      run_started_at: START,
      read_at: START,
      used_at: START,
    });
    for (let made = 1; made <= count; made += 1) {
      const bytes = Uint8Array.from([9, 0, 0, 0, 0, made >>> 16, (made >>> 8) & 255, made & 255, 1]);
      const id = makeId('cus', START, bytes);
      copy(store, 'customers', first, { id, email: `payer-${made}@payer.test` });
      const decided =
        made % 2 === 0 ? { decision: 'create' } : { decision: 'map', target: await known(made) };
      const [row] = store.look('SELECT * FROM mapped_clients WHERE customer_id = ?', id);
      if (row === undefined) throw new Error('a client has no row');
      store.look(
        'UPDATE mapped_clients SET decision = ?, target = ?, stale = 0 WHERE customer_id = ?',
        decided.decision,
        decided.target ?? null,
        id,
      );
    }
  });
  async function known(made: number): Promise<string> {
    const id = await post(network.sandbox, '/v1/customers', { email: `payer-${made}@payer.test` });
    await attach(network.sandbox, id);
    return id;
  }

  await setLimits('sandbox');
  const before = new Map(network.calls);
  const began = scheduler.now();
  await invoke('the press', async () => {
    const begun = await startImport(ctx, { scope, commandId: newId(ctx, 'req'), by: 'Ada', only: 'all' });
    if (begun.kind !== 'done') throw new Error(JSON.stringify(begun));
  });
  const isOver = () => number("SELECT count(*) FROM client_imports WHERE state = 'running'") === 0;
  for (let second = 1; !isOver() || queue.undone() > 0; second += 1) {
    await scheduler.runUntil(scheduler.now() + SECOND_MS);
    if (second % 60 === 0) await invoke('cron', () => sweepMappings(ctx));
  }
  return {
    clients: count,
    done: number('SELECT done FROM client_imports'),
    tookMs: number('SELECT max(ended_at) FROM client_import_rows') - began,
    statements: meter.statements,
    mostByInvocation: meter.mostByTask,
    calls: Object.fromEntries([...network.calls].map(([route, n]) => [route, n - (before.get(route) ?? 0)])),
    turnedAway: network.turnedAway(),
  };
}
