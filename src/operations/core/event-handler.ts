import type { EventFacts } from '../../adapters/stripe/port-events.ts';
import type { connections } from '../../db/schema/index.ts';
import type { Outcome } from '../../domain/outcome.ts';
import type { Verdict } from '../../domain/verdict.ts';
import type { Context } from './context.ts';

export type Connection = typeof connections.$inferSelect;

export type { Verdict } from '../../domain/verdict.ts';

export const HANDLED: Verdict = { state: 'handled' };

/** A verb's outcome → the verdict on the event that triggered it. */
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
 * several: the active one is asked first). Null if the event does not concern that connection: then the next one is
 * asked, and in the end the event is foreign. Safe to run twice, in any order and concurrently; the event's content is
 * not trusted but retrieved from Stripe. An exception counts as `later`.
 */
export type EventHandler = (
  ctx: Context,
  connection: Connection,
  facts: EventFacts,
) => Promise<Verdict | null>;
