/**
 * What a dispute is about, in minor units of its payment's currency. A dispute is in its charge's currency; if not, it
 * counts as disputing the whole payment.
 */
export const disputedAmount = (
  payment: { readonly currency: string; readonly amountReceived: number },
  dispute: { readonly currency: string; readonly amount: number },
): number => (dispute.currency === payment.currency ? dispute.amount : payment.amountReceived);
