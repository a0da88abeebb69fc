import type { Context as HonoContext } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { STAFF_SESSION_LIFE_MS } from '../../domain/staff/session.ts';
import { BROWSER_LIFE_MS } from '../../operations/sign-in/timing.ts';
import { CLOSED } from '../closed-cookies.ts';

/** Apart from the portal's: signing in as a customer makes nobody staff, nor ends a session of staff. */
const SESSION = '__Host-quittance_staff';
const BROWSER = '__Host-quittance_staff_browser';

/** The secret of the session, as the browser sent it. */
export const staffSecret = (c: HonoContext): string | undefined => getCookie(c, SESSION);

export const keepStaffSession = (c: HonoContext, secret: string): void =>
  setCookie(c, SESSION, secret, { ...CLOSED, maxAge: STAFF_SESSION_LIFE_MS / 1000 });

export const forgetStaffSession = (c: HonoContext): void => {
  deleteCookie(c, SESSION, CLOSED);
};

/** What a browser remembers of its sign-ins, as we signed it. */
export const sealedStaffBrowser = (c: HonoContext): string | undefined => getCookie(c, BROWSER);

export const keepStaffBrowser = (c: HonoContext, sealed: string): void =>
  setCookie(c, BROWSER, sealed, { ...CLOSED, maxAge: BROWSER_LIFE_MS / 1000 });
