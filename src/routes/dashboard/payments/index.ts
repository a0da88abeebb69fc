import { Hono } from 'hono';
import { z } from 'zod';
import { receiptPdfName } from '../../../domain/receipt/file-name.ts';
import { openPaymentReceipt } from '../../../operations/dashboard/open-payment-receipt.ts';
import { PAYMENTS_WORDS as words } from '../../../views/dashboard/words/payments.ts';
import { respondPdf } from '../../pay/respond-pdf.ts';
import type { DashboardEnv } from '../env.ts';
import { dashboardForm, dashboardPath, dashboardQuery, idOf, text } from '../forms.ts';
import type { DashboardModule } from '../module.ts';
import { respondBare } from '../respond.ts';
import { evidenceRoutes } from './evidence.ts';
import { paymentsQuery, showDisputes, showPayments, showRefunds, stateQuery } from './lists.ts';
import { showPayment } from './one.ts';
import { askClose, askRefund, close, refund, release } from './verbs.ts';

const path = z.object({ payment: idOf('pay') });
const refundPath = z.object({ payment: idOf('pay'), refund: idOf('ref') });
const refundForm = z.object({ refund: idOf('ref'), amount: text(), reason: text() });
const closeForm = z.object({ command: idOf('req'), reason: text() });

const routes = new Hono<DashboardEnv>()
  .get('/', dashboardQuery(paymentsQuery), (c) => showPayments(c, c.req.valid('query')))
  .get('/refunds', dashboardQuery(stateQuery), (c) => showRefunds(c, c.req.valid('query')))
  .get('/disputes', dashboardQuery(stateQuery), (c) => showDisputes(c, c.req.valid('query')))
  .get('/:payment', dashboardPath(path), (c) => showPayment(c, c.req.valid('param').payment))
  .get('/:payment/receipt.pdf', dashboardPath(path), async (c) => {
    const { payment: paymentId } = c.req.valid('param');
    const opened = await openPaymentReceipt(c.get('ctx'), { scope: c.get('staff').scope, paymentId });
    if (opened.kind !== 'done') return respondBare(c, 404, 'not_found');
    return respondPdf(c, receiptPdfName(opened.value), () => c.get('documents').receipt(opened.value));
  })
  .get('/:payment/refund', dashboardPath(path), (c) => askRefund(c, c.req.valid('param').payment))
  .post('/:payment/refund', dashboardPath(path), dashboardForm(refundForm), (c) =>
    refund(c, c.req.valid('param').payment, c.req.valid('form')),
  )
  .get('/:payment/close', dashboardPath(path), (c) => askClose(c, c.req.valid('param').payment))
  .post('/:payment/close', dashboardPath(path), dashboardForm(closeForm), (c) =>
    close(c, c.req.valid('param').payment, c.req.valid('form')),
  )
  .post('/:payment/refunds/:refund/release', dashboardPath(refundPath), (c) =>
    release(c, c.req.valid('param')),
  )
  .route('/', evidenceRoutes);

export const payments: DashboardModule = {
  path: '/payments',
  routes,
  access: {
    'GET /': 'see',
    'GET /refunds': 'see',
    'GET /disputes': 'see',
    'GET /:payment': 'see',
    'GET /:payment/receipt.pdf': 'see',
    'GET /:payment/refund': 'move_money',
    'POST /:payment/refund': 'move_money',
    'GET /:payment/close': 'move_money',
    'POST /:payment/close': 'move_money',
    'POST /:payment/refunds/:refund/release': 'move_money',
    'GET /:payment/disputes/:dispute/evidence': 'move_money',
    'GET /:payment/disputes/:dispute/evidence/text': 'move_money',
    'GET /:payment/disputes/:dispute/evidence/pdf': 'move_money',
    'POST /:payment/disputes/:dispute/evidence': 'move_money',
  },
  nav: { group: 'work', label: words.nav, about: words.about, key: 'p' },
};
