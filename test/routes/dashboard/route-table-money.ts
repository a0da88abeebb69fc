import { EVERYBODY, type Row } from './route-row.ts';

const MOVERS = ['owner', 'finance'] as const;
const REFUND = `ref_${'0'.repeat(26)}`;

/** Payments, refunds and disputes. */
export const MONEY: readonly Row[] = [
  { route: 'GET /payments', may: EVERYBODY, answers: 200 },
  { route: 'GET /payments/refunds', may: EVERYBODY, answers: 200 },
  { route: 'GET /payments/disputes', may: EVERYBODY, answers: 200 },
  {
    route: 'GET /payments/:payment',
    may: EVERYBODY,
    answers: 200,
    path: ({ paymentId }) => `/payments/${paymentId}`,
  },
  // It is for no invoice, so that nothing can be said of it.
  {
    route: 'GET /payments/:payment/receipt.pdf',
    may: EVERYBODY,
    answers: 404,
    path: ({ paymentId }) => `/payments/${paymentId}/receipt.pdf`,
  },
  {
    route: 'GET /payments/:payment/refund',
    may: MOVERS,
    answers: 200,
    path: ({ paymentId }) => `/payments/${paymentId}/refund`,
  },
  {
    route: 'POST /payments/:payment/refund',
    may: MOVERS,
    answers: 422,
    path: ({ paymentId }) => `/payments/${paymentId}/refund`,
    fields: () => ({ refund: REFUND, amount: '0' }),
  },
  {
    route: 'GET /payments/:payment/close',
    may: MOVERS,
    answers: 200,
    path: ({ paymentId }) => `/payments/${paymentId}/close`,
  },
  // It is over.
  {
    route: 'POST /payments/:payment/close',
    may: MOVERS,
    answers: 422,
    path: ({ paymentId }) => `/payments/${paymentId}/close`,
    fields: () => ({ command: `req_${'0'.repeat(26)}`, reason: 'It hangs' }),
  },
  {
    route: 'POST /payments/:payment/refunds/:refund/release',
    may: MOVERS,
    answers: 404,
    path: ({ paymentId }) => `/payments/${paymentId}/refunds/${REFUND}/release`,
  },
];
