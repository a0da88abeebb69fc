/** What covers an invoice, in the order in which it came; below zero where it was taken back. */
export type Cover = { readonly invoiceId: string; readonly sourceId: string; readonly amount: number };

export type PaidOf = {
  readonly invoiceId: string;
  /** What a payment first covered of it, whatever became of that later. */
  readonly amount: number;
  /** What covered it before and after, the payment itself included. */
  readonly before: number;
  readonly after: number;
};

/**
 * What a payment was for when it came: a receipt says that for ever, and beside it what was taken back or refunded since. The
 * first row of a payment for an invoice is it: later ones take it back and give it again.
 */
export function paidOf(sourceId: string, covers: readonly Cover[]): readonly PaidOf[] {
  const covered = new Map<string, number>();
  const paid = new Map<string, PaidOf>();
  for (const { invoiceId, sourceId: by, amount } of covers) {
    const before = covered.get(invoiceId) ?? 0;
    const after = before + amount;
    covered.set(invoiceId, after);
    if (by === sourceId && amount > 0 && !paid.has(invoiceId)) {
      paid.set(invoiceId, { invoiceId, amount, before, after });
    }
  }
  return [...paid.values()];
}

/** The positions of the parts that lie between what was covered before and after. */
export function partsBetween(
  parts: readonly { readonly position: number; readonly amount: number }[],
  { before, after }: Pick<PaidOf, 'before' | 'after'>,
): readonly number[] {
  let through = 0;
  return parts.flatMap(({ position, amount }) => {
    const from = through;
    through += amount;
    return through > before && from < after ? [position] : [];
  });
}
