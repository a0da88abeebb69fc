import type { Context as HonoContext, MiddlewareHandler, Next } from 'hono';
import { sameText } from '../operations/sign-in/session-secret.ts';
import type { RouteEnv } from './env.ts';
import { refuseMethod } from './pay/respond.ts';
import { decodeUtf8, readBody } from './read-body.ts';

/** More than any of our forms needs. */
const FORM_MOST_BYTES = 64 * 1024;

export const isRead = (c: HonoContext): boolean => c.req.method === 'GET' || c.req.method === 'HEAD';

type Refuse = (
  c: HonoContext<RouteEnv>,
  status: 400 | 403,
  why: 'unreadable_form' | 'foreign_form',
) => Response | Promise<Response>;

type Answer = (c: HonoContext<RouteEnv>) => Response | Promise<Response>;

type Accepted = {
  /** A form with files may have so many bytes; 0 takes none. */
  readonly uploadBytes?: number;
  readonly isOther?: (token: string) => Promise<boolean>;
};

/**
 * What guards forms that change something: where they come from, what they hold, and whose they are. Where files are taken,
 * one that is too large is refused in words of its own.
 */
export function formGuards(refuse: Refuse, refuseLarge: Answer = (c) => refuse(c, 400, 'unreadable_form')) {
  /**
   * A request that changes something must come from our own pages: browsers prove it with Sec-Fetch-Site, older ones with
   * Origin. Without either, or from another site, it is refused before anything is read (OWASP, Cross-Site Request
   * Forgery Prevention). SameSite cookies and the form's CSRF token are further defences.
   */
  const fromOurPages: MiddlewareHandler<RouteEnv> = async (c, next) => {
    if (isRead(c)) return next();
    if (c.req.method !== 'POST') return refuseMethod(c, 'GET, HEAD, POST');
    return isSameOrigin(c) ? next() : refuse(c, 403, 'foreign_form');
  };

  /** A form of a visitor who is not signed in, without a CSRF token to check. */
  const withForm: MiddlewareHandler<RouteEnv> = async (c, next) =>
    typeof (await readForm(c, 0)) === 'string' ? next() : refuse(c, 400, 'unreadable_form');

  /** Continues if the form carries the session's CSRF token (null where there is no session), or another that is as good. */
  async function withToken(
    c: HonoContext,
    csrf: string | null,
    next: Next,
    { uploadBytes = 0, isOther = async () => false }: Accepted = {},
  ): Promise<Response | undefined> {
    const token = await readForm(c, uploadBytes);
    if (token === TOO_LARGE) return refuseLarge(c);
    if (token === null) return refuse(c, 400, 'unreadable_form');
    if ((csrf === null || !sameText(token, csrf)) && !(await isOther(token)))
      return refuse(c, 403, 'foreign_form');
    await next();
    return undefined;
  }
  return { fromOurPages, withForm, withToken };
}

function isSameOrigin(c: HonoContext<RouteEnv>): boolean {
  const site = c.req.header('sec-fetch-site');
  // `none` is a navigation from the address bar, or a form resent by reloading.
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = c.req.header('origin');
  return origin !== undefined && (origin === c.get('appUrl') || origin === new URL(c.req.url).origin);
}

/** A form with a file that is larger than any that is taken. */
const TOO_LARGE = Symbol('too large');

/**
 * Reads the fields of a POST in an encoding that our forms have, and returns its token, empty where it has none; null for
 * anything else but a file that is too large. The fields are stored where hono's validator finds them: its own body parser has no size limit and accepts
 * invalid UTF-8.
 */
async function readForm(c: HonoContext, uploadBytes: number): Promise<string | typeof TOO_LARGE | null> {
  const [type = ''] = (c.req.header('content-type') ?? '').split(';');
  switch (type.trim().toLowerCase()) {
    case 'application/x-www-form-urlencoded':
      return readFields(c);
    case 'multipart/form-data':
      return uploadBytes === 0 ? null : readFiles(c, uploadBytes);
    default:
      return null;
  }
}

async function readFields(c: HonoContext): Promise<string | null> {
  const body = await readBody(c.req.raw, FORM_MOST_BYTES);
  const text = body === null ? null : decodeUtf8(body);
  if (text === null) return null;
  const form = new URLSearchParams(text);
  const kept = new FormData();
  for (const [name, value] of form) kept.append(name, value);
  c.req.bodyCache.formData = kept;
  return form.get('csrf') ?? '';
}

async function readFiles(c: HonoContext, uploadBytes: number): Promise<string | typeof TOO_LARGE | null> {
  const body = await readBody(c.req.raw, uploadBytes + FORM_MOST_BYTES);
  if (body === null) return TOO_LARGE;
  const headers = { 'Content-Type': c.req.header('content-type') ?? '' };
  try {
    const form = await new Response(body, { headers }).formData();
    c.req.bodyCache.formData = form;
    const token = form.get('csrf');
    return typeof token === 'string' ? token : '';
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
