import type { Context as HonoContext } from 'hono';
import type { Undone } from '../../domain/outcome.ts';
import type { StaffVisit } from '../../operations/staff/visit.ts';
import { type DashboardNotice, noticePage, notPermittedPage } from '../../views/dashboard/frame.tsx';
import type { FrameView } from '../../views/dashboard/frame-view.ts';
import { ROLE_NAMES } from '../../views/dashboard/words/roles.ts';
import { speechFor } from '../../views/i18n/speech.ts';
import type { PageContext } from '../../views/layout.ts';
import { contentSecurityPolicy } from '../../views/security-policy.ts';
import { problemOf } from '../api/problems.ts';
import { setFlash, takeFlash } from '../closed-cookies.ts';
import { freshNonce, PRIVATE_HEADERS } from '../pay/respond.ts';
import type { DashboardContext, PersonContext } from './env.ts';

type Status = 200 | 400 | 403 | 404 | 405 | 409 | 410 | 413 | 422 | 429 | 503;

export type PageOptions = {
  /** Origins other than ours that a form of this page may lead to, such as Stripe. */
  readonly formTargets?: readonly string[];
  /** An address whose origin may serve images of this page, such as a logo. */
  readonly images?: string | null;
  /** The page holds Turnstile's widget. */
  readonly hasWidget?: boolean;
  /** The page frames others of ours, and has a script that draws them anew. */
  readonly hasPreview?: boolean;
  /** The page has a script of ours, from a file. */
  readonly hasScript?: boolean;
  /** The page is drawn anew by itself, for what takes its time. */
  readonly live?: {
    /** The id of what the page follows, see `live.ts`; null where it looks every few seconds. */
    readonly of: string | null;
    /** The version that the page shows, where it is known: nothing is told of it again. */
    readonly from?: string;
    /** How often it is loaded where there is no script; null for never. */
    readonly seconds: number | null;
  } | null;
};

/** Answers with a page of the dashboard and its Content-Security-Policy, not to be cached. Pages are in English. */
export async function respondWith(
  c: HonoContext,
  status: Status,
  draw: (context: PageContext) => string,
  {
    formTargets = [],
    images = null,
    hasWidget = false,
    hasPreview = false,
    hasScript = false,
  }: PageOptions = {},
): Promise<Response> {
  const context = { speech: await speechFor('en'), nonce: freshNonce() };
  return c.body(draw(context), status, {
    ...PRIVATE_HEADERS,
    // Same-origin, so that our forms carry an Origin and other sites get no referrer.
    'Referrer-Policy': 'same-origin',
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': contentSecurityPolicy({
      nonce: context.nonce,
      logoUrl: images,
      formTargets,
      hasWidget,
      hasPreview,
      hasScript,
    }),
  });
}

/** The context that every page behind the sign-in is drawn with. */
export type FramedContext = PageContext & {
  readonly frame: FrameView;
  /** The flash message of the previous page, a code such as `member_removed`; usually null. */
  readonly said: string | null;
};

/** Answers with a page of one business, for its member. */
export function respondDashboard(
  c: DashboardContext,
  status: Status,
  draw: (context: FramedContext) => string,
  options: PageOptions = {},
): Promise<Response> {
  const { scope, merchantName, role } = c.get('staff');
  const business = { id: scope.merchantId, name: merchantName, role: ROLE_NAMES[role] };
  const { live = null } = options;
  const from = live?.from === undefined ? '' : `?from=${live.from}`;
  const events = live === null || live.of === null ? null : within(c, `/live/${live.of}${from}`);
  const frame = {
    ...frameOf(c.get('visit'), !c.get('ctx').livemode),
    business,
    nav: c.get('nav'),
    live: live === null ? null : { events, seconds: live.seconds },
  };
  const said = takeFlash(c);
  return respondWith(c, status, (context) => draw({ ...context, frame, said }), {
    hasScript: true,
    ...options,
  });
}

/** Answers with a page of whoever is signed in, about no business. */
export function respondPerson(
  c: PersonContext,
  status: Status,
  draw: (context: FramedContext) => string,
  options: PageOptions = {},
): Promise<Response> {
  const frame = frameOf(c.get('visit'), !c.get('ctx').livemode);
  const said = takeFlash(c);
  return respondWith(c, status, (context) => draw({ ...context, frame, said }), options);
}

const frameOf = ({ address, csrf, businesses, invited }: StaffVisit, isTest: boolean): FrameView => ({
  business: null,
  address,
  csrf,
  hasOthers: businesses.length + invited.length > 1,
  nav: [],
  isTest,
  live: null,
});

/** A page without a business, for what is missing or not accepted. Missing, or not theirs: byte for byte the same. */
export const respondBare = (c: HonoContext, status: Status, notice: DashboardNotice): Promise<Response> =>
  respondWith(c, status, (context) => noticePage(notice, context));

export const respondNotPermitted = (c: DashboardContext): Promise<Response> =>
  respondDashboard(c, 403, notPermittedPage);

/** Answers a POST that was done: redirects to a page, with an optional flash message (a code it has a sentence for). */
export function done(c: HonoContext, path: `/dashboard${string}`, word: string | null = null): Response {
  if (word !== null) setFlash(c, word);
  c.header('Cache-Control', 'private, no-store');
  return c.redirect(path, 303);
}

/** The address of a page of the business that is open, such as `/members`. */
export const within = (c: DashboardContext, path: `/${string}` | ''): `/dashboard/${string}` =>
  `/dashboard/${c.get('staff').scope.merchantId}${path}`;

/** A verb that was not done, as a page shows it: a sentence and the status that goes with it. */
export type Shown = { readonly status: 409 | 422 | 503; readonly text: string };

/**
 * Answers for a verb that was not done: what is missing with the page for that, everything else on the page that it was asked on,
 * with the sentence that the API gives for the same refusal.
 */
export function respondUndone(
  c: HonoContext,
  outcome: Undone,
  page: (shown: Shown) => Response | Promise<Response>,
): Response | Promise<Response> {
  if (outcome.kind !== 'refused') return page({ status: 503, text: problemOf(outcome).detail });
  const { rejection } = outcome;
  if (rejection.code === 'not_found') return respondBare(c, 404, 'not_found');
  const problem = problemOf(outcome);
  const text = problem.errors?.map(({ message }) => message).join(' ') ?? problem.detail;
  return page({ status: rejection.code === 'changed' ? 409 : 422, text });
}
