import { deleteOldSessions, someOldSession } from '../../db/writes/portal-sessions.ts';
import { STAFF_IDLE_MS } from '../../domain/staff/session.ts';
import type { Context, ReadContext } from '../core/context.ts';
import { LONGEST_WINDOW_MS } from '../sign-in/timing.ts';
import { FORGET_AFTER_MS } from './timing.ts';

/** So many rows of each a tick. */
const AT_ONCE = 1000;

const past = (now: number) => ({
  before: now - FORGET_AFTER_MS,
  staffSeenBefore: now - FORGET_AFTER_MS - STAFF_IDLE_MS,
  windowsBefore: now - 2 * LONGEST_WINDOW_MS,
});

/** Whether there is something to delete. */
export const oldSessionsWait = (ctx: ReadContext) => someOldSession(past(ctx.now()));

/** Deletes sign-ins, sessions and invitations that are long over, and counters of past windows. May run twice or late. */
export async function prunePortal(ctx: Context): Promise<void> {
  await deleteOldSessions(ctx.db, { ...past(ctx.now()), most: AT_ONCE });
}
