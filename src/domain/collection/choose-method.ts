import { instantAt, parseLocalDate } from '../calendar.ts';
import { type Failure, failuresOf, isRepeatable } from './declines.ts';
import { isBy, isCardSpent, isDebitSpent, isRefusedForGood } from './limits.ts';
import { hasSteppedBack, inOrder } from './order.ts';
import type { CollectionFacts, MethodOnFile, PassedOver, Takes, WhyNot } from './types.ts';

/** What the choice of a method depends on. */
export type Choosing = Pick<CollectionFacts, 'attempts' | 'methods' | 'takes' | 'spent'> & {
  readonly merchant: Pick<CollectionFacts['merchant'], 'timeZone'>;
  readonly invoice: Pick<CollectionFacts['invoice'], 'currency'>;
};

export type MethodChoice = {
  readonly method: MethodOnFile | null;
  readonly passedOver: readonly PassedOver[];
};

/**
 * Chooses the method to charge in the order of `order.ts`, one whose last charge was declined after all others, passing
 * over those that cannot be charged at `chargeAt` (ms since the epoch), or were tried just now. Returns why each was
 * passed over, including all where none is left.
 */
export function chooseMethod(
  facts: Choosing,
  chargeAt: number,
  isTried: (method: MethodOnFile) => boolean = () => false,
): MethodChoice {
  const failures = failuresOf(facts.attempts);
  const ordered = inOrder(facts.methods).map((method) => ({
    method,
    why: whyNot(method, facts, failures, chargeAt) ?? (isTried(method) ? ('declined' as const) : null),
  }));
  const free = ordered.filter(({ why }) => why === null);
  const chosen = free.find(({ method }) => !hasSteppedBack(method)) ?? free[0] ?? null;
  const before = chosen === null ? ordered : ordered.slice(0, ordered.indexOf(chosen));
  const passedOver = ordered
    .filter((each) => each !== chosen)
    .filter((each) => before.includes(each) || (chosen !== null && isAhead(each.method, chosen.method)))
    .map(({ method, why }) => ({ methodId: method.id, why: why ?? ('declined' as const) }));
  return { method: chosen?.method ?? null, passedOver };
}

/** Whether a method behind in the order would have been charged first, since the other stepped back. */
const isAhead = (method: MethodOnFile, than: MethodOnFile): boolean =>
  hasSteppedBack(than) && !hasSteppedBack(method);

function whyNot(
  method: MethodOnFile,
  facts: Choosing,
  failures: readonly Failure[],
  chargeAt: number,
): WhyNot | null {
  switch (method.state) {
    case 'detached':
      return 'detached';
    case 'pending_verification':
      return 'pending';
    case 'unusable':
      return 'unusable';
    case 'usable':
      break;
  }
  if (method.link === 'refused' || method.link === 'not_confirmed') return method.link;
  if (!canMove(method, facts.invoice.currency)) return 'wrong_currency';
  if (!isTaken(method, facts.takes)) return 'not_taken';
  if (isMethodExpired(method, facts.merchant.timeZone, chargeAt)) return 'expired';
  const failed = whyFailed(method, failures);
  if (failed !== null) return failed;
  if (method.kind === 'us_bank_account' && isDebitSpent(method, failures, chargeAt)) {
    return 'presented_too_often';
  }
  const spent = method.fingerprint === null ? undefined : facts.spent.get(method.fingerprint);
  if (spent === undefined) return null;
  if (isRefusedForGood(spent.failures, method.kind)) return 'never_again';
  return method.kind === 'card' && isCardSpent(spent) ? 'network_limit' : null;
}

/** ACH moves US dollars only. https://docs.stripe.com/payments/ach-direct-debit */
export const canMove = ({ kind }: Pick<MethodOnFile, 'kind'>, currency: string): boolean =>
  kind !== 'us_bank_account' || currency === 'USD';

/** Whether the account can be paid with a method of this kind; it can where nothing is known. */
export const isTaken = ({ kind }: Pick<MethodOnFile, 'kind'>, takes: Takes | undefined): boolean =>
  kind === 'card' ? takes?.card !== false : kind !== 'us_bank_account' || takes?.ach !== false;

/** A card is good to the end of its month, which ends where the merchant is. */
export function isMethodExpired(method: MethodOnFile, timeZone: string, at: number): boolean {
  const { expMonth, expYear } = method;
  if (expMonth === null || expYear === null) return false;
  const [year, month] = expMonth === 12 ? [expYear + 1, 1] : [expYear, expMonth + 1];
  const dayAfter = parseLocalDate(`${year}-${String(month).padStart(2, '0')}-01`);
  return dayAfter !== null && at >= instantAt(dayAfter, 0, timeZone);
}

/**
 * What the last failure of the method on this invoice says. `never_again` holds for the card or account itself; for the
 * rest a method entered anew counts as a new one, since the customer may just have set it right.
 */
function whyFailed(method: MethodOnFile, failures: readonly Failure[]): 'failed' | 'never_again' | null {
  if (failures.some((failure) => failure.verdict === 'never_again' && isBy(failure, method))) {
    return 'never_again';
  }
  const last = failures.findLast((failure) => failure.methodId === method.id);
  return last === undefined || isRepeatable(last.verdict) ? null : 'failed';
}
