import { isCommitted, isNotified, isRefundNews } from './refunds.ts';
import type { RefundState } from './state.ts';

/** A refund as our row has it. Amounts in minor units. */
export type KnownRefund = {
  readonly id: string;
  readonly stripeRefundId: string | null;
  readonly state: RefundState;
  readonly amount: number;
  /** The part that is taken from the payment's surplus credit. */
  readonly creditAmount: number;
};

/** A refund as Stripe has it; `refundId` is what its metadata names. */
export type FoundRefund = {
  readonly stripeRefundId: string;
  readonly refundId: string | null;
  readonly state: RefundState;
  readonly amount: number;
};

/** The change that Stripe's state means for one refund. */
export type RefundMove<F> = {
  readonly found: F;
  /** Null for one that was made at Stripe itself. */
  readonly known: KnownRefund | null;
  readonly creditAmount: number;
  /** True where the payer must be notified now. */
  readonly notifies: boolean;
  /** True where it failed and the business must be notified. */
  readonly failed: boolean;
};

/**
 * Compares our refunds of a payment with Stripe's. Each is matched by Stripe's id, or by ours in its metadata where
 * Stripe's is unknown; a refund that matches none was made at Stripe. A refund is taken from the payment's surplus
 * credit first (`creditBalance`), and put back if the refund fails.
 */
export function followRefunds<F extends FoundRefund>(
  known: readonly KnownRefund[],
  found: readonly F[],
  creditBalance: number,
): { readonly moves: readonly RefundMove<F>[]; readonly creditBalance: number } {
  const moves: RefundMove<F>[] = [];
  let balance = creditBalance;
  const named = new Set<string>();
  for (const facts of found) {
    const row = matchOf(known, facts, named);
    if (row !== null) named.add(row.id);
    // If Stripe's id is new to us, Stripe's state overrides whatever we had concluded without it.
    const isNews = row === null || row.stripeRefundId === null || isRefundNews(row.state, facts.state);
    if (!isNews) continue;
    const held = row !== null && isCommitted(row.state);
    const before = held ? row.creditAmount : 0;
    const isCounted = isCommitted(facts.state);
    const after = !isCounted ? 0 : held ? before : Math.min(facts.amount, balance);
    balance += before - after;
    moves.push({
      found: facts,
      known: row,
      creditAmount: after,
      notifies:
        isNotified(facts.state) && !(row !== null && row.stripeRefundId !== null && isNotified(row.state)),
      failed: !isCounted && (row === null || held),
    });
  }
  return { moves, creditBalance: balance };
}

function matchOf(
  known: readonly KnownRefund[],
  { stripeRefundId, refundId }: FoundRefund,
  named: ReadonlySet<string>,
): KnownRefund | null {
  const byStripe = known.find((row) => row.stripeRefundId === stripeRefundId);
  const byUs = known.find((row) => row.stripeRefundId === null && row.id === refundId && !named.has(row.id));
  return byStripe ?? byUs ?? null;
}
