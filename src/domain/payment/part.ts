import { type PlanStanding, wholeParts } from '../invoice/instalments.ts';
import type { RefuseCharge } from '../invoice/link.ts';
import type { NoLinkReason } from '../invoice/view.ts';

/** Why an amount cannot be paid of an invoice. */
export type PartProblem =
  /** Not an amount of its currency. */
  | 'unreadable'
  | 'zero'
  | 'more_than_owed'
  /** The merchant allows no part payments. */
  | 'whole_only'
  /** Only the instalments of its plan may be paid. */
  | 'no_instalment'
  /** The merchant allows parts, and none as small. */
  | 'below_least'
  /** The rest would be too small to pay online. */
  | 'leaves_too_little';

/** What may be paid of an invoice. Amounts in minor units of its currency. */
export type Payable = {
  readonly currency: string;
  readonly remaining: number;
  /** Whether any part may be paid, from `least` on. */
  readonly partPayments: boolean;
  readonly least?: number | null;
  /** Where its plan stands; null where it has none. */
  readonly plan?: PlanStanding | null;
};

/**
 * Why a payment of `amount` (minor units) is refused, or null. All that is owed, and each instalment with those before it,
 * may always be paid. Of any other part, what is left of the invoice and of the instalment that it ends in has to be
 * nothing, or enough to be charged later. `amount` is null for text that could not be parsed.
 */
export function refusePart(
  { currency, remaining, partPayments, least = null, plan = null }: Payable,
  amount: number | null,
  refuseCharge: RefuseCharge,
): PartProblem | null {
  if (amount === null) return 'unreadable';
  if (amount <= 0) return 'zero';
  if (amount > remaining) return 'more_than_owed';
  if (amount === remaining || (plan !== null && wholeParts(plan).includes(amount))) return null;
  if (!partPayments) return plan === null ? 'whole_only' : 'no_instalment';
  if (amount < Math.min(least ?? 0, remaining)) return 'below_least';
  const isTooSmall = (rest: number) => rest > 0 && refuseCharge(currency, rest) === 'below_minimum';
  return isTooSmall(remaining - amount) || isTooSmall(leftOfPart(plan, amount)) ? 'leaves_too_little' : null;
}

/** What is left of the instalment that an amount ends in. */
function leftOfPart(plan: PlanStanding | null, amount: number): number {
  let left = amount;
  for (const { open } of plan?.parts ?? []) {
    if (left < open) return left === 0 ? 0 : open - left;
    left -= open;
  }
  return 0;
}

/** Why a sum for several invoices (minor units) cannot be charged at once, or null. */
export const refuseSum = (
  currency: string,
  amounts: readonly number[],
  refuseCharge: RefuseCharge,
): NoLinkReason | null =>
  amounts.length === 0
    ? 'zero'
    : (amounts.map((amount) => refuseCharge(currency, amount)).find((reason) => reason === 'not_divisible') ??
      refuseCharge(
        currency,
        amounts.reduce((sum, amount) => sum + amount, 0),
      ));
