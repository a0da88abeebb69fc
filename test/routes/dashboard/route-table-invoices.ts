import type { Role } from '../../../src/domain/staff/roles.ts';
import { EVERYBODY, type Row } from './route-row.ts';

const SAVERS: readonly Role[] = ['owner', 'finance', 'technician'];

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
