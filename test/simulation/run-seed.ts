import { runAgain } from '../../src/operations/watch/run-again.ts';
import { ACTIVE_MS, planStory } from './actors/storyline.ts';
import { checkAges } from './checks/ages.ts';
import { checkAll } from './checks/all.ts';
import { CALM_MS, checkRestReasons } from './checks/collection.ts';
import { checkOutage } from './checks/outage.ts';
import { rowsOf } from './checks/rows.ts';
import { createRandom } from './kernel/random.ts';
import type { Fault } from './ports/faults.ts';
import { startOf } from './world/calendar.ts';
import { type Cron, startCron } from './world/cron.ts';
import { planOutage } from './world/outage.ts';
import { planRestore } from './world/restore.ts';
import { type Means, openWorld, type World } from './world/world.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** So long after people stopped, everything is over: four debits of four days each, and the retry days between them. */
const MOST_DAYS = 45;

/** What a seed came to. */
export type Report = {
  readonly seed: string;
  readonly findings: readonly string[];
  readonly trace: string;
  readonly steps: number;
  readonly invoices: number;
  readonly days: number;
  readonly faults: Readonly<Partial<Record<Fault, number>>>;
  readonly facts: Readonly<Record<string, number>>;
  /** Which way Stripe went where it does not say. */
  readonly worlds: Readonly<Record<string, string>>;
};

export type Options = Means & {
  readonly seed: string;
  readonly invoices: number;
  /** The database is restored in this seed, which else only some are. */
  readonly restored?: boolean;
};

/**
 * Runs one seed: people act for some hours while things go wrong; then nothing goes wrong any more, time passes until
 * nothing is under way, and the books are compared.
 */
export async function runSeed({ seed, invoices, restored = false, ...means }: Options): Promise<Report> {
  const { startMs, changes, monthEnd } = startOf(createRandom(`${seed}/calendar`));
  const world = await openWorld(seed, startMs, means);
  const { scheduler, faults } = world;
  if (changes) faults.happened('clock_change');
  if (monthEnd) faults.happened('month_end');
  planStory(world, invoices);
  const { outage = null } = means;
  const backAt = outage === null ? null : planOutage(world, outage);
  if (outage === null) planOutages(world);
  const cron = startCron(world);
  if (outage === null && means.record === null) planRestore(world, cron, restored);
  cron.every(world.random.fork('ticks').pick([1, 2, 3, 5, 8]) * MINUTE_MS);
  await scheduler.runUntil(startMs + ACTIVE_MS);
  // Sessions live for an hour, and what went wrong last is still on its way.
  cron.every(5 * MINUTE_MS);
  await scheduler.runUntil(scheduler.now() + 2 * HOUR_MS);
  faults.stop();
  if (outage !== null && backAt !== null) {
    await scheduler.runUntil(backAt);
    cron.every(MINUTE_MS);
    await scheduler.runUntil(backAt + HOUR_MS);
    world.broken.push(...checkOutage(world, outage));
  }
  // Whatever was lost until now is retried within minutes.
  await scheduler.runUntil(Math.max(scheduler.now(), cron.awayUntil()) + CALM_MS);
  world.broken.push(...checkRestReasons(world));
  // An event may come three days late, a debit takes four, and retries go on for weeks.
  cron.every(12 * HOUR_MS);
  await scheduler.runUntil(scheduler.now() + 4 * DAY_MS);
  runKilledAgain(world);
  cron.every(DAY_MS);
  await settle(world, cron);
  if (world.ahead.until > scheduler.now()) {
    // Nothing happens in most weeks.
    cron.every(7 * DAY_MS);
    await scheduler.runUntil(world.ahead.until + 8 * DAY_MS);
    cron.every(DAY_MS);
    await settle(world, cron);
  }
  // A database that was restored since has what was killed as it was killed.
  runKilledAgain(world);
  cron.every(MINUTE_MS);
  await scheduler.runUntil(scheduler.now() + 2 * HOUR_MS);
  if (isUnderWay(world)) {
    // What a long step had passed over has begun by the minute.
    cron.every(DAY_MS);
    await settle(world, cron);
    cron.every(MINUTE_MS);
    await scheduler.runUntil(scheduler.now() + 2 * HOUR_MS);
  }
  cron.stop();
  world.events.collect(() => true);
  await scheduler.runUntil(scheduler.now() + 5 * MINUTE_MS);
  const findings = checkAll(world);
  const report: Report = {
    seed,
    findings,
    trace: scheduler.trace(),
    steps: scheduler.steps(),
    invoices: rowsOf(world, 'SELECT id FROM invoices').length,
    days: (scheduler.now() - startMs) / DAY_MS,
    faults: faults.counts(),
    facts: factsOf(world),
    worlds: world.worlds,
  };
  await world.sandbox.close();
  world.store.close();
  return report;
}

/** Whoever is on duty was told of work whose worker was killed ten times, and runs it again now that nothing kills it. */
function runKilledAgain(world: World): void {
  for (const kind of ['dead_effect', 'quarantined_event'] as const) {
    world.invoke('on duty', async ({ ctx }) => {
      await runAgain(ctx, { scope: null, kind, id: null, reason: 'worker_died', before: null });
    });
  }
}

/** Lets days pass until nothing is under way; on each, nothing that is open may be too old. */
async function settle(world: World, cron: Cron): Promise<void> {
  const { scheduler, broken } = world;
  const old = new Set<string>();
  for (let days = 0; days < MOST_DAYS && (isUnderWay(world) || isCatchingUp(world)); days += 1) {
    await scheduler.runUntil(scheduler.now() + DAY_MS);
    for (const finding of checkAges(world, cron.cameBefore())) old.add(finding);
  }
  broken.push(...old);
}

/** Whether money may still move by itself. */
const isUnderWay = (world: World): boolean => UNDER_WAY.some((sql) => rowsOf(world, sql).length > 0);
/** A restored database has its books kept once more, or twice. */
const isCatchingUp = ({ scheduler, restores }: World): boolean =>
  restores.some(({ at }) => at > scheduler.now() - 3 * DAY_MS);

const UNDER_WAY = [
  'SELECT invoice_id FROM slots LIMIT 1',
  `SELECT id FROM invoices WHERE status = 'open' AND collect_stage IN ('scheduled', 'charging', 'retrying') LIMIT 1`,
  `SELECT id FROM refunds WHERE state NOT IN ('succeeded', 'failed', 'canceled') LIMIT 1`,
];

/** Stripe or the database is away for a while. */
function planOutages(world: World): void {
  const random = world.random.fork('outages');
  const { scheduler, faults, stripe, away } = world;
  if (random.chance(0.4)) {
    const at = scheduler.now() + random.int(ACTIVE_MS);
    scheduler.at(at, 'stripe goes away', () => {
      faults.happened('stripe_outage');
      stripe.goAway(at + random.between(2, 40) * MINUTE_MS);
    });
  }
  if (random.chance(0.35)) {
    const at = scheduler.now() + random.int(ACTIVE_MS);
    scheduler.at(at, 'd1 goes away', () => {
      faults.happened('d1_outage');
      away.d1Until = at + random.between(5_000, 5 * MINUTE_MS);
    });
  }
}

const COUNTED = {
  paid: `SELECT count(*) AS n FROM payments WHERE state IN ('succeeded', 'returned')`,
  failed: `SELECT count(*) AS n FROM payments WHERE state = 'failed'`,
  canceled: `SELECT count(*) AS n FROM payments WHERE state = 'canceled'`,
  surplus: `SELECT count(*) AS n FROM credits WHERE reason = 'unintended_collection'`,
  void: `SELECT count(*) AS n FROM invoices WHERE status = 'void'`,
  refunds: 'SELECT count(*) AS n FROM refunds',
  credit_notes: 'SELECT count(*) AS n FROM credit_notes',
  notes_by_line: `SELECT count(DISTINCT l.credit_note_id) AS n FROM credit_note_lines l WHERE l.quantity IS NOT NULL`,
  lines_below_zero: 'SELECT count(*) AS n FROM invoice_lines WHERE sign < 0',
  in_parts: 'SELECT count(DISTINCT invoice_id) AS n FROM instalments',
  disputes: 'SELECT count(*) AS n FROM disputes',
  periods_invoiced: `SELECT count(*) AS n FROM schedule_periods WHERE outcome = 'invoiced'`,
  periods_in_parts: 'SELECT count(*) AS n FROM schedule_periods WHERE part > 0',
  periods_left_out: `SELECT count(*) AS n FROM schedule_periods WHERE outcome = 'skipped'`,
  cadences_changed: 'SELECT count(*) AS n FROM schedules WHERE succeeded_by IS NOT NULL',
  autopaid: `SELECT count(*) AS n FROM payments WHERE via = 'autopay' AND state IN ('succeeded', 'returned')`,
  autopay_attempts: `SELECT count(*) AS n FROM payments WHERE via = 'autopay'`,
  messages: 'SELECT count(*) AS n FROM emails',
  journal: 'SELECT count(*) AS n FROM journal',
} as const;

function factsOf(world: World): Record<string, number> {
  const facts: Record<string, number> = {};
  for (const [name, sql] of Object.entries(COUNTED)) facts[name] = rowsOf(world, sql)[0]?.number('n') ?? 0;
  const posted = [...world.post.posted.values()];
  facts.repeated = posted.filter(({ taken }) => taken > 1).length;
  facts.checkouts = world.answered.filter(({ what }) => what === 'checkout').length;
  const back = world.restores.map(({ from, at }) => (at - from) / DAY_MS);
  facts.restores = back.length;
  facts.restores_beyond_a_day = back.filter((days) => days > 1).length;
  facts.restores_beyond_a_week = back.filter((days) => days > 7).length;
  for (const [event, count] of world.logged) facts[`log ${event}`] = count;
  const resting = rowsOf(
    world,
    `SELECT collect_reason, count(*) AS n FROM invoices WHERE status = 'open' GROUP BY 1`,
  );
  for (const row of resting) facts[`log open, ${row.text('collect_reason')}`] = row.number('n');
  return facts;
}
