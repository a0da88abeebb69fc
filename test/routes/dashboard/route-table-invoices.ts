import type { Role } from '../../../src/domain/staff/roles.ts';
import { EVERYBODY, type Ids, type Row } from './route-row.ts';

const SAVERS: readonly Role[] = ['owner', 'finance', 'technician'];

const INVOICE = '/invoices/:invoice{inv_[0-9a-z]{26}}';

/** Writing an invoice: the draft of the table has no lines yet. */
export const COMPOSE: readonly Row[] = [
  { route: 'GET /invoices/new', may: SAVERS, answers: 200 },
  {
    route: 'POST /invoices/new',
    may: SAVERS,
    answers: 303,
    fields: ({ customerId }) => ({ customer: customerId }),
    namesNothing: true,
  },
  {
    route: `GET ${INVOICE}/edit`,
    may: SAVERS,
    answers: 200,
    path: ({ draftId }) => `/invoices/${draftId}/edit`,
  },
  {
    route: `POST ${INVOICE}/edit`,
    may: SAVERS,
    answers: 303,
    path: ({ draftId }) => `/invoices/${draftId}/edit`,
    fields: () => ({ note: 'Thanks', act: 'save' }),
  },
  ...(['GET', 'POST'] as const).map((method) => ({
    route: `${method} ${INVOICE}/preview/:what`,
    may: SAVERS,
    answers: 200,
    path: ({ draftId }: Ids) => `/invoices/${draftId}/preview/page`,
  })),
];

/** The search over everything, and the events of what a page shows. */
export const FINDING: readonly Row[] = [
  { route: 'GET /find', may: EVERYBODY, answers: 200 },
  { route: 'GET /live/:of', may: EVERYBODY, answers: 200, path: ({ bulkId }) => `/live/${bulkId}` },
];

/** Several at once: the draft of the table alone. */
export const BULK: readonly Row[] = [
  {
    route: 'POST /invoices/bulk/ask',
    may: SAVERS,
    answers: 200,
    fields: ({ draftId }) => ({ act: 'finalize', which: 'ticked', query: '', pick: draftId }),
    namesInFields: true,
  },
  // What was said is not how it stands.
  {
    route: 'POST /invoices/bulk',
    may: SAVERS,
    answers: 409,
    fields: ({ draftId }) => ({ act: 'finalize', said: '', pick: draftId }),
    namesInFields: true,
  },
  {
    route: 'GET /invoices/bulk/:bulk',
    may: EVERYBODY,
    answers: 200,
    path: ({ bulkId }) => `/invoices/bulk/${bulkId}`,
  },
];

/** The list of invoices, and the views that are saved of it. */
export const INVOICE_LIST: readonly Row[] = [
  { route: 'GET /invoices', may: EVERYBODY, answers: 200 },
  {
    route: 'POST /invoices/views',
    may: SAVERS,
    answers: 303,
    fields: () => ({ name: 'Late', query: 'view=overdue' }),
  },
  {
    route: 'POST /invoices/views/remove',
    may: SAVERS,
    answers: 303,
    fields: () => ({ name: 'Late', query: '' }),
  },
];
