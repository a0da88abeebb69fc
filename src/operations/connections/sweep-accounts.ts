import { someOf } from '../../db/queries/waiting-parts.ts';
import { askForRead, holdReads, selectReadsDue } from '../../db/writes/accounts.ts';
import { sweepWithinBudget } from '../core/budget.ts';
import type { Context, ReadContext } from '../core/context.ts';
import { type AccountRead, readDueAccount } from './read-account.ts';

/** A person who presses a button sees what holds now. */
const BY_PERSON_EVERY_MS = 5_000;
const READS_A_TICK = 200;
/** What changed is committed and invoices are rechecked. */
const STATEMENTS_A_READ = 30;
/** Workers open six connections at once. */
const AT_ONCE = 3;

/** Whether an account is due to be read. */
export const accountsWait = (ctx: ReadContext) => someOf(selectReadsDue(ctx.db, ctx.livemode, ctx.now(), 1));

/** Reads the accounts that are due: those that an event asked for, and all of them once an hour. */
export async function sweepAccounts(ctx: Context): Promise<void> {
  const now = ctx.now();
  await sweepWithinBudget(ctx, {
    of: 'account',
    due: await selectReadsDue(ctx.db, ctx.livemode, now, READS_A_TICK),
    idOf: ({ id }) => id,
    ownerOf: ({ merchantId }) => merchantId,
    atOnce: AT_ONCE,
    unit: STATEMENTS_A_READ,
    work: async ({ id }) => {
      await readDueAccount(ctx, { connectionId: id, dueBy: now });
    },
    hold: (ids, until) => holdReads(ctx.db, ids, { now, until }),
  });
}

/** Reads an account that was handed over, unless another worker did. */
export async function readHandedOver(ctx: Context, connectionId: string, until: number): Promise<void> {
  await readDueAccount(ctx, { connectionId, dueBy: until });
}

/**
 * An event says that an account has changed. It is no news by itself, since it may be late: it only asks for a read, of
 * which there is at most one a minute. False where no connection of ours is to that account.
 */
export async function wakeAccount(
  ctx: Context,
  of: { readonly account: string } | { readonly connectionId: string },
): Promise<boolean> {
  const now = ctx.now();
  const asked = await askForRead(ctx.db, { ...of, livemode: ctx.livemode }, { now });
  if (asked === undefined) return false;
  if (asked.accountDueAt <= now) {
    await ctx.enqueue([{ kind: 'sweep', of: 'account', id: asked.id, until: now }]);
  }
  return true;
}

/** Reads an account for whoever looks at it now, unless it was read seconds ago; says which. */
export async function readAccountNow(ctx: Context, connectionId: string): Promise<AccountRead> {
  const now = ctx.now();
  const of = { connectionId, livemode: ctx.livemode };
  const asked = await askForRead(ctx.db, of, { now, everyMs: BY_PERSON_EVERY_MS });
  return asked !== undefined && asked.accountDueAt <= now
    ? readDueAccount(ctx, { connectionId, dueBy: now })
    : 'not_due';
}
