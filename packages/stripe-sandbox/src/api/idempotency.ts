import { createHash } from 'node:crypto';
import { ApiError, invalidRequest } from '../core/api-error.ts';
import { type Scope, save } from '../core/scope.ts';
import type { IdempotencyRecord } from '../store/records.ts';

/** Stripe keeps keys for at least 24 hours and may then prune them (docs.stripe.com/api/idempotent_requests). */
const KEPT_MS = 24 * 3600 * 1000;
const LONGEST = 255;

/** Identifies equal requests: the operation and its parameters, in any order. */
export function fingerprint(method: string, path: string, body: string): string {
  return createHash('sha256').update(`${method} ${path}\n${body}`).digest('base64');
}

/** Throws for a key that is too long. */
export function checkKey(key: string): void {
  if (key.length > LONGEST)
    throw invalidRequest(`Idempotency keys must be at most ${LONGEST} characters long.`);
}

/**
 * The answer stored under this key, if it has not expired. Throws `idempotency_error` where the key was used for
 * another request. After 24 h a key is pruned and the request counts as new.
 */
export function recall(scope: Scope, key: string, print: string): IdempotencyRecord | undefined {
  const name = `${scope.account}/${key}`;
  const record = scope.store.get('_idempotency', name)?.value;
  if (!record) return undefined;
  if (record.at + KEPT_MS <= scope.nowMs()) {
    scope.store.remove('_idempotency', name);
    return undefined;
  }
  if (record.fingerprint !== print) {
    throw new ApiError(
      400,
      'idempotency_error',
      `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
    );
  }
  return record;
}

/** Stores an answer under its key, and prunes a few expired ones. */
export function remember(scope: Scope, key: string, record: Omit<IdempotencyRecord, 'at'>): void {
  const past: string[] = [];
  for (const { id, value } of scope.store.scan('_idempotency', scope.account, { order: 'oldest' })) {
    if (value.at + KEPT_MS > scope.nowMs() || past.length >= 8) break;
    past.push(id);
  }
  for (const id of past) scope.store.remove('_idempotency', id);
  save(scope, '_idempotency', `${scope.account}/${key}`, { ...record, at: scope.nowMs() });
}

/** 409: another request with this key is still running. */
export function keyInUse(key: string): ApiError {
  return new ApiError(
    409,
    'idempotency_error',
    `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
    { code: 'idempotency_key_in_use' },
  );
}
