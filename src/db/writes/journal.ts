import { and, asc, eq, gte, isNotNull, lt, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { dataCommitment } from '../hash-chain.ts';
import { journal, journalMarks, merchants } from '../schema/index.ts';

type Row = typeof journal.$inferSelect;
type Place = Pick<Row, 'streamType' | 'streamId' | 'seq'>;

/** The merchant whose old entries were checked longest ago, and how far they are emptied. */
export async function nextToEmpty(
  db: Database,
): Promise<{ readonly merchantId: string; readonly emptiedUntil: number } | null> {
  const [fresh] = await db
    .select({ merchantId: merchants.id })
    .from(merchants)
    .where(sql`not exists (select 1 from journal_marks where merchant_id = ${merchants.id})`)
    .limit(1);
  if (fresh !== undefined) return { ...fresh, emptiedUntil: 0 };
  const [next] = await db.select().from(journalMarks).orderBy(asc(journalMarks.checkedAt)).limit(1);
  return next ?? null;
}

/** A merchant's entries of a span that still have their data, oldest first. */
export const selectOldEntries = (
  db: Database,
  merchantId: string,
  { from, before, most }: { readonly from: number; readonly before: number; readonly most: number },
) =>
  db
    .select()
    .from(journal)
    .where(
      and(
        eq(journal.merchantId, merchantId),
        gte(journal.at, from),
        lt(journal.at, before),
        isNotNull(journal.salt),
      ),
    )
    .orderBy(asc(journal.at))
    .limit(most);

export const saveMark = (db: Database, merchantId: string, emptiedUntil: number, checkedAt: number) =>
  db
    .insert(journalMarks)
    .values({ merchantId, emptiedUntil, checkedAt })
    .onConflictDoUpdate({ target: journalMarks.merchantId, set: { emptiedUntil, checkedAt } });

/**
 * Erases what entries say: data, salt and result go, and the commitment that their hash covers takes their place. So the
 * chain verifies as before, and the commitment without its salt tells nobody what the data was.
 */
export async function emptyEntries(db: Database, entries: readonly Row[]): Promise<void> {
  const left = await Promise.all(
    entries.flatMap(({ streamType, streamId, seq, data, salt }) =>
      salt === null
        ? []
        : [
            dataCommitment(salt, data).then((commitment): Place & { readonly commitment: string } => ({
              streamType,
              streamId,
              seq,
              commitment,
            })),
          ],
    ),
  );
  if (left.length === 0) return;
  await db
    .update(journal)
    .set({ data: null, salt: null, result: null, commitment: sql`left.value ->> 'commitment'` })
    .from(sql`json_each(${JSON.stringify(left)}) as left`)
    .where(
      sql`${journal.streamType} = left.value ->> 'streamType' and ${journal.streamId} = left.value ->> 'streamId'
        and ${journal.seq} = left.value ->> 'seq' and ${journal.salt} is not null`,
    );
}
