/** What a lost dispute takes, in minor units of the payment's currency. */
export type Taken = {
  /** Out of what the payment left over. */
  readonly fromCredit: number;
  /** Out of what it covers, by invoice; none of them 0. */
  readonly fromInvoices: readonly { readonly invoiceId: string; readonly amount: number }[];
};

/**
 * Takes `amount` back from where the payment's money went: first what covers no invoice, so that it is not given to
 * the payer a second time, then from its invoices. Never more than there is: what was given back before by a refund
 * still covers its invoice, and is owed no more.
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
