import { selectWithoutWords, setWords, someWithoutWords } from '../../db/writes/search-words.ts';
import { searchWords } from '../../domain/customer/search-words.ts';
import { hasRoomFor } from '../core/budget.ts';
import type { Context } from '../core/context.ts';

const AT_ONCE = 200;
/** A tick's share: two thousand customers in twenty statements. */
const BITES = 10;
/** What a tick keeps for what comes after this. */
const SPARE = 100;

/** Whether some customer's words are missing. */
export const wordsWait = () => someWithoutWords();

/**
 * Computes the words that customers are found by where their writer did not: an earlier version, or whatever took over a
 * change of Stripe's. Safe to run twice and concurrently.
 */
export async function sweepWords(ctx: Context): Promise<void> {
  for (let bites = 0; bites < BITES && hasRoomFor(SPARE); bites += 1) {
    const rows = await selectWithoutWords(ctx.db, AT_ONCE);
    if (rows.length === 0) return;
    await setWords(ctx.db, Object.fromEntries(rows.map((row) => [row.id, searchWords(row)])));
    if (rows.length < AT_ONCE) return;
  }
}
