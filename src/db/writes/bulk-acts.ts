import { and, eq, inArray, lt, sql } from 'drizzle-orm';
import type { BulkSkip } from '../../domain/invoice/bulk.ts';
import type { Database, Statement } from '../database.ts';
import { bulkActs, bulkRows } from '../schema/index.ts';

export const insertBulkAct = (db: Database, row: typeof bulkActs.$inferInsert): Statement =>
  db.insert(bulkActs).values(row);

/** All of its invoices in one statement, in their order. */
export const insertBulkRows = (
  db: Database,
  bulkId: string,
  chosen: readonly {
    readonly invoiceId: string;
    readonly seq: number;
    readonly passedOver: BulkSkip | null;
  }[],
): Statement =>
  db.insert(bulkRows).select(sql`
    SELECT ${bulkId}, value ->> 0, value ->> 1, value ->> 2, value ->> 3, NULLIF(value -> 4, 'null'), NULL
    FROM json_each(${JSON.stringify(chosen.map(rowOf))})`);

type Chosen = Parameters<typeof insertBulkRows>[2][number];

/** What has nothing to be done is passed over at once. */
const rowOf = ({ invoiceId, seq, passedOver }: Chosen, at: number) =>
  passedOver === null
    ? [at, invoiceId, seq, 'waiting', null]
    : [at, invoiceId, seq, 'skipped', { kind: 'skip', why: passedOver }];

/** Writes what became of one that waits; one that was written stays. */
export async function endBulkRow(
  db: Database,
  {
    bulkId,
    position,
    ...end
  }: Pick<typeof bulkRows.$inferSelect, 'bulkId' | 'position' | 'state' | 'reason' | 'doneAt'>,
): Promise<void> {
  await db
    .update(bulkRows)
    .set(end)
    .where(and(eq(bulkRows.bulkId, bulkId), eq(bulkRows.position, position), eq(bulkRows.state, 'waiting')));
}

/** Deletes old ones with their reports. */
export async function deleteOldBulkActs(db: Database, before: number, most: number): Promise<number> {
  const old = db
    .select({ id: bulkActs.id })
    .from(bulkActs)
    .where(lt(bulkActs.createdAt, before))
    .orderBy(bulkActs.createdAt)
    .limit(most);
  const gone = await db.delete(bulkActs).where(inArray(bulkActs.id, old)).returning({ id: bulkActs.id });
  return gone.length;
}
