import { newIdentity } from '../../scripts/business/identity.ts';
import { businessSql } from '../../scripts/business/sql.ts';
import { demoApi } from '../../scripts/demo/api.ts';
import { DEMO_BUSINESS } from '../../scripts/demo/business.ts';
import { type Counts, openCounted } from '../costs/worker.ts';
import { cpuTimeUs } from '../harness/cpu.ts';
import type { Deployment } from '../harness/deployment.ts';
import { runSql } from '../harness/migrate.ts';
import { fillStatements } from './fill.ts';

/** As many as `/_trips` takes (bench/workers/counting.worker.ts). */
const TRIPS = 500;
/** Invoices that are made and mailed before any is counted: code that is not warm yet takes more CPU. */
const WARM = 20;
const SAMPLE = 60;

/** What was counted, with the CPU of workerd (ms) less what as many empty trips to the local D1 take. */
export type Taken = Counts & { readonly cpuMs: number };

export type Deployed = {
  /** Each tick until all schedules are with the queue. */
  readonly ticks: readonly Taken[];
  /** One invoice: made, issued and mailed with its PDF. */
  readonly invoice: Taken;
};

/**
 * Schedules that are due at once, on workerd and a real D1: the ticks that find them, and what some of them take, from the queue's
 * message to the mail.
 */
export async function measureDeployed(deployment: Deployment, count: number): Promise<Deployed> {
  const counted = await openCounted(deployment);
  try {
    const { database, must, sandbox } = counted;
    await runSql(database, businessSql(DEMO_BUSINESS, identity));
    await runSql(database, "UPDATE merchants SET time_zone = 'UTC'");
    const api = demoApi(counted.origin, identity.apiKey);
    const payer = { legalName: 'Payer Inc', email: 'payer@payer.test' };
    const { id: customerId } = await api.post<{ id: string }>('/customers', payer, 'customer');
    await must('/_work');
    const { id: scheduleId } = await api.post<{ id: string }>('/schedules', schedule(customerId), 'schedule');
    await must('/_work');
    for (const statement of fillStatements({ scheduleId, customerId }, count)) {
      await database.prepare(statement).run();
    }
    // The connection that was kept may have ended meanwhile.
    await counted.count().catch(() => counted.count());

    const cpuMs = () => ((counted.pid === null ? null : cpuTimeUs(counted.pid)) ?? 0) / 1000;
    const take = async (work: () => Promise<unknown>): Promise<Taken> => {
      await counted.count();
      const before = cpuMs();
      await work();
      const took = cpuMs() - before;
      const counts = await counted.count();
      return { ...counts, cpuMs: Math.max(0, took - counts.trips * tripMs) };
    };
    let tripMs = 0;
    await must('/_trips');
    tripMs = (await take(() => must('/_trips'))).cpuMs / TRIPS;

    const tick = async () => {
      const moved = await sandbox.fetch(
        new Request('http://127.0.0.1:12111/_sandbox/clock', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ advanceMs: 60_000 }),
        }),
      );
      if (!moved.ok) throw new Error(await moved.text());
      return take(() => must('/_tick'));
    };
    const ticks: Taken[] = [];
    const isDue = `SELECT count(*) AS due FROM schedules WHERE next_number = 1 AND check_at <= ?`;
    const due = async () =>
      (await database.prepare(isDue).bind(Date.now()).first<{ due: number }>())?.due ?? 0;
    while ((await due()) > 0) ticks.push(await tick());
    await must(`/_work?most=${WARM}`);
    const made = async () =>
      (
        await database
          .prepare('SELECT count(*) AS made FROM invoices WHERE sent_at IS NOT NULL')
          .first<{ made: number }>()
      )?.made ?? 0;
    const before = await made();
    const taken = await take(() => must(`/_work?most=${SAMPLE}`));
    const invoices = (await made()) - before;
    const invoice = Object.fromEntries(
      Object.entries(taken).map(([name, total]) => [name, total / invoices]),
    );
    return { ticks, invoice: { ...taken, ...invoice } };
  } finally {
    await counted.close();
  }
}

const identity = newIdentity(false, Date.now());

const schedule = (customerId: string) => ({
  customerId,
  name: 'Hosting',
  unit: 'months',
  startsOn: new Date().toISOString().slice(0, 10),
  hour: 0,
  lines: [{ price: 'fixed', description: 'Hosting', unitAmount: 4_900 }],
  netDays: 14,
  collectPolicy: 'never',
  issue: 'send',
});
