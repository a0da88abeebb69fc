import { z } from 'zod';
import { list } from '../api/list.ts';
import { boolean, created, id, pagination, text } from '../api/params.ts';
import { type Route, route } from '../api/route.ts';
import { find } from '../core/scope.ts';
import {
  priceCreateParams,
  priceUpdateParams,
  productCreateParams,
  productUpdateParams,
} from './catalog-params.ts';
import { createPrice, createProduct } from './create.ts';
import { getPrice, updatePrice } from './price.ts';
import { deleteProduct, getProduct, updateProduct } from './product.ts';

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
