import { z } from 'zod';
import { list } from '../api/list.ts';
import { boolean, created, emptyable, id, integer, metadata, pagination, text, url } from '../api/params.ts';
import { type Route, route } from '../api/route.ts';
import { find } from '../core/scope.ts';
import { createPrice, createProduct } from './create.ts';
import { getPrice, updatePrice } from './price.ts';
import { deleteProduct, getProduct, updateProduct } from './product.ts';

const taxBehavior = z.enum(['unspecified', 'exclusive', 'inclusive']);
const recurring = z.strictObject({
  interval: z.enum(['day', 'month', 'week', 'year']),
  interval_count: integer.optional(),
});
const decimal = z.string().regex(/^\d+(\.\d{1,12})?$/);
const productFields = {
  active: boolean.optional(),
  metadata: metadata.optional(),
  shippable: boolean.optional(),
  statement_descriptor: text(22).optional(),
};

const productCreateParams = z.strictObject({
  ...productFields,
  default_price_data: z
    .strictObject({
      currency: text(3),
      metadata: metadata.optional(),
      recurring: recurring.optional(),
      tax_behavior: taxBehavior.optional(),
      unit_amount: integer.optional(),
      unit_amount_decimal: decimal.optional(),
    })
    .optional(),
  description: text().optional(),
  id: id.optional(),
  images: z.array(url).max(8).optional(),
  name: text().min(1, 'empty'),
  tax_code: text().optional(),
  unit_label: text(12).optional(),
  url: url.optional(),
});
const productUpdateParams = z.strictObject({
  ...productFields,
  default_price: id.optional(),
  description: emptyable().optional(),
  images: z.union([z.literal('').transform(() => null), z.array(url).max(8)]).optional(),
  name: text().min(1, 'empty').optional(),
  tax_code: emptyable().optional(),
  unit_label: emptyable(12).optional(),
  url: emptyable().optional(),
});
const priceCreateParams = z.strictObject({
  active: boolean.optional(),
  billing_scheme: z.enum(['per_unit']).optional(),
  currency: text(3),
  lookup_key: text(200).optional(),
  metadata: metadata.optional(),
  nickname: text().optional(),
  product: id.optional(),
  product_data: z
    .strictObject({
      active: boolean.optional(),
      id: id.optional(),
      metadata: metadata.optional(),
      name: text().min(1, 'empty'),
      statement_descriptor: text(22).optional(),
      tax_code: text().optional(),
      unit_label: text(12).optional(),
    })
    .optional(),
  recurring: recurring.optional(),
  tax_behavior: taxBehavior.optional(),
  unit_amount: integer.optional(),
  unit_amount_decimal: decimal.optional(),
});
const priceUpdateParams = z.strictObject({
  active: boolean.optional(),
  lookup_key: text(200).optional(),
  metadata: metadata.optional(),
  nickname: text().optional(),
  tax_behavior: taxBehavior.optional(),
});

export type ProductCreateInput = z.output<typeof productCreateParams>;
export type PriceCreateInput = z.output<typeof priceCreateParams>;

/** Products and prices, as far as sessions and the official CLI need them. */
export const catalogRoutes: Route[] = [
  route('POST', '/v1/products', productCreateParams, createProduct),
  route(
    'GET',
    '/v1/products',
    z.strictObject({ ...pagination, active: boolean.optional(), created, ids: z.array(id).optional() }),
    (scope, params) => {
      const { active, ids } = params;
      return list(
        scope,
        {
          kind: 'product',
          url: '/v1/products',
          where: (product) =>
            (active === undefined || product.active === active) &&
            (ids === undefined || ids.includes(product.id)),
        },
        params,
      );
    },
  ),
  route(
    'GET',
    '/v1/products/:id',
    z.strictObject({}),
    (scope, _params, id) => find(scope, '_deleted_product', id) ?? getProduct(scope, id),
  ),
  route('POST', '/v1/products/:id', productUpdateParams, (scope, params, id) =>
    updateProduct(scope, id, params),
  ),
  route('DELETE', '/v1/products/:id', z.strictObject({}), (scope, _params, id) => deleteProduct(scope, id)),
  route('POST', '/v1/prices', priceCreateParams, createPrice),
  route(
    'GET',
    '/v1/prices',
    z.strictObject({
      ...pagination,
      active: boolean.optional(),
      created,
      currency: text(3).optional(),
      lookup_keys: z.array(text(200)).max(10).optional(),
      product: id.optional(),
      type: z.enum(['one_time', 'recurring']).optional(),
    }),
    (scope, params) => {
      const { active, currency, lookup_keys: keys, product, type } = params;
      return list(
        scope,
        {
          kind: 'price',
          url: '/v1/prices',
          index: product === undefined ? undefined : { name: 'product', value: product },
          where: (price) =>
            (active === undefined || price.active === active) &&
            (currency === undefined || price.currency === currency) &&
            (type === undefined || price.type === type) &&
            (keys === undefined || (price.lookup_key !== null && keys.includes(price.lookup_key))),
        },
        params,
      );
    },
  ),
  route('GET', '/v1/prices/:id', z.strictObject({}), (scope, _params, id) => getPrice(scope, id)),
  route('POST', '/v1/prices/:id', priceUpdateParams, (scope, params, id) => updatePrice(scope, id, params)),
];
