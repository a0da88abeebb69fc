import { and, inArray, lt, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
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

/** Deletes declines that count no more, and blocks that are long over. */
export async function pruneDeclines(
  db: Database,
  { declinedBefore, endedBefore }: { readonly declinedBefore: number; readonly endedBefore: number },
): Promise<void> {
  const old = db
    .select({ id: cardDeclines.chargeId })
    .from(cardDeclines)
    .where(lt(cardDeclines.declinedAt, declinedBefore))
    .limit(AT_ONCE);
  await db.batch([
    db.delete(cardDeclines).where(inArray(cardDeclines.chargeId, old)),
    db
      .delete(paymentBlocks)
      .where(
        and(lt(paymentBlocks.until, endedBefore), sql`coalesce(${paymentBlocks.toldAt}, 0) < ${endedBefore}`),
      ),
  ]);
}
