import { and, lt, lte } from 'drizzle-orm';
import { portalAttempts, portalSessions, signIns } from '../../db/schema/index.ts';
import type { Context } from '../core/context.ts';
import { FORGET_AFTER_MS, LONGEST_WINDOW_MS } from './timing.ts';

/** Forgets sign-ins and sessions that are long over, and counts of windows that are past. May run twice or late. */
export async function prunePortal(ctx: Context): Promise<void> {
  const now = ctx.now();
  const longAgo = now - FORGET_AFTER_MS;
  await ctx.db.batch([
    ctx.db.delete(signIns).where(lt(signIns.requestedAt, longAgo)),
    ctx.db
      .delete(portalSessions)
      .where(and(lt(portalSessions.expiresAt, longAgo), lt(portalSessions.createdAt, longAgo))),
    ctx.db.delete(portalAttempts).where(lte(portalAttempts.windowStart, now - 2 * LONGEST_WINDOW_MS)),
  ]);
}
