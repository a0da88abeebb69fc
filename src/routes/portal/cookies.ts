import type { Context as HonoContext } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { CLOSED } from '../closed-cookies.ts';

const SESSION = '__Host-quittance_session';
const BROWSER = '__Host-quittance_browser';

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
