import { deleteOldSessions } from '../../db/writes/portal-sessions.ts';
import { STAFF_IDLE_MS } from '../../domain/staff/session.ts';
import type { Context } from '../core/context.ts';
import { LONGEST_WINDOW_MS } from '../sign-in/timing.ts';
import { FORGET_AFTER_MS } from './timing.ts';

/** So many rows of each a tick. */
const AT_ONCE = 1000;

/** Deletes sign-ins, sessions and invitations that are long over, and counters of past windows. May run twice or late. */
export async function prunePortal(ctx: Context): Promise<void> {
  const now = ctx.now();
  await deleteOldSessions(ctx.db, {
    before: now - FORGET_AFTER_MS,
    staffSeenBefore: now - FORGET_AFTER_MS - STAFF_IDLE_MS,
    windowsBefore: now - 2 * LONGEST_WINDOW_MS,
    most: AT_ONCE,
  });
}
