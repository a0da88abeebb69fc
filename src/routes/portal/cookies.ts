import type { Context as HonoContext } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

/*
 * `__Host-` binds a cookie to exactly this host, all its paths, and HTTPS (RFC 6265bis, 4.1.3.2). Chromium and Firefox
 * count http://localhost and http://127.0.0.1 as secure, so it works locally; Safari does not, so signing in fails
 * there.
 */
const SESSION = '__Host-quittance_session';
const BROWSER = '__Host-quittance_browser';
const SAID = '__Host-quittance_said';

const CLOSED = { path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const;

/** The secret of the session, as the browser sent it. */
export const sessionSecret = (c: HonoContext): string | undefined => getCookie(c, SESSION);

/** Sets the session's cookie for this many milliseconds. */
export const keepSession = (c: HonoContext, secret: string, lifeMs: number): void =>
  setCookie(c, SESSION, secret, { ...CLOSED, maxAge: Math.floor(lifeMs / 1000) });

export const forgetSession = (c: HonoContext): void => {
  deleteCookie(c, SESSION, CLOSED);
};

/** What a browser remembers of its sign-ins, as we signed it. */
export const sealedBrowser = (c: HonoContext): string | undefined => getCookie(c, BROWSER);

export const keepBrowser = (c: HonoContext, sealed: string, lifeMs: number): void =>
  setCookie(c, BROWSER, sealed, { ...CLOSED, maxAge: Math.floor(lifeMs / 1000) });

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
