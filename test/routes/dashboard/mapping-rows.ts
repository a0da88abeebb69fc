import type { Role } from '../../../src/domain/staff/roles.ts';
import { EVERYBODY, type Row } from './route-row.ts';

const MAY_MAP: readonly Role[] = ['owner', 'finance', 'technician'];
const NOBODY = 'cus_00000000000000000000000000';
const OF_NOBODY = `/mapping/clients/${NOBODY}`;
const NO_IMPORT = 'cim_00000000000000000000000000';

/** The routes of client mapping. */
export const MAPPING: readonly Row[] = [
  { route: 'GET /mapping', may: EVERYBODY, answers: 200 },
  { route: 'POST /mapping/read', may: MAY_MAP, answers: 303 },
  { route: 'POST /mapping/decide', may: MAY_MAP, answers: 404, fields: () => ({ decision: 'guess' }) },
  { route: 'POST /mapping/undo', may: MAY_MAP, answers: 422 },
  { route: 'POST /mapping/import', may: MAY_MAP, answers: 422 },
  { route: 'POST /mapping/cancel', may: MAY_MAP, answers: 404, fields: () => ({ import: 'none' }) },
  {
    route: 'GET /mapping/imports/:import/failures.csv',
    may: EVERYBODY,
    answers: 404,
    path: () => `/mapping/imports/${NO_IMPORT}/failures.csv`,
  },
  { route: 'GET /mapping/clients/:customer', may: MAY_MAP, answers: 404, path: () => OF_NOBODY },
  {
    route: 'POST /mapping/clients/:customer/map',
    may: MAY_MAP,
    answers: 404,
    path: () => `${OF_NOBODY}/map`,
    fields: () => ({ target: 'cus_nobody' }),
  },
  {
    route: 'POST /mapping/clients/:customer/link',
    may: MAY_MAP,
    answers: 404,
    path: () => `${OF_NOBODY}/link`,
    fields: () => ({ target: 'cus_nobody' }),
  },
  {
    route: 'GET /mapping/clients/:customer/unlink',
    may: MAY_MAP,
    answers: 404,
    path: () => `${OF_NOBODY}/unlink`,
  },
  {
    route: 'POST /mapping/clients/:customer/unlink',
    may: MAY_MAP,
    answers: 404,
    path: () => `${OF_NOBODY}/unlink`,
  },
];
