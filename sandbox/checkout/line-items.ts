import { invalidRequest, parameterMissing } from '../core/api-error.ts';
import { checkCurrency, checkGranularity } from '../core/money.ts';
import type { Scope } from '../core/scope.ts';
import type { WireLineItem } from '../store/records.ts';

/** A line as sent with a session. Amounts are minor units. */
export interface LineInput {
  quantity?: number | undefined;
  metadata?: Record<string, string> | null | undefined;
  price_data?:
    | {
        currency: string;
        product?: string | undefined;
        product_data?:
          | {
              name: string;
              description?: string | undefined;
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
  const { price_data: price } = input;
  if (!price) throw parameterMissing(`${param}[price_data]`);
  if (input.quantity === undefined) {
    throw invalidRequest('Quantity is required. Add `quantity` to `line_items`.', {
      code: 'parameter_missing',
      param: `${param}[quantity]`,
    });
  }
  if (!price.product_data) throw parameterMissing(`${param}[price_data][product_data]`);
  const currency = checkCurrency(price.currency, `${param}[price_data][currency]`);
  const unit = unitAmount(price, param);
  const total = Math.round(unit.exact * input.quantity);
  checkGranularity(total, currency, `${param}[price_data][unit_amount]`);
  return {
    id: scope.ids.next('li'),
    object: 'item',
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: total,
    amount_tax: 0,
    amount_total: total,
    currency,
    description: price.product_data.name,
    metadata: input.metadata ?? {},
    price: {
      id: scope.ids.next('price'),
      object: 'price',
      active: false,
      billing_scheme: 'per_unit',
      created: scope.now(),
      currency,
      custom_unit_amount: null,
      livemode: false,
      lookup_key: null,
      metadata: {},
      nickname: null,
      product: scope.ids.next('prod'),
      recurring: null,
      tax_behavior: price.tax_behavior ?? 'unspecified',
      tiers_mode: null,
      transform_quantity: null,
      type: 'one_time',
      unit_amount: unit.whole,
      unit_amount_decimal: unit.text,
    },
    quantity: input.quantity,
  };
}

function unitAmount(
  price: NonNullable<LineInput['price_data']>,
  param: string,
): { exact: number; whole: number | null; text: string } {
  const { unit_amount: whole, unit_amount_decimal: decimal } = price;
  if (whole !== undefined && decimal !== undefined) {
    throw invalidRequest('You may only specify one of these parameters: unit_amount, unit_amount_decimal.', {
      code: 'parameters_exclusive',
      param: `${param}[price_data]`,
    });
  }
  if (whole !== undefined) {
    if (whole < 0)
      throw invalidRequest('Invalid non-negative integer', {
        code: 'parameter_invalid_integer',
        param: `${param}[price_data][unit_amount]`,
      });
    return { exact: whole, whole, text: String(whole) };
  }
  if (decimal === undefined) throw parameterMissing(`${param}[price_data][unit_amount]`);
  const exact = Number(decimal);
  return { exact, whole: Number.isInteger(exact) ? exact : null, text: decimal };
}
