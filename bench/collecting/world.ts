import { createLinks } from '../../src/adapters/links/links.ts';
import { createStripeClient, stripeFor } from '../../src/adapters/stripe/client.ts';
import { recentSessions } from '../../src/adapters/stripe/recent-sessions.ts';
import { stripeRules } from '../../src/adapters/stripe/rules.ts';
import { openDatabase } from '../../src/db/database.ts';
import { consumeWork } from '../../src/jobs/queue.ts';
import type { Context } from '../../src/operations/core/context.ts';
import type { Mailer } from '../../src/operations/emails/mailer.ts';
import { nameInvoices } from '../../src/views/invoice-naming.ts';
import { writeLinkTerms } from '../../src/views/link-terms.ts';
import { enterSimulation, replaceGlobals } from '../../test/simulation/kernel/globals.ts';
import { createRandom } from '../../test/simulation/kernel/random.ts';
import { createScheduler } from '../../test/simulation/kernel/scheduler.ts';
import { migrationsIn } from '../../test/simulation/migrations.ts';
import { openSqliteD1 } from '../../test/simulation/ports/sqlite-d1.ts';
import { meteredD1 } from './metered-d1.ts';
import { openNetwork } from './network.ts';
import { openBusiness } from './portfolio.ts';
import { createQueue } from './queue.ts';

const SECOND_MS = 1000;
const MAIL_MS = 200;

/** One business in a world by a fake clock: the real operations over SQLite with D1's limits, and the sandbox in process. */
export function openWorld(startMs: number, batchSize: number) {
  const migrations = migrationsIn(process.cwd());
  replaceGlobals();
  const random = createRandom('bench');
  const scheduler = createScheduler(random.fork('lots'), startMs, null);
  const network = openNetwork(scheduler, random.fork('network'));
  enterSimulation({ scheduler, random: random.fork('machine'), fetch: network.fetch });
  const store = openSqliteD1(migrations);
  openBusiness(store, startMs);
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
    nameInvoices,
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
    receipt: async () => new Uint8Array(),
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

  /** From now on calls count: by Stripe's limits, in the mode that is asked for. */
  const setLimits = async (preset: 'live' | 'sandbox'): Promise<void> => {
    await network.sandbox.fetch(
      new Request('http://stripe.test/_sandbox/limits', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ preset }),
      }),
    );
    meter.trips = meter.statements = meter.mostByTask = meter.busyMs = 0;
  };

  const number = (sql: string): number => Number(Object.values(store.look(sql)[0] ?? {})[0]);
  return { scheduler, network, store, meter, ctx, queue, invoke, logged, setLimits, number };
}
