import { Hono } from 'hono';
import { parseId } from '../../domain/ids.ts';
import { type InvoiceList, listOwnInvoices } from '../../operations/portal/list-invoices.ts';
import { invoicesPage } from '../../views/portal/invoices.ts';
import type { PortalEnv } from './env.ts';
import { respondPortal } from './respond.ts';

/** The list of a customer's invoices. */
export const invoiceRoutes = new Hono<PortalEnv>().get('/', async (c) => {
  const visit = c.get('portal');
  const filter = readFilter(c.req.query('show'));
  const before = parseId('inv', c.req.query('before') ?? '');
  const list = await listOwnInvoices(c.get('ctx'), visit, { filter, before });
  return respondPortal(c, 200, (context) => invoicesPage(list, context));
});

/** The part of the list that an address asks for; all of it for one that does not exist. */
function readFilter(text: string | undefined): InvoiceList['filter'] {
  switch (text) {
    case 'to_pay':
    case 'overdue':
    case 'processing':
    case 'paid':
    case 'closed':
      return text;
    default:
      return 'all';
  }
}
