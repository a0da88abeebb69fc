import { type Failure, failuresOf, isTried, ownFailures } from './declines.ts';
import { lastOf, lastRound, type Round } from './rounds.ts';
import type { CollectionFacts, Decision } from './types.ts';

type Notice = Decision['notify'];

/**
 * The failures of a round that nobody was told of, as one notice: several methods that were declined within a minute
 * make one message. `next` is the next attempt and its method, as things are now; null where there is none.
 */
export function failureNotice(
  facts: Pick<CollectionFacts, 'invoice'>,
  round: Round | null,
  next: { readonly at: number; readonly methodId: string | null } | null,
  isFinal = false,
): Notice {
  if (round === null) return null;
  const { paymentId } = lastOf(round);
  if (paymentId === facts.invoice.notifiedOf) return null;
  return {
    paymentId,
    before: untold(facts, round)
      .slice(0, -1)
      .map((failure) => failure.paymentId),
    nextAttemptAt: next?.at ?? null,
    nextMethodId: next?.methodId ?? null,
    isFinal,
    paidBy: null,
  };
}

/** The notice that another method collected the invoice after one was declined, if nobody was told of the decline. */
export function collectedNotice(facts: Pick<CollectionFacts, 'invoice' | 'attempts'>): Notice {
  const round = lastRound(ownFailures(facts));
  const notice = failureNotice(facts, round, null);
  if (round === null || notice === null) return null;
  const { methodId, failedAt } = lastOf(round);
  const paid = facts.attempts.findLast(
    ({ via, state, claimedAt }) =>
      via === 'autopay' && (state === 'succeeded' || state === 'returned') && claimedAt >= failedAt,
  );
  if (paid === undefined || paid.methodId === methodId) return null;
  return { ...notice, paidBy: paid.paymentId };
}

/**
 * The plan, with the failure of the last charge if nobody was told of it before somebody else came to pay the invoice: it
 * counts nothing for them, but who was charged and the business hear of it, once.
 */
export const withFormer = (
  facts: Pick<CollectionFacts, 'invoice' | 'attempts' | 'now'>,
  plan: Decision,
): Decision => (plan.notify === null ? { ...plan, notify: formerNotice(facts, plan.step) } : plan);

function formerNotice(
  { invoice, attempts, now }: Pick<CollectionFacts, 'invoice' | 'attempts' | 'now'>,
  step: Decision['step'],
): Notice {
  // What was withdrawn before it reached a bank says nothing.
  const tried = attempts.filter((attempt) => attempt.via === 'autopay' && isTried(attempt));
  const [last] = failuresOf(tried.slice(-1));
  if (last?.isOthers !== true || last.paymentId === invoice.notifiedOf) return null;
  const nextAttemptAt = step.kind === 'charge' ? now : step.kind === 'notice' ? step.chargeAt : null;
  const nothing = { before: [], nextMethodId: null, isFinal: false, paidBy: null };
  return { paymentId: last.paymentId, nextAttemptAt, ...nothing };
}

const untold = ({ invoice }: Pick<CollectionFacts, 'invoice'>, { failures }: Round): readonly Failure[] =>
  failures.slice(failures.findIndex(({ paymentId }) => paymentId === invoice.notifiedOf) + 1);
