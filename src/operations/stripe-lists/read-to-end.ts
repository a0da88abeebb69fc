import type { Page } from '../../adapters/stripe/port-lists.ts';
import type { StripeResult } from '../../adapters/stripe/port-result.ts';
import type { ListName } from '../../db/schema/index.ts';
import { finishList, firstRow, leaseList, writeLeasedList } from '../../db/writes/sweeps.ts';
import { latestTurn } from '../../domain/latest-turn.ts';
import { hasRoomFor } from '../core/budget.ts';
import type { Context } from '../core/context.ts';
import type { Connection } from '../core/event-handler.ts';

/** Longer than a tick's share of pages takes; a dead reader's lease expires after this. */
const LEASE_MS = 3 * 60_000;
/** What a page may take, statements. */
const PAGE = 20;
/** How often the cursor of a long run is saved. */
const NOTE_EVERY_PAGES = 10;
/** Stripe's clock and ours may differ: an object cannot be older than its connection by more. */
const SKEW_MS = 5 * 60_000;

/** What is read while a payer waits: one connection's lists, and a few pages of each. */
export type Share = { readonly connectionId: string; readonly mostPages: number };

export type Reading<T> = {
  readonly list: ListName;
  /** How far before the watermark a run begins: an object may be listed later than it was created. */
  readonly overlapMs: number;
  /** Now and then a run begins further back: what is listed very late is still found, and most runs read only the new. */
  readonly deep?: { readonly everyMs: number; readonly overlapMs: number };
  /** The most pages per run; the next run continues from there. */
  readonly mostPages: number;
  /** How long after a finished run the next may begin. */
  readonly everyMs: number;
  readonly fetch: (createdSinceMs: number, after: string | null) => Promise<StripeResult<Page<T>>>;
  /** Stores a page; idempotent. False where the invocation has no room for all of it: the page is read again. */
  readonly keep: (items: readonly T[]) => Promise<boolean>;
};

export type Read =
  /** Everything that was made before `watermark` has been read. */
  | { readonly kind: 'finished'; readonly watermark: number }
  | { readonly kind: 'goes_on' }
  /** Another reader has the lease, or it is not due. */
  | { readonly kind: 'not_now' }
  | { readonly kind: 'unavailable'; readonly reason: string }
  /** Stripe denies access to this account. */
  | { readonly kind: 'refused'; readonly status: number; readonly code: string };

/**
 * Reads one of Stripe's lists of a connection to its end, newest first: everything created since the watermark, and
 * some before it. Only then does the watermark move, to the instant at which the run began, so that nothing is ever
 * skipped: not by a crash, at a page's border, or because it was created during the run. One reader at a time, by
 * lease; a reader that lost its lease moves nothing.
 */
export async function readToEnd<T>(ctx: Context, connection: Connection, reading: Reading<T>): Promise<Read> {
  const run = await begin(ctx, connection, reading);
  if (run === null) return { kind: 'not_now' };
  const { since, startedAt, watermark } = run;
  // Nothing of ours is older than the connection, or than what an earlier one of the account was read to.
  const oldest = Math.min(connection.createdAt, watermark) - SKEW_MS;
  let { cursor, leaseUntil } = run;
  const list = { connectionId: connection.id, list: reading.list };
  for (let pages = 1; ; pages += 1) {
    const page = await reading.fetch(Math.max(since, oldest), cursor);
    if (page.kind !== 'ok') {
      // The cursor's object may have been deleted: a run that starts over misses nothing.
      const restarts = page.kind === 'refused' && page.param === 'starting_after';
      const given = { leaseUntil: 0, ...(restarts && { cursor: null }) };
      await writeLeasedList(ctx.db, list, leaseUntil, given);
      return page.kind === 'refused' && !restarts
        ? { kind: 'refused', status: page.status, code: page.code }
        : { kind: 'unavailable', reason: page.kind === 'refused' ? page.code : page.reason };
    }
    let isKept = true;
    try {
      if (page.value.items.length > 0) isKept = await reading.keep(page.value.items);
    } catch (error) {
      // The next run reads the page again, and need not wait.
      await writeLeasedList(ctx.db, list, leaseUntil, { leaseUntil: 0 });
      throw error;
    }
    if (!isKept) {
      await writeLeasedList(ctx.db, list, leaseUntil, { leaseUntil: 0, cursor, touchedAt: ctx.now() });
      return { kind: 'goes_on' };
    }
    cursor = page.value.next;
    if (cursor === null) {
      const dueAt = startedAt + reading.everyMs;
      const row = await finishList(ctx.db, list, leaseUntil, { startedAt, now: ctx.now(), dueAt });
      return row === undefined ? { kind: 'not_now' } : { kind: 'finished', watermark: row.watermark };
    }
    const stops = pages >= reading.mostPages || !hasRoomFor(PAGE);
    if (stops || pages % NOTE_EVERY_PAGES === 0) {
      const until = stops ? 0 : ctx.now() + LEASE_MS;
      const columns = { cursor, touchedAt: ctx.now(), leaseUntil: until };
      if (!(await writeLeasedList(ctx.db, list, leaseUntil, columns))) return { kind: 'not_now' };
      if (stops) return { kind: 'goes_on' };
      leaseUntil = until;
    }
  }
}

type Run = {
  readonly watermark: number;
  readonly since: number;
  readonly startedAt: number;
  readonly cursor: string | null;
  readonly leaseUntil: number;
};

/** Takes the lease and begins a run, or continues the one under way. Null if it is not due or leased. */
async function begin<T>(
  ctx: Context,
  connection: Connection,
  { list, overlapMs, deep }: Reading<T>,
): Promise<Run | null> {
  const now = ctx.now();
  const leaseUntil = now + LEASE_MS;
  const overlap = {
    ms: overlapMs,
    deepMs: deep?.overlapMs ?? overlapMs,
    // Each connection has its own minute for it.
    deepBefore: deep === undefined ? 0 : latestTurn(connection.id, now, deep.everyMs),
  };
  const row = await leaseList(ctx.db, firstRow(connection, list), { now, until: leaseUntil, overlap });
  if (row === undefined || row.since === null || row.startedAt === null) return null;
  const { since, startedAt, cursor, watermark } = row;
  return { watermark, since, startedAt, cursor, leaseUntil };
}
