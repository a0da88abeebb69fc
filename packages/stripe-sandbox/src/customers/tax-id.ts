import type { Stripe } from 'stripe';
import { invalidRequest, noSuchObject } from '../core/api-error.ts';
import { emit } from '../core/emit.ts';
import { idOf } from '../core/json.ts';
import { find, type Scope, save } from '../core/scope.ts';
import { getCustomer } from './customer.ts';
import { countryOf, isWritten, LOOKED_UP } from './tax-id-forms.ts';

/** Makes a tax id of a customer, with `customer.tax_id.created`. One that is looked up stays `pending` here. */
export function createTaxId(
  scope: Scope,
  customerId: string,
  { type, value }: { type: string; value: string },
): Stripe.TaxId {
  const customer = getCustomer(scope, customerId).id;
  if (!isWritten(type, value)) {
    throw invalidRequest(`Invalid value for ${type}.`, { code: 'tax_id_invalid', param: 'value' });
  }
  const taxId: Stripe.TaxId = {
    id: scope.ids.next('txi'),
    object: 'tax_id',
    country: countryOf(type, value),
    created: scope.now(),
    customer,
    customer_account: null,
    livemode: false,
    owner: { type: 'customer', customer, customer_account: null },
    type,
    value,
    verification: {
      status: LOOKED_UP.has(type) ? 'pending' : 'unavailable',
      verified_address: null,
      verified_name: null,
    },
  };
  save(scope, 'tax_id', taxId.id, taxId, { customer });
  emit(scope, 'customer.tax_id.created', taxId);
  return taxId;
}

export function getTaxId(scope: Scope, customerId: string, id: string): Stripe.TaxId {
  getCustomer(scope, customerId);
  const taxId = find(scope, 'tax_id', id);
  if (!taxId || idOf(taxId.customer) !== customerId) throw noSuchObject('tax_id', id);
  return taxId;
}

/** Deletes a tax id of a customer, with `customer.tax_id.deleted`. */
export function deleteTaxId(scope: Scope, customerId: string, id: string): Stripe.DeletedTaxId {
  const taxId = getTaxId(scope, customerId, id);
  scope.store.remove('tax_id', id);
  emit(scope, 'customer.tax_id.deleted', taxId);
  return { id, object: 'tax_id', deleted: true };
}
