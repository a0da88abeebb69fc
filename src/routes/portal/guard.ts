import type { Context as HonoContext, MiddlewareHandler } from 'hono';
import { sameText } from '../../operations/portal/session-secret.ts';
import { readVisitor } from '../../operations/portal/visit.ts';
import type { RouteEnv } from '../env.ts';
import { refuseMethod } from '../pay/respond.ts';
import { decodeUtf8, readBody } from '../read-body.ts';
import { sessionSecret } from './cookies.ts';
import type { PortalEnv } from './env.ts';
import { respondBare } from './respond.ts';

/** More than any form of ours holds. */
const FORM_MOST_BYTES = 64 * 1024;

const isRead = (c: HonoContext): boolean => c.req.method === 'GET' || c.req.method === 'HEAD';

/**
 * What changes something comes from a page of ours: the browser says so by Sec-Fetch-Site, one that does not
 * know it by Origin. Neither, or another site, is refused before anything is read (OWASP, Cross-Site Request
 * Forgery Prevention). SameSite cookies and the form's token stand behind it.
 */
export const fromOurPages: MiddlewareHandler<RouteEnv> = async (c, next) => {
  if (isRead(c)) return next();
  if (c.req.method !== 'POST') return refuseMethod(c, 'GET, HEAD, POST');
  return isSameOrigin(c) ? next() : respondBare(c, 403, 'foreign_form');
};

function isSameOrigin(c: HonoContext<RouteEnv>): boolean {
  const site = c.req.header('sec-fetch-site');
  // `none` is the person at the address bar, or a form that is sent again by reloading.
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = c.req.header('origin');
  return origin !== undefined && (origin === c.get('appUrl') || origin === new URL(c.req.url).origin);
}

/** The fields of a POST in the one encoding that our forms have; null for anything else. */
export async function readForm(c: HonoContext): Promise<URLSearchParams | null> {
  const [type = ''] = (c.req.header('content-type') ?? '').split(';');
  if (type.trim().toLowerCase() !== 'application/x-www-form-urlencoded') return null;
  const body = await readBody(c.req.raw, FORM_MOST_BYTES);
  const text = body === null ? null : decodeUtf8(body);
  return text === null ? null : new URLSearchParams(text);
}

/**
 * Behind the sign-in: who comes without a session is led to it, and back afterwards; who has not picked a
 * customer, to the picking. A POST has to carry the session's token.
 */
export const signedIn: MiddlewareHandler<PortalEnv> = async (c, next) => {
  const visitor = await readVisitor(c.get('ctx'), sessionSecret(c));
  if (visitor.kind === 'stranger') return toSignIn(c);
  if (visitor.kind === 'undecided') return c.redirect('/portal/choose', 303);
  c.set('portal', visitor.visit);
  const form = isRead(c) ? new URLSearchParams() : await readForm(c);
  if (form === null) return respondBare(c, 400, 'unreadable_form');
  c.set('form', form);
  if (!isRead(c) && !sameText(form.get('csrf') ?? '', visitor.visit.csrf)) {
    return respondBare(c, 403, 'foreign_form');
  }
  return next();
};

/** To the sign-in, which leads back to a page that was asked for. */
export function toSignIn(c: HonoContext): Response {
  const path = isRead(c) ? pathWithin(c.req.path) : null;
  return c.redirect(
    path === null ? '/portal/sign-in' : `/portal/sign-in?next=${encodeURIComponent(path)}`,
    303,
  );
}

/** A path of the portal that may be led back to, or null: nothing that could leave it. */
export const pathWithin = (path: string): `/portal/${string}` | null => (isWithin(path) ? path : null);

const isWithin = (path: string): path is `/portal/${string}` =>
  path.length <= 200 && /^\/portal\/(?!sign-)[A-Za-z0-9_-]+(?:\/[A-Za-z0-9_-]+)*$/.test(path);
