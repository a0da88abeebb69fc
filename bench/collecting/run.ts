import { readFileSync } from 'node:fs';
import { sweepDue } from '../../src/operations/collection/sweep-due.ts';
import { sweepPayments } from '../../src/operations/watch/sweep.ts';
import { sweepWork } from '../../src/operations/watch/sweep-work.ts';
import { CONNECTION, makeFirst, makeOthers } from './portfolio.ts';
import { openWorld } from './world.ts';

/** The measurements of collecting a number of invoices. */
export type Collected = {
  readonly invoices: number;
  readonly paid: number;
  /** From the tick to the last charge, ms by the fake clock. */
  readonly tookMs: number;
  readonly statements: number;
  readonly trips: number;
  readonly rowsWritten: number;
  readonly mostByInvocation: number;
  readonly databaseBusyMs: number;
  readonly consumers: number;
  readonly calls: Readonly<Record<string, number>>;
  readonly turnedAway: number;
  /** Real time, ms. */
  readonly realMs: number;
};

const START = Date.UTC(2026, 10, 3, 14);
const HOUR_MS = 3_600_000;
const SECOND_MS = 1000;

/** As it is deployed. */
const batchSizeOf = (toml: string): number => Number(/^max_batch_size = (\d+)$/m.exec(toml)?.[1]);

const realNow = performance.now.bind(performance);
const [, , asked = '1000'] = process.argv;
console.log(JSON.stringify(await collect(Number(asked), batchSizeOf(readFileSync('wrangler.toml', 'utf8')))));

/** Creates due invoices, has one cron tick enqueue them, and the queue collect them under Stripe's live limits. */
async function collect(count: number, batchSize: number): Promise<Collected> {
  const world = openWorld(START - 2 * HOUR_MS, batchSize);
  const { scheduler, network, store, meter, ctx, queue, invoke, logged, setLimits, number } = world;
  const paid = () => number("SELECT count(*) FROM invoices WHERE status = 'paid'");
  const rowsChanged = () => number('SELECT total_changes()');
  /** Cron's part in a long run: it reads Stripe's events every minute, since charges require a recent read. */
  const watch = (): void => {
    const now = scheduler.now();
    store.exec(`INSERT INTO sweeps (connection_id, list, watermark, touched_at)
      VALUES ('${CONNECTION}', 'events', ${now}, ${now})
      ON CONFLICT DO UPDATE SET touched_at = excluded.touched_at`);
  };

  let first = { customerId: '', invoiceId: '' };
  await invoke('the first', async () => {
    first = await makeFirst({ ...ctx, enqueue: async () => undefined }, network.sandbox);
  });
  console.error(`making ${count} customers with a card on file, and an invoice for each …`);
  await makeOthers(store, network.sandbox, first, { count, dueMs: START });
  await scheduler.runUntil(START);
  await setLimits('live');
  const changesBefore = rowsChanged();
  const before = new Map(network.calls);
  const began = realNow();

  const tick = async () => {
    watch();
    await Promise.all([sweepWork(ctx), sweepDue(ctx), sweepPayments(ctx)]);
  };
  await invoke('cron', tick);
  let shown = began;
  for (let second = 1; paid() < count || queue.undone() > 0; second += 1) {
    await scheduler.runUntil(scheduler.now() + SECOND_MS);
    if (second % 60 === 0) await invoke('cron', tick);
    if (realNow() - shown < 10_000) continue;
    shown = realNow();
    console.error(
      `${paid()} of ${count} invoices are paid, ${Math.round((scheduler.now() - START) / 1000)} s after the tick`,
    );
  }
  for (const [event, times] of logged) console.error(`${event}: ${times}`);
  return {
    invoices: count,
    paid: paid(),
    tookMs: number('SELECT max(paid_at) FROM invoices') - START,
    statements: meter.statements,
    trips: meter.trips,
    rowsWritten: rowsChanged() - changesBefore,
    mostByInvocation: meter.mostByTask,
    databaseBusyMs: Math.round(meter.busyMs),
    consumers: queue.mostConsumers(),
    calls: Object.fromEntries([...network.calls].map(([route, n]) => [route, n - (before.get(route) ?? 0)])),
    turnedAway: network.turnedAway(),
    realMs: Math.round(realNow() - began),
  };
}
