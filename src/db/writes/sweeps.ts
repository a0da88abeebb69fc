import { and, eq, gt, inArray, isNull, lte, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { listed } from '../queries/listed.ts';
import { type connections, type ListName, sweeps } from '../schema/index.ts';

type Row = typeof sweeps.$inferSelect;

/** One connection's cursor in one of Stripe's lists. */
export type ListOfConnection = { readonly connectionId: string; readonly list: ListName };

const rowOf = ({ connectionId, list }: ListOfConnection) =>
  and(eq(sweeps.connectionId, connectionId), eq(sweeps.list, list));

/** A list that was never read on this connection: nothing of ours is older, unless the account was connected before. */
export const firstRow = (
  connection: Pick<typeof connections.$inferSelect, 'id' | 'createdAt'>,
  list: ListName,
): Row => ({
  connectionId: connection.id,
  list,
  watermark: connection.createdAt,
  since: null,
  startedAt: null,
  cursor: null,
  touchedAt: connection.createdAt,
  leaseUntil: 0,
  dueAt: 0,
  queuedUntil: 0,
  failedAt: null,
  failure: null,
  types: null,
});

/**
 * Where reading begins: an account that is connected again is read on from where its earlier connection was, or began if it
 * was never read, so that what moved in between is not missed.
 */
const watermarkOf = ({ connectionId, list, watermark }: Row) =>
  sql<number>`min(${watermark}, coalesce((select coalesce(max(read.watermark), min(earlier.created_at))
    from connections mine
    join connections earlier on earlier.account = mine.account and earlier.livemode = mine.livemode
      and earlier.id <> mine.id
    left join sweeps read on read.connection_id = earlier.id and read.list = ${list}
    where mine.id = ${connectionId}), ${watermark}))`;

/** Begins a list at the right place, whoever is the first to need its row. */
const insertFirst = (db: Database, first: Row) =>
  db.insert(sweeps).values({ ...first, watermark: watermarkOf(first) });

/** How far before the watermark a run begins (ms): `deepMs` where the watermark is from before `deepBefore`. */
type Overlap = { readonly ms: number; readonly deepMs: number; readonly deepBefore: number };

/** Leases a due list and starts or resumes a run; undefined where another worker is reading it. */
export async function leaseList(
  db: Database,
  first: Row,
  { now, until, overlap }: { readonly now: number; readonly until: number; readonly overlap: Overlap },
): Promise<Row | undefined> {
  const [, [row]] = await db.batch([
    insertFirst(db, first).onConflictDoNothing(),
    db
      .update(sweeps)
      .set({
        leaseUntil: until,
        queuedUntil: 0,
        since: sql`coalesce(${sweeps.since}, ${sweeps.watermark}
          - iif(${sweeps.watermark} < ${overlap.deepBefore}, ${overlap.deepMs}, ${overlap.ms}))`,
        startedAt: sql`coalesce(${sweeps.startedAt}, ${now})`,
      })
      .where(and(rowOf(first), lte(sweeps.leaseUntil, now), lte(sweeps.dueAt, now)))
      .returning(),
  ]);
  return row;
}

/** Moves a leased list's cursor or gives the lease back; false where the lease was lost. */
export async function writeLeasedList(
  db: Database,
  list: ListOfConnection,
  heldUntil: number,
  columns: Partial<Row>,
): Promise<boolean> {
  const written = await db
    .update(sweeps)
    .set(columns)
    .where(and(rowOf(list), eq(sweeps.leaseUntil, heldUntil)))
    .returning({ list: sweeps.list });
  return written.length > 0;
}

/** Ends a run: the watermark moves to the run's start. Undefined where the lease was lost. */
export async function finishList(
  db: Database,
  list: ListOfConnection,
  heldUntil: number,
  run: { readonly startedAt: number; readonly now: number; readonly dueAt: number },
): Promise<Pick<Row, 'watermark'> | undefined> {
  const [row] = await db
    .update(sweeps)
    .set({
      watermark: sql`max(${sweeps.watermark}, ${run.startedAt})`,
      since: null,
      startedAt: null,
      cursor: null,
      touchedAt: run.now,
      leaseUntil: 0,
      dueAt: run.dueAt,
      failedAt: null,
      failure: null,
    })
    .where(and(rowOf(list), eq(sweeps.leaseUntil, heldUntil)))
    .returning({ watermark: sweeps.watermark });
  return row;
}

/**
 * Notes which types of events a list is read for. Where `from` is given, types were added that it was never read for: unless
 * somebody is at it, it is read from that instant on once more. False where somebody is.
 */
export async function setTypesOfList(
  db: Database,
  list: ListOfConnection,
  { types, from, now }: { readonly types: string; readonly from: number | null; readonly now: number },
): Promise<boolean> {
  const again = { since: null, startedAt: null, cursor: null } as const;
  const written = await db
    .update(sweeps)
    .set({
      types,
      ...(from !== null && { ...again, watermark: sql<number>`min(${sweeps.watermark}, ${from})` }),
    })
    .where(and(rowOf(list), lte(sweeps.leaseUntil, now)))
    .returning({ list: sweeps.list });
  return written.length > 0;
}

/** Notes that lists of these connections are in the queue; returns the connections, also those that have no row yet. */
export async function holdLists(
  db: Database,
  list: ListName,
  connectionIds: readonly string[],
  until: number,
): Promise<readonly string[]> {
  await db
    .update(sweeps)
    .set({ queuedUntil: until })
    .where(and(eq(sweeps.list, list), sql`${sweeps.connectionId} in ${listed(connectionIds)}`));
  return connectionIds;
}

/** Sets when a list is due again, ms. */
export async function setListDue(db: Database, list: ListOfConnection, dueAt: number): Promise<void> {
  await db.update(sweeps).set({ dueAt }).where(rowOf(list));
}

/** The same for a list that may never have been read. */
export async function makeListDue(db: Database, first: Row, dueAt: number): Promise<void> {
  await insertFirst(db, { ...first, dueAt }).onConflictDoUpdate({
    target: [sweeps.connectionId, sweeps.list],
    set: { dueAt },
  });
}

/** If the connection is already paused, these lists are read again from `row.watermark` or earlier. */
export async function rewindPausedLists(
  db: Database,
  connectionId: string,
  lists: readonly ListName[],
  row: Partial<Row> & { readonly watermark: number },
): Promise<void> {
  await db
    .update(sweeps)
    .set(row)
    .where(
      and(
        eq(sweeps.connectionId, connectionId),
        inArray(sweeps.list, [...lists]),
        gt(sweeps.watermark, row.watermark),
        sql`exists (select 1 from connections where id = ${connectionId} and paused_at is not null)`,
      ),
    );
}

/** Notes that Stripe does not let a list be read, and why. */
export async function noteListFailed(
  db: Database,
  list: ListOfConnection,
  { at, failure }: { readonly at: number; readonly failure: string },
): Promise<void> {
  await db.update(sweeps).set({ failedAt: at, failure }).where(rowOf(list));
}

/** All that the list would have told of what was made before an instant is known by other lists. */
export async function touchList(db: Database, list: ListOfConnection, knownUntil: number): Promise<void> {
  await db
    .update(sweeps)
    .set({ touchedAt: sql`max(${sweeps.touchedAt}, ${knownUntil})` })
    .where(rowOf(list));
}

/**
 * Has lists read from an instant on, unless somebody is at it. Where money is paused it is the pause that says from
 * when they are read.
 */
export async function beginListsAt(
  db: Database,
  connection: Pick<typeof connections.$inferSelect, 'id' | 'createdAt'>,
  lists: readonly ListName[],
  watermark: number,
): Promise<void> {
  for (const list of lists) {
    await db.batch([
      insertFirst(db, firstRow(connection, list)).onConflictDoNothing(),
      db
        .update(sweeps)
        .set({ watermark })
        .where(
          and(
            rowOf({ connectionId: connection.id, list }),
            isNull(sweeps.since),
            sql`not exists (select 1 from connections where id = ${connection.id} and paused_at is not null)`,
          ),
        ),
    ]);
  }
}
