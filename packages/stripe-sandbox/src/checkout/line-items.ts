import { makePrice, unitAmount } from '../catalog/price.ts';
import { makeProduct } from '../catalog/product.ts';
import { invalidRequest, noSuchReference, parameterMissing } from '../core/api-error.ts';
import { mergeMetadata } from '../core/metadata.ts';
import { checkCurrency, checkGranularity } from '../core/money.ts';
import { find, type Scope } from '../core/scope.ts';
import type { WireLineItem, WirePrice } from '../store/records.ts';

/** A line as sent with a session. Amounts are minor units. */
export interface LineInput {
  quantity?: number | undefined;
  metadata?: Record<string, string> | null | undefined;
  /** The id of a price, instead of `price_data`. */
  price?: string | undefined;
  price_data?:
    | {
        currency: string;
        product?: string | undefined;
        product_data?:
          | {
              name: string;
              description?: string | undefined;
              images?: string[] | undefined;
              metadata?: Record<string, string> | null | undefined;
            }
          | undefined;
        tax_behavior?: 'unspecified' | 'exclusive' | 'inclusive' | undefined;
        unit_amount?: number | undefined;
        unit_amount_decimal?: string | undefined;
      }
    | undefined;
}

/** Makes the lines of a session. Throws Stripe's errors for what is missing, mixed or cannot be charged. */
export function makeLineItems(scope: Scope, inputs: LineInput[]): WireLineItem[] {
  const lines = inputs.map((input, i) => makeLine(scope, input, `line_items[${i}]`));
  const currencies = new Set(lines.map(({ currency }) => currency));
  if (currencies.size > 1) {
    throw invalidRequest('All line items must have the same currency.', { param: 'line_items' });
  }
  return lines;
}

function makeLine(scope: Scope, input: LineInput, param: string): WireLineItem {
  if (input.quantity === undefined) {
    throw invalidRequest('Quantity is required. Add `quantity` to `line_items`.', {
      code: 'parameter_missing',
      param: `${param}[quantity]`,
    });
  }
  const price = priceOf(scope, input, param);
  const { currency } = price;
  const total = Math.round(Number(price.unit_amount_decimal ?? price.unit_amount ?? 0) * input.quantity);
  checkGranularity(total, currency, `${param}[price_data][unit_amount]`);
  const product = find(scope, 'product', String(price.product));
  return {
    id: scope.ids.next('li'),
    object: 'item',
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: total,
    amount_tax: 0,
    amount_total: total,
    currency,
    description: product?.name ?? null,
    metadata: input.metadata ?? {},
    price,
    quantity: input.quantity,
  };
}

/** The price that a line names, or one made for it, which is not offered elsewhere. */
function priceOf(scope: Scope, { price: id, price_data: data }: LineInput, param: string): WirePrice {
  if (id !== undefined && data !== undefined) {
    throw invalidRequest('You may only specify one of these parameters: price, price_data.', {
      code: 'parameters_exclusive',
      param: `${param}[price]`,
    });
  }
  if (id !== undefined) return namedPrice(scope, id, `${param}[price]`);
  if (!data) throw parameterMissing(`${param}[price_data]`);
  const currency = checkCurrency(data.currency, `${param}[price_data][currency]`);
  const unit = unitAmount(data, `${param}[price_data]`);
  return makePrice(scope, {
    active: false,
    currency,
    lookupKey: null,
    metadata: {},
    nickname: null,
    product: productOf(scope, data, `${param}[price_data]`),
    recurring: null,
    taxBehavior: data.tax_behavior ?? 'unspecified',
    unit,
  });
}

function namedPrice(scope: Scope, id: string, param: string): WirePrice {
  const price = find(scope, 'price', id);
  if (!price) throw noSuchReference('price', id, param);
  if (!price.active)
    throw invalidRequest('The price specified is inactive. This field only accepts active prices.', {
      param,
    });
  if (price.type === 'recurring') {
    throw invalidRequest(
      'You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.',
      { param },
    );
  }
  return price;
}

function productOf(scope: Scope, data: NonNullable<LineInput['price_data']>, param: string): string {
  if (data.product !== undefined) {
    if (!find(scope, 'product', data.product))
      throw noSuchReference('product', data.product, `${param}[product]`);
    return data.product;
  }
  if (!data.product_data) throw parameterMissing(`${param}[product_data]`);
  const { metadata, ...rest } = data.product_data;
  return makeProduct(scope, { ...rest, active: false, metadata: mergeMetadata({}, metadata) }).id;
}
