import { and, desc, eq, inArray, max, type SQLWrapper, sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { type Json, journal, type StreamType } from './schema/index.ts';

/** A journal that decisions are based on and lock. */
export type Stream = { readonly type: StreamType; readonly id: string };

/** A stream's position when it was read. */
export type Head = { readonly seq: number; readonly hash: string };

/** The head of a stream that has no entry yet. */
export const EMPTY_HEAD: Head = { seq: 0, hash: '' };

/** The select for a stream's head, for a read batch; see {@link headOf}. */
export const selectHead = (db: Database, stream: Stream) =>
  db
    .select({ seq: journal.seq, hash: journal.hash })
    .from(journal)
    .where(and(eq(journal.streamType, stream.type), eq(journal.streamId, stream.id)))
    .orderBy(desc(journal.seq))
    .limit(1);

/**
 * The select for the heads of several streams of a type, by their ids or by a select of them; see {@link headIn}.
 * Beside MAX, SQLite takes the bare column from the row that holds the maximum.
 * https://www.sqlite.org/lang_select.html#bareagg
 */
export const selectHeads = (db: Database, type: StreamType, ids: readonly string[] | SQLWrapper) =>
  db
    .select({ streamId: journal.streamId, seq: sql<number>`${max(journal.seq)}`, hash: journal.hash })
    .from(journal)
    .where(and(eq(journal.streamType, type), inArray(journal.streamId, 'getSQL' in ids ? ids : [...ids])))
    .groupBy(journal.streamId);

/** The head of one of the streams that {@link selectHeads} found. */
export const headIn = (rows: readonly (Head & { readonly streamId: string })[], id: string): Head => {
  const found = rows.find(({ streamId }) => streamId === id);
  return found === undefined ? EMPTY_HEAD : { seq: found.seq, hash: found.hash };
};

/** The head that {@link selectHead} found. */
export const headOf = (rows: readonly Head[]): Head => rows[0] ?? EMPTY_HEAD;

/** The select for a command's earlier entry on a stream, for a read batch. */
export const selectCommand = (db: Database, stream: Stream, commandId: string) =>
  db
    .select({ result: journal.result })
    .from(journal)
    .where(
      and(
        eq(journal.streamType, stream.type),
        eq(journal.streamId, stream.id),
        eq(journal.commandId, commandId),
      ),
    )
    .limit(1);

/** The stored result of a command on a stream; undefined where it never acted. */
export async function findCommand(
  db: Database,
  stream: Stream,
  commandId: string,
): Promise<{ readonly result: Json } | undefined> {
  const [row] = await selectCommand(db, stream, commandId);
  return row;
}
