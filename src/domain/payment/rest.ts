/**
 * The smallest amount (minor units) that can be charged in a currency and is at least `minor`; null where nothing can be
 * charged in it.
 */
export type SmallestCharge = (currency: string, minor: number) => number | null;

type Owed = { readonly currency: string; readonly owed: number };

/**
 * How much of an invoice is paid by something other than a charge, at most `most`: so much that what is left is nothing,
 * or can still be charged. An invoice that cannot be charged by itself in any case takes all of it. Minor units.
 */
export function payBeside(smallest: SmallestCharge, { currency, owed }: Owed, most: number): number {
  if (most >= owed) return owed;
  const rest = smallest(currency, owed - most);
  return rest === null || rest > owed ? most : owed - rest;
}

/** A part of an invoice that would leave a rest which nobody can charge. Minor units. */
export type StrandedRest = {
  readonly rest: number;
  /** The smallest rest that can still be charged. */
  readonly smallestRest: number;
  /** The most that may be paid, short of all of it; 0 where nothing less than all may. */
  readonly most: number;
};

/** Why paying `amount` of an invoice would strand its rest, or null where it would not. */
export function strandedRest(smallest: SmallestCharge, invoice: Owed, amount: number): StrandedRest | null {
  const { owed } = invoice;
  const most = payBeside(smallest, invoice, amount);
  return amount >= owed || most === amount ? null : { rest: owed - amount, smallestRest: owed - most, most };
}
