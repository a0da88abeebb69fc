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
  /** The rest would be too small to pay online. */
  | 'leaves_too_little';

/**
 * Why a part payment of `amount` (minor units) is refused, or null. What is left has to be nothing, or enough to be
 * charged later. `amount` is null for text that could not be parsed.
 */
export function refusePart(
  owed: { readonly currency: string; readonly remaining: number; readonly partPayments: boolean },
  amount: number | null,
  refuseCharge: RefuseCharge,
): PartProblem | null {
  if (amount === null) return 'unreadable';
  if (amount <= 0) return 'zero';
  if (amount > owed.remaining) return 'more_than_owed';
  if (amount === owed.remaining) return null;
  if (!owed.partPayments) return 'whole_only';
  return refuseCharge(owed.currency, owed.remaining - amount) === 'below_minimum'
    ? 'leaves_too_little'
    : null;
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
