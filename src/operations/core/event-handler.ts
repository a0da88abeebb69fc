import type { EventFacts } from '../../adapters/stripe/port-events.ts';
import type { connections } from '../../db/schema/index.ts';
import type { Outcome } from '../../domain/outcome.ts';
import type { Verdict } from '../../domain/verdict.ts';
import type { Context } from './context.ts';

export type Connection = typeof connections.$inferSelect;

export type { Verdict } from '../../domain/verdict.ts';

export const HANDLED: Verdict = { state: 'handled' };

/** A verb's outcome → what becomes of the event that asked for it. */
export function verdictOf(outcome: Outcome<unknown>): Verdict {
  switch (outcome.kind) {
    case 'done':
      return HANDLED;
    case 'refused':
      return { state: 'quarantined', reason: outcome.rejection.code };
    case 'stripe_unavailable':
    case 'lost_race':
      return { state: 'later', reason: outcome.kind };
  }
}

/**
 * Works on an event of one family, for one connection of the account that it came from (an account may have had
 * several: the active one is asked first). Null where nothing of that connection is meant: then the next one is
 * asked, and in the end the event is foreign. Safe to run twice, in any order and at once; what the event says is
 * not believed but retrieved. What is thrown counts as `later`.
 */
export type EventHandler = (
  ctx: Context,
  connection: Connection,
  facts: EventFacts,
) => Promise<Verdict | null>;
