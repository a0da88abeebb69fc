import { Hono } from 'hono';
import { listOwnInvoices } from '../../operations/portal/list-invoices.ts';
import { invoicesPage } from '../../views/portal/invoices.tsx';
import type { PortalEnv } from './env.ts';
import { respondPortal } from './respond.ts';
import { invoicesQuery } from './schemas/invoices.ts';
import { portalQuery } from './validate.ts';

/** The list of a customer's invoices. */
export const invoiceRoutes = new Hono<PortalEnv>().get('/', portalQuery(invoicesQuery), async (c) => {
  const { show, before, q } = c.req.valid('query');
  const asked = { visit: c.get('portal'), filter: show, before, typed: q };
  const list = await listOwnInvoices(c.get('ctx'), asked);
  return respondPortal(c, 200, (context) => invoicesPage(list.value, context));
});
