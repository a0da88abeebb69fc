import { ApiError, unauthorized } from '../core/api-error.ts';

/**
 * The secret key of a request (docs.stripe.com/api/authentication): `Authorization: Bearer sk_test_…`, or Basic
 * with the key as the user. A live key is refused before any other check, since it must never be sent here.
 * `isAccessToken` recognises the keys that OAuth issued. Returns the key.
 */
export function authenticate(
  headers: Headers,
  accepted: readonly string[],
  isAccessToken: (key: string) => boolean = () => false,
): string {
  const key = readKey(headers.get('Authorization'));
  if (key === null || key === '') {
    throw unauthorized(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details.",
    );
  }
  if (/^(sk|rk)_live_/.test(key)) {
    throw unauthorized(
      'This is the sandbox: it takes test keys only. A live key was sent to it; if others can read its traffic, roll that key.',
    );
  }
  if (
    !/^(sk|rk)_test_/.test(key) ||
    (accepted.length > 0 && !accepted.includes(key) && !isAccessToken(key))
  ) {
    throw unauthorized(`Invalid API Key provided: ${mask(key)}`);
  }
  return key;
}

function readKey(header: string | null): string | null {
  if (header === null) return null;
  const [scheme, value = ''] = header.trim().split(/\s+/, 2);
  if (scheme?.toLowerCase() === 'bearer') return value;
  if (scheme?.toLowerCase() === 'basic') return Buffer.from(value, 'base64').toString().split(':')[0] ?? '';
  return null;
}

/** The part of a key that error messages and logs show. */
function mask(key: string): string {
  return key.length > 16
    ? `${key.slice(0, 8)}${'*'.repeat(key.length - 12)}${key.slice(-4)}`
    : '*'.repeat(key.length);
}

/** 403: the key has no connected account of this name. */
export function noAccess(account: string): ApiError {
  return new ApiError(
    403,
    'invalid_request_error',
    `The provided key does not have access to account '${account}' (or that account does not exist). Application access may have been revoked.`,
    { code: 'account_invalid' },
  );
}
