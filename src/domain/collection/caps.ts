/** At most so much is charged by itself for one invoice of this currency; minor units. */
export type Cap = { readonly amount: number; readonly currency: string };

/** Why a customer's caps keep an invoice from being charged by itself. */
export type CapReason = 'over_cap' | 'no_cap';

/** A customer's caps as they are kept: the first one apart, in two columns that may be empty. */
export type KeptCaps = {
  readonly autopayCap: number | null;
  readonly autopayCapCurrency: string | null;
  readonly autopayOtherCaps: readonly Cap[];
};

/** A customer's first cap, or null. */
export const firstCap = ({ autopayCap: amount, autopayCapCurrency: currency }: KeptCaps): Cap | null =>
  amount === null || currency === null ? null : { amount, currency };

/** All caps of a customer. */
export const capsOf = (kept: KeptCaps): readonly Cap[] => {
  const first = firstCap(kept);
  return first === null ? kept.autopayOtherCaps : [first, ...kept.autopayOtherCaps];
};

/**
 * Whether an invoice stays within the customer's caps. A cap holds for its own currency. Who set one and has none for
 * this currency did not agree to any amount in it: nothing is charged until they say how much. Of two, the lower counts.
 */
export function whyNotWithinCaps(
  caps: readonly Cap[],
  invoice: { readonly currency: string; readonly amountRemaining: number },
): CapReason | null {
  if (caps.length === 0) return null;
  const own = caps.filter(({ currency }) => currency === invoice.currency);
  if (own.length === 0) return 'no_cap';
  return own.some(({ amount }) => invoice.amountRemaining > amount) ? 'over_cap' : null;
}
