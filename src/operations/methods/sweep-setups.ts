import { asc, eq, lte } from 'drizzle-orm';
import { someRow } from '../../db/queries/waiting-parts.ts';
import { methodSetups } from '../../db/schema/index.ts';
import { holdSetupChecks, takeSetupCheck } from '../../db/writes/checks.ts';
import { sweepWithinBudget } from '../core/budget.ts';
import type { Context, ReadContext } from '../core/context.ts';
import { syncSetup } from './sync-setup.ts';
import { DEPOSITS_POLL_EVERY_MS, SETUP_POLL_EVERY_MS } from './timing.ts';

const AT_MOST = 500;

/** Whether a set-up is due to be polled. */
export const setupsWait = (ctx: ReadContext) => someRow(methodSetups, lte(methodSetups.checkAt, ctx.now()));

/**
 * Polls the set-ups that are due: a method that was put on file is here within minutes, webhooks or none. The next
 * check is set first, so that overlapping ticks share the work.
 */
export async function sweepSetups(ctx: Context): Promise<void> {
  const now = ctx.now();
  const due = await ctx.db
    .select(COLUMNS)
    .from(methodSetups)
    .where(lte(methodSetups.checkAt, now))
    .orderBy(asc(methodSetups.checkAt))
    .limit(AT_MOST);
  await sweepWithinBudget(ctx, {
    of: 'setup',
    due,
    idOf: ({ id }) => id,
    ownerOf: ({ connectionId }) => connectionId,
    atOnce: 1,
    work: (setup) => check(ctx, setup, now),
    hold: (ids, until) => holdSetupChecks(ctx.db, { ids, dueBy: now, until }),
  });
}

/** Checks a set-up that was handed over, unless another worker did. */
export async function checkSetup(ctx: Context, setupId: string, until: number): Promise<void> {
  const [setup] = await ctx.db.select(COLUMNS).from(methodSetups).where(eq(methodSetups.id, setupId));
  if (setup !== undefined) await check(ctx, setup, until);
}

const COLUMNS = { id: methodSetups.id, state: methodSetups.state, connectionId: methodSetups.connectionId };
type Due = Pick<typeof methodSetups.$inferSelect, keyof typeof COLUMNS>;

async function check(ctx: Context, { id, state }: Due, dueBy: number): Promise<void> {
  const now = ctx.now();
  const next = now + (state === 'verifying' ? DEPOSITS_POLL_EVERY_MS : SETUP_POLL_EVERY_MS);
  if (await takeSetupCheck(ctx.db, { id, dueBy: Math.max(now, dueBy), next })) await syncSetup(ctx, id);
}
