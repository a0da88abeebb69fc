import { parseLocalDate } from '../calendar.ts';
import { parseCurrency } from '../currency.ts';
import { MAX_MINOR } from '../money.ts';
import type { FieldProblem } from '../rejection.ts';
import { MAX_PRICE_NOTICE_DAYS } from '../schedule/rights.ts';
import type { Autopay, CollectPolicy } from './types.ts';

/** A requested change of the merchant's settings; omitted fields stay as they are. */
export type MerchantPolicyInput = {
  readonly hour?: number | undefined;
  readonly noticeDays?: number | undefined;
  readonly retryDays?: readonly number[] | undefined;
  readonly remindDays?: readonly number[] | undefined;
  readonly debitRefundDays?: number | undefined;
  readonly scheduleNoticeDays?: number | undefined;
};

export const MAX_RETRIES = 8;
export const MAX_RETRY_SPAN_DAYS = 60;
export const MAX_NOTICE_DAYS = 30;
export const MAX_REMINDERS = 8;
export const MAX_REMIND_DAY = 365;
export const MAX_DEBIT_REFUND_DAYS = 90;

const isBetween = (value: number, least: number, most: number): boolean =>
  Number.isInteger(value) && value >= least && value <= most;

/** Validates the merchant's collection settings; empty where they are valid. */
export function merchantPolicyProblems(input: MerchantPolicyInput): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  const refuse = (path: string, message: string) => problems.push({ path, message });
  if (input.hour !== undefined && !isBetween(input.hour, 0, 23)) {
    refuse('hour', 'Give an hour of the day from 0 to 23, in your time zone.');
  }
  if (input.noticeDays !== undefined && !isBetween(input.noticeDays, 0, MAX_NOTICE_DAYS)) {
    refuse('noticeDays', `Give from 0 (no notice) to ${MAX_NOTICE_DAYS} days.`);
  }
  if (input.debitRefundDays !== undefined && !isBetween(input.debitRefundDays, 0, MAX_DEBIT_REFUND_DAYS)) {
    refuse('debitRefundDays', `Give from 0 to ${MAX_DEBIT_REFUND_DAYS} days.`);
  }
  if (
    input.scheduleNoticeDays !== undefined &&
    !isBetween(input.scheduleNoticeDays, 0, MAX_PRICE_NOTICE_DAYS)
  ) {
    const message = `Give from 0 to ${MAX_PRICE_NOTICE_DAYS} days before the first invoice with a new price.`;
    refuse('scheduleNoticeDays', message);
  }
  problems.push(...retryProblems(input.retryDays ?? []), ...remindProblems(input.remindDays ?? []));
  return problems;
}

/** Networks monitor retries, and Nacha forbids them after 180 days; the schedule stays well inside both limits. */
function retryProblems(retryDays: readonly number[]): readonly FieldProblem[] {
  if (retryDays.length > MAX_RETRIES) {
    return [{ path: 'retryDays', message: `Give at most ${MAX_RETRIES} retries.` }];
  }
  const wrong = retryDays.findIndex((days) => !isBetween(days, 1, MAX_RETRY_SPAN_DAYS));
  if (wrong >= 0) {
    const message = `Give whole days from 1 to ${MAX_RETRY_SPAN_DAYS}: how long after a failure it is tried again.`;
    return [{ path: `retryDays[${wrong}]`, message }];
  }
  const span = retryDays.reduce((sum, days) => sum + days, 0);
  return span > MAX_RETRY_SPAN_DAYS
    ? [{ path: 'retryDays', message: `These are ${span} days in all; at most ${MAX_RETRY_SPAN_DAYS}.` }]
    : [];
}

function remindProblems(remindDays: readonly number[]): readonly FieldProblem[] {
  if (remindDays.length > MAX_REMINDERS) {
    return [{ path: 'remindDays', message: `Give at most ${MAX_REMINDERS} reminders.` }];
  }
  const wrong = remindDays.findIndex((days) => !isBetween(days, 1, MAX_REMIND_DAY));
  if (wrong >= 0) {
    const message = `Give whole days from 1 to ${MAX_REMIND_DAY} after the due date.`;
    return [{ path: `remindDays[${wrong}]`, message }];
  }
  const early = remindDays.findIndex((days, index) => index > 0 && days <= (remindDays[index - 1] ?? 0));
  return early >= 0
    ? [{ path: `remindDays[${early}]`, message: 'Each reminder comes later than the one before it.' }]
    : [];
}

/** What is wrong with a customer's cap per invoice, in minor units of a currency; null and null for no cap. */
export function capProblems(amount: number | null, currency: string | null): readonly FieldProblem[] {
  if (amount === null) {
    return currency === null ? [] : [{ path: 'cap.amount', message: 'Give the amount of the cap.' }];
  }
  if (amount === 0) {
    const message = 'A cap of zero would never allow a charge. To stop charging, set the policy to never.';
    return [{ path: 'cap.amount', message }];
  }
  if (!isBetween(amount, 1, MAX_MINOR)) {
    return [{ path: 'cap.amount', message: 'Give a positive amount in minor units.' }];
  }
  if (currency === null) {
    return [{ path: 'cap.currency', message: 'Give the currency of the cap, such as USD.' }];
  }
  return parseCurrency(currency) === null
    ? [{ path: 'cap.currency', message: 'Give a currency by its ISO 4217 code, such as USD.' }]
    : [];
}

const EARLIEST_DUE = '1990-01-01';
const LATEST_DUE = '2200-12-31';

/**
 * What is wrong with a due date (`YYYY-MM-DD`), or null. A day of 1970 or 2999 exists, and on an invoice it is a
 * computer's way of writing *unknown* or *never*: a charge would come at once, or not in anybody's life.
 */
export function dueDateProblem(dueDate: string): FieldProblem | null {
  const path = 'dueDate';
  if (parseLocalDate(dueDate) === null) return { path, message: 'Give a day that exists, as YYYY-MM-DD.' };
  const year = dueDate.slice(0, 4);
  if (dueDate < EARLIEST_DUE) {
    const message = `An invoice cannot be due in ${year}: give a day from ${EARLIEST_DUE} on, or leave it out.`;
    return { path, message };
  }
  if (dueDate > LATEST_DUE) {
    const message = `An invoice cannot be due in ${year}: give a day up to ${LATEST_DUE}, or leave it out.`;
    return { path, message };
  }
  return null;
}

/** The facts that decide whether a policy can be set. */
export type PolicyContext = {
  /** The merchant has an active Stripe connection in that mode. */
  readonly connected: boolean;
  /** Whether a customer can be notified; null where no customer is concerned. */
  readonly hasRecipient: boolean | null;
  /** The invoice's due date; `'not_asked'` where no invoice is concerned. */
  readonly dueDate: string | null | 'not_asked';
};

/** Why a policy that charges automatically cannot be set, at `path`; empty where it can, and for `never`. */
export function policyProblems(
  path: string,
  policy: CollectPolicy,
  context: PolicyContext,
): readonly FieldProblem[] {
  if (policy === 'never') return [];
  const problems: FieldProblem[] = [];
  const refuse = (message: string) => problems.push({ path, message });
  if (!context.connected) refuse('Connect a Stripe account in this mode first: nothing can be charged yet.');
  if (context.hasRecipient === false) {
    refuse('This customer has no email address: add one first, so that they can be notified of the charge.');
  }
  if (policy === 'on_due_date' && context.dueDate === null) {
    refuse('The invoice has no due date: give one, or choose on_send.');
  }
  return problems;
}

type Cap = { readonly amount: number; readonly currency: string };

/**
 * Why the merchant cannot set a customer's cap to `asked`, or null. A customer who switched autopay on agreed to
 * their cap, so the merchant may lower it but only the customer may raise it.
 */
export function loosenedCapProblem(
  autopay: Autopay,
  agreed: Cap | null,
  asked: Cap | null,
): FieldProblem | null {
  if (autopay !== 'on' || agreed === null) return null;
  const isLooser = asked === null || asked.currency !== agreed.currency || asked.amount > agreed.amount;
  const message = 'The customer agreed to this cap. You can lower it; only they can raise or remove it.';
  return isLooser ? { path: 'cap', message } : null;
}
