import { EMPTY_HEAD, findCommand } from '../../db/streams.ts';
import { insertSchedule, insertScheduleTerms } from '../../db/writes/schedules.ts';
import { done } from '../../domain/outcome.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  retryOnConflict,
} from '../core/context.ts';
import { selectMethods } from '../methods/read-methods.ts';
import type { ScheduleAsk, ScheduleChanged } from './change-schedule-row.ts';
import { newSchedule, readForNew } from './new-schedule.ts';
import type { ScheduleInput } from './schedule-input.ts';
import { tellCreated } from './tell-customer.ts';

type Ask = ScheduleAsk & { readonly input: ScheduleInput };

/**
 * Creates a schedule under an id chosen by the caller, so that a retry creates the same one. What its first invoice would be
 * refused for is refused now, as `invalid`. One that began long ago asks before it makes what was missed.
 */
export const createSchedule = (ctx: Context, ask: Ask): Promise<ScheduleChanged> =>
  retryOnConflict(ctx, () => attempt(ctx, ask));

async function attempt(ctx: Context, ask: Ask): Promise<ConflictOr<ScheduleChanged>> {
  const { db } = ctx;
  const { scope, scheduleId, commandId, input } = ask;
  const stream = { type: 'schedule', id: scheduleId } as const;
  if ((await findCommand(db, stream, commandId)) !== undefined) return decided(done({ scheduleId }));
  const read = await readForNew(ctx, scope, input.customerId);
  const at = ctx.now();
  const planned = newSchedule(ctx, read, ask, at);
  if (planned.kind !== 'done') return decided(planned);
  const { schedule, versions, currency } = planned.value;
  const [, , [connection]] = read;
  const methods =
    connection === undefined
      ? []
      : await selectMethods(db, { customerId: input.customerId, connectionId: connection.id });
  const told = tellCreated(ctx, planned.value, methods, at);
  const committed = await commitChange(ctx, {
    merchantId: scope.merchantId,
    commandId,
    at,
    appends: [
      {
        stream,
        head: EMPTY_HEAD,
        type: 'schedule_created',
        data: { customerId: input.customerId, currency },
      },
    ],
    rows: [
      insertSchedule(db, schedule),
      ...versions.map((terms) => insertScheduleTerms(db, { ...terms, scheduleId, createdAt: at })),
      ...told.rows,
    ],
    effects: told.effects,
    result: { scheduleId },
  });
  return committed.kind === 'committed' ? decided(done({ scheduleId })) : CONFLICT;
}
