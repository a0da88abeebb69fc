import { ApiError } from '../core/api-error.ts';
import type { JsonObject } from '../core/json.ts';

/** An answer as it is kept under an idempotency key. */
export interface Stored {
  status: number;
  body: JsonObject;
  /** The request that was first answered with it. */
  requestId: string;
}

/** The answer to a request that was refused or that broke. What broke is not shown: only the request's id is. */
export function storedError(error: unknown, requestId: string): Stored {
  if (error instanceof ApiError) return { status: error.status, body: error.body(requestId), requestId };
  const broken = new ApiError(500, 'api_error', `An unknown error occurred. The request is ${requestId}.`);
  return { status: 500, body: broken.body(requestId), requestId };
}
