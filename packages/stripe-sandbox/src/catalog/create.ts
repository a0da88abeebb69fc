import type { Stripe } from 'stripe';
import { invalidRequest, noSuchReference, parameterMissing } from '../core/api-error.ts';
import { emit } from '../core/emit.ts';
import { mergeMetadata } from '../core/metadata.ts';
import { checkCurrency, checkGranularity } from '../core/money.ts';
import { find, type Scope, save } from '../core/scope.ts';
import type { WirePrice } from '../store/records.ts';
import type { PriceCreateInput, ProductCreateInput } from './catalog-params.ts';
import { makePrice, unitAmount } from './price.ts';
import { makeProduct } from './product.ts';

/** `POST /v1/products`, with its default price where one is sent. */
export function createProduct(scope: Scope, input: ProductCreateInput): Stripe.Product {
  const { default_price_data: priced, ...rest } = input;
  const product = makeProduct(scope, rest);
  emit(scope, 'product.created', product);
  if (!priced) return product;
  const price = createPrice(scope, { ...priced, product: product.id });
  const withPrice: Stripe.Product = { ...product, default_price: price.id };
  save(scope, 'product', product.id, withPrice);
  emit(scope, 'product.updated', withPrice, { default_price: null });
  return withPrice;
}

/** `POST /v1/prices`, for a product that is there or comes along. */
export function createPrice(scope: Scope, input: PriceCreateInput): WirePrice {
  const currency = checkCurrency(input.currency, 'currency');
  const unit = unitAmount(input, '');
  checkGranularity(unit.whole ?? 0, currency, 'unit_amount');
  const { recurring } = input;
  const price = makePrice(scope, {
    active: input.active ?? true,
    currency,
    lookupKey: input.lookup_key ?? null,
    metadata: mergeMetadata({}, input.metadata),
    nickname: input.nickname ?? null,
    product: productOf(scope, input),
    recurring: recurring
      ? {
          interval: recurring.interval,
          interval_count: recurring.interval_count ?? 1,
          meter: null,
          trial_period_days: null,
          usage_type: 'licensed',
        }
      : null,
    taxBehavior: input.tax_behavior ?? 'unspecified',
    unit,
  });
  emit(scope, 'price.created', price);
  return price;
}

function productOf(scope: Scope, { product, product_data: data }: PriceCreateInput): string {
  if (product !== undefined && data !== undefined) {
    throw invalidRequest('You may only specify one of these parameters: product, product_data.', {
      code: 'parameters_exclusive',
      param: 'product',
    });
  }
  if (product !== undefined) {
    if (!find(scope, 'product', product)) throw noSuchReference('product', product, 'product');
    return product;
  }
  if (!data) throw parameterMissing('product');
  const made = makeProduct(scope, data);
  emit(scope, 'product.created', made);
  return made.id;
}
