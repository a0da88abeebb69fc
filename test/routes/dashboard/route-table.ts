import type { Role } from '../../../src/domain/staff/roles.ts';
import { INVOICE_ROWS } from './invoice-rows.ts';
import { MAPPING } from './mapping-rows.ts';
import { PROFILE_ROWS } from './profile-rows.ts';
import { EVERYBODY, type Row } from './route-row.ts';
import { CUSTOMERS, TAKE_OVER } from './route-table-customers.ts';
import { BULK, COMPOSE, FINDING, INVOICE_LIST } from './route-table-invoices.ts';
import { MONEY, SCHEDULES, WORK } from './route-table-money.ts';
import { WEBHOOKS } from './route-table-webhooks.ts';

const STRIPE: readonly Role[] = ['owner', 'technician'];

/** Every route of a business's pages. The test beside it fails for one that is not here. */
export const ROUTE_TABLE: readonly Row[] = [
  { route: 'GET /', may: EVERYBODY, answers: 200 },
  ...FINDING,
  ...INVOICE_LIST,
  ...BULK,
  ...COMPOSE,
  { route: 'GET /members', may: EVERYBODY, answers: 200 },
  {
    route: 'POST /members/invite',
    may: ['owner'],
    answers: 303,
    fields: () => ({ address: `${crypto.randomUUID()}@staff.test`, role: 'finance' }),
  },
  {
    route: 'POST /members/withdraw',
    may: ['owner'],
    answers: 303,
    fields: ({ invitationId }) => ({ invitation: invitationId }),
    namesInFields: true,
  },
  {
    route: 'POST /members/:person/role',
    may: ['owner'],
    answers: 303,
    path: ({ memberId }) => `/members/${memberId}/role`,
    fields: () => ({ role: 'technician' }),
  },
  { route: 'GET /members/leave', may: EVERYBODY, answers: 200 },
  { route: 'POST /members/leave', may: EVERYBODY, answers: 303, spendsAsker: true },
  {
    route: 'GET /members/:person/remove',
    may: ['owner'],
    answers: 200,
    path: ({ memberId }) => `/members/${memberId}/remove`,
  },
  {
    route: 'POST /members/:person/remove',
    may: ['owner'],
    answers: 303,
    path: ({ memberId }) => `/members/${memberId}/remove`,
  },
  { route: 'GET /marketplace', may: EVERYBODY, answers: 200 },
  { route: 'GET /stripe', may: EVERYBODY, answers: 200 },
  { route: 'GET /stripe/back', may: EVERYBODY, answers: 303 },
  { route: 'GET /stripe/copying', may: EVERYBODY, answers: 200 },
  { route: 'GET /stripe/disconnect', may: STRIPE, answers: 200 },
  { route: 'POST /stripe/refresh', may: EVERYBODY, answers: 303 },
  // The business is connected.
  { route: 'POST /stripe/integrate', may: STRIPE, answers: 422 },
  { route: 'POST /stripe/create', may: STRIPE, answers: 422 },
  { route: 'POST /stripe/onboarding', may: STRIPE, answers: 303 },
  // The account cannot be reached any more.
  {
    route: 'POST /stripe/again',
    may: STRIPE,
    answers: 422,
    fields: ({ formerConnectionId }) => ({ connection: formerConnectionId }),
    namesInFields: true,
  },
  // Nobody's own: what is missing answers like what is somebody else's.
  ...(['GET ', 'POST '] as const).flatMap((method): Row[] =>
    (method === 'GET ' ? [''] : ['/confirm', '/decline']).map((verb) => ({
      route: `${method}/stripe/attempts/:attempt${verb}`,
      may: STRIPE,
      answers: 404,
      path: () => `/stripe/attempts/cna_none${verb}`,
    })),
  ),
  { route: 'POST /stripe/disconnect', may: STRIPE, answers: 303 },
  ...PROFILE_ROWS,
  ...WEBHOOKS,
  ...MAPPING,
  ...CUSTOMERS,
  ...MONEY,
  ...SCHEDULES,
  ...WORK,
  ...INVOICE_ROWS,
  ...TAKE_OVER,
];
