import type { ApiKeyRow } from '../../db/queries/api-keys.ts';
import { isUsable } from '../../domain/api-key/life.ts';
import { beyondGrant, type Grant } from '../../domain/api-key/scopes.ts';
import { type Refused, refused } from '../../domain/outcome.ts';

/**
 * Why the key that asks may not give this. It is read anew under the lock of the change, since it may have been revoked
 * after the request came in.
 */
export function whyNotGiven(giver: ApiKeyRow | undefined, given: Grant, now: number): Refused | null {
  if (giver === undefined || !isUsable(giver, now)) return refused({ code: 'caller_over' });
  const beyond = beyondGrant(giver, given);
  return beyond === null ? null : refused({ code: 'beyond_own_grant', beyond });
}
