import { readFileSync } from 'node:fs';
import type { Sandbox } from '#stripe-sandbox';
import { createLinks } from '../../src/adapters/links/links.ts';
import { createStripeClient, stripeFor } from '../../src/adapters/stripe/client.ts';
import { recentSessions } from '../../src/adapters/stripe/recent-sessions.ts';
import { stripeRules } from '../../src/adapters/stripe/rules.ts';
import { openDatabase } from '../../src/db/database.ts';
import { consumeWork } from '../../src/jobs/queue.ts';
import { sweepDue } from '../../src/operations/collection/sweep-due.ts';
import type { Context } from '../../src/operations/core/context.ts';
import type { Mailer } from '../../src/operations/emails/mailer.ts';
import { sweepPayments } from '../../src/operations/watch/sweep.ts';
import { sweepWork } from '../../src/operations/watch/sweep-work.ts';
import { writeLinkTerms } from '../../src/views/link-terms.ts';
import { enterSimulation, replaceGlobals } from '../../test/simulation/kernel/globals.ts';
import { createRandom } from '../../test/simulation/kernel/random.ts';
import { createScheduler } from '../../test/simulation/kernel/scheduler.ts';
import { migrationsIn } from '../../test/simulation/migrations.ts';
import { openSqliteD1 } from '../../test/simulation/ports/sqlite-d1.ts';
import { meteredD1 } from './metered-d1.ts';
import { openNetwork } from './network.ts';
import { CONNECTION, makeFirst, makeOthers, openBusiness } from './portfolio.ts';
import { createQueue } from './queue.ts';

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
const MAIL_MS = 200;

/** As it is deployed. */
const batchSizeOf = (toml: string): number => Number(/^max_batch_size = (\d+)$/m.exec(toml)?.[1]);

const realNow = performance.now.bind(performance);
const [, , asked = '1000'] = process.argv;
console.log(JSON.stringify(await collect(Number(asked), batchSizeOf(readFileSync('wrangler.toml', 'utf8')))));

/** Creates due invoices, has one cron tick enqueue them, and the queue collect them under Stripe's live limits. */
async function collect(count: number, batchSize: number): Promise<Collected> {
  const migrations = migrationsIn(process.cwd());
  replaceGlobals();
  const random = createRandom('bench');
  const scheduler = createScheduler(random.fork('lots'), START - 2 * HOUR_MS, null);
  const network = openNetwork(scheduler, random.fork('network'));
  enterSimulation({ scheduler, random: random.fork('machine'), fetch: network.fetch });
  const store = openSqliteD1(migrations);
  openBusiness(store, START - 2 * HOUR_MS);
  const { binding, meter } = meteredD1(store, scheduler);
  const stripe = createStripeClient({
    secretKey: 'sk_test_bench',
    apiUrl: new URL('http://stripe.test'),
  });
  const recent = recentSessions(scheduler.now);
  const logged = new Map<string, number>();
  const ctx: Context = {
    db: openDatabase(binding),
    now: scheduler.now,
    random: random.fork('isolate').bytes,
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    enqueue: (work) => queue.enqueue(work),
    stripe: async (account) => stripeFor(stripe, account, recent),
    rules: stripeRules,
    links: createLinks('https://billing.test', [{ id: 1, secret: new Uint8Array(32).fill(7) }]),
    linkTerms: writeLinkTerms,
    log: (event) => void logged.set(event, (logged.get(event) ?? 0) + 1),
    livemode: false,
    deploymentId: 'bench',
    messageDomain: 'billing.test',
  };
  const rendered = async ({ template }: { readonly template: string }) => ({
    subject: template,
    html: '',
    text: '',
  });
  const mailer = async (): Promise<Mailer> => ({
    transport: {
      send: async () => {
        await ctx.pause(MAIL_MS);
        return { kind: 'accepted' };
      },
    },
    from: 'billing@billing.test',
    render: rendered,
    renderForCustomer: rendered,
    renderForStaff: rendered,
    pdf: async () => new Uint8Array(),
    eInvoice: async () => '',
    returnPaths: { token: async (emailId: string) => emailId, open: async () => null },
  });
  const queue = createQueue(scheduler, batchSize, (batch) => consumeWork(ctx, mailer, batch));

  /** Runs work as an invocation of its own, to its end. */
  const invoke = async (name: string, work: () => Promise<void>): Promise<void> => {
    let failure: unknown = null;
    let isOver = false;
    scheduler.spawn(name, work, (end) => {
      isOver = true;
      if (end.kind === 'threw') failure = end.error;
    });
    while (!isOver) await scheduler.runUntil(scheduler.now() + SECOND_MS);
    if (failure !== null) throw failure;
  };

  const number = (sql: string): number => Number(Object.values(store.look(sql)[0] ?? {})[0]);
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
  await setLimits(network.sandbox);
  meter.trips = meter.statements = meter.mostByTask = meter.busyMs = 0;
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

async function setLimits(sandbox: Sandbox): Promise<void> {
  await sandbox.fetch(
    new Request('http://stripe.test/_sandbox/limits', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ preset: 'live' }),
    }),
  );
}
