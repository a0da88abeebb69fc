/** What a lost dispute takes, in minor units of the payment's currency. */
export type Taken = {
  /** The part taken from the payment's surplus. */
  readonly fromCredit: number;
  /** The parts taken from its allocations, by invoice; none of them 0. */
  readonly fromInvoices: readonly { readonly invoiceId: string; readonly amount: number }[];
};

/**
 * Takes `amount` back from where the payment's money went: first from the surplus, so that it is not refunded as
 * well, then from its invoices. It takes no more than there is: an amount refunded earlier still covers its invoice
 * and is not owed again.
 */
export function takeBack(
  amount: number,
  creditBalance: number,
  allocated: readonly { readonly invoiceId: string; readonly amount: number }[],
): Taken {
  const fromCredit = Math.min(amount, creditBalance);
  const fromInvoices: { invoiceId: string; amount: number }[] = [];
  let left = amount - fromCredit;
  for (const share of allocated) {
    const taken = Math.min(left, Math.max(0, share.amount));
    if (taken > 0) fromInvoices.push({ invoiceId: share.invoiceId, amount: taken });
    left -= taken;
  }
  return { fromCredit, fromInvoices };
}
