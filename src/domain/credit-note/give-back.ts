/** Where money goes that was paid already: back through Stripe, to the customer's credit, or outside of both. */
export type Way = 'refund' | 'credit' | 'outside';

/** How to give back; null where nobody said. `otherwise` is for what cannot be refunded through Stripe. */
export type GiveBack = { readonly by: Way | null; readonly otherwise: Exclude<Way, 'refund'> | null };

/** What a payment brought an invoice and can be refunded of it, in minor units. */
export type RefundSource = { readonly paymentId: string; readonly refundable: number };

/** What there is to give back of an invoice. */
export type Kept = {
  /** Newest first: a refund is taken from the last payment. */
  readonly sources: readonly RefundSource[];
  /** What was paid and not given back yet, in minor units. */
  readonly kept: number;
};

/** How a credit note is settled, in minor units: the parts make what its customer had been asked to pay. */
export type Settlement = {
  readonly offDue: number;
  readonly refunds: readonly { readonly paymentId: string; readonly amount: number }[];
  readonly asCredit: number;
  readonly outside: number;
};

/** Why it cannot be settled as asked. Minor units. */
export type GiveBackProblem =
  | { readonly problem: 'way_missing'; readonly amount: number }
  | { readonly problem: 'not_refundable'; readonly amount: number; readonly refundable: number }
  | { readonly problem: 'not_kept'; readonly amount: number; readonly kept: number };

/**
 * Settles a credit note: first it takes off what is still due, and only the rest was paid and is given back. Nothing is
 * given as credit that was never received or went back before. `sayable` is the amount that Stripe can refund of another.
 */
export function settle(
  payable: number,
  due: number,
  { by, otherwise }: GiveBack,
  { sources, kept }: Kept,
  sayable: (minor: number) => number,
): Settlement | GiveBackProblem {
  const offDue = Math.min(payable, due);
  const paid = payable - offDue;
  if (paid === 0) return { offDue, refunds: [], asCredit: 0, outside: 0 };
  if (by === null) return { problem: 'way_missing', amount: paid };
  const refunds = by === 'refund' ? refundsOf(paid, sources, sayable) : [];
  const refunded = refunds.reduce((all, { amount }) => all + amount, 0);
  const rest = paid - refunded;
  const way = by === 'refund' ? otherwise : by;
  if (rest > 0 && way === null) return { problem: 'not_refundable', amount: paid, refundable: refunded };
  const asCredit = way === 'credit' ? rest : 0;
  if (asCredit > kept - refunded) return { problem: 'not_kept', amount: asCredit, kept: kept - refunded };
  return { offDue, refunds, asCredit, outside: rest - asCredit };
}

function refundsOf(
  wanted: number,
  sources: readonly RefundSource[],
  sayable: (minor: number) => number,
): Settlement['refunds'] {
  const refunds: { paymentId: string; amount: number }[] = [];
  let left = wanted;
  for (const { paymentId, refundable } of sources) {
    const amount = sayable(Math.max(0, Math.min(left, refundable)));
    if (amount > 0) refunds.push({ paymentId, amount });
    left -= amount;
  }
  return refunds;
}
