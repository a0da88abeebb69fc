import { EVERYBODY, type Ids, type Row } from './route-row.ts';

const MOVERS = ['owner', 'finance'] as const;
const WORKERS = ['owner', 'finance', 'technician'] as const;
const REFUND = `ref_${'0'.repeat(26)}`;

/** Payments, refunds and disputes. */
export const MONEY: readonly Row[] = [
  ...['', '/text', '/pdf'].map((below) => ({
    route: `GET /payments/:payment/disputes/:dispute/evidence${below}`,
    may: ['owner', 'finance'] as const,
    answers: 200,
    path: ({ paymentId, disputeId }: Ids) => `/payments/${paymentId}/disputes/${disputeId}/evidence${below}`,
  })),
  // It is decided.
  {
    route: 'POST /payments/:payment/disputes/:dispute/evidence',
    may: ['owner', 'finance'],
    answers: 422,
    path: ({ paymentId, disputeId }) => `/payments/${paymentId}/disputes/${disputeId}/evidence`,
    fields: () => ({ uncategorized_text: 'They had it.' }),
  },
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

/** Billing schedules. Nothing of it waits for an answer, and it is not paused. */
export const SCHEDULES: readonly Row[] = [
  { route: 'GET /schedules', may: EVERYBODY, answers: 200 },
  { route: 'GET /schedules/export.csv', may: EVERYBODY, answers: 200 },
  { route: 'GET /schedules/new', may: MOVERS, answers: 200 },
  {
    route: 'POST /schedules/new',
    may: MOVERS,
    answers: 422,
    fields: ({ customerId }) => ({ customer: customerId, act: 'create' }),
    namesInFields: true,
  },
  ...(
    [
      ['GET', '', EVERYBODY, 200],
      ['GET', '/change', MOVERS, 200],
      ['POST', '/change', MOVERS, 422],
      ['GET', '/cadence', MOVERS, 200],
      ['POST', '/cadence', MOVERS, 422],
      ['GET', '/end', MOVERS, 200],
      ['POST', '/end', MOVERS, 303],
      ['POST', '/pause', WORKERS, 303],
      ['POST', '/resume', MOVERS, 422],
      ['POST', '/mails', WORKERS, 303],
      ['POST', '/skip', WORKERS, 303],
      ['POST', '/answer', MOVERS, 422],
      ['POST', '/start-again', MOVERS, 422],
    ] as const
  ).map(
    ([method, below, may, answers]): Row => ({
      route: `${method} /schedules/:schedule${below}`,
      may,
      answers,
      path: ({ scheduleId }) => `/schedules/${scheduleId}${below}`,
      ...(below === '/skip' && { fields: () => ({ period: '1' }) }),
    }),
  ),
];

/** Events, jobs and the audit log. */
export const WORK: readonly Row[] = [
  { route: 'GET /work', may: EVERYBODY, answers: 200 },
  { route: 'GET /work/find', may: EVERYBODY, answers: 200 },
  { route: 'GET /work/audit', may: WORKERS, answers: 200 },
  { route: 'GET /work/audit.csv', may: WORKERS, answers: 200 },
  // Nobody's: what is missing answers like what is somebody else's.
  { route: 'GET /work/events/:event', may: EVERYBODY, answers: 404, path: () => '/work/events/evt_none' },
  {
    route: 'GET /work/jobs/:job',
    may: EVERYBODY,
    answers: 200,
    path: ({ jobId }) => `/work/jobs/${jobId}`,
  },
  {
    route: 'GET /work/:kind',
    may: EVERYBODY,
    answers: 200,
    path: () => '/work/dead_effect',
    namesNothing: true,
  },
  {
    route: 'POST /work/:kind/again',
    may: WORKERS,
    answers: 303,
    path: () => '/work/dead_effect/again',
    namesNothing: true,
  },
];
