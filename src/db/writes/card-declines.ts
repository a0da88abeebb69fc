import { and, inArray, lt, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { either, someRow } from '../queries/waiting-parts.ts';
import { cardDeclines, paymentBlocks } from '../schema/index.ts';

/** Stores declines, each once, however often it is told of. */
export async function storeDeclines(
  db: Database,
  rows: readonly (typeof cardDeclines.$inferInsert)[],
): Promise<void> {
  const [first, ...others] = rows.map((row) => db.insert(cardDeclines).values(row).onConflictDoNothing());
  if (first !== undefined) await db.batch([first, ...others]);
}

const AT_ONCE = 1000;

type Past = { readonly declinedBefore: number; readonly endedBefore: number };

const isOldDecline = ({ declinedBefore }: Past) => lt(cardDeclines.declinedAt, declinedBefore);
const isOldBlock = ({ endedBefore }: Past) =>
  and(lt(paymentBlocks.until, endedBefore), sql`coalesce(${paymentBlocks.toldAt}, 0) < ${endedBefore}`);

/** A condition: some row is to be deleted by {@link pruneDeclines}. */
export const someOldDecline = (past: Past): SQL =>
  either(someRow(cardDeclines, isOldDecline(past)), someRow(paymentBlocks, isOldBlock(past)));

/** Deletes declines that count no more, and blocks that are long over. */
export async function pruneDeclines(db: Database, past: Past): Promise<void> {
  const old = db
    .select({ id: cardDeclines.chargeId })
    .from(cardDeclines)
    .where(isOldDecline(past))
    .limit(AT_ONCE);
  await db.batch([
    db.delete(cardDeclines).where(inArray(cardDeclines.chargeId, old)),
    db.delete(paymentBlocks).where(isOldBlock(past)),
  ]);
}
