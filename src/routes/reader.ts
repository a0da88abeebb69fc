import type { Context as HonoContext, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { acceptedLanguages, localeFor, type Reader, spokenLocale } from '../domain/reader/locale.ts';
import { CLOSED } from './closed-cookies.ts';
import type { RouteEnv } from './env.ts';

/** The address of a page in another language is its own with this in its query. */
const ASKED = 'lang';
const CHOSEN = '__Host-quittance_language';
const KEPT_SECONDS = 365 * 24 * 3600;

/** What a browser says of whoever reads: the language that they chose, on this page or before, and those it accepts. */
export const readerOf = (c: HonoContext): Reader => ({
  chosen: askedFor(c) ?? spokenLocale(getCookie(c, CHOSEN) ?? null),
  accepts: acceptedLanguages(c.req.header('accept-language')),
});

const askedFor = (c: HonoContext): string | null => spokenLocale(c.req.query(ASKED) ?? null);

/** The locale for somebody of whom nothing is known but the browser. */
export const strangersLocale = (c: HonoContext): string => localeFor({ own: null, house: 'en' }, readerOf(c));

/** Gives the verbs who reads, and keeps a language that was chosen in a cookie, which is all that choosing one changes. */
export const meetReader: MiddlewareHandler<RouteEnv> = async (c, next) => {
  c.set('ctx', { ...c.get('ctx'), reader: readerOf(c) });
  await next();
  const asked = askedFor(c);
  if (asked !== null) setCookie(c, CHOSEN, asked, { ...CLOSED, maxAge: KEPT_SECONDS });
};

/** What a page of ours asks for in its address: an id, a date, a word, a page of the portal. */
const OURS = /^(?:\/portal\/)?[\w:-]{0,80}$/;
/** What somebody looks for is anything, as they typed it. */
const TYPED = 'q';
const LONGEST_TYPED = 100;

const isKept = ([name, value]: readonly [string, string]): boolean =>
  name === TYPED ? value.length <= LONGEST_TYPED : name !== ASKED && OURS.test(name) && OURS.test(value);

/**
 * What else the address of a page asks for, to which a language is added; null for an answer that has no address. A page that
 * refuses repeats nothing that it was asked.
 */
export function queryOf(c: HonoContext, status: number): string | null {
  if (c.req.method !== 'GET') return null;
  if (status !== 200 || !c.req.url.includes('?')) return '';
  const kept = [...new URL(c.req.url).searchParams].filter(isKept);
  return new URLSearchParams(kept).toString();
}
