import { Hono } from 'hono';
import { receiptPdfName } from '../../domain/receipt/file-name.ts';
import { openLinkedReceipt } from '../../operations/receipts/open-linked-receipt.ts';
import { verifyReceipt } from '../../operations/receipts/verify-receipt.ts';
import { receiptPage } from '../../views/receipt-page.ts';
import type { RouteEnv } from '../env.ts';
import { refuseMethod, respondPage, respondRefused } from './respond.ts';
import { respondPdf } from './respond-pdf.ts';

/** Receipts of an invoice, behind its link. Whoever asks first gives one its number; nothing else is changed. */
export const invoiceReceiptRoutes = new Hono<RouteEnv>()
  .get('/:token/receipts/:id/pdf', async (c) => {
    const { token, id: sourceId } = c.req.param();
    const opened = await openLinkedReceipt(c.get('ctx'), { token, sourceId });
    if (opened.kind !== 'done') return respondRefused(c, opened.rejection);
    return respondPdf(c, receiptPdfName(opened.value), () => c.get('documents').receipt(opened.value));
  })
  .all('/:token/receipts/:id/pdf', (c) => refuseMethod(c, 'GET, HEAD'));

/** The page that verifies a receipt, by the link that is printed on it. Read-only. */
export const receiptRoutes = new Hono<RouteEnv>()
  .get('/:token', async (c) => {
    const verified = await verifyReceipt(c.get('ctx'), { token: c.req.param('token') });
    if (verified.kind !== 'done') return respondRefused(c, verified.rejection);
    const { locale, merchant } = verified.value.receipt;
    const look = { locale, logoUrl: merchant.logoUrl, formTargets: [] };
    return respondPage(c, 200, look, (context) => receiptPage(verified.value, context));
  })
  .all('/:token', (c) => refuseMethod(c, 'GET, HEAD'));
