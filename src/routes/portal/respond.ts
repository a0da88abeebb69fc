import type { Context as HonoContext } from 'hono';
import type { Undone } from '../../domain/outcome.ts';
import { speechFor } from '../../views/i18n/speech.ts';
import type { PageContext } from '../../views/layout.ts';
import { type PortalNotice, portalNoticePage } from '../../views/portal/notice.tsx';
import { contentSecurityPolicy } from '../../views/security-policy.ts';
import { setFlash, takeFlash } from '../closed-cookies.ts';
import { freshNonce, PRIVATE_HEADERS } from '../pay/respond.ts';
import { queryOf, strangersLocale } from '../reader.ts';
import type { PortalContext, PortalEnv } from './env.ts';
import { type NoticePages, pageOf, portalNotice } from './undone.ts';

type Status = 200 | 400 | 403 | 404 | 405 | 409 | 410 | 422 | 429 | 503;
type Look = {
  readonly locale: string;
  readonly logoUrl: string | null;
  /** Origins other than ours that a form of this page may lead to, such as Stripe. */
  readonly formTargets?: readonly string[];
  /** The page holds Turnstile's widget. */
  readonly hasWidget?: boolean;
};

/** Answers with a page of the portal and its Content-Security-Policy, not to be cached. */
export async function respondWith(
  c: HonoContext,
  status: Status,
  look: Look,
  draw: (context: PageContext) => string,
): Promise<Response> {
  const context = { speech: await speechFor(look.locale), nonce: freshNonce(), query: queryOf(c, status) };
  return c.body(draw(context), status, {
    ...PRIVATE_HEADERS,
    // Same-origin, so that our forms carry an Origin and other sites get no referrer.
    'Referrer-Policy': 'same-origin',
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': contentSecurityPolicy({
      nonce: context.nonce,
      logoUrl: look.logoUrl,
      formTargets: look.formTargets ?? [],
      hasWidget: look.hasWidget ?? false,
    }),
  });
}

/** The context that every page behind the sign-in is rendered with. */
export type PortalPageContext = PageContext & {
  readonly visit: PortalEnv['Variables']['portal'];
  /** The flash message of the previous page, such as `card_removed`; usually null. */
  readonly said: string | null;
};

/** Answers with a page behind the sign-in, in the customer's language and the merchant's colours. */
export function respondPortal(
  c: PortalContext,
  status: Status,
  draw: (context: PortalPageContext) => string,
  { leadsToStripe = false }: { readonly leadsToStripe?: boolean } = {},
): Promise<Response> {
  const visit = c.get('portal');
  const said = takeFlash(c);
  const look = {
    locale: visit.locale,
    logoUrl: visit.merchant.logoUrl,
    formTargets: leadsToStripe ? c.get('checkoutOrigins') : [],
  };
  return respondWith(c, status, look, (context) => draw({ ...context, visit, said }));
}

/** Missing, or not theirs: byte for byte the same answer. */
export const respondMissing = (c: PortalContext): Promise<Response> => respondBare(c, 404, 'not_found');

/** Answers for a verb that was not done, with its notice on the right page. */
export function respondUndone(
  c: HonoContext,
  outcome: Undone,
  pages: NoticePages = {},
): Response | Promise<Response> {
  const notice = portalNotice(outcome);
  if (notice.on === 'missing') return respondBare(c, 404, 'not_found');
  const answered = pageOf(notice, pages);
  if (answered === null) throw new Error(`notice without a page: ${notice.on}`);
  return answered;
}

/** Answers a POST that was done: redirects to a page, with an optional flash message (a code it has a sentence for). */
export function done(c: HonoContext, path: `/portal${string}`, word: string | null = null): Response {
  if (word !== null) setFlash(c, word);
  c.header('Cache-Control', 'private, no-store');
  return c.redirect(path, 303);
}

/** A page without a merchant's brand, for a visitor who is not signed in or for what is missing. */
export const respondBare = (c: HonoContext, status: Status, notice: PortalNotice): Promise<Response> =>
  respondWith(c, status, { locale: strangersLocale(c), logoUrl: null }, (context) =>
    portalNoticePage(notice, context),
  );
