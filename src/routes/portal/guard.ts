import type { Context as HonoContext, MiddlewareHandler } from 'hono';
import { readVisitor } from '../../operations/portal/visit.ts';
import { formGuards, isRead } from '../own-forms.ts';
import { askedPage, wayBack } from '../way-back.ts';
import { sessionSecret } from './cookies.ts';
import type { PortalEnv } from './env.ts';
import { respondBare } from './respond.ts';

export const { fromOurPages, withForm, withToken } = formGuards(respondBare);

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
  const path = isRead(c) ? pathWithin(askedPage(c)) : null;
  return c.redirect(
    path === null ? '/portal/sign-in' : `/portal/sign-in?next=${encodeURIComponent(path)}`,
    303,
  );
}

/** A page of the portal that is safe to redirect to, or null: never one outside the portal. */
export const pathWithin = (page: string): `/portal/${string}` | null => wayBack(page, isWithin);

const isWithin = (path: string): path is `/portal/${string}` =>
  /^\/portal\/(?!sign-)[A-Za-z0-9_-]+(?:\/[A-Za-z0-9_-]+)*$/.test(path);
