import type Stripe from 'stripe';
import type { ListedTaxId } from '../../domain/customer/tax-ids-at-stripe.ts';
import { callStripe, LIST_LIMIT, upTo } from './call.ts';
import type { TaxIdsPort } from './port-tax-ids.ts';

/** Tax ids of an account's customers. They are not changed at Stripe, but made and deleted. */
export function taxIdsOf(
  stripe: Stripe,
  onBehalf: Stripe.RequestOptions,
  once: (idempotencyKey: string) => Stripe.RequestOptions,
): TaxIdsPort {
  return {
    listTaxIds: (customerId) =>
      callStripe(async () => {
        const found: ListedTaxId[] = [];
        const listed = stripe.customers.listTaxIds(customerId, { limit: 100 }, onBehalf);
        for await (const one of upTo(LIST_LIMIT, listed)) found.push(readTaxId(one));
        return found;
      }),
    createTaxId: (customerId, { type, value }, key) =>
      callStripe(async () =>
        readTaxId(await stripe.customers.createTaxId(customerId, { type, value }, once(key))),
      ),
    deleteTaxId: (customerId, id) =>
      callStripe(async () => {
        await stripe.customers.deleteTaxId(customerId, id, {}, onBehalf);
        return null;
      }),
  };
}

const readTaxId = ({ id, type, value }: Stripe.TaxId): ListedTaxId => ({ id, type, value });
