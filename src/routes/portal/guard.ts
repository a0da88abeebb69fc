import type { Context as HonoContext, MiddlewareHandler, Next } from 'hono';
import { sameText } from '../../operations/portal/session-secret.ts';
import { readVisitor } from '../../operations/portal/visit.ts';
import type { RouteEnv } from '../env.ts';
import { refuseMethod } from '../pay/respond.ts';
import { decodeUtf8, readBody } from '../read-body.ts';
import { sessionSecret } from './cookies.ts';
import type { PortalEnv } from './env.ts';
import { respondBare } from './respond.ts';

/** More than any of our forms needs. */
const FORM_MOST_BYTES = 64 * 1024;

const isRead = (c: HonoContext): boolean => c.req.method === 'GET' || c.req.method === 'HEAD';

/**
 * A request that changes something must come from our own pages: browsers prove it with Sec-Fetch-Site, older ones with
 * Origin. Without either, or from another site, it is refused before anything is read (OWASP, Cross-Site Request
 * Forgery Prevention). SameSite cookies and the form's CSRF token are further defences.
 */
export const fromOurPages: MiddlewareHandler<RouteEnv> = async (c, next) => {
  if (isRead(c)) return next();
  if (c.req.method !== 'POST') return refuseMethod(c, 'GET, HEAD, POST');
  return isSameOrigin(c) ? next() : respondBare(c, 403, 'foreign_form');
};

function isSameOrigin(c: HonoContext<RouteEnv>): boolean {
  const site = c.req.header('sec-fetch-site');
  // `none` is a navigation from the address bar, or a form resent by reloading.
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = c.req.header('origin');
  return origin !== undefined && (origin === c.get('appUrl') || origin === new URL(c.req.url).origin);
}

/**
 * The fields of a POST in the one encoding that our forms have; null for anything else. They are stored where hono's
 * validator finds them: its own body parser has no size limit and accepts invalid UTF-8.
 */
async function readForm(c: HonoContext): Promise<URLSearchParams | null> {
  const [type = ''] = (c.req.header('content-type') ?? '').split(';');
  if (type.trim().toLowerCase() !== 'application/x-www-form-urlencoded') return null;
  const body = await readBody(c.req.raw, FORM_MOST_BYTES);
  const text = body === null ? null : decodeUtf8(body);
  if (text === null) return null;
  const form = new URLSearchParams(text);
  const kept = new FormData();
  for (const [name, value] of form) kept.append(name, value);
  c.req.bodyCache.formData = kept;
  return form;
}

/** A form of a visitor who is not signed in, without a CSRF token to check. */
export const withForm: MiddlewareHandler<RouteEnv> = async (c, next) =>
  (await readForm(c)) === null ? respondBare(c, 400, 'unreadable_form') : next();

/** Continues if the form carries the session's CSRF token. */
export async function withToken(c: HonoContext, csrf: string, next: Next): Promise<Response | undefined> {
  const form = await readForm(c);
  if (form === null) return respondBare(c, 400, 'unreadable_form');
  if (!sameText(form.get('csrf') ?? '', csrf)) return respondBare(c, 403, 'foreign_form');
  await next();
  return undefined;
}

/**
 * Guards pages behind the sign-in: without a session, redirects to the sign-in and back afterwards; without a chosen
 * customer, to the choice. A POST has to carry the session's CSRF token.
 */
export const signedIn: MiddlewareHandler<PortalEnv> = async (c, next) => {
  const visitor = await readVisitor(c.get('ctx'), sessionSecret(c));
  if (visitor.kind === 'stranger') return toSignIn(c);
  if (visitor.kind === 'undecided') return c.redirect('/portal/choose', 303);
  c.set('portal', visitor.visit);
  return isRead(c) ? next() : withToken(c, visitor.visit.csrf, next);
};

/** Redirects to the sign-in, which returns to the requested page. */
export function toSignIn(c: HonoContext): Response {
  const path = isRead(c) ? pathWithin(c.req.path) : null;
  return c.redirect(
    path === null ? '/portal/sign-in' : `/portal/sign-in?next=${encodeURIComponent(path)}`,
    303,
  );
}

/** A portal path that is safe to redirect to, or null: never one outside the portal. */
export const pathWithin = (path: string): `/portal/${string}` | null => (isWithin(path) ? path : null);

const isWithin = (path: string): path is `/portal/${string}` =>
  path.length <= 200 && /^\/portal\/(?!sign-)[A-Za-z0-9_-]+(?:\/[A-Za-z0-9_-]+)*$/.test(path);
