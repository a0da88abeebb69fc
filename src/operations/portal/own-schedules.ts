import { selectSchedules } from '../../db/queries/schedules.ts';
import { localDateAt } from '../../domain/calendar.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import { lastNumber } from '../../domain/schedule/recurrence.ts';
import { mayDo, type OwnAct, type ScheduleRights } from '../../domain/schedule/rights.ts';
import type { ScheduleStatus } from '../../domain/schedule/status.ts';
import { type Context, newId } from '../core/context.ts';
import type { Visit } from '../facts/visit.ts';
import type { ScheduleChanged } from '../schedules/change-schedule-row.ts';
import { endSchedule, lastOf } from '../schedules/end-schedule.ts';
import { readScheduleFacts, type ScheduleFacts } from '../schedules/facts.ts';
import { pauseSchedule } from '../schedules/pause-schedule.ts';
import { type PreviewedPeriod, previewNext } from '../schedules/preview.ts';
import { resumeSchedule } from '../schedules/resume-schedule.ts';
import { lastDayOf } from '../schedules/tell-customer.ts';

/** So many are shown: the newest. A customer with more asks the business. */
const MOST_SHOWN = 20;
/** Of each so many invoices. */
const MOST_NEXT = 3;

export type OwnSchedule = {
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  readonly every: number;
  readonly unit: ScheduleFacts['schedule']['unit'];
  readonly status: ScheduleStatus;
  /** Days, `YYYY-MM-DD`; the last one that it is for, where it has an end. */
  readonly pausedOn: string | null;
  /** They paused it themselves, so they may resume it. */
  readonly isPausedByThem: boolean;
  readonly endsOn: string | null;
  readonly endedOn: string | null;
  readonly next: readonly Pick<PreviewedPeriod, 'from' | 'to' | 'invoicedOn' | 'amount' | 'skipped'>[];
  readonly isCounted: boolean;
};

export type OwnSchedules = {
  readonly schedules: readonly OwnSchedule[];
  readonly rights: ScheduleRights;
};

const ALL = { startingAfter: null, limit: 200 };

/** A customer's billing schedules with the next invoices of each, the newest first. */
export async function readOwnSchedules(ctx: Context, visit: Visit): Promise<Outcome<OwnSchedules>> {
  const { customerId, merchantId, livemode } = visit;
  const scope = { merchantId, livemode };
  const rows = await selectSchedules(ctx.db, scope, { customerId, waiting: false }, ALL);
  const [going, over] = [
    rows.filter(({ schedule }) => schedule.status !== 'ended'),
    rows.filter(({ schedule }) => schedule.status === 'ended'),
  ];
  const shown = [...going.toReversed(), ...over.toReversed()].slice(0, MOST_SHOWN);
  const read = await Promise.all(shown.map(({ schedule }) => readScheduleFacts(ctx, scope, schedule.id, '')));
  const at = ctx.now();
  return done({
    rights: visit.scheduleRights,
    schedules: read.flatMap((facts) => (facts === undefined ? [] : [shownOf(ctx, facts, at)])),
  });
}

function shownOf(ctx: Context, facts: ScheduleFacts, at: number): OwnSchedule {
  const { schedule, recurrence } = facts;
  const { id, name, currency, every, unit, status, pausedAt, pausedBy, endedAt } = schedule;
  const day = (instant: number | null) =>
    instant === null ? null : localDateAt(instant, recurrence.timeZone);
  const last = lastNumber(recurrence);
  // What is paused makes nothing, and what asks or stopped is the business's to mend.
  const next = status === 'active' ? previewNext(ctx, facts, at).slice(0, MOST_NEXT) : [];
  return {
    id,
    name,
    currency,
    every,
    unit,
    status,
    pausedOn: day(pausedAt),
    isPausedByThem: pausedBy === 'customer',
    endedOn: day(endedAt),
    endsOn: status === 'ended' || !Number.isFinite(last) ? null : lastDayOf(recurrence, last),
    next,
    isCounted: next.some(({ unreported }) => unreported.length > 0),
  };
}

type Asked = { readonly visit: Visit; readonly scheduleId: string };

/** What an end would mean, before it is asked for. */
export type OwnEnd = {
  readonly id: string;
  readonly name: string;
  readonly lastDay: string | null;
  /** The period that is running is still to be invoiced. */
  readonly oneMore: boolean;
};

/** Rejects with `not_found` where it is not theirs, or not theirs to end, and with `schedule_ended`. */
export async function readOwnEnd(ctx: Context, { visit, scheduleId }: Asked): Promise<Outcome<OwnEnd>> {
  const facts = await readScheduleFacts(ctx, visit, scheduleId, '');
  const isTheirs = facts?.schedule.customerId === visit.customerId && mayDo(visit.scheduleRights, 'end');
  if (facts === undefined || !isTheirs) return refused({ code: 'not_found', what: 'schedule' });
  if (facts.schedule.status === 'ended') return refused({ code: 'schedule_ended' });
  const through = lastOf(facts, ctx.now());
  return done({
    id: scheduleId,
    name: facts.schedule.name,
    lastDay: lastDayOf(facts.recurrence, through),
    oneMore: through >= facts.schedule.nextNumber,
  });
}

/**
 * Pauses, resumes or ends a customer's own schedule; both sides are mailed. An end is with the period that is running. Rejects with
 * `not_found` where it is not theirs or the business does not let them, and with `schedule_status` and `schedule_ended` where it
 * stands otherwise.
 */
export async function changeOwnSchedule(
  ctx: Context,
  { visit, scheduleId, act }: Asked & { readonly act: OwnAct },
): Promise<ScheduleChanged> {
  const { merchantId, livemode, customerId } = visit;
  if (!mayDo(visit.scheduleRights, act)) return refused({ code: 'not_found', what: 'schedule' });
  const scope = { merchantId, livemode };
  const ask = { scope, scheduleId, byCustomer: customerId, commandId: newId(ctx, 'req') };
  switch (act) {
    case 'pause':
      return pauseSchedule(ctx, ask);
    case 'resume':
      return resumeSchedule(ctx, { ...ask, missed: 'skip' });
    case 'end':
      return endSchedule(ctx, { ...ask, when: 'period_end', giveBack: false });
  }
}
