import type { Validator } from '../src/api/exchange.ts';
import { createValidator } from '../src/validator.ts';

const made = new Map<string, Validator>();

/**
 * The validator of this process: what it has compiled serves every sandbox in it. `all` where our own code asks,
 * `accepted` where a test tries what Stripe refuses.
 */
export function validator(requests: 'all' | 'accepted'): Validator {
  const known = made.get(requests) ?? createValidator({ requests });
  made.set(requests, known);
  return known;
}
