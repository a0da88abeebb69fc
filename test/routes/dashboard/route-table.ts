import { EVERYBODY, type Row } from './route-row.ts';

/** Every route of a business's pages. The test beside it fails for one that is not here. */
export const ROUTE_TABLE: readonly Row[] = [
  { route: 'GET /', may: EVERYBODY, answers: 200 },
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
];
