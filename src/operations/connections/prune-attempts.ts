import { deleteOldAttempts, someAttemptBefore } from '../../db/writes/connect.ts';
import type { Context, ReadContext } from '../core/context.ts';
import { ATTEMPTS_KEPT_MS } from './timing.ts';

const MOST = 200;

/** Whether there are attempts to delete. */
export const oldAttemptsWait = (ctx: ReadContext) => someAttemptBefore(ctx.now() - ATTEMPTS_KEPT_MS);

/** Deletes attempts to connect an account that are long over. May run twice or late. */
export async function pruneConnectAttempts(ctx: Context): Promise<void> {
  await deleteOldAttempts(ctx.db, { before: ctx.now() - ATTEMPTS_KEPT_MS, most: MOST });
}
