/**
 * What a dispute is about, in minor units of its payment's currency. Disputes are of the charge and in its currency;
 * one that is not is taken as of all of it.
 */
export const disputedAmount = (
  payment: { readonly currency: string; readonly amountReceived: number },
  dispute: { readonly currency: string; readonly amount: number },
): number => (dispute.currency === payment.currency ? dispute.amount : payment.amountReceived);
