import { deleteOldAttempts } from '../../db/writes/connect.ts';
import type { Context } from '../core/context.ts';
import { ATTEMPTS_KEPT_MS } from './timing.ts';

const MOST = 200;

/** Deletes attempts to connect an account that are long over. May run twice or late. */
export async function pruneConnectAttempts(ctx: Context): Promise<void> {
  await deleteOldAttempts(ctx.db, { before: ctx.now() - ATTEMPTS_KEPT_MS, most: MOST });
}
