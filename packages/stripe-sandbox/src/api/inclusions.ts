import type { Json, JsonObject } from '../core/json.ts';
import { toJson } from '../core/json.ts';
import { allOf, find, type Scope } from '../core/scope.ts';

/** Lists that an object carries only when they are expanded, by object and field. */
export const INCLUSIONS: Record<string, (scope: Scope, object: JsonObject) => Json> = {
  'checkout.session.line_items': (scope, { id }) => {
    const items = find(scope, '_session', String(id))?.lineItems ?? [];
    return toJson({
      object: 'list',
      data: items,
      has_more: false,
      url: `/v1/checkout/sessions/${String(id)}/line_items`,
    });
  },
  'charge.refunds': (scope, { id }) => {
    const data = allOf(scope, 'refund', 'charge', String(id)).map(({ value }) => value);
    return toJson({
      object: 'list',
      data: data.slice(0, 10),
      has_more: data.length > 10,
      url: `/v1/charges/${String(id)}/refunds`,
    });
  },
};
