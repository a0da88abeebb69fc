import type { Statement } from '../../db/database.ts';
import { EMPTY_HEAD, findCommand } from '../../db/streams.ts';
import { insertPeriods, insertSchedule, insertScheduleTerms } from '../../db/writes/schedules.ts';
import { done } from '../../domain/outcome.ts';
import { periodsFrom } from '../../domain/schedule/recurrence.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  retryOnConflict,
} from '../core/context.ts';
import { NO_MESSAGES } from '../core/queue-message.ts';
import type { ScheduleAsk, ScheduleChanged } from './change-schedule-row.ts';
import { skippedPeriod } from './missed-periods.ts';
import { type Begun, methodsFor, type NewSchedule, newSchedule, readForNew } from './new-schedule.ts';
import type { ScheduleInput } from './schedule-input.ts';
import { tellCreated } from './tell-customer.ts';

/** Of one that a file made: how far it was elsewhere, and which line said so. Nobody is mailed of it. */
type Filed = Begun & { readonly importId: string; readonly line: number; readonly content: string };
type Ask = ScheduleAsk & { readonly input: ScheduleInput; readonly filed?: Filed };

/**
 * Creates a schedule under an id chosen by the caller, so that a retry creates the same one. What its first invoice would be
 * refused for is refused now, as `invalid`. One that began long ago asks before it makes what was missed.
 */
export const createSchedule = (ctx: Context, ask: Ask): Promise<ScheduleChanged> =>
  retryOnConflict(ctx, () => attempt(ctx, ask));

async function attempt(ctx: Context, ask: Ask): Promise<ConflictOr<ScheduleChanged>> {
  const { db } = ctx;
  const { scope, scheduleId, commandId, input, filed } = ask;
  const stream = { type: 'schedule', id: scheduleId } as const;
  if ((await findCommand(db, stream, commandId)) !== undefined) return decided(done({ scheduleId }));
  const read = await readForNew(ctx, scope, input.customerId);
  const at = ctx.now();
  const planned = newSchedule(ctx, read, { scope, scheduleId, input, ...(filed && { begun: filed }) }, at);
  if (planned.kind !== 'done') return decided(planned);
  const { schedule, versions, currency } = planned.value;
  const told =
    filed === undefined
      ? tellCreated(ctx, planned.value, await methodsFor(ctx, read, input.customerId), at)
      : NO_MESSAGES;
  const committed = await commitChange(ctx, {
    merchantId: scope.merchantId,
    commandId,
    at,
    appends: [
      {
        stream,
        head: EMPTY_HEAD,
        type: 'schedule_created',
        data: { customerId: input.customerId, currency, ...madeBy(filed) },
      },
    ],
    rows: [
      insertSchedule(db, schedule),
      ...versions.map((terms) => insertScheduleTerms(db, { ...terms, scheduleId, createdAt: at })),
      ...elsewhere(ctx, planned.value, at),
      ...told.rows,
    ],
    effects: told.effects,
    result: { scheduleId },
  });
  return committed.kind === 'committed' ? decided(done({ scheduleId })) : CONFLICT;
}

const madeBy = (filed: Filed | undefined) =>
  filed === undefined ? {} : { importId: filed.importId, line: filed.line, content: filed.content };

/** Periods that were invoiced elsewhere are left out here. */
function elsewhere(ctx: Context, { schedule, recurrence }: NewSchedule, at: number): readonly Statement[] {
  const before = periodsFrom(recurrence, 1, schedule.nextNumber - 1);
  if (before.length === 0) return [];
  const rows = before.map(({ number, from, to }) => skippedPeriod(schedule.id, { number, from, to }, at));
  return [insertPeriods(ctx.db, rows)];
}
