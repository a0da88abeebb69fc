import type { Stripe } from 'stripe';
import { invalidRequest, noSuchObject } from '../core/api-error.ts';
import { changed, emit } from '../core/emit.ts';
import { mergeMetadata } from '../core/metadata.ts';
import { allOf, find, type Scope, save } from '../core/scope.ts';

/** The fields of a product. Null unsets a field; an absent one stays. */
export interface ProductInput {
  active?: boolean | undefined;
  description?: string | null | undefined;
  images?: string[] | null | undefined;
  metadata?: Record<string, string> | null | undefined;
  name?: string | undefined;
  shippable?: boolean | undefined;
  statement_descriptor?: string | undefined;
  tax_code?: string | null | undefined;
  unit_label?: string | null | undefined;
  url?: string | null | undefined;
}

/** Makes a product without an event: for those that come with a session's `price_data`. */
export function makeProduct(
  scope: Scope,
  input: ProductInput & { name: string; id?: string | undefined },
): Stripe.Product {
  const id = input.id ?? scope.ids.next('prod');
  if (find(scope, 'product', id)) {
    throw invalidRequest('Product already exists.', { code: 'resource_already_exists', param: 'id' });
  }
  const product = apply(scope, input, {
    id,
    object: 'product',
    active: true,
    created: scope.now(),
    default_price: null,
    description: null,
    images: [],
    livemode: false,
    marketing_features: [],
    metadata: {},
    name: input.name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: null,
    type: 'service',
    unit_label: null,
    updated: scope.now(),
    url: null,
  });
  save(scope, 'product', id, product);
  return product;
}

/** Changes a product, with `product.updated` where anything is different. */
export function updateProduct(
  scope: Scope,
  id: string,
  input: ProductInput & { default_price?: string | undefined },
): Stripe.Product {
  const before = getProduct(scope, id);
  const { default_price: price } = input;
  if (price !== undefined && find(scope, 'price', price)?.product !== id) {
    throw invalidRequest(`No such price for this product: '${price}'`, {
      code: 'resource_missing',
      param: 'default_price',
    });
  }
  const product = apply(scope, input, {
    ...before,
    default_price: price ?? before.default_price ?? null,
  });
  const previous = changed({ ...before, updated: 0 }, { ...product, updated: 0 });
  save(scope, 'product', id, product);
  if (Object.keys(previous).length > 0) emit(scope, 'product.updated', product, previous);
  return product;
}

/** Deletes a product. Throws where it has prices, as Stripe does. */
export function deleteProduct(scope: Scope, id: string): Stripe.DeletedProduct {
  const product = getProduct(scope, id);
  if (allOf(scope, 'price', 'product', id).length > 0) {
    throw invalidRequest('This product cannot be deleted because it has one or more user-created prices.', {
      param: 'id',
    });
  }
  const deleted: Stripe.DeletedProduct = { id, object: 'product', deleted: true };
  scope.store.remove('product', id);
  save(scope, '_deleted_product', id, deleted);
  emit(scope, 'product.deleted', product);
  return deleted;
}

/** The product with this id. Throws `resource_missing`. */
export function getProduct(scope: Scope, id: string): Stripe.Product {
  const product = find(scope, 'product', id);
  if (!product) throw noSuchObject('product', id);
  return product;
}

function apply(scope: Scope, input: ProductInput, to: Stripe.Product): Stripe.Product {
  const keep = <T>(sent: T | undefined, known: T): T => (sent === undefined ? known : sent);
  return {
    ...to,
    active: keep(input.active, to.active),
    description: keep(input.description, to.description),
    images: input.images === undefined ? to.images : (input.images ?? []),
    metadata: mergeMetadata(to.metadata, input.metadata),
    name: keep(input.name, to.name),
    shippable: keep(input.shippable, to.shippable),
    statement_descriptor: keep(input.statement_descriptor, to.statement_descriptor ?? null),
    tax_code: keep(input.tax_code, to.tax_code ?? null),
    unit_label: keep(input.unit_label, to.unit_label ?? null),
    updated: scope.now(),
    url: keep(input.url, to.url),
  };
}
