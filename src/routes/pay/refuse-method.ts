import { Hono, type Context as HonoContext } from 'hono';
import { type RefusedByLink, refuseByLink } from '../../operations/checkout/refuse-by-link.ts';
import { type RefuseView, refusePage } from '../../views/refuse-page.tsx';
import type { RouteEnv } from '../env.ts';
import { refuseMethod, respondNotice, respondPage } from './respond.ts';

type RequestContext = HonoContext<RouteEnv>;

/** Where whoever paid by link stops later charges of what it kept. GET changes nothing. */
export const refuseMethodRoutes = new Hono<RouteEnv>()
  .get('/:token/refuse', (c) => respond(c, c.req.param('token'), false))
  .post('/:token/refuse', (c) => respond(c, c.req.param('token'), true))
  .all('/:token/refuse', (c) => refuseMethod(c, 'GET, HEAD, POST'));

async function respond(c: RequestContext, token: string, isAsked: boolean): Promise<Response> {
  const opened = await refuseByLink(c.get('ctx'), { token, isAsked });
  if (opened.kind !== 'done') return respondNotice(c, { kind: 'link_not_found' });
  const { kept, merchant, locale, url } = opened.value;
  const state = stateOf(opened.value);
  const look = { locale, logoUrl: merchant.logoUrl, formTargets: [] };
  const view: RefuseView = {
    merchant,
    customer: kept.customer.legalName,
    timeZone: kept.merchant.timeZone,
    action: url,
    card: kept.card,
    state,
  };
  return respondPage(c, state === 'unknown' ? 503 : 200, look, (context) => refusePage(view, context));
}

function stateOf({ kept, pressed }: RefusedByLink): RefuseView['state'] {
  if (kept.state === 'refused') return 'refused';
  if (pressed === 'unknown') return 'unknown';
  // Stripe may tell of the method later than the payer opens the link.
  return kept.state === 'kept' || pressed === null ? 'asking' : 'nothing_kept';
}
