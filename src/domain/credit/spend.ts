/** Why a customer has credit. */
export type CreditReason = 'overpayment' | 'unintended_collection' | 'credit_note' | 'goodwill';

/** The facts about a credit that the rules read; the balance in minor units. */
export type CreditStanding = { readonly id: string; readonly reason: CreditReason; readonly balance: number };

/** An unintended collection is being refunded, so its credit cannot be spent. */
export const isSpendable = (reason: CreditReason): boolean => reason !== 'unintended_collection';

export const spendable = (credits: readonly CreditStanding[]): number =>
  credits.filter(({ reason }) => isSpendable(reason)).reduce((total, { balance }) => total + balance, 0);

/**
 * Pays up to `owed` minor units out of credits of the same currency, in the order that they come in (oldest first).
 * Never more than is owed, and never more than a credit holds (I1).
 */
export function spendCredits(
  owed: number,
  credits: readonly CreditStanding[],
): readonly { readonly creditId: string; readonly amount: number }[] {
  const spent: { creditId: string; amount: number }[] = [];
  let left = owed;
  for (const { id, reason, balance } of credits) {
    const amount = isSpendable(reason) ? Math.min(left, balance) : 0;
    if (amount > 0) spent.push({ creditId: id, amount });
    left -= amount;
  }
  return spent;
}
