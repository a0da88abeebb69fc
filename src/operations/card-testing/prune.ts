import { pruneDeclines, someOldDecline } from '../../db/writes/card-declines.ts';
import { DECLINES_COUNT_FOR_MS } from '../../domain/payment/card-testing.ts';
import type { Context, ReadContext } from '../core/context.ts';

/** A block that is over is kept so long, beside its entries in the journal. */
const KEPT_MS = 30 * 24 * 3_600_000;

const past = (now: number) => ({ declinedBefore: now - DECLINES_COUNT_FOR_MS, endedBefore: now - KEPT_MS });

/** Whether there is something to delete. */
export const oldDeclinesWait = (ctx: ReadContext) => someOldDecline(past(ctx.now()));

/** Deletes refused cards that count no more, and blocks that are long over. May run twice or late. */
export async function pruneCardTesting(ctx: Context): Promise<void> {
  await pruneDeclines(ctx.db, past(ctx.now()));
}
