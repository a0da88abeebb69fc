import type { Append } from '../../db/commit.ts';
import type { Statement } from '../../db/database.ts';
import { type Schedule, updateSchedule } from '../../db/writes/schedules.ts';
import type { Effect } from '../../domain/effects.ts';
import type { EntryOf } from '../../domain/journal.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  retryOnConflict,
} from '../core/context.ts';
import { type MessageRows, NO_MESSAGES } from '../core/queue-message.ts';
import type { Scoped } from '../core/scope.ts';
import { readScheduleFacts, recurrenceOf, type ScheduleFacts } from './facts.ts';
import { standingAfter } from './standing.ts';
import { lastDayOf, tellEnded } from './tell-customer.ts';

/** A change of a schedule that was decided: its entry, what becomes of the row, and what is committed with it. */
export type Decided = {
  readonly entry: EntryOf<'schedule'>;
  readonly set: Partial<Schedule>;
  readonly appends?: readonly Append[];
  readonly rows?: readonly Statement[];
  readonly effects?: readonly Effect[];
};

export type ScheduleAsk = Scoped<{
  readonly scheduleId: string;
  readonly commandId: string;
  /** The customer who asks for it themselves: another's is not found. */
  readonly byCustomer?: string;
}>;
export type ScheduleChanged = Outcome<{ readonly scheduleId: string }>;

/**
 * Reads a schedule, decides and commits on its stream, so that of two who change it at once, and of a person and a tick, one
 * decides on what the other did. When it is looked at next follows from what it is afterwards. Rejects with `not_found`, and
 * with `schedule_ended`: what is over is not changed any more.
 */
export const changeSchedule = (
  ctx: Context,
  ask: ScheduleAsk,
  decide: (facts: ScheduleFacts, at: number) => Outcome<Decided> | Promise<Outcome<Decided>>,
): Promise<ScheduleChanged> => retryOnConflict(ctx, () => attempt(ctx, ask, decide));

async function attempt(
  ctx: Context,
  { scope, scheduleId, commandId, byCustomer }: ScheduleAsk,
  decide: (facts: ScheduleFacts, at: number) => Outcome<Decided> | Promise<Outcome<Decided>>,
): Promise<ConflictOr<ScheduleChanged>> {
  const facts = await readScheduleFacts(ctx, scope, scheduleId, commandId);
  const isTheirs = byCustomer === undefined || facts?.schedule.customerId === byCustomer;
  if (facts === undefined || !isTheirs) return decided(refused({ code: 'not_found', what: 'schedule' }));
  if (facts.wasCommanded) return decided(done({ scheduleId }));
  if (facts.schedule.status === 'ended') return decided(refused({ code: 'schedule_ended' }));
  const at = ctx.now();
  const decision = await decide(facts, at);
  if (decision.kind !== 'done') return decided(decision);
  const { entry, appends = [], rows = [], effects = [] } = decision.value;
  const set = withStanding(facts.schedule, decision.value.set, at);
  const told = entry.type === 'schedule_ended' ? NO_MESSAGES : tellOver(ctx, facts, set, at);
  const committed = await commitChange(ctx, {
    merchantId: scope.merchantId,
    commandId,
    at,
    appends: [{ stream: { type: 'schedule', id: scheduleId }, head: facts.head, ...entry }, ...appends],
    rows: [updateSchedule(ctx.db, scheduleId, set), ...rows, ...told.rows],
    effects: [...effects, ...told.effects],
    result: { scheduleId },
  });
  return committed.kind === 'committed' ? decided(done({ scheduleId })) : CONFLICT;
}

/** Tells the customer where the last period was dealt with, unless its end was told before. */
export function tellOver(
  ctx: Context,
  facts: Omit<ScheduleFacts, 'head' | 'wasCommanded'>,
  set: Partial<Schedule>,
  at: number,
): MessageRows {
  // One that goes on as another does not end for its customer.
  if (set.status !== 'ended' || (set.succeededBy ?? facts.schedule.succeededBy) !== null) return NO_MESSAGES;
  const through = (set.nextNumber ?? facts.schedule.nextNumber) - 1;
  return tellEnded(ctx, facts, { lastDay: lastDayOf(facts.recurrence, through), isNow: false }, at);
}

/** What is written of a schedule: what was changed, and when it is looked at next. */
export function withStanding(schedule: Schedule, changed: Partial<Schedule>, at: number): Partial<Schedule> {
  const after = { ...schedule, ...changed };
  const standing = standingAfter(
    { ...after, recurrence: recurrenceOf(after), stopped: after.problems !== null },
    at,
  );
  return { ...changed, ...standing, updatedAt: at };
}
