import type { ApiError } from '../core/api-error.ts';
import type { JsonObject } from '../core/json.ts';

/** Stripe has three shapes of error: of API v1, of API v2, and of OAuth (RFC 6749, section 5.2). */
export type ErrorStyle = 'v1' | 'v2' | 'oauth';

/** The error shape of this path. */
export function styleOf(path: string): ErrorStyle {
  if (path.startsWith('/v2/')) return 'v2';
  return path.startsWith('/oauth/') ? 'oauth' : 'v1';
}

/** A refusal's body in its API's shape (docs.stripe.com/api/errors, /api-v2-overview, /connect/oauth-reference). */
export function errorBody(error: ApiError, requestId: string, style: ErrorStyle): JsonObject {
  const { code, param } = error.details;
  // Rate limits and faults are raised before OAuth is reached, so they keep v1's shape.
  if (style === 'v1' || error.status === 429 || error.status >= 500) return error.body(requestId);
  if (style === 'oauth') {
    return { error: oauthName(error.status, code), error_description: error.message };
  }
  return {
    error: {
      code: v2Code(code, error.status),
      message: param === undefined ? error.message : `${error.message} (${param})`,
      type: error.type,
      request_log_url: `https://dashboard.stripe.com/test/logs/${requestId}`,
    },
  };
}

const OAUTH_NAMES = new Set([
  'invalid_client',
  'invalid_grant',
  'invalid_request',
  'invalid_scope',
  'unsupported_grant_type',
  'unsupported_response_type',
]);

function oauthName(status: number, code: string | undefined): string {
  if (code !== undefined && OAUTH_NAMES.has(code)) return code;
  return status === 401 || status === 403 ? 'invalid_client' : 'invalid_request';
}

function v2Code(code: string | undefined, status: number): string {
  if (code === 'resource_missing' || status === 404) return 'not_found';
  if (code?.startsWith('parameter_') || (status === 400 && code === undefined)) return 'invalid_fields';
  return code ?? 'invalid_request';
}
