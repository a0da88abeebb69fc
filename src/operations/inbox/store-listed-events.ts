import { sql } from 'drizzle-orm';
import type { ListedEvent } from '../../adapters/stripe/port-lists.ts';
import { inbox } from '../../db/schema/index.ts';
import { type ListedRow, storeListedRows } from '../../db/writes/inbox.ts';
import type { Context, QueueMessage } from '../core/context.ts';
import type { Connection } from '../core/event-handler.ts';

/** D1 allows two million bytes per value. https://developers.cloudflare.com/d1/platform/limits/ */
const STATEMENT_BYTES = 500_000;

/**
 * Stores listed events as webhooks are stored, each once whatever became of it before (I6), and enqueues the new ones.
 * A page that is already known costs one statement. Only types that are used are asked for; others are not stored.
 */
export async function storeListedEvents(
  ctx: Context,
  connection: Connection,
  events: readonly ListedEvent[],
): Promise<void> {
  const { account } = connection;
  const known = await ctx.db
    .select({ eventId: inbox.eventId, livemode: inbox.livemode })
    .from(inbox)
    .where(
      sql`${inbox.account} = ${account} and ${inbox.livemode} in (0, 1) and ${inbox.eventId} in (select value from json_each(${JSON.stringify(events.map(({ id }) => id))}))`,
    );
  const seen = new Set(known.map(({ eventId, livemode }) => `${eventId}/${livemode}`));
  const used = new Set(ctx.rules.usedEventTypes);
  const fresh = events.filter(({ id, type, livemode }) => used.has(type) && !seen.has(`${id}/${livemode}`));
  const rows = await Promise.all(
    fresh.map(async ({ id, type, livemode, apiVersion, body }): Promise<ListedRow> => {
      const payload = await ctx.links.hide(ctx.rules.keepOfEvent(body));
      return { id, type, livemode: livemode ? 1 : 0, apiVersion, payload };
    }),
  );
  const now = ctx.now();
  for (const part of inParts(rows)) {
    const stored = await storeListedRows(ctx.db, account, part, now);
    const work = stored.map((key): QueueMessage => ({ kind: 'inbox', account, ...key }));
    if (work.length > 0) await ctx.enqueue(work);
  }
}

/** Splits rows into parts that fit a statement. */
function inParts<T extends { readonly payload: string }>(rows: readonly T[]): T[][] {
  const parts: T[][] = [];
  let size = STATEMENT_BYTES;
  for (const row of rows) {
    size += 2 * row.payload.length;
    if (size > STATEMENT_BYTES) {
      parts.push([]);
      size = 2 * row.payload.length;
    }
    parts.at(-1)?.push(row);
  }
  return parts;
}
