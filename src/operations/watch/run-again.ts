import { countStopped, listStopped, type StoppedFilter, type Within } from '../../db/queries/stopped.ts';
import { settleDeadLetters } from '../../db/writes/dead-letters.ts';
import { reviveEvents, reviveEventsOfObjects, reviveJobs } from '../../db/writes/run-again.ts';
import { parsedJson } from '../../domain/json.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import type { StoppedKind } from '../../domain/watch/stopped.ts';
import type { Context, QueueMessage } from '../core/context.ts';
import { readMessage } from '../core/read-message.ts';
import { type OfWhom, withinOf } from './stopped-work.ts';

export type RunAgainAsk = OfWhom & StoppedFilter & { readonly kind: StoppedKind };

/** How many were enqueued, and how many of those that were asked for are left for the next call. */
export type RanAgain = { readonly again: number; readonly left: number };

/**
 * Runs stopped work again: one, all of a reason, or all of a kind, the oldest first and a bounded number at a time. Every job
 * and event can be done twice, so that pressing it twice does no harm.
 */
export async function runAgain(
  ctx: Context,
  { scope, kind, ...filter }: RunAgainAsk,
): Promise<Outcome<RanAgain>> {
  const within = withinOf(ctx, scope);
  const now = ctx.now();
  const ask = { within, filter, now };
  const { again, work } = await revive(ctx, kind, ask);
  if (work.length > 0) {
    ctx.log('work_run_again', { kind, count: again, byOperator: scope === null });
    await ctx.enqueue(work);
  }
  if (filter.id !== null) return done({ again, left: 0 });
  const counts = await countStopped(ctx.db, kind, ask);
  return done({ again, left: counts.reduce((sum, { count }) => sum + count, 0) });
}

type Ask = { readonly within: Within; readonly filter: StoppedFilter; readonly now: number };
type Revived = { readonly again: number; readonly work: readonly QueueMessage[] };

async function revive(ctx: Context, kind: StoppedKind, ask: Ask): Promise<Revived> {
  switch (kind) {
    case 'dead_effect':
    case 'stuck_effect':
      return revived((await reviveJobs(ctx.db, kind, ask)).map(({ id }) => ({ kind: 'outbox', id })));
    case 'quarantined_event':
    case 'stuck_event':
      return revived((await reviveEvents(ctx.db, kind, ask)).map((key) => ({ kind: 'inbox', ...key })));
    case 'unknown_object':
      return revived((await reviveEventsOfObjects(ctx.db, ask)).map((key) => ({ kind: 'inbox', ...key })));
    case 'dead_letter':
      return settle(ctx, ask);
  }
}

const revived = (work: readonly QueueMessage[]): Revived => ({ again: work.length, work });

/** D1 takes a hundred values a statement. */
const LETTERS = 90;

/** What a dead letter names is enqueued again; the letter itself is settled, also where nobody can read it. */
async function settle(ctx: Context, { within, filter, now }: Ask): Promise<Revived> {
  const letters = await listStopped(ctx.db, 'dead_letter', {
    within,
    filter,
    now,
    after: null,
    limit: LETTERS,
  });
  const ids = letters.map(({ id }) => id);
  if (ids.length > 0) await settleDeadLetters(ctx.db, ids, now);
  const work = letters.flatMap(({ details }) => {
    // One that was too long is stored without its end.
    const message = readMessage(parsedJson(details ?? 'null'));
    return message === null ? [] : [message];
  });
  return { again: letters.length, work };
}
