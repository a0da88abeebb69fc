import type { Context as HonoContext } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { STAFF_SESSION_LIFE_MS } from '../../domain/staff/session.ts';
import { BROWSER_LIFE_MS } from '../../operations/sign-in/timing.ts';
import { RESUME_LIFE_MS } from '../../operations/staff/resume.ts';
import { CLOSED } from '../closed-cookies.ts';

/** Apart from the portal's: signing in as a customer makes nobody staff, nor ends a session of staff. */
const SESSION = '__Host-quittance_staff';
const BROWSER = '__Host-quittance_staff_browser';
const FORMER = '__Host-quittance_staff_former';
/** Nobody signs out and in more often while they write. */
const MOST_FORMER = 3;

/** The secret of the session, as the browser sent it. */
export const staffSecret = (c: HonoContext): string | undefined => getCookie(c, SESSION);

export function keepStaffSession(c: HonoContext, secret: string): void {
  rememberFormer(c);
  setCookie(c, SESSION, secret, { ...CLOSED, maxAge: STAFF_SESSION_LIFE_MS / 1000 });
}

export function forgetStaffSession(c: HonoContext): void {
  rememberFormer(c);
  deleteCookie(c, SESSION, CLOSED);
}

/**
 * The secrets of sessions that this browser had before, the last one first. They open nothing any more: by them a form is known
 * that was written while its session ended in another tab.
 */
export const formerStaffSecrets = (c: HonoContext): readonly string[] =>
  (getCookie(c, FORMER) ?? '')
    .split('.')
    .slice(0, MOST_FORMER)
    .filter((secret) => secret !== '');

function rememberFormer(c: HonoContext): void {
  const secret = staffSecret(c);
  if (secret === undefined || secret.includes('.')) return;
  const others = formerStaffSecrets(c).filter((other) => other !== secret);
  const value = [secret, ...others].slice(0, MOST_FORMER).join('.');
  setCookie(c, FORMER, value, { ...CLOSED, maxAge: RESUME_LIFE_MS / 1000 });
}

/** What a browser remembers of its sign-ins, as we signed it. */
export const sealedStaffBrowser = (c: HonoContext): string | undefined => getCookie(c, BROWSER);

export const keepStaffBrowser = (c: HonoContext, sealed: string): void =>
  setCookie(c, BROWSER, sealed, { ...CLOSED, maxAge: BROWSER_LIFE_MS / 1000 });
