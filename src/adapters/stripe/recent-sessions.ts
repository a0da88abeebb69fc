import type { SessionFacts } from '../../domain/payment/outcome.ts';

const STORED_MS = 5_000;
const MOST_STORED = 500;

/**
 * The open sessions that Stripe returned in the last seconds, in this isolate's memory, so that many clicks on one
 * link cost one request. They serve to redirect a payer only; outcomes are always retrieved.
 */
export type RecentSessions = {
  readonly store: (facts: SessionFacts) => SessionFacts;
  readonly find: (sessionId: string) => SessionFacts | null;
  readonly forget: (sessionId: string) => void;
};

/** `now` in milliseconds since the epoch. */
export function recentSessions(now: () => number): RecentSessions {
  const stored = new Map<string, { readonly facts: SessionFacts; readonly until: number }>();
  return {
    store: (facts) => {
      stored.delete(facts.sessionId);
      if (facts.status === 'open') stored.set(facts.sessionId, { facts, until: now() + STORED_MS });
      const [oldest] = stored.keys();
      if (stored.size > MOST_STORED && oldest !== undefined) stored.delete(oldest);
      return facts;
    },
    find: (sessionId) => {
      const found = stored.get(sessionId);
      return found !== undefined && found.until > now() ? found.facts : null;
    },
    forget: (sessionId) => {
      stored.delete(sessionId);
    },
  };
}
