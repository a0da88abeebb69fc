import { Hono, type Context as HonoContext } from 'hono';
import type { MethodCard } from '../../domain/collection/types.ts';
import type { MethodView } from '../../domain/invoice/view.ts';
import { openPayLink, type PayLink } from '../../operations/checkout/open-pay-link.ts';
import { payWithSaved } from '../../operations/checkout/pay-with-saved.ts';
import { returnFromStripe } from '../../operations/checkout/return-from-stripe.ts';
import { isSavedMethodPublic, savedMethodFor } from '../../operations/checkout/saved-method.ts';
import type { Context } from '../../operations/core/context.ts';
import { type ShownInvoice, showInvoice } from '../../operations/resources/show-invoice.ts';
import { offersPayment } from '../../views/hosted-invoice.ts';
import { payPage } from '../../views/pay-page.ts';
import { paymentSuccessfulPage } from '../../views/payment-successful.ts';
import type { RouteEnv } from '../env.ts';
import { decodeUtf8, readBody } from '../read-body.ts';
import { refuseMethod, respondNotice, respondPage } from './respond.ts';

type RequestContext = HonoContext<RouteEnv>;
type LinkTarget = NonNullable<Awaited<ReturnType<Context['links']['open']>>>;

/** The pay link: status, one button, or a redirect to Stripe; and the page that Stripe returns to. */
export const payLinkRoutes = new Hono<RouteEnv>()
  .get('/:token', async (c) => {
    const target = await c.get('ctx').links.open('pay', c.req.param('token'));
    if (target === null) return respondNotice(c, { kind: 'link_not_found' });
    return isNavigation(c) ? act(c, target, { offersSaved: true }) : show(c, target);
  })
  .post('/:token', async (c) => {
    const target = await c.get('ctx').links.open('pay', c.req.param('token'));
    if (target === null) return respondNotice(c, { kind: 'link_not_found' });
    const pressed = await readPress(c);
    return pressed === null ? act(c, target) : paySaved(c, target, pressed);
  })
  .get('/:token/success', async (c) => {
    const ctx = c.get('ctx');
    const target = await ctx.links.open('success', c.req.param('token'));
    const returned = target === null ? null : await returnFromStripe(ctx, target.id);
    if (returned === null) return respondNotice(c, { kind: 'link_not_found' });
    const shown = await showInvoice(ctx, returned.invoiceId, { allLines: false });
    if (shown === null) return respondNotice(c, { kind: 'link_not_found' });
    const isPaid = shown.view.status === 'paid';
    // A link that was replaced meanwhile still tells what became of this payment, and leads nowhere.
    const leadsOn = shown.linkVersion === target?.version;
    return respondSuccess(
      c,
      shown,
      isPaid ? 'succeeded' : returned.outcome,
      returned.receiptsBy === 'quittance',
      leadsOn,
    );
  })
  .all('/:token', (c) => refuseMethod(c, 'GET, HEAD, POST'))
  .all('/:token/success', (c) => refuseMethod(c, 'GET, HEAD'));

/**
 * Only a person's own navigation goes straight to Stripe. Mail scanners, previews and prefetching do not say
 * that a person acted, and a HEAD never does: they get the page, and no session is made.
 * https://www.w3.org/TR/fetch-metadata/#sec-fetch-user-header
 */
function isNavigation(c: RequestContext): boolean {
  return (
    c.req.raw.method === 'GET' &&
    c.req.header('sec-fetch-user') === '?1' &&
    c.req.header('sec-fetch-mode') === 'navigate' &&
    c.req.header('sec-purpose') === undefined &&
    c.req.header('purpose') === undefined
  );
}

/** A person acts: to Stripe, or to the page that says why not. */
async function act(
  c: RequestContext,
  target: LinkTarget,
  options: { readonly offersSaved?: boolean } = {},
): Promise<Response> {
  const ctx = c.get('ctx');
  const answer = await openPayLink(ctx, target, options);
  if (answer.kind === 'choice') {
    // A method on file may be offered: then there is a choice to make, and nobody is sent on at once.
    const saved = await savedMethodFor(ctx, target.id);
    return saved === null ? act(c, target) : show(c, target);
  }
  if (answer.kind === 'checkout') {
    c.header('Cache-Control', 'private, no-store');
    c.header('Referrer-Policy', 'no-referrer');
    return c.redirect(answer.url, 303);
  }
  return show(c, target, answer);
}

const PRESS_LIMIT = 2000;

/** Which method on file a form named, and beside which version of the invoice; null where it leads to Stripe. */
async function readPress(c: RequestContext): Promise<{ methodId: string; version: number } | null> {
  const isForm = c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded') ?? false;
  const bytes = isForm ? await readBody(c.req.raw, PRESS_LIMIT) : null;
  const fields = new URLSearchParams(bytes === null ? '' : (decodeUtf8(bytes) ?? ''));
  const [methodId, version] = [fields.get('method'), Number(fields.get('version'))];
  return methodId === null || !Number.isInteger(version) ? null : { methodId, version };
}

/** One press charges the method on file; what was not shown so is shown first. */
async function paySaved(
  c: RequestContext,
  target: LinkTarget,
  { methodId, version }: { methodId: string; version: number },
): Promise<Response> {
  const ctx = c.get('ctx');
  if (!(await isSavedMethodPublic(ctx, target))) return show(c, target);
  const paid = await payWithSaved(ctx, {
    invoiceId: target.id,
    methodId,
    invoiceVersion: version,
    via: 'link',
  });
  if (paid.kind === 'busy') return show(c, target, { kind: 'busy' });
  if (paid.kind !== 'paid' && paid.kind !== 'processing') return show(c, target);
  const success = await ctx.links.url('success', { id: paid.paymentId, version: target.version });
  c.header('Cache-Control', 'private, no-store');
  c.header('Referrer-Policy', 'no-referrer');
  return c.redirect(success, 303);
}

/** The page of a pay link as things stand, told of what trying to pay just came to. */
async function show(c: RequestContext, target: LinkTarget, tried?: PayLink): Promise<Response> {
  const ctx = c.get('ctx');
  const shown = await showInvoice(ctx, target.id, { allLines: false });
  if (shown === null) return respondNotice(c, { kind: 'link_not_found' });
  if (shown.linkVersion !== target.version) return respondNotice(c, { kind: 'link_rotated' });
  const { view } = shown;
  if (view.status === 'paid' && view.total > 0) return respondSuccess(c, shown, 'succeeded', false);
  if (view.paymentStatus === 'processing' || tried?.kind === 'processing') {
    return respondSuccess(c, shown, 'processing', false);
  }
  if (view.noLinkReason !== null) {
    const limit = ctx.rules.chargeLimit(view.currency, view.noLinkReason);
    return respondNotice(c, { kind: 'no_link', invoice: view, limit });
  }
  const action = await ctx.links.url('pay', target);
  const formTargets = c.get('checkoutOrigins');
  if (tried?.kind === 'busy') {
    return respondNotice(c, { kind: 'being_prepared', invoice: view, action }, formTargets);
  }
  if (tried?.kind === 'stripe_unavailable' || !offersPayment(view)) {
    return respondNotice(c, { kind: 'stripe_unreachable', invoice: view, action }, formTargets);
  }
  const look = { locale: view.locale, logoUrl: view.merchant.logoUrl, formTargets };
  const offer = shown.publicSavedMethod ? await savedMethodFor(ctx, target.id) : null;
  const saved =
    offer === null
      ? null
      : { methodId: offer.methodId, version: offer.invoiceVersion, method: methodView(offer.card) };
  return respondPage(c, 200, look, (context) => payPage({ invoice: view, action, saved }, context));
}

const methodView = (card: MethodCard): MethodView =>
  card.kind === 'other' ? { kind: 'other', label: card.type } : card;

/** *Payment successful* and its sisters. */
function respondSuccess(
  c: RequestContext,
  { view }: ShownInvoice,
  outcome: 'succeeded' | 'processing' | 'failed' | 'open' | 'unknown',
  saysReceipt: boolean,
  leadsOn = true,
): Response {
  const look = { locale: view.locale, logoUrl: view.merchant.logoUrl, formTargets: c.get('checkoutOrigins') };
  return respondPage(c, 200, look, (context) =>
    paymentSuccessfulPage(
      {
        invoice: view,
        outcome,
        payment: outcome === 'open' || outcome === 'unknown' ? null : view.payment,
        receiptTo: saysReceipt && outcome === 'succeeded' ? view.customer.email : null,
        viewUrl: leadsOn ? view.links.view : null,
        payUrl: leadsOn ? view.links.pay : null,
      },
      context,
    ),
  );
}
