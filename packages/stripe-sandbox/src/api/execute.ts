import { ApiError } from '../core/api-error.ts';
import type { Json, JsonObject } from '../core/json.ts';
import { type Kernel, scopeFor } from '../core/scope.ts';
import { styleOf } from './error-style.ts';
import { expandAll } from './expand.ts';
import { ConnectionCut, type Fault } from './faults.ts';
import { checkKey, fingerprint, keyInUse, recall, remember } from './idempotency.ts';
import { INCLUSIONS } from './inclusions.ts';
import type { Route } from './route.ts';
import { type Stored, storedError } from './stored.ts';

export interface Call {
  route: Route;
  path: string;
  id: string;
  raw: string;
  sent: JsonObject;
  key: string | null;
  account: string;
  requestId: string;
  fault: Fault | undefined;
}

/**
 * Runs calls, each in one transaction with the answer that is stored under its idempotency key: a crash
 * leaves both or neither, so a repeated call never acts twice.
 */
export function createExecutor(kernel: Kernel): (call: Call) => Promise<Stored> {
  const running = new Set<string>();
  return async (call) => {
    if (call.key === null) return run(kernel, call, () => {});
    const { key } = call;
    checkKey(key);
    const lock = `${call.account}/${key}`;
    if (running.has(lock)) throw keyInUse(key);
    running.add(lock);
    try {
      // This yields, so that a second request with the same key can arrive while this one runs, as at Stripe.
      await new Promise<void>((resolve) => setImmediate(resolve));
      const scope = scopeFor(kernel, call.account);
      const print = fingerprint(call.route.method, call.path, call.raw);
      const stored = recall(scope, key, print);
      if (stored) return stored;
      return run(kernel, call, (answer) => remember(scope, key, { fingerprint: print, ...answer }));
    } finally {
      running.delete(lock);
    }
  };
}

/** Runs the call, unless a fault strikes first, and passes the answer to `keep` where Stripe would store it. */
function run(kernel: Kernel, call: Call, keep: (answer: Stored) => void): Stored {
  const { requestId, fault } = call;
  const style = styleOf(call.path);
  try {
    return kernel.store.transaction(() => {
      failBefore(fault);
      const answer = act(kernel, call);
      const given =
        fault?.kind === '500_applied' ? storedError(kernel.store, internal(), requestId, style) : answer;
      keep(given);
      return given;
    });
  } catch (error) {
    // The transaction was rolled back. Answers to invalid or rejected requests are not stored; later failures are.
    if (error instanceof ConnectionCut) throw error;
    if (!(error instanceof ApiError)) console.error(`sandbox: ${requestId} broke:`, error);
    const answer = storedError(kernel.store, error, requestId, style);
    const hadBegun = !(error instanceof ApiError) || error.status === 500 || error.details.stored === true;
    if (hadBegun) kernel.store.transaction(() => keep(answer));
    return answer;
  }
}

function act(kernel: Kernel, call: Call): Stored {
  const scope = scopeFor(kernel, call.account, { requestId: call.requestId, idempotencyKey: call.key });
  const { expand, ...sent } = call.sent;
  try {
    const answer = call.route.handle(scope, sent, call.id);
    return {
      status: 200,
      body: expandAll(scope, answer, expandPaths(expand), INCLUSIONS),
      requestId: call.requestId,
    };
  } catch (error) {
    // A decline is a result: the failed charge and its events stay.
    if (error instanceof ApiError && error.details.keepsChanges) {
      return storedError(kernel.store, error, call.requestId, styleOf(call.path));
    }
    throw error;
  }
}

function expandPaths(sent: Json | undefined): string[] {
  if (typeof sent === 'string') return [sent];
  return Array.isArray(sent) ? sent.filter((path) => typeof path === 'string') : [];
}

function failBefore(fault: Fault | undefined): void {
  switch (fault?.kind) {
    case '429':
      throw tooMany(
        'rate_limit',
        'Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.',
      );
    case 'lock_timeout':
      throw tooMany(
        'lock_timeout',
        'This object cannot be accessed right now because another API request or Stripe process is currently accessing it.',
      );
    case '500':
      throw internal();
    case 'timeout':
    case 'reset':
      throw new ConnectionCut();
    case '500_applied':
    case 'timeout_applied':
    case 'reset_applied':
    case undefined:
      return;
  }
}

function tooMany(code: string, message: string): ApiError {
  // A lock time-out is no rate limit: only the latter names a reason (docs.stripe.com/rate-limits).
  const headers = code === 'rate_limit' ? { headers: { 'Stripe-Rate-Limited-Reason': 'global-rate' } } : {};
  return new ApiError(429, 'invalid_request_error', message, { code, ...headers });
}

function internal(): ApiError {
  return new ApiError(500, 'api_error', 'Sorry! There was an error while talking to one of our backends.');
}
