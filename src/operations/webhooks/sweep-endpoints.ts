import { someOf } from '../../db/queries/waiting-parts.ts';
import { selectDueEndpoints } from '../../db/queries/webhooks.ts';
import { holdEndpoints } from '../../db/writes/webhooks.ts';
import type { Context, ReadContext } from '../core/context.ts';

const ENDPOINTS_A_TICK = 500;
/** If the queue loses what was handed over, the sweep finds it again after this. */
const HANDED_OVER_FOR_MS = 5 * 60_000;

/** Whether something is due for an endpoint that nobody works on. */
export const endpointsWait = ({ db, livemode, now }: ReadContext) =>
  someOf(selectDueEndpoints(db, livemode, now()));

/**
 * Hands each endpoint that something is due for to the queue, by a message of its own: a tick posts nothing itself, so that a slow
 * receiver holds up neither the tick nor another business.
 */
export async function sweepEndpoints(ctx: Context): Promise<void> {
  const now = ctx.now();
  const until = now + HANDED_OVER_FOR_MS;
  const due = await selectDueEndpoints(ctx.db, ctx.livemode, now).limit(ENDPOINTS_A_TICK);
  const ids = due.map(({ id }) => id);
  const held = await holdEndpoints(ctx.db, ids, { dueBy: now, until });
  await ctx.enqueue(held.map((id) => ({ kind: 'sweep', of: 'webhook_endpoint', id, until })));
}
