import { and, sql } from 'drizzle-orm';
import { someRow } from '../../db/queries/waiting-parts.ts';
import { inbox } from '../../db/schema/index.ts';
import { reopenSkipped } from '../../db/writes/inbox.ts';
import type { Context, QueueMessage } from '../core/context.ts';

const AT_ONCE = 100;

/** As the index has it. */
const isUnused = sql`${inbox.state} = 'skipped' and ${inbox.reason} = 'type_not_used'`;

/** Whether there is an event whose type was not used at the time, be it used by now or not. */
export const unusedEventsWait = () => someRow(inbox, isUnused);

/**
 * Reopens events that were stored unprocessed because no handler used their type at the time, once one does. By an
 * index, so that it costs almost nothing if there are none.
 */
export async function reopenEvents(ctx: Context): Promise<void> {
  const types = JSON.stringify(ctx.rules.usedEventTypes);
  const now = ctx.now();
  const kept = await ctx.db
    .select({ account: inbox.account, livemode: inbox.livemode, eventId: inbox.eventId })
    .from(inbox)
    .where(and(isUnused, sql`${inbox.type} in (select value from json_each(${types}))`))
    .limit(AT_ONCE);
  if (kept.length === 0) return;
  const opened = await reopenSkipped(
    ctx.db,
    kept.map(({ eventId }) => eventId),
    now,
  );
  ctx.log('events_reopened', { events: opened.length });
  await ctx.enqueue(opened.map((key): QueueMessage => ({ kind: 'inbox', ...key })));
}
