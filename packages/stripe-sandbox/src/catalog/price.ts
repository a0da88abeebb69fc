import { invalidRequest, noSuchObject, parameterMissing } from '../core/api-error.ts';
import { changed, emit } from '../core/emit.ts';
import { mergeMetadata } from '../core/metadata.ts';
import { find, type Scope, save } from '../core/scope.ts';
import type { WirePrice } from '../store/records.ts';

/** A unit amount as sent. Minor units; the decimal is text. */
export interface UnitAmountInput {
  unit_amount?: number | undefined;
  unit_amount_decimal?: string | undefined;
}
export interface UnitAmount {
  exact: number;
  /** Null where the amount has a fraction of a minor unit. */
  whole: number | null;
  text: string;
}

interface PriceInput {
  active: boolean;
  currency: string;
  lookupKey: string | null;
  metadata: Record<string, string>;
  nickname: string | null;
  product: string;
  recurring: WirePrice['recurring'];
  taxBehavior: 'unspecified' | 'exclusive' | 'inclusive';
  unit: UnitAmount;
}

/** Makes a price without an event: for those that come with a session's `price_data`. */
export function makePrice(scope: Scope, input: PriceInput): WirePrice {
  const price: WirePrice = {
    id: scope.ids.next('price'),
    object: 'price',
    active: input.active,
    billing_scheme: 'per_unit',
    created: scope.now(),
    currency: input.currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: input.lookupKey,
    metadata: input.metadata,
    nickname: input.nickname,
    product: input.product,
    recurring: input.recurring,
    tax_behavior: input.taxBehavior,
    tiers_mode: null,
    transform_quantity: null,
    type: input.recurring === null ? 'one_time' : 'recurring',
    unit_amount: input.unit.whole,
    unit_amount_decimal: input.unit.text,
  };
  savePrice(scope, price);
  return price;
}

/** The fields of a price that can change; its amount cannot. */
export interface PriceUpdate {
  active?: boolean | undefined;
  lookup_key?: string | undefined;
  metadata?: Record<string, string> | null | undefined;
  nickname?: string | undefined;
  tax_behavior?: 'unspecified' | 'exclusive' | 'inclusive' | undefined;
}

/** Changes a price, with `price.updated` where anything is different. */
export function updatePrice(scope: Scope, id: string, input: PriceUpdate): WirePrice {
  const before = getPrice(scope, id);
  const price: WirePrice = {
    ...before,
    active: input.active ?? before.active,
    lookup_key: input.lookup_key ?? before.lookup_key,
    metadata: mergeMetadata(before.metadata, input.metadata),
    nickname: input.nickname ?? before.nickname,
    tax_behavior: input.tax_behavior ?? before.tax_behavior,
  };
  const previous = changed(before, price);
  savePrice(scope, price);
  if (Object.keys(previous).length > 0) emit(scope, 'price.updated', price, previous);
  return price;
}

/** The price with this id. Throws `resource_missing`. */
export function getPrice(scope: Scope, id: string): WirePrice {
  const price = find(scope, 'price', id);
  if (!price) throw noSuchObject('price', id);
  return price;
}

function savePrice(scope: Scope, price: WirePrice): void {
  const { product } = price;
  save(scope, 'price', price.id, price, { product: typeof product === 'string' ? product : product.id });
}

/** The amount for one unit. Throws where it is missing, given twice or negative; `param` is where it was sent. */
export function unitAmount(price: UnitAmountInput, param: string): UnitAmount {
  const { unit_amount: whole, unit_amount_decimal: decimal } = price;
  const named = (name: string): string => (param === '' ? name : `${param}[${name}]`);
  if (whole !== undefined && decimal !== undefined) {
    throw invalidRequest('You may only specify one of these parameters: unit_amount, unit_amount_decimal.', {
      code: 'parameters_exclusive',
      param: param === '' ? 'unit_amount' : param,
    });
  }
  if (whole !== undefined) {
    if (whole >= 0) return { exact: whole, whole, text: String(whole) };
    throw invalidRequest('Invalid non-negative integer', {
      code: 'parameter_invalid_integer',
      param: named('unit_amount'),
    });
  }
  if (decimal === undefined) throw parameterMissing(named('unit_amount'));
  const exact = Number(decimal);
  return { exact, whole: Number.isInteger(exact) ? exact : null, text: decimal };
}
