import { Hono, type Context as HonoContext } from 'hono';
import { type PausedByLink, pauseByLink } from '../../operations/autopay/pause-by-link.ts';
import { type PauseView, pausePage } from '../../views/pause-page.tsx';
import type { RouteEnv } from '../env.ts';
import { refuseMethod, respondPage, respondRefused } from './respond.ts';

type RequestContext = HonoContext<RouteEnv>;

/**
 * The pause link of a charge notice: its holder may pause automatic charging of the invoice. GET changes nothing.
 */
export const pauseInvoiceRoutes = new Hono<RouteEnv>()
  .get('/:token/pause', (c) => respond(c, c.req.param('token'), false))
  .post('/:token/pause', (c) => respond(c, c.req.param('token'), true))
  .all('/:token/pause', (c) => refuseMethod(c, 'GET, HEAD, POST'));

async function respond(c: RequestContext, token: string, isAsked: boolean): Promise<Response> {
  const asked = await pauseByLink(c.get('ctx'), { token, isAsked });
  if (asked.kind !== 'done') return respondRefused(c, asked.rejection);
  const { shown, standing, paused } = asked.value;
  const state = stateOf(paused, standing);
  const { view: invoice } = shown;
  const action = `${invoice.links.view}/pause`;
  const look = { locale: invoice.locale, logoUrl: invoice.merchant.logoUrl, formTargets: [] };
  const page = { invoice, timeZone: standing.timeZone, action, state };
  return respondPage(c, 200, look, (context) => pausePage(page, context));
}

function stateOf(paused: PausedByLink['paused'], standing: PausedByLink['standing']): PauseView['state'] {
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
