import type { Context as HonoContext } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

/*
 * `__Host-` binds a cookie to exactly this host, all its paths, and HTTPS (RFC 6265bis, 4.1.3.2). Chromium and Firefox
 * count http://localhost and http://127.0.0.1 as secure, so it works locally; Safari does not, so signing in fails
 * there.
 */
export const CLOSED = { path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const;

const SAID = '__Host-quittance_said';

/** Sets a flash message for the next page: a code that the page has a sentence for, such as `card_added`. */
export const setFlash = (c: HonoContext, code: string): void =>
  setCookie(c, SAID, code, { ...CLOSED, maxAge: 60 });

/** Reads and clears the flash message. */
export function takeFlash(c: HonoContext): string | null {
  const code = getCookie(c, SAID);
  if (code === undefined) return null;
  deleteCookie(c, SAID, CLOSED);
  return /^[a-z_]{1,40}$/.test(code) ? code : null;
}
