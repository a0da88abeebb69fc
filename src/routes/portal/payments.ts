import { Hono } from 'hono';
import { showPayment } from '../../operations/portal/show-payment.ts';
import { paymentPage } from '../../views/portal/payment.ts';
import type { PortalEnv } from './env.ts';
import { respondMissing, respondPortal } from './respond.ts';
import { paymentPath } from './schemas/payments.ts';
import { portalPath } from './validate.ts';

/** What became of a payment: where Stripe returns to, and a receipt afterwards. */
export const paymentRoutes = new Hono<PortalEnv>().get('/:id', portalPath(paymentPath), async (c) => {
  const shown = await showPayment(c.get('ctx'), c.get('portal'), c.req.valid('param').id);
  if (shown === null) return respondMissing(c);
  return respondPortal(c, 200, (context) => paymentPage(shown, context));
});
