import { Hono } from 'hono';
import { receiptPdfName } from '../../domain/receipt/file-name.ts';
import { openOwnReceipt } from '../../operations/portal/open-own-receipt.ts';
import { showPayment } from '../../operations/portal/show-payment.ts';
import { paymentPage } from '../../views/portal/payment.tsx';
import { respondPdf } from '../pay/respond-pdf.ts';
import type { PortalEnv } from './env.ts';
import { respondPortal, respondUndone } from './respond.ts';
import { paymentPath } from './schemas/payments.ts';
import { portalPath } from './validate.ts';

/** The outcome of a payment: the page Stripe returns to, and its receipt. */
export const paymentRoutes = new Hono<PortalEnv>()
  .get('/:id', portalPath(paymentPath), async (c) => {
    const { id: paymentId } = c.req.valid('param');
    const shown = await showPayment(c.get('ctx'), { visit: c.get('portal'), paymentId });
    return shown.kind === 'done'
      ? respondPortal(c, 200, (context) => paymentPage(shown.value, context))
      : respondUndone(c, shown);
  })
  .get('/:id/receipt', portalPath(paymentPath), async (c) => {
    const visit = c.get('portal');
    const { id: paymentId } = c.req.valid('param');
    const opened = await openOwnReceipt(c.get('ctx'), { visit, paymentId, locale: visit.locale });
    return opened.kind === 'done'
      ? respondPdf(c, receiptPdfName(opened.value), () => c.get('documents').receipt(opened.value))
      : respondUndone(c, opened);
  });
