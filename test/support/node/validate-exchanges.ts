import type { Validator, Violation } from '../../../sandbox/api/validation.ts';
import { createValidator } from '../../../sandbox/schema/validator.ts';

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

/** Takes what a sandbox has on record against the SDK's types, and throws where there is something. */
export async function expectNoViolations(
  send: (request: Request) => Promise<Response>,
  address = 'http://127.0.0.1',
): Promise<void> {
  const answer = await send(new Request(`${address}/_sandbox/violations/take`, { method: 'POST' }));
  const violations: Violation[] = await answer.json();
  if (violations.length === 0) return;
  const lines = violations.map(({ what, problems }) => `${what}: ${problems.join('; ')}`);
  throw new Error(`what went over the wire does not fit the SDK's types:\n${lines.join('\n')}`);
}
