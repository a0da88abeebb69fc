import { and, eq, lte, sql } from 'drizzle-orm';
import type { Page } from '../../adapters/stripe/port-lists.ts';
import type { StripeResult } from '../../adapters/stripe/port-result.ts';
import { type ListName, sweeps } from '../../db/schema/index.ts';
import type { Context } from '../core/context.ts';
import type { Connection } from '../core/event-handler.ts';

/** Longer than a tick's share of pages takes; a reader that died is followed after this. */
const LEASE_MS = 3 * 60_000;
/** How often it is written down where a long run stands. */
const NOTE_EVERY_PAGES = 10;
/** Stripe's clock and ours may differ: what a connection has cannot be older than it by more. */
const SKEW_MS = 5 * 60_000;

/** What somebody who waits for an answer reads: one connection's lists, and so many pages of each. */
export type Share = { readonly connectionId: string; readonly mostPages: number };

export type Reading<T> = {
  readonly list: ListName;
  /** How far before the watermark a run begins: an object may be listed later than it was made. */
  readonly overlapMs: number;
  /** At most so many pages in one go; the next one goes on from there. */
  readonly mostPages: number;
  /** So long after a finished run the next may begin. */
  readonly everyMs: number;
  readonly fetch: (createdSinceMs: number, after: string | null) => Promise<StripeResult<Page<T>>>;
  /** Stores a page; what is stored already changes nothing. */
  readonly keep: (items: readonly T[]) => Promise<void>;
};

export type Read =
  /** Everything that was made before `watermark` has been read. */
  | { readonly kind: 'finished'; readonly watermark: number }
  | { readonly kind: 'goes_on' }
  /** Somebody else reads it, or it is not due. */
  | { readonly kind: 'not_now' }
  | { readonly kind: 'unavailable'; readonly reason: string }
  /** Stripe does not let us read this account any more. */
  | { readonly kind: 'refused'; readonly code: string };

type Row = typeof sweeps.$inferSelect;

const rowOf = (connectionId: string, list: ListName) =>
  and(eq(sweeps.connectionId, connectionId), eq(sweeps.list, list));

/**
 * Reads one of Stripe's lists of a connection to its end, newest first: everything that was made since the watermark,
 * and some before it. Only then the watermark moves, to the instant at which the run began, so that nothing is ever
 * skipped: not by a crash, a page's border, or what is made meanwhile. One reader at a time, by lease; a reader that
 * lost its lease moves nothing.
 */
export async function readToEnd<T>(ctx: Context, connection: Connection, reading: Reading<T>): Promise<Read> {
  const run = await begin(ctx, connection, reading);
  if (run === null) return { kind: 'not_now' };
  const { since, startedAt } = run;
  let { cursor, leaseUntil } = run;
  const held = () => and(rowOf(connection.id, reading.list), eq(sweeps.leaseUntil, leaseUntil));
  for (let pages = 1; ; pages += 1) {
    const page = await reading.fetch(Math.max(since, connection.createdAt - SKEW_MS), cursor);
    if (page.kind !== 'ok') {
      // What the cursor names may be gone: a run that begins anew misses nothing.
      const restarts = page.kind === 'refused' && page.param === 'starting_after';
      await ctx.db
        .update(sweeps)
        .set({ leaseUntil: 0, ...(restarts && { cursor: null }) })
        .where(held());
      return page.kind === 'refused' && !restarts
        ? { kind: 'refused', code: page.code }
        : { kind: 'unavailable', reason: page.kind === 'refused' ? page.code : page.reason };
    }
    try {
      if (page.value.items.length > 0) await reading.keep(page.value.items);
    } catch (error) {
      // The next one reads the page again, and need not wait.
      await ctx.db.update(sweeps).set({ leaseUntil: 0 }).where(held());
      throw error;
    }
    cursor = page.value.next;
    if (cursor === null) {
      const moved = await ctx.db
        .update(sweeps)
        .set({
          watermark: sql`max(${sweeps.watermark}, ${startedAt})`,
          since: null,
          startedAt: null,
          cursor: null,
          touchedAt: ctx.now(),
          leaseUntil: 0,
          dueAt: startedAt + reading.everyMs,
        })
        .where(held())
        .returning({ watermark: sweeps.watermark });
      const [row] = moved;
      return row === undefined ? { kind: 'not_now' } : { kind: 'finished', watermark: row.watermark };
    }
    const stops = pages >= reading.mostPages;
    if (stops || pages % NOTE_EVERY_PAGES === 0) {
      const until = stops ? 0 : ctx.now() + LEASE_MS;
      const noted = await ctx.db
        .update(sweeps)
        .set({ cursor, touchedAt: ctx.now(), leaseUntil: until })
        .where(held())
        .returning({ cursor: sweeps.cursor });
      if (noted.length === 0) return { kind: 'not_now' };
      if (stops) return { kind: 'goes_on' };
      leaseUntil = until;
    }
  }
}

type Run = {
  readonly since: number;
  readonly startedAt: number;
  readonly cursor: string | null;
  readonly leaseUntil: number;
};

/** Takes the lease and begins a run, or goes on with the one that is under way. Null where it is not our turn. */
async function begin<T>(
  ctx: Context,
  connection: Connection,
  { list, overlapMs }: Reading<T>,
): Promise<Run | null> {
  const now = ctx.now();
  const leaseUntil = now + LEASE_MS;
  const [, taken] = await ctx.db.batch([
    ctx.db.insert(sweeps).values(firstRow(connection, list)).onConflictDoNothing(),
    ctx.db
      .update(sweeps)
      .set({
        leaseUntil,
        since: sql`coalesce(${sweeps.since}, ${sweeps.watermark} - ${overlapMs})`,
        startedAt: sql`coalesce(${sweeps.startedAt}, ${now})`,
      })
      .where(and(rowOf(connection.id, list), lte(sweeps.leaseUntil, now), lte(sweeps.dueAt, now)))
      .returning(),
  ]);
  const [row] = taken;
  if (row === undefined || row.since === null || row.startedAt === null) return null;
  return { since: row.since, startedAt: row.startedAt, cursor: row.cursor, leaseUntil };
}

/** A connection starts at its creation: there is nothing of ours before. */
export const firstRow = (connection: Connection, list: ListName): Row => ({
  connectionId: connection.id,
  list,
  watermark: connection.createdAt,
  since: null,
  startedAt: null,
  cursor: null,
  touchedAt: connection.createdAt,
  leaseUntil: 0,
  dueAt: 0,
});
