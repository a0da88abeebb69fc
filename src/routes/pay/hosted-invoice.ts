import { Hono } from 'hono';
import { pdfName } from '../../domain/invoice/number.ts';
import { type ShownInvoice, showInvoice } from '../../operations/resources/show-invoice.ts';
import { hostedInvoicePage } from '../../views/hosted-invoice.ts';
import type { RouteEnv } from '../env.ts';
import { PRIVATE_HEADERS, refuseMethod, respondNotice, respondPage } from './respond.ts';

/** The hosted invoice: a page, the same as data, and the PDF. Nothing here changes anything. */
export const hostedInvoiceRoutes = new Hono<RouteEnv>()
  .get('/:token', async (c) => {
    const shown = await openInvoice(c.get('ctx'), c.req.param('token'), c.req.query('lines') === 'all');
    if (typeof shown === 'string') return respondNotice(c, { kind: shown });
    const { view } = shown;
    c.header('Vary', 'Accept');
    if (prefersJson(c.req.header('accept'))) return c.json(view, 200, PRIVATE_HEADERS);
    const look = { locale: view.locale, logoUrl: view.merchant.logoUrl, formTargets: [] };
    return respondPage(c, 200, look, (context) => hostedInvoicePage(view, context));
  })
  .get('/:token/pdf', async (c) => {
    const shown = await openInvoice(c.get('ctx'), c.req.param('token'), true);
    if (typeof shown === 'string') return respondNotice(c, { kind: shown });
    // A HEAD asks whether there is one; drawing it to throw it away would be somebody's lever.
    const pdf = c.req.raw.method === 'HEAD' ? new Uint8Array() : await c.get('documents').pdf(shown.view);
    return c.body(Uint8Array.from(pdf), 200, {
      ...PRIVATE_HEADERS,
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="${pdfName(shown.view.number)}"`,
      'Content-Security-Policy': "default-src 'none'",
    });
  })
  .all('/:token', (c) => refuseMethod(c, 'GET, HEAD'))
  .all('/:token/pdf', (c) => refuseMethod(c, 'GET, HEAD'));

async function openInvoice(
  ctx: RouteEnv['Variables']['ctx'],
  token: string,
  allLines: boolean,
): Promise<ShownInvoice | 'link_not_found' | 'link_rotated'> {
  const target = await ctx.links.open('view', token);
  if (target === null) return 'link_not_found';
  const shown = await showInvoice(ctx, target.id, { allLines });
  if (shown === null) return 'link_not_found';
  return shown.linkVersion === target.version ? shown : 'link_rotated';
}

/** True where JSON is asked for and HTML is not: browsers ask for HTML. */
const prefersJson = (accept = ''): boolean =>
  accept.includes('application/json') && !accept.includes('text/html');
