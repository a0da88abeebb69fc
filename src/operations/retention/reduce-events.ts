import { saveReducedEvents, selectWholeEvents } from '../../db/writes/retention.ts';
import type { Context } from '../core/context.ts';

/** Takes everything but ids out of events that earlier versions stored whole. Those in quarantine stay. */
export async function reduceEvents(ctx: Context, most: number): Promise<number> {
  const whole = await selectWholeEvents(ctx.db, most);
  if (whole.length === 0) return 0;
  const { restOfEvent, traceOfEvent } = ctx.rules;
  await saveReducedEvents(
    ctx.db,
    whole.map(({ account, livemode, eventId, state, payload }) => ({
      account,
      livemode,
      eventId,
      payload: state === 'handled' ? restOfEvent(payload) : traceOfEvent(payload),
    })),
  );
  return whole.length;
}
