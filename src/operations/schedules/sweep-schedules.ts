import { selectSchedulesDue } from '../../db/queries/schedules.ts';
import { someOf } from '../../db/queries/waiting-parts.ts';
import { holdSchedules } from '../../db/writes/schedules.ts';
import { calendarFault } from '../../domain/schedule/trusted-calendar.ts';
import { HANDED_OVER_FOR_MS, hasRoomFor, sweepWithinBudget } from '../core/budget.ts';
import type { Context, ReadContext } from '../core/context.ts';
import { A_PERIOD, runSchedule } from './run-schedule.ts';

const PAGE = 1_000;
/** The next tick takes what is left over. */
const MOST_PAGES = 20;
/** What reading and handing over a page takes, statements. */
const A_PAGE = 4;
/** What stands behind so many in the queue is not handed over again while they are worked on: the time of each, ms. */
const A_TURN_MS = 100;

/** Whether a schedule is due to be looked at. */
export const schedulesWait = ({ db, livemode, now }: ReadContext) =>
  someOf(selectSchedulesDue(db, livemode, now()));

/**
 * Makes the invoices of schedules that are due, as many as the tick's budget has room for, and hands the others to the
 * queue, page by page. Nothing is billed where the runtime's calendar cannot be trusted.
 */
export async function sweepSchedules(ctx: Context): Promise<void> {
  if (!mayBill(ctx)) return;
  let handedOver = 0;
  for (let page = 0; page < MOST_PAGES && hasRoomFor(A_PAGE); page += 1) {
    const now = ctx.now();
    const due = await selectSchedulesDue(ctx.db, ctx.livemode, now).limit(PAGE);
    if (due.length === 0) return;
    handedOver += await sweepWithinBudget(ctx, {
      of: 'schedule',
      due,
      idOf: ({ id }) => id,
      ownerOf: ({ merchantId }) => merchantId,
      atOnce: 2,
      unit: A_PERIOD,
      restsMs: HANDED_OVER_FOR_MS + (handedOver + due.length) * A_TURN_MS,
      work: ({ id }) => runSchedule(ctx, { scheduleId: id, dueBy: now }),
      hold: (ids, until) => holdSchedules(ctx.db, ids, { dueBy: now, until }),
    });
    if (due.length < PAGE) return;
  }
}

/** Makes the invoices of a schedule that was handed over, unless another worker did. */
export async function runHandedOver(ctx: Context, scheduleId: string, until: number): Promise<void> {
  if (mayBill(ctx)) await runSchedule(ctx, { scheduleId, dueBy: Math.max(ctx.now(), until) });
}

function mayBill(ctx: Context): boolean {
  const fault = calendarFault(ctx.now());
  if (fault !== null) ctx.log('calendar_not_trusted', { fault });
  return fault === null;
}
