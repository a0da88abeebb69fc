import { Hono, type Context as HonoContext } from 'hono';
import { pauseInvoice } from '../../operations/autopay/pause-invoice.ts';
import { type Pause, readPause } from '../../operations/autopay/read-pause.ts';
import { showInvoice } from '../../operations/resources/show-invoice.ts';
import { type PauseView, pausePage } from '../../views/pause-page.tsx';
import type { RouteEnv } from '../env.ts';
import { refuseMethod, respondNotice, respondPage } from './respond.ts';

type RequestContext = HonoContext<RouteEnv>;

/** The way out of a notice: who holds the invoice's link may keep it from being charged by itself. GET changes nothing. */
export const pauseInvoiceRoutes = new Hono<RouteEnv>()
  .get('/:token/pause', (c) => respond(c, c.req.param('token'), false))
  .post('/:token/pause', (c) => respond(c, c.req.param('token'), true))
  .all('/:token/pause', (c) => refuseMethod(c, 'GET, HEAD, POST'));

async function respond(c: RequestContext, token: string, isAsked: boolean): Promise<Response> {
  const ctx = c.get('ctx');
  const target = await ctx.links.open('view', token);
  const shown = target === null ? null : await showInvoice(ctx, target.id, { allLines: false });
  if (target === null || shown === null) return respondNotice(c, { kind: 'link_not_found' });
  if (shown.linkVersion !== target.version) return respondNotice(c, { kind: 'link_rotated' });
  const invoiceId = target.id;
  const paused = isAsked ? await pauseInvoice(ctx, { invoiceId }) : null;
  const standing = await readPause(ctx, { invoiceId });
  if (standing.kind !== 'done') return respondNotice(c, { kind: 'link_not_found' });
  const state = stateOf(paused, standing.value);
  const { view: invoice } = shown;
  const action = `${invoice.links.view}/pause`;
  const look = { locale: invoice.locale, logoUrl: invoice.merchant.logoUrl, formTargets: [] };
  const page = { invoice, timeZone: standing.value.timeZone, action, state };
  return respondPage(c, 200, look, (context) => pausePage(page, context));
}

function stateOf(
  paused: Awaited<ReturnType<typeof pauseInvoice>> | null,
  standing: Pause,
): PauseView['state'] {
  switch (paused?.kind) {
    case 'done':
      return { kind: paused.value === 'stopped' ? 'paused' : 'under_way' };
    case 'stripe_unavailable':
    case 'lost_race':
      return { kind: 'unknown' };
    case 'refused':
      return { kind: 'not_open' };
    case undefined:
  }
  if (!standing.isOpen) return { kind: 'not_open' };
  return standing.isPaused ? { kind: 'paused' } : { kind: 'asking', chargeAt: standing.chargeAt };
}
