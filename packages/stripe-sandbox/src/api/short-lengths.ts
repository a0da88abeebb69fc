import { invalidRequest } from '../core/api-error.ts';
import type { Json, JsonObject } from '../core/json.ts';
import type { Scope } from '../core/scope.ts';
import { readWorlds } from '../core/worlds.ts';
import { paramName } from './params.ts';

/** What Stripe names no length for, by the parameter's own name: so much is taken in the world of short lengths. */
const SHORT: ReadonlyMap<string, number> = new Map([
  ['description', 500],
  ['line1', 200],
  ['line2', 200],
  ['city', 100],
  ['state', 100],
  ['postal_code', 20],
]);

/** Refuses a longer one, in the world where they are short. */
export function checkShortLengths(scope: Scope, sent: JsonObject): void {
  if (readWorlds(scope.store).lengths === 'short') check(sent, []);
}

function check(value: Json, path: readonly string[]): void {
  if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) check(inner, [...path, key]);
    return;
  }
  const most = path[0] === 'metadata' ? undefined : SHORT.get(path.at(-1) ?? '');
  if (most === undefined || typeof value !== 'string' || value.length <= most) return;
  throw invalidRequest(`Invalid string: ${value.slice(0, 20)}…; must be at most ${most} characters`, {
    param: paramName([...path]),
  });
}
