import { emptyEntries, nextToEmpty, saveMark, selectOldEntries } from '../../db/writes/journal.ts';
import type { Bite } from '../../db/writes/retention.ts';
import type { Context } from '../core/context.ts';

/**
 * Empties the old entries of one merchant, whose turn it is: what they say goes, that they were made stays, and the chain
 * verifies as before.
 */
export async function emptyJournal(ctx: Context, { before, most }: Bite): Promise<number> {
  const next = await nextToEmpty(ctx.db);
  if (next === null) return 0;
  const { merchantId, emptiedUntil } = next;
  const old = await selectOldEntries(ctx.db, merchantId, { from: emptiedUntil, before, most });
  await emptyEntries(ctx.db, old);
  const last = old.at(-1);
  await saveMark(ctx.db, merchantId, last?.at ?? emptiedUntil, ctx.now());
  return old.length;
}
