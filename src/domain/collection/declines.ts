import { ADVICE, BANK_DEBIT_RETURNS, CARD_DECLINES, PAYMENT_ERRORS, type Verdict } from './decline-codes.ts';
import type { Attempt, MethodCard } from './types.ts';

const VERDICTS: ReadonlyMap<string, Verdict> = new Map<string, Verdict>([
  ...Object.entries(PAYMENT_ERRORS),
  ...Object.entries(BANK_DEBIT_RETURNS),
  ...Object.entries(CARD_DECLINES),
]);
const ADVICES: ReadonlyMap<string, Verdict> = new Map<string, Verdict>(Object.entries(ADVICE));

/**
 * What a failure means: Stripe's decline, return or error code, the kind of method, and Stripe's advice where it is
 * known. A code that is not known here is `needs_customer`: repeating it by itself could break a rule that we have not
 * read yet, while notifying a person or charging another method breaks none. Of code and advice the stricter counts.
 */
export function classifyFailure(
  code: string | null,
  kind: MethodCard['kind'] | null,
  advice: string | null = null,
): Verdict {
  const byCode = code === null ? undefined : VERDICTS.get(code);
  const byAdvice = advice === null ? undefined : ADVICES.get(advice);
  if (byAdvice === undefined) return onBank(byCode ?? 'needs_customer', code, kind);
  return onBank(stricter(byCode ?? byAdvice, byAdvice), code, kind);
}

const AUTHENTICATE: keyof typeof CARD_DECLINES = 'authentication_required';

/** Whether the bank wants to hear from the payer. */
export const needsAuthentication = (code: string | null): boolean => code === AUTHENTICATE;

/** Whether the same method may be tried again for the same invoice, once its day has come. */
export const isRepeatable = (verdict: Verdict): boolean =>
  verdict === 'retry_later' || verdict === 'technical';

/** Of bank debits only one returned for want of funds may be presented again as it is (Nacha, 2.12.4). */
function onBank(verdict: Verdict, code: string | null, kind: MethodCard['kind'] | null): Verdict {
  const mayRepeat = kind !== 'us_bank_account' || code === 'insufficient_funds';
  return isRepeatable(verdict) && !mayRepeat ? 'needs_customer' : verdict;
}

const SEVERITY: Record<Verdict, number> = {
  technical: 0,
  retry_later: 1,
  other_method: 2,
  needs_customer: 3,
  never_again: 4,
};

const stricter = (a: Verdict, b: Verdict): Verdict => (SEVERITY[a] >= SEVERITY[b] ? a : b);

/** A declined or returned attempt: when (ms), and its verdict. */
export type Failure = Attempt & { readonly failedAt: number; readonly verdict: Verdict };

/**
 * The attempts that a bank refused, in the order given. One that was cancelled with a failure's code is one of
 * them (a PaymentIntent is cancelled after it failed); one without a code never reached the bank.
 */
export function failuresOf(attempts: readonly Attempt[]): readonly Failure[] {
  return attempts
    .filter(({ state, failureCode }) => state === 'failed' || (state === 'canceled' && failureCode !== null))
    .map((attempt) => ({
      ...attempt,
      failedAt: attempt.closedAt ?? attempt.claimedAt,
      verdict: classifyFailure(attempt.failureCode, attempt.kind, attempt.adviceCode),
    }));
}

/** The refused charges of autopay itself, which its schedule counts. */
export const ownFailures = ({ attempts }: { readonly attempts: readonly Attempt[] }): readonly Failure[] =>
  failuresOf(attempts.filter(({ isOthers }) => isOthers !== true)).filter(({ via }) => via === 'autopay');

/** Whether an attempt was not withdrawn before it reached a bank. */
export const isTried = ({ state, failureCode }: Pick<Attempt, 'state' | 'failureCode'>): boolean =>
  state !== 'canceled' || failureCode !== null;

/** How many of our own attempts, the last ones without a break, were cancelled before they reached the bank. */
export function cancelledInARow(attempts: readonly Attempt[]): {
  readonly count: number;
  readonly since: number;
} {
  const own = attempts.filter(({ via }) => via === 'autopay');
  const lastOther = own.findLastIndex(isTried);
  const last = own.at(-1);
  return { count: own.length - 1 - lastOther, since: last?.closedAt ?? last?.claimedAt ?? 0 };
}
