import { classifyFailure } from './declines.ts';
import type { Attempt, MethodOnFile, Spent } from './types.ts';

/**
 * Networks charge for, and forbid, repeating declined payments with one card. Mastercard (*Transaction Processing
 * Excellence*) counts 10 declines within 24 hours; Visa's rules have allowed 15, and since 2026 20, reattempts within 30
 * days (*Visa Core Rules*, table 7-2). They count per merchant and card whatever the invoice: so do we, by
 * fingerprint, and keep to the smaller figures, because attempts through the merchant's other systems count as well.
 */
export const CARD_LIMIT = { failuresIn24Hours: 10, failuresIn30Days: 15 } as const;

/**
 * A debit that was returned for insufficient or uncollected funds (R01, R09) may be presented again at most twice,
 * within 180 days of the first (Nacha Operating Rules, 2.12.4): three attempts for one invoice by one account.
 */
export const DEBIT_LIMIT = { attempts: 3, days: 180 } as const;

const DAY_MS = 86_400_000;

/**
 * Whether a card has recently failed so often, over all invoices, that it must not be charged for now. Two invoices that
 * are decided at the same time must not both use its last try: the schema counts the same when a charge is claimed.
 */
export const isCardSpent = (spent: Omit<Spent, 'failures'>): boolean =>
  spent.last24h + spent.open >= CARD_LIMIT.failuresIn24Hours ||
  spent.last30d + spent.open >= CARD_LIMIT.failuresIn30Days;

/** Whether the card or account was ever refused, for any invoice, in a way that must not be repeated. */
export const isRefusedForGood = (failures: Spent['failures'], kind: MethodOnFile['kind'] | null): boolean =>
  failures.some(({ code, advice }) => classifyFailure(code, kind, advice) === 'never_again');

/**
 * Whether a bank account may not be debited for this invoice any more, because it was presented as often as the rules
 * allow, or too long ago. `failures` are the invoice's failed attempts; `now` ms since the epoch.
 */
export function isDebitSpent(
  method: Pick<MethodOnFile, 'id' | 'fingerprint'>,
  failures: readonly Attempt[],
  now: number,
): boolean {
  const presented = failures.filter((attempt) => isBy(attempt, method));
  const [first] = presented;
  if (first === undefined) return false;
  return presented.length >= DEBIT_LIMIT.attempts || now - first.claimedAt > DEBIT_LIMIT.days * DAY_MS;
}

/** Whether an attempt was made with that card or account, under this id or an earlier one. */
export const isBy = (attempt: Attempt, method: Pick<MethodOnFile, 'id' | 'fingerprint'>): boolean =>
  attempt.methodId === method.id ||
  (method.fingerprint !== null && attempt.fingerprint === method.fingerprint);
