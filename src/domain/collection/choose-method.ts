import { instantAt, parseLocalDate } from '../calendar.ts';
import { type Failure, failuresOf } from './declines.ts';
import { isBy, isCardSpent, isDebitSpent, isRefusedForGood } from './limits.ts';
import type { CollectionFacts, MethodOnFile, PassedOver, WhyNot } from './types.ts';

export type MethodChoice = {
  readonly method: MethodOnFile | null;
  readonly passedOver: readonly PassedOver[];
};

/**
 * Chooses the method to charge: the default first, then the customer's order, passing over those that cannot be
 * charged at `chargeAt` (ms since the epoch). Returns why each was passed over, including all where none is left.
 */
export function chooseMethod(facts: CollectionFacts, chargeAt: number): MethodChoice {
  const failures = failuresOf(facts.attempts);
  const passedOver: PassedOver[] = [];
  for (const method of inOrder(facts.methods)) {
    const why = whyNot(method, facts, failures, chargeAt);
    if (why === null) return { method, passedOver };
    passedOver.push({ methodId: method.id, why });
  }
  return { method: null, passedOver };
}

function inOrder(methods: readonly MethodOnFile[]): readonly MethodOnFile[] {
  const rank = (method: MethodOnFile) => (method.isDefault ? 0 : 1);
  return methods.toSorted(
    (a, b) => rank(a) - rank(b) || a.position - b.position || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
}

function whyNot(
  method: MethodOnFile,
  facts: CollectionFacts,
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
  // ACH moves US dollars only: https://docs.stripe.com/payments/ach-direct-debit
  if (method.kind === 'us_bank_account' && facts.invoice.currency !== 'USD') return 'wrong_currency';
  if (isMethodExpired(method, facts.merchant.timeZone, chargeAt)) return 'expired';
  const failed = whyFailed(method, failures);
  if (failed !== null) return failed;
  if (method.kind === 'us_bank_account' && isDebitSpent(method, failures, chargeAt)) {
    return 'presented_too_often';
  }
  const spent = method.fingerprint === null ? undefined : facts.spent.get(method.fingerprint);
  if (spent === undefined) return null;
  if (isRefusedForGood(spent, method.kind)) return 'never_again';
  return method.kind === 'card' && isCardSpent(spent) ? 'network_limit' : null;
}

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
  return last === undefined || last.verdict === 'retry_later' ? null : 'failed';
}
