import { Hono, type Context as HonoContext } from 'hono';
import { type PausedInvoice, pauseInvoice } from '../../operations/autopay/pause-invoice.ts';
import { readPause } from '../../operations/autopay/read-pause.ts';
import { showInvoice } from '../../operations/resources/show-invoice.ts';
import { type PauseView, pausePage } from '../../views/pause-page.ts';
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
  const paused = isAsked ? await pauseInvoice(ctx, target.id) : null;
  const standing = await readPause(ctx, target.id);
  if (standing === null || paused === 'not_found') return respondNotice(c, { kind: 'link_not_found' });
  const state: PauseView['state'] = stateOf(paused, standing);
  const { view: invoice } = shown;
  const action = `${invoice.links.view}/pause`;
  const look = { locale: invoice.locale, logoUrl: invoice.merchant.logoUrl, formTargets: [] };
  const page = { invoice, timeZone: standing.timeZone, action, state };
  return respondPage(c, 200, look, (context) => pausePage(page, context));
}

function stateOf(
  paused: Exclude<PausedInvoice, 'not_found'> | null,
  standing: NonNullable<Awaited<ReturnType<typeof readPause>>>,
): PauseView['state'] {
  if (paused === 'stopped') return { kind: 'paused' };
  if (paused !== null) return { kind: paused };
  if (!standing.isOpen) return { kind: 'not_open' };
  return standing.isPaused ? { kind: 'paused' } : { kind: 'asking', chargeAt: standing.chargeAt };
}
