import { Hono } from 'hono';
import { showPayment } from '../../operations/portal/show-payment.ts';
import { paymentPage } from '../../views/portal/payment.tsx';
import type { PortalEnv } from './env.ts';
import { respondPortal, respondUndone } from './respond.ts';
import { paymentPath } from './schemas/payments.ts';
import { portalPath } from './validate.ts';

/** The outcome of a payment: the page Stripe returns to, and a receipt afterwards. */
export const paymentRoutes = new Hono<PortalEnv>().get('/:id', portalPath(paymentPath), async (c) => {
  const { id: paymentId } = c.req.valid('param');
  const shown = await showPayment(c.get('ctx'), { visit: c.get('portal'), paymentId });
  return shown.kind === 'done'
    ? respondPortal(c, 200, (context) => paymentPage(shown.value, context))
    : respondUndone(c, shown);
});
