import { invalidRequest } from '../core/api-error.ts';
import { isJsonObject, type Json, type JsonObject, toJson } from '../core/json.ts';
import type { Scope } from '../core/scope.ts';
import type { Kind } from '../store/records.ts';

/** The kind of object that each field's id names. */
const FIELDS: Record<string, Kind[]> = {
  balance_transaction: ['balance_transaction'],
  failure_balance_transaction: ['balance_transaction'],
  charge: ['charge'],
  destination: ['bank_account'],
  customer: ['customer', '_deleted_customer'],
  default_payment_method: ['payment_method'],
  default_price: ['price'],
  latest_attempt: ['setup_attempt'],
  latest_charge: ['charge'],
  mandate: ['mandate'],
  payment_intent: ['payment_intent'],
  payment_method: ['payment_method'],
  price: ['price'],
  product: ['product', '_deleted_product'],
  setup_intent: ['setup_intent'],
  single_use_mandate: ['mandate'],
  source: ['charge', 'refund', 'dispute', 'payout'],
};

/** Fields that exist in the types but are always empty here; expanding them is allowed. */
const ALWAYS_EMPTY = new Set([
  'application',
  'application_fee',
  'default_source',
  'discount',
  'invoice',
  'on_behalf_of',
  'original_payout',
  'payment_link',
  'payment_record',
  'reversed_by',
  'review',
  'source_transfer',
  'source_transfer_reversal',
  'subscription',
  'transfer',
  'transfer_reversal',
  'test_clock',
]);

/** Lists that are present only when expanded. */
type Inclusion = (scope: Scope, object: JsonObject) => Json;

const DEEPEST = 4;

/** Expands the requested fields (docs.stripe.com/expand). Throws Stripe's error for fields that cannot be expanded. */
export function expandAll(
  scope: Scope,
  answer: object,
  paths: string[],
  inclusions: Record<string, Inclusion>,
): JsonObject {
  const result = toJson(answer);
  for (const path of paths) {
    const segments = path.split('.');
    const isList = result.object === 'list' || result.object === 'search_result';
    const steps = isList && segments[0] === 'data' ? segments.length - 1 : segments.length;
    if (steps > DEEPEST) {
      throw invalidRequest(`You cannot expand more than 4 levels of a property (${path}).`, {
        param: 'expand',
      });
    }
    expandPath(scope, result, segments, path, inclusions);
  }
  return result;
}

function expandPath(
  scope: Scope,
  object: JsonObject,
  segments: string[],
  path: string,
  inclusions: Record<string, Inclusion>,
): void {
  const [field, ...rest] = segments;
  if (field === undefined) return;
  const inclusion = inclusions[`${String(object.object)}.${field}`];
  if (inclusion && object[field] === undefined) object[field] = inclusion(scope, object);
  const value = object[field];
  const expandable = FIELDS[field] !== undefined || ALWAYS_EMPTY.has(field);
  if (value === undefined || (!expandable && !isContainer(value))) {
    throw invalidRequest(`This property cannot be expanded (${path}).`, { param: 'expand' });
  }
  const full = typeof value === 'string' ? load(scope, field, value) : value;
  object[field] = full;
  for (const inner of Array.isArray(full) ? full : [full]) {
    if (isJsonObject(inner)) expandPath(scope, inner, rest, path, inclusions);
  }
}

function isContainer(value: Json): boolean {
  return value === null || typeof value === 'object';
}

function load(scope: Scope, field: string, id: string): Json {
  for (const kind of FIELDS[field] ?? []) {
    const found = scope.store.get(kind, id);
    if (found?.account === scope.account) return toJson(found.value);
  }
  return id;
}
