import type { ListedTaxId } from '../../domain/customer/tax-ids-at-stripe.ts';
import type { TaxIdAtStripe } from '../../domain/tax-id/stripe-type.ts';
import type { StripeResult } from './port-result.ts';

export interface TaxIdsPort {
  /** Every tax id of a Stripe customer, whoever put it there. */
  listTaxIds(stripeCustomerId: string): Promise<StripeResult<readonly ListedTaxId[]>>;
  createTaxId(
    stripeCustomerId: string,
    taxId: TaxIdAtStripe,
    idempotencyKey: string,
  ): Promise<StripeResult<ListedTaxId>>;
  /** `refused` with resource_missing where it is gone already. */
  deleteTaxId(stripeCustomerId: string, taxIdId: string): Promise<StripeResult<null>>;
}
