import { insertPeriod, restSchedule, takeSchedule, updateSchedule } from '../../db/writes/schedules.ts';
import type { EntryOf } from '../../domain/journal.ts';
import type { FieldProblem, Rejection } from '../../domain/rejection.ts';
import { invoicedAt, type Period } from '../../domain/schedule/recurrence.ts';
import { termsOf } from '../../domain/schedule/terms-in-force.ts';
import { hasRoomFor } from '../core/budget.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  effect,
  retryOnConflict,
} from '../core/context.ts';
import { newDraft } from '../invoices/new-draft.ts';
import { tellOver, withStanding } from './change-schedule-row.ts';
import { draftOfPeriod } from './draft-of-period.ts';
import { nextRunOf, numberAfter, quantitiesOf, readScheduleFacts, type ScheduleFacts } from './facts.ts';
import { idOfPeriod, periodCommand } from './period-ids.ts';

/** If its worker dies, it is looked at again after this; each time that happens, after twice as long. */
const LEASE_MS = 60_000;
/** What was begun so often and never ended is left to a person. */
const MOST_TRIES = 8;
/** What making one invoice takes, statements. */
export const A_PERIOD = 40;

type Run = 'made' | 'rests';

/**
 * Makes the invoices of a schedule that are due, one after the other, each in a commit of its own that also says that its
 * period is dealt with. Safe to run twice, at once, late, and cut off anywhere: a period is known by its number. What cannot
 * be made stops this schedule alone.
 */
export async function runSchedule(
  ctx: Context,
  { scheduleId, dueBy }: { readonly scheduleId: string; readonly dueBy: number },
): Promise<void> {
  const taken = await takeSchedule(ctx.db, scheduleId, { dueBy, now: ctx.now(), leaseMs: LEASE_MS });
  if (taken === undefined) return;
  if (taken.tries > MOST_TRIES) {
    await retryOnConflict(ctx, () => stop(ctx, scheduleId, [FAILED_OFTEN]));
    return;
  }
  let run: Run = 'made';
  do run = await retryOnConflict(ctx, () => makeNext(ctx, scheduleId));
  while (run === 'made' && hasRoomFor(A_PERIOD));
}

const FAILED_OFTEN: FieldProblem = {
  path: '',
  message:
    'Making its invoice failed several times. Start it again; if that fails too, ask whoever runs this deployment.',
};

async function makeNext(ctx: Context, scheduleId: string): Promise<ConflictOr<Run>> {
  const facts = await readScheduleFacts(ctx, null, scheduleId, '');
  if (facts === undefined || facts.schedule.status !== 'active' || facts.schedule.problems !== null) {
    return decided('rests');
  }
  const at = ctx.now();
  const next = nextRunOf(facts, at);
  switch (next.kind) {
    case 'make':
      return make(ctx, facts, next.period, at);
    case 'ask':
      return settle(ctx, facts, at, { type: 'schedule_asked', data: { through: next.through } });
    case 'wait':
      // Somebody else was faster, or it was looked at early.
      await restSchedule(ctx.db, facts.schedule, next.until);
      return decided('rests');
    case 'over':
      return settle(ctx, facts, at, {
        type: 'schedule_ended',
        data: { when: 'period_end', through: facts.schedule.nextNumber - 1 },
      });
  }
}

async function make(
  ctx: Context,
  facts: ScheduleFacts,
  period: Period,
  at: number,
): Promise<ConflictOr<Run>> {
  const { schedule, recurrence, skippedAhead, versions } = facts;
  const scope = { merchantId: schedule.merchantId, livemode: schedule.livemode };
  const key = { scheduleId: schedule.id, number: period.number, part: 0, attempt: 1 };
  const invoiceId = await idOfPeriod('inv', key, invoicedAt(recurrence, period));
  const draft = draftOfPeriod(facts, period, quantitiesOf(facts.quantities, period.number), at);
  const planned = newDraft(ctx, scope, { invoiceId, draft, at }, facts);
  if (planned.kind !== 'done') {
    return planned.kind === 'refused'
      ? stopWith(ctx, facts, problemsOf(planned.rejection), at)
      : decided('rests');
  }
  const { append, rows } = planned.value;
  const set = withStanding(schedule, { nextNumber: numberAfter(period.number, skippedAhead), tries: 0 }, at);
  const sends = termsOf(period, versions).issue === 'send';
  const told = tellOver(ctx, facts, set, at);
  const { number, from, to } = period;
  const committed = await commitChange(ctx, {
    merchantId: scope.merchantId,
    commandId: periodCommand(key),
    at,
    appends: [
      {
        stream: { type: 'schedule', id: schedule.id },
        head: facts.head,
        type: 'period_invoiced',
        data: { number, part: 0, invoiceId },
      },
      append,
    ],
    rows: [
      insertPeriod(ctx.db, {
        scheduleId: schedule.id,
        number,
        part: 0,
        fromDate: from,
        toDate: to,
        outcome: 'invoiced',
        invoiceId,
        createdAt: at,
      }),
      ...rows,
      updateSchedule(ctx.db, schedule.id, set),
      ...told.rows,
    ],
    effects: [
      ...(sends ? [effect(ctx, 'issue_period', { scheduleId: schedule.id, number, part: 0, sends })] : []),
      ...told.effects,
    ],
    result: { invoiceId },
  });
  return committed.kind === 'committed' ? decided('made') : CONFLICT;
}

/** Why an invoice cannot be made, as it is kept for whoever mends it. */
function problemsOf(rejection: Rejection): readonly FieldProblem[] {
  if (rejection.code === 'invalid') return rejection.problems;
  const message =
    rejection.code === 'customer_erased'
      ? 'Its customer’s data was erased: end this schedule.'
      : `Its invoice was refused: ${rejection.code}.`;
  return [{ path: '', message }];
}

async function stop(
  ctx: Context,
  scheduleId: string,
  problems: readonly FieldProblem[],
): Promise<ConflictOr<Run>> {
  const facts = await readScheduleFacts(ctx, null, scheduleId, '');
  if (facts === undefined || facts.schedule.status !== 'active') return decided('rests');
  return stopWith(ctx, facts, problems, ctx.now());
}

const stopWith = (
  ctx: Context,
  facts: ScheduleFacts,
  problems: readonly FieldProblem[],
  at: number,
): Promise<ConflictOr<Run>> => {
  ctx.log('schedule_stopped', { id: facts.schedule.id, path: problems[0]?.path ?? null });
  const { nextNumber: number } = facts.schedule;
  return settle(ctx, facts, at, { type: 'schedule_stopped', data: { number } }, { problems });
};

type Settled = EntryOf<'schedule', 'schedule_asked' | 'schedule_stopped' | 'schedule_ended'>;

/** Writes that a person has to look at it; nothing is made meanwhile. */
async function settle(
  ctx: Context,
  facts: ScheduleFacts,
  at: number,
  entry: Settled,
  changed: { readonly problems?: readonly FieldProblem[] } = {},
): Promise<ConflictOr<Run>> {
  const { schedule, head } = facts;
  const set = withStanding(schedule, { ...changed, tries: 0 }, at);
  const told = tellOver(ctx, facts, set, at);
  const committed = await commitChange(ctx, {
    merchantId: schedule.merchantId,
    commandId: `schedule/${schedule.id}/${entry.type}/${head.seq}`,
    at,
    appends: [{ stream: { type: 'schedule', id: schedule.id }, head, ...entry }],
    rows: [updateSchedule(ctx.db, schedule.id, set), ...told.rows],
    effects: told.effects,
    result: null,
  });
  return committed.kind === 'committed' ? decided('rests') : CONFLICT;
}
