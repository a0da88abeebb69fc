import { Hono } from 'hono';
import { parseId } from '../../domain/ids.ts';
import { showPayment } from '../../operations/portal/show-payment.ts';
import { paymentPage } from '../../views/portal/payment.ts';
import type { PortalEnv } from './env.ts';
import { respondMissing, respondPortal } from './respond.ts';

/** What became of a payment: where Stripe returns to, and a receipt afterwards. */
export const paymentRoutes = new Hono<PortalEnv>().get('/:id', async (c) => {
  const id = parseId('pay', c.req.param('id'));
  const visit = c.get('portal');
  const shown = id === null ? null : await showPayment(c.get('ctx'), visit, id);
  if (shown === null) return respondMissing(c);
  return respondPortal(c, 200, (context) => paymentPage(shown, context));
});
