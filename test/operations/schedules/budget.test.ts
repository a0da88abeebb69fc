import { getTableColumns, sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { MOST_STATEMENTS, metered } from '../../../src/db/meter.ts';
import { schedules } from '../../../src/db/schema/index.ts';
import { runSwept } from '../../../src/operations/outbox/run-swept.ts';
import { A_PERIOD } from '../../../src/operations/schedules/run-schedule.ts';
import { sweepSchedules } from '../../../src/operations/schedules/sweep-schedules.ts';
import { openBilling } from '../../support/worker/schedules.ts';

const SCHEDULES = 2_500;
/** All but its own id, and what another system calls it. */
const copied = sql.raw(
  Object.values(getTableColumns(schedules))
    .map(({ name }) => name)
    .filter((name) => name !== 'id' && name !== 'external_id')
    .join(', '),
);

it('schedules due on the first of a month: no tick sends D1 more than 300 statements, the rest is queued, each costs the same', async () => {
  const billing = await openBilling();
  const { ctx, queue } = billing;
  const like = await billing.create({ runs: 1 });
  await ctx.db.run(sql`
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${SCHEDULES - 1})
    INSERT INTO schedules (id, ${copied}) SELECT printf('sch_%026d', i), ${copied}
    FROM n CROSS JOIN schedules WHERE id = ${like}`);
  await ctx.db.run(sql`
    INSERT INTO schedule_terms SELECT s.id, 1, 1, NULL, t.terms, 1 FROM schedules s
    JOIN schedule_terms t ON t.schedule_id = ${like} WHERE s.id <> ${like}`);
  billing.at('2027-01-31T14:00:00Z');
  const sent = (work: () => Promise<void>) =>
    metered(async (meter) => {
      await work();
      return meter.statements;
    });
  expect(await sent(() => sweepSchedules(ctx))).toBeLessThanOrEqual(MOST_STATEMENTS);
  const made = (await billing.invoices()).length;
  expect(made).toBeGreaterThan(0);
  const queued = queue.flatMap((message) => (message.kind === 'sweep' ? [message] : []));
  expect(new Set(queued.map(({ id }) => id)).size).toBe(queued.length);
  expect(queued.length).toBe(SCHEDULES - made);
  // What stands behind many is left to the queue for longer, so that it is not handed over again while they are worked on.
  const untils = new Map(queued.map(({ id, until }) => [id, (until - ctx.now()) / 1000]));
  expect(Math.min(...untils.values())).toBeGreaterThanOrEqual(5 * 60);
  expect(untils.get(queued.at(-1)?.id ?? '')).toBeGreaterThanOrEqual(5 * 60 + (SCHEDULES - made) / 10);
  expect((await billing.read(queued.at(-1)?.id ?? '')).checkAt).toBe(queued.at(-1)?.until);
  // What was handed over is not handed over again, and costs the same whoever comes first.
  queue.length = 0;
  await sent(() => sweepSchedules(ctx));
  expect(queue).toEqual([]);
  for (const message of [queued[0], queued[1_200], queued.at(-1)]) {
    if (message === undefined) throw new Error('nothing is queued');
    expect(await sent(() => runSwept(ctx, message))).toBeLessThanOrEqual(A_PERIOD);
    expect(await sent(() => runSwept(ctx, message))).toBeLessThanOrEqual(1);
  }
  expect(await billing.invoices()).toHaveLength(made + 3);
});
