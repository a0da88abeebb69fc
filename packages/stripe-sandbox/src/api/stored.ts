import { ApiError } from '../core/api-error.ts';
import type { JsonObject } from '../core/json.ts';
import { inManner } from '../core/manner.ts';
import { readWorlds } from '../core/worlds.ts';
import type { Store } from '../store/store.ts';
import { type ErrorStyle, errorBody } from './error-style.ts';

/** An answer as it is stored under an idempotency key. */
export interface Stored {
  status: number;
  body: JsonObject;
  /** The id of the first request that got this answer. */
  requestId: string;
  /** Further headers of a refusal. */
  headers?: Record<string, string>;
}

/** The answer to a refused request or an internal error, which reveals nothing but the request's id. */
export function storedError(
  store: Store,
  error: unknown,
  requestId: string,
  style: ErrorStyle = 'v1',
): Stored {
  if (error instanceof ApiError) {
    const { headers } = error.details;
    const body = errorBody(inManner(readWorlds(store), error), requestId, style);
    return { status: error.status, body, requestId, ...(headers === undefined ? {} : { headers }) };
  }
  const broken = new ApiError(500, 'api_error', `An unknown error occurred. The request is ${requestId}.`);
  return { status: 500, body: broken.body(requestId), requestId };
}
