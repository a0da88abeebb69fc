import { readFileSync } from 'node:fs';
import { parseLocalDate } from '../../src/domain/calendar.ts';
import { NO_REFERENCES } from '../../src/domain/invoice/references.ts';
import { runScheduled } from '../../src/jobs/scheduled.ts';
import { newId } from '../../src/operations/core/context.ts';
import { createSchedule } from '../../src/operations/schedules/create-schedule.ts';
import { MERCHANT, makeFirst } from '../collecting/portfolio.ts';
import { openWorld } from '../collecting/world.ts';
import { fillStatements } from './fill.ts';
import type { Made } from './made.ts';

/** Nine in the morning in New York, where the business is. */
const DUE = Date.UTC(2026, 11, 1, 14);
const HOUR_MS = 3_600_000;
const SECOND_MS = 1000;

/** As it is deployed. */
const batchSizeOf = (toml: string): number => Number(/^max_batch_size = (\d+)$/m.exec(toml)?.[1]);

const realNow = performance.now.bind(performance);
const [, , asked = '1000'] = process.argv;
console.log(JSON.stringify(await makeAll(Number(asked), batchSizeOf(readFileSync('wrangler.toml', 'utf8')))));

/** Schedules that are due at one instant: cron finds them, and the queue makes their invoices, issues and mails them. */
async function makeAll(count: number, batchSize: number): Promise<Made> {
  const world = openWorld(DUE - HOUR_MS, batchSize);
  const { scheduler, store, meter, ctx, queue, invoke, logged, setLimits, number } = world;
  await invoke('the first', async () => {
    const quiet = { ...ctx, enqueue: async () => undefined };
    const { customerId } = await makeFirst(quiet, world.network.sandbox);
    const scheduleId = newId(ctx, 'sch');
    const scope = { merchantId: MERCHANT, livemode: false };
    const startsOn = parseLocalDate('2026-12-01');
    if (startsOn === null) throw new Error('no day');
    const made = await createSchedule(quiet, {
      scope,
      scheduleId,
      commandId: scheduleId,
      input: {
        customerId,
        name: 'Hosting',
        currency: null,
        every: 1,
        unit: 'months',
        startsOn,
        trialDays: 0,
        day: 1,
        endsOn: null,
        runs: null,
        timing: 'advance',
        timeZone: null,
        hour: 9,
        catchUpLimit: 3,
        mails: true,
        terms: {
          lines: [
            {
              kind: 'fixed',
              description: 'Hosting',
              quantity: '1',
              unitAmount: 4_900,
              discount: null,
              taxRates: [],
            },
          ],
          adjustments: [],
          withholdings: [],
          roundToCoin: false,
          notes: null,
          references: NO_REFERENCES,
          netDays: 14,
          plan: null,
          paymentLink: true,
          collectPolicy: 'never',
          issue: 'send',
        },
      },
    });
    if (made.kind !== 'done') throw new Error(JSON.stringify(made));
    store.exec("UPDATE outbox SET state = 'done', done_at = 1; UPDATE invoices SET collect_look_at = NULL");
    console.error(`writing ${count} schedules …`);
    for (const statement of fillStatements({ scheduleId, customerId }, count)) store.exec(statement);
  });
  await scheduler.runUntil(DUE);
  await setLimits('live');
  const mailed = () =>
    number("SELECT count(*) FROM emails WHERE template = 'invoice_sent' AND state = 'sent'");
  const mailedBefore = mailed();
  const began = realNow();
  const tick = () => runScheduled(ctx);
  await invoke('cron', tick);
  let shown = began;
  for (let second = 1; mailed() - mailedBefore < count || queue.undone() > 0; second += 1) {
    await scheduler.runUntil(scheduler.now() + SECOND_MS);
    if (second % 60 === 0) await invoke('cron', tick);
    if (realNow() - shown < 10_000) continue;
    shown = realNow();
    const made = number('SELECT count(*) FROM schedule_periods');
    console.error(
      `of ${count} invoices ${made} are made and ${mailed() - mailedBefore} mailed, ${Math.round((scheduler.now() - DUE) / 1000)} s after they were due`,
    );
  }
  for (const [event, times] of logged) console.error(`${event}: ${times}`);
  return {
    schedules: count,
    mailed: mailed() - mailedBefore,
    tookMs: scheduler.now() - DUE,
    statements: meter.statements,
    mostByInvocation: meter.mostByTask,
  };
}
