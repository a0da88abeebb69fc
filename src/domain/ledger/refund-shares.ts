import { splitByWeights } from '../money.ts';
import { isOnItsWay } from '../payment/refunds.ts';
import type { Brought, RefundFact } from './facts.ts';

/** What of a refund went back for one invoice. */
export type RefundShare<R> = { readonly refund: R; readonly amount: number };

type Refund = Pick<RefundFact, 'amount' | 'state'> & {
  readonly creditNote: { readonly invoiceId: string } | null;
};

/**
 * What refunds of one payment, oldest first, gave back for an invoice: all of one that settles a credit note of it, and of any
 * other its share, by what the payment brought each of its invoices and has not given back. So each cent is given back once,
 * and no invoice's more than it got. One that failed, or that Stripe does not have yet, counts nothing.
 */
export function refundShares<R extends Refund>(
  refunds: readonly R[],
  brought: readonly Brought[],
  invoiceId: string,
): readonly RefundShare<R>[] {
  const left = new Map<string, number>();
  for (const each of brought) left.set(each.invoiceId, (left.get(each.invoiceId) ?? 0) + each.amount);
  return refunds
    .filter(({ state, amount }) => isOnItsWay(state) && amount > 0)
    .map((refund) => {
      const parts = partsOf(refund, left);
      for (const [id, amount] of parts) left.set(id, Math.max(0, (left.get(id) ?? 0) - amount));
      return { refund, amount: parts.get(invoiceId) ?? 0 };
    })
    .filter(({ amount }) => amount > 0);
}

function partsOf(
  { amount, creditNote }: Refund,
  left: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  if (creditNote !== null) return new Map([[creditNote.invoiceId, amount]]);
  const ids = [...left.keys()];
  const parts = splitByWeights(ids.length === 0 ? 0 : amount, [...left.values()]);
  return new Map(ids.map((id, index) => [id, parts[index] ?? 0]));
}
