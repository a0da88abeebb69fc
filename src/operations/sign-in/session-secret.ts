import type { Context } from '../core/context.ts';
import { sha256Hex } from '../facts/hash.ts';

const SECRET = /^[0-9a-f]{64}$/;

/** 32 random bytes for a cookie, hexadecimal. Only {@link hashOfSecret} of it is ever stored. */
export const newSecret = (ctx: Context): string =>
  Array.from(ctx.random(32), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** The stored hash of a cookie's secret; null for a malformed one, which then costs no query. */
export const hashOfSecret = async (secret: string | undefined): Promise<string | null> =>
  secret !== undefined && SECRET.test(secret) ? sha256Hex(`quittance portal\n${secret}`) : null;

/** The CSRF token of a session's forms. It is derived from the secret by a one-way function, so it is not stored. */
export const csrfOf = async (secret: string): Promise<string> =>
  (await sha256Hex(`quittance csrf\n${secret}`)).slice(0, 32);

/** Compares two texts in constant time; only their lengths leak. */
export function sameText(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  let different = 0;
  for (let at = 0; at < one.length; at += 1) different |= one.charCodeAt(at) ^ other.charCodeAt(at);
  return different === 0;
}
