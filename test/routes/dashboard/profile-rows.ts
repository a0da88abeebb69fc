import type { Role } from '../../../src/domain/staff/roles.ts';
import { EVERYBODY, type Row } from './route-row.ts';

const EDITORS: readonly Role[] = ['owner', 'finance'];
const SECTIONS = [
  'identity',
  'address',
  'numbers',
  'eInvoices',
  'payments',
  'collection',
  'mails',
  'schedules',
];

/** The pages of the profile. A form that says nothing changes nothing; what a form has to name is answered as missing. */
export const PROFILE_ROWS: readonly Row[] = [
  { route: 'GET /profile', may: EVERYBODY, answers: 200 },
  { route: 'GET /profile/history', may: EVERYBODY, answers: 200 },
  { route: 'GET /profile/history/restore', may: EDITORS, answers: 404 },
  { route: 'POST /profile/history/restore', may: EDITORS, answers: 404 },
  ...SECTIONS.flatMap((section): Row[] => [
    { route: `GET /profile/${section}`, may: EDITORS, answers: 200 },
    { route: `POST /profile/${section}`, may: EDITORS, answers: 303 },
  ]),
  { route: 'GET /profile/look', may: EDITORS, answers: 200 },
  {
    route: 'POST /profile/look',
    may: EDITORS,
    answers: 303,
    fields: () => ({ brandColor: '#1f4b99', footer: '' }),
  },
  { route: 'POST /profile/look/preview', may: EDITORS, answers: 200 },
  { route: 'POST /profile/look/logo', may: EDITORS, answers: 422 },
  { route: 'POST /profile/look/logo/remove', may: EDITORS, answers: 303 },
  { route: 'GET /profile/look/sample/page', may: EDITORS, answers: 200 },
  { route: 'GET /profile/look/sample/mail', may: EDITORS, answers: 200 },
  { route: 'GET /profile/look/sample/pdf', may: EDITORS, answers: 200 },
  { route: 'GET /profile/accounts', may: EDITORS, answers: 200 },
  {
    route: 'POST /profile/accounts/add',
    may: EDITORS,
    answers: 422,
    fields: () => ({ kind: 'iban', iban: 'DE00' }),
  },
  { route: 'POST /profile/accounts/use', may: EDITORS, answers: 303, fields: () => ({ index: '9' }) },
  { route: 'GET /profile/accounts/close', may: EDITORS, answers: 404 },
  { route: 'POST /profile/accounts/close', may: EDITORS, answers: 303, fields: () => ({ index: '9' }) },
  { route: 'POST /profile/accounts/text', may: EDITORS, answers: 303 },
];
