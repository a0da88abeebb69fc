import type { Context as HonoContext } from 'hono';
import type { DatedCopy } from '../../domain/invoice/dated-copy.ts';
import type { LinkRejection } from '../../operations/resources/open-hosted-invoice.ts';
import { hostedInvoicePage } from '../../views/hosted-invoice.ts';
import { speechFor } from '../../views/i18n/speech.ts';
import type { PageContext } from '../../views/layout.ts';
import { type NoticeView, noticePage, noticeStatus } from '../../views/notice-page.tsx';
import { contentSecurityPolicy } from '../../views/security-policy.ts';
import type { RouteEnv } from '../env.ts';
import { queryOf, strangersLocale } from '../reader.ts';

/** Only the reader's browser may store a page, and its address is sent to no other site. */
export const PRIVATE_HEADERS = {
  'Cache-Control': 'private, no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Robots-Tag': 'noindex, nofollow',
} as const;

type Look = {
  readonly locale: string;
  readonly logoUrl: string | null;
  /** Origins other than ours that a form of this page may lead to. */
  readonly formTargets: readonly string[];
  /** Its forms are the portal's, which ask for an Origin: no other site is told the address all the same. */
  readonly hasOrigin?: boolean;
  /** The page holds Turnstile's widget. */
  readonly hasWidget?: boolean;
};

/** A nonce for one response's style sheet. */
export const freshNonce = (): string =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16)))).replaceAll('=', '');

/** Answers with a page in its reader's language, and its Content-Security-Policy. */
export async function respondPage(
  c: HonoContext,
  status: 200 | 404 | 405 | 409 | 410 | 422 | 429 | 500 | 503,
  look: Look,
  draw: (context: PageContext) => string,
): Promise<Response> {
  const context = { speech: await speechFor(look.locale), nonce: freshNonce(), query: queryOf(c, status) };
  return c.body(draw(context), status, {
    ...PRIVATE_HEADERS,
    ...(look.hasOrigin === true && { 'Referrer-Policy': 'same-origin' }),
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': contentSecurityPolicy({
      nonce: context.nonce,
      logoUrl: look.logoUrl,
      formTargets: [...look.formTargets],
      hasWidget: look.hasWidget ?? false,
    }),
  });
}

/** Answers for a link that shows nothing. */
export function respondRefused(c: HonoContext, { code }: LinkRejection): Promise<Response> {
  switch (code) {
    case 'not_found':
      return respondNotice(c, { kind: 'link_not_found' });
    case 'link_rotated':
      return respondNotice(c, { kind: 'link_rotated' });
  }
}

const SOON_SECONDS = '30';
const SOON_AGAIN: ReadonlySet<NoticeView['kind']> = new Set([
  'stripe_unreachable',
  'catching_up',
  'file_unavailable',
  'database_away',
  'not_charged',
]);

/** Answers with the page for a state that has nothing more to offer. */
export function respondNotice(
  c: HonoContext,
  view: NoticeView,
  formTargets: readonly string[] = [],
): Promise<Response> {
  const look =
    'invoice' in view
      ? { locale: view.invoice.locale, logoUrl: view.invoice.merchant.logoUrl, formTargets }
      : { locale: strangersLocale(c), logoUrl: null, formTargets };
  if (SOON_AGAIN.has(view.kind)) c.header('Retry-After', SOON_SECONDS);
  if (view.kind === 'being_prepared') c.header('Retry-After', '5');
  const hasWidget = view.kind === 'too_many_declines' && view.check !== undefined;
  const { host } = new URL(c.req.url);
  return respondPage(c, noticeStatus(view), { ...look, hasWidget }, (context) =>
    noticePage(view, context, view.kind === 'not_set_up' ? null : host),
  );
}

/**
 * Answers with an invoice as it was: 503, since it is not what was asked for, so that no preview, crawler or monitor takes it for
 * that. A language that nobody read it in is not there, so none is offered.
 */
export function respondCopy(c: HonoContext<RouteEnv>, { at, timeZone, view }: DatedCopy): Promise<Response> {
  const { locale, merchant } = view;
  c.header('Retry-After', SOON_SECONDS);
  const asOf = { at, timeZone, now: c.get('ctx').now() };
  const look = { locale, logoUrl: merchant.logoUrl, formTargets: [] };
  return respondPage(c, 503, look, (context) =>
    hostedInvoicePage(view, { ...context, query: null }, { asOf }),
  );
}

/** Answers a method that a page does not have: 405, with those it has (RFC 9110, 15.5.6). */
export function refuseMethod(c: HonoContext, allowed: string): Promise<Response> {
  c.header('Allow', allowed);
  return respondNotice(c, { kind: 'method_not_allowed' });
}
