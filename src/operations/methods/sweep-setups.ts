import { asc, lte } from 'drizzle-orm';
import { methodSetups } from '../../db/schema/index.ts';
import { takeSetupCheck } from '../../db/writes/checks.ts';
import type { Context } from '../core/context.ts';
import { describeError } from '../core/describe-error.ts';
import { syncSetup } from './sync-setup.ts';
import { DEPOSITS_POLL_EVERY_MS, SETUP_POLL_EVERY_MS } from './timing.ts';

const AT_ONCE = 50;

/**
 * Polls the set-ups that are due: a method that was put on file is here within minutes, webhooks or none. The next
 * check is set first, so that overlapping ticks share the work.
 */
export async function sweepSetups(ctx: Context): Promise<void> {
  const now = ctx.now();
  const due = await ctx.db
    .select({ id: methodSetups.id, state: methodSetups.state })
    .from(methodSetups)
    .where(lte(methodSetups.checkAt, now))
    .orderBy(asc(methodSetups.checkAt))
    .limit(AT_ONCE);
  for (const { id, state } of due) {
    const every = state === 'verifying' ? DEPOSITS_POLL_EVERY_MS : SETUP_POLL_EVERY_MS;
    try {
      if (await takeSetupCheck(ctx.db, { id, dueBy: now, next: now + every })) await syncSetup(ctx, id);
    } catch (error) {
      ctx.log('sweep_failed', { setupId: id, ...describeError(error) });
    }
  }
}
