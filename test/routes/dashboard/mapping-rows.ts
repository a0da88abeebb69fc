import type { Role } from '../../../src/domain/staff/roles.ts';
import { EVERYBODY, type Ids, type Row } from './route-row.ts';

const MAY_MAP: readonly Role[] = ['owner', 'finance', 'technician'];
const ofClient =
  (verb: string) =>
  ({ customerId }: Ids) =>
    `/mapping/clients/${customerId}${verb}`;

/** The routes of client mapping, at a business whose account was not read yet: nothing is decided about its clients. */
export const MAPPING: readonly Row[] = [
  { route: 'GET /mapping', may: EVERYBODY, answers: 200 },
  { route: 'POST /mapping/read', may: MAY_MAP, answers: 303 },
  {
    route: 'POST /mapping/decide',
    may: MAY_MAP,
    answers: 303,
    fields: ({ customerId }) => ({ decision: 'ignore', which: 'these', clients: customerId }),
  },
  { route: 'POST /mapping/undo', may: MAY_MAP, answers: 422 },
  { route: 'POST /mapping/import', may: MAY_MAP, answers: 303 },
  {
    route: 'POST /mapping/cancel',
    may: MAY_MAP,
    answers: 303,
    fields: ({ clientImportId }) => ({ import: clientImportId }),
    namesInFields: true,
  },
  {
    route: 'GET /mapping/imports/:import/failures.csv',
    may: EVERYBODY,
    answers: 200,
    path: ({ clientImportId }) => `/mapping/imports/${clientImportId}/failures.csv`,
  },
  { route: 'GET /mapping/clients/:customer', may: MAY_MAP, answers: 200, path: ofClient('') },
  {
    route: 'POST /mapping/clients/:customer/map',
    may: MAY_MAP,
    answers: 303,
    path: ofClient('/map'),
    fields: ({ customerId }) => ({ target: `cus_of_${customerId}` }),
  },
  {
    route: 'POST /mapping/clients/:customer/link',
    may: MAY_MAP,
    answers: 422,
    path: ofClient('/link'),
    fields: () => ({ target: 'cus_nobody' }),
  },
  // It is linked to nobody.
  {
    route: 'GET /mapping/clients/:customer/unlink',
    may: MAY_MAP,
    answers: 422,
    path: ofClient('/unlink'),
  },
  {
    route: 'POST /mapping/clients/:customer/unlink',
    may: MAY_MAP,
    answers: 422,
    path: ofClient('/unlink'),
  },
];
