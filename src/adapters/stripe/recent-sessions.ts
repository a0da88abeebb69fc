import type { SessionFacts } from '../../domain/payment/outcome.ts';

const KEPT_MS = 5_000;
const KEPT_MOST = 500;

/**
 * The open sessions that Stripe told of in the last seconds, in this isolate's memory: a crowd of clicks on one
 * link asks Stripe once. Good for showing a payer the way and for nothing else; outcomes are always retrieved.
 */
export type RecentSessions = {
  readonly keep: (facts: SessionFacts) => SessionFacts;
  readonly find: (sessionId: string) => SessionFacts | null;
  readonly forget: (sessionId: string) => void;
};

/** `now` in milliseconds since the epoch. */
export function recentSessions(now: () => number): RecentSessions {
  const kept = new Map<string, { readonly facts: SessionFacts; readonly until: number }>();
  return {
    keep: (facts) => {
      kept.delete(facts.sessionId);
      if (facts.status === 'open') kept.set(facts.sessionId, { facts, until: now() + KEPT_MS });
      const [oldest] = kept.keys();
      if (kept.size > KEPT_MOST && oldest !== undefined) kept.delete(oldest);
      return facts;
    },
    find: (sessionId) => {
      const found = kept.get(sessionId);
      return found !== undefined && found.until > now() ? found.facts : null;
    },
    forget: (sessionId) => {
      kept.delete(sessionId);
    },
  };
}
