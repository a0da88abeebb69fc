import { Hono, type Context as HonoContext } from 'hono';
import {
  type FollowedLink,
  followPayLink,
  type LinkVisit,
  type PayLinkPage,
} from '../../operations/checkout/follow-pay-link.ts';
import type { OrderLine } from '../../operations/checkout/order.ts';
import { returnToPayLink } from '../../operations/checkout/return-to-pay-link.ts';
import type { Context } from '../../operations/core/context.ts';
import { describeError, isDatabaseAway } from '../../operations/core/describe-error.ts';
import { isSilentStill } from '../../operations/core/while-waiting.ts';
import type { Visit } from '../../operations/facts/visit.ts';
import { payPage } from '../../views/pay-page.ts';
import { paymentSuccessfulPage } from '../../views/payment-successful.ts';
import type { RouteEnv } from '../env.ts';
import { decodeUtf8, readBody } from '../read-body.ts';
import { isNavigation } from './navigation.ts';
import { offerView } from './offer-view.ts';
import { refuseMethod, respondNotice, respondPage, respondRefused } from './respond.ts';
import { readViewer } from './viewer.ts';

type RequestContext = HonoContext<RouteEnv>;

/** The pay link (status, one button, or a redirect to Stripe) and the page that Stripe returns to. */
export const payLinkRoutes = new Hono<RouteEnv>()
  .get('/:token', async (c) => {
    const visit: LinkVisit = { kind: isNavigation(c.req.raw) ? 'navigates' : 'looks' };
    return follow(c, visit, () => readViewer(c));
  })
  .post('/:token', async (c) => follow(c, await readPress(c), async () => null))
  .get('/:token/success', async (c) => {
    return respond(c, await returnToPayLink(c.get('ctx'), { token: c.req.param('token') }), null);
  })
  .all('/:token', (c) => refuseMethod(c, 'GET, HEAD, POST'))
  .all('/:token/success', (c) => refuseMethod(c, 'GET, HEAD'));

/**
 * Follows the link. Where the database says nothing before Stripe was asked for anything, nothing can have been charged, and its
 * payer is told so; one who comes while it is known to be silent is told at once.
 */
async function follow(
  c: RequestContext,
  visit: LinkVisit,
  readWho: () => Promise<Visit | null>,
): Promise<Response> {
  const ctx = c.get('ctx');
  if (await isSilentStill(ctx)) return respondNotice(c, { kind: 'not_charged' });
  let isAsked = false;
  const watched: Context = {
    ...ctx,
    stripe: (account) => {
      isAsked = true;
      return ctx.stripe(account);
    },
  };
  try {
    const viewer = await readWho();
    return await respond(
      c,
      await followPayLink(watched, { token: c.req.param('token') ?? '', visit, viewer }),
      viewer,
    );
  } catch (error) {
    if (isAsked || !isDatabaseAway(error)) throw error;
    ctx.log('not_charged', { requestId: c.get('requestId'), ...describeError(error) });
    return respondNotice(c, { kind: 'not_charged' });
  }
}

/** Turnstile's answer has up to 2048 characters. */
const PRESS_LIMIT = 4000;

/** The method on file that the form named, with the invoice's version; without one, the button leads to Stripe. */
async function readPress(c: RequestContext): Promise<LinkVisit> {
  const isForm = c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded') ?? false;
  const bytes = isForm ? await readBody(c.req.raw, PRESS_LIMIT) : null;
  const fields = new URLSearchParams(bytes === null ? '' : (decodeUtf8(bytes) ?? ''));
  const [methodId, version] = [fields.get('method'), Number(fields.get('version'))];
  const amount = readAmount(fields);
  if (methodId !== null && Number.isInteger(version)) {
    return { kind: 'presses_saved', methodId, version, amount };
  }
  const answer = fields.get('cf-turnstile-response') ?? '';
  const turnstile = c.get('turnstile');
  const isAnswered = turnstile !== null && answer !== '';
  const passedCheck =
    isAnswered && (await turnstile.isPassed(answer, c.req.header('cf-connecting-ip') ?? null));
  return { kind: 'presses', passedCheck, amount };
}

/** The amount that the pressed button showed, or that its payer typed; without one, what is asked for now. */
function readAmount(fields: URLSearchParams): OrderLine['amount'] {
  const typed = fields.get('typed');
  if (typed !== null) return { typed: typed.slice(0, 40) };
  const shown = fields.get('amount') ?? '';
  return /^[1-9]\d{0,11}$/.test(shown) ? Number(shown) : 'due';
}

async function respond(c: RequestContext, followed: FollowedLink, viewer: Visit | null): Promise<Response> {
  if (followed.kind !== 'done') return respondRefused(c, followed.rejection);
  const page = followed.value;
  switch (page.kind) {
    case 'redirect':
      c.header('Cache-Control', 'private, no-store');
      c.header('Referrer-Policy', 'no-referrer');
      return c.redirect(page.url, 303);
    case 'outcome':
      return respondOutcome(c, page);
    case 'no_link':
      return respondNotice(c, { kind: page.kind, invoice: page.shown.view, limit: page.limit });
    case 'being_prepared':
    case 'stripe_unreachable':
    case 'catching_up':
    case 'payments_paused':
    case 'under_review':
    case 'refused_by_stripe':
    case 'account_held':
    case 'too_many_declines': {
      const turnstile = c.get('turnstile');
      const check = turnstile === null ? {} : { check: turnstile.siteKey };
      const notice = { kind: page.kind, invoice: page.shown.view, action: page.action, ...check };
      return respondNotice(c, notice, c.get('checkoutOrigins'));
    }
    case 'offer': {
      const { shown, action } = page;
      const offer = page.offer && offerView(page.offer, shown, { viewer, appUrl: c.get('appUrl'), action });
      const terms = shown.linkTerms && (await c.get('ctx').linkTerms(shown.linkTerms));
      const { part: trouble } = page;
      const view = { invoice: shown.view, action, offer, keeps: terms?.text ?? null, trouble };
      const look = { ...lookOf(c, page), hasOrigin: offer?.isSignedIn ?? false };
      return respondPage(c, trouble === null ? 200 : 422, look, (context) => payPage(view, context));
    }
    default:
      return page satisfies never;
  }
}

const lookOf = (c: RequestContext, { shown: { view } }: Extract<PayLinkPage, { shown: unknown }>) => ({
  locale: view.locale,
  logoUrl: view.merchant.logoUrl,
  formTargets: c.get('checkoutOrigins'),
});

/** Answers with *Payment successful*, *processing*, *failed* and so on. */
function respondOutcome(
  c: RequestContext,
  page: Extract<PayLinkPage, { kind: 'outcome' }>,
): Promise<Response> {
  const { outcome, saysReceipt, leadsOn, kept } = page;
  const { view: invoice } = page.shown;
  const view = {
    invoice,
    outcome,
    payment: outcome === 'open' || outcome === 'unknown' ? null : invoice.payment,
    receiptTo: saysReceipt && outcome === 'succeeded' ? invoice.customer.email : null,
    viewUrl: leadsOn ? invoice.links.view : null,
    payUrl: leadsOn ? invoice.links.pay : null,
    kept,
  };
  return respondPage(c, 200, lookOf(c, page), (context) => paymentSuccessfulPage(view, context));
}
