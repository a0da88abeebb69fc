/** What an object at Stripe says about itself. Metadata can be edited: it proves nothing, and says who has to look. */
export type Claims = {
  readonly deploymentId: string | null;
  readonly merchantId: string | null;
  /** It saves a payment method, and takes no money. */
  readonly isSetup: boolean;
};

/**
 * Whether an object claims to be a payment of these merchants of this deployment. All three decide: another
 * deployment's, another merchant's, and what is no payment is foreign. One that names no merchant may be ours.
 */
export const claimsToBeOurPayment = (
  { deploymentId, merchantId, isSetup }: Claims,
  here: { readonly deploymentId: string; readonly merchantIds: readonly string[] },
): boolean =>
  deploymentId === here.deploymentId &&
  (merchantId === null || here.merchantIds.includes(merchantId)) &&
  !isSetup;
