import { EVERYBODY, type Ids, type Row } from './route-row.ts';

const EDITORS = ['owner', 'finance'] as const;

/** The routes of customers, of files of them, and of the books. */
export const CUSTOMERS: readonly Row[] = [
  { route: 'GET /customers', may: EVERYBODY, answers: 200 },
  { route: 'GET /customers/export.csv', may: EVERYBODY, answers: 200 },
  {
    route: 'GET /customers/:customer',
    may: EVERYBODY,
    answers: 200,
    path: ({ customerId }) => `/customers/${customerId}`,
  },
  {
    route: 'GET /customers/:customer/export.json',
    may: EDITORS,
    answers: 200,
    path: ({ customerId }) => `/customers/${customerId}/export.json`,
  },
  {
    route: 'GET /customers/:customer/erase',
    may: EDITORS,
    answers: 200,
    path: ({ customerId }) => `/customers/${customerId}/erase`,
  },
  {
    route: 'POST /customers/:customer/erase',
    may: EDITORS,
    answers: 303,
    path: ({ customerId }) => `/customers/${customerId}/erase`,
  },
  {
    route: 'GET /customers/:customer/methods/new',
    may: EDITORS,
    answers: 200,
    path: ({ customerId }) => `/customers/${customerId}/methods/new`,
  },
  // To whom is not said.
  {
    route: 'POST /customers/:customer/methods/link',
    may: EDITORS,
    answers: 422,
    path: ({ customerId }) => `/customers/${customerId}/methods/link`,
  },
  {
    route: 'POST /customers/:customer/methods/stripe',
    may: EDITORS,
    answers: 303,
    path: ({ customerId }) => `/customers/${customerId}/methods/stripe`,
    fields: () => ({ kind: 'card' }),
  },
  // Nobody said where the authority is kept.
  {
    route: 'POST /customers/:customer/methods/bank',
    may: EDITORS,
    answers: 422,
    path: ({ customerId }) => `/customers/${customerId}/methods/bank`,
  },
  ...['/portal', '/portal/:page', '/statement.pdf'].map((below) => ({
    route: `GET /customers/:customer${below}`,
    may: EVERYBODY,
    answers: 200,
    path: ({ customerId }: Ids) => `/customers/${customerId}${below.replace(':page', 'settings')}`,
  })),
  {
    route: 'GET /customers/:customer/tax-ids',
    may: EDITORS,
    answers: 200,
    path: ({ customerId }) => `/customers/${customerId}/tax-ids`,
  },
  // Of another version of the customer than it is at.
  {
    route: 'POST /customers/:customer/tax-ids',
    may: EDITORS,
    answers: 422,
    path: ({ customerId }) => `/customers/${customerId}/tax-ids`,
    fields: () => ({ taxKind0: 'eu_vat', taxValue0: 'DE136695976', version: '999' }),
  },
  {
    route: 'GET /customers/:customer/contacts/new',
    may: EDITORS,
    answers: 200,
    path: ({ customerId }) => `/customers/${customerId}/contacts/new`,
  },
  // Of another version of the customer than it is at.
  {
    route: 'POST /customers/:customer/contacts',
    may: EDITORS,
    answers: 422,
    path: ({ customerId }) => `/customers/${customerId}/contacts`,
    fields: () => ({ email: 'ida@acme.test', role: 'invoices', version: '999' }),
  },
  {
    route: 'GET /customers/:customer/contacts/:place',
    may: EDITORS,
    answers: 404,
    path: ({ customerId }) => `/customers/${customerId}/contacts/19`,
  },
  {
    route: 'POST /customers/:customer/contacts/:place',
    may: EDITORS,
    answers: 422,
    path: ({ customerId }) => `/customers/${customerId}/contacts/19`,
    fields: () => ({ email: 'ida@acme.test', role: 'invoices', version: '999' }),
  },
  {
    route: 'GET /customers/:customer/contacts/:place/remove',
    may: EDITORS,
    answers: 404,
    path: ({ customerId }) => `/customers/${customerId}/contacts/19/remove`,
  },
  {
    route: 'POST /customers/:customer/contacts/:place/remove',
    may: EDITORS,
    answers: 404,
    path: ({ customerId }) => `/customers/${customerId}/contacts/19/remove`,
    fields: () => ({ version: '999' }),
  },
  {
    route: 'GET /customers/:customer/parent',
    may: EDITORS,
    answers: 200,
    path: ({ customerId }) => `/customers/${customerId}/parent`,
  },
  {
    route: 'POST /customers/:customer/parent',
    may: EDITORS,
    answers: 422,
    path: ({ customerId }) => `/customers/${customerId}/parent`,
    fields: () => ({ to: 'nobody', version: '999' }),
  },
  { route: 'GET /customer-imports', may: EDITORS, answers: 200 },
  // Without a file it is asked for again.
  { route: 'POST /customer-imports', may: EDITORS, answers: 422 },
  {
    route: 'GET /customer-imports/:import',
    may: EVERYBODY,
    answers: 200,
    path: ({ importId }) => `/customer-imports/${importId}`,
  },
  {
    route: 'POST /customer-imports/:import/apply',
    may: EDITORS,
    answers: 303,
    path: ({ importId }) => `/customer-imports/${importId}/apply`,
    fields: () => ({ proposals: 'skip' }),
  },
  {
    route: 'POST /customer-imports/:import/cancel',
    may: EDITORS,
    answers: 303,
    path: ({ importId }) => `/customer-imports/${importId}/cancel`,
  },
  { route: 'GET /books', may: EVERYBODY, answers: 200 },
  { route: 'GET /books/lines.csv', may: EVERYBODY, answers: 200 },
];

/** The pages of a file, by who may. */
const fileRows = (
  at: '/schedule-imports' | '/subscription-imports',
  idOf: (ids: Ids) => string,
): readonly Row[] => [
  { route: `GET ${at}`, may: EDITORS, answers: 200 },
  { route: `POST ${at}`, may: EDITORS, answers: 422 },
  { route: `GET ${at}/:import`, may: EVERYBODY, answers: 200, path: (ids) => `${at}/${idOf(ids)}` },
  {
    route: `POST ${at}/:import/apply`,
    may: EDITORS,
    answers: 303,
    path: (ids) => `${at}/${idOf(ids)}/apply`,
    fields: () => ({ wrongLines: 'refuse' }),
  },
  {
    route: `POST ${at}/:import/cancel`,
    may: EDITORS,
    answers: 303,
    path: (ids) => `${at}/${idOf(ids)}/cancel`,
  },
];

/** Taking over invoices, schedules and subscriptions. They stand last: each request hires somebody, and a business has only so many members. */
export const TAKE_OVER: readonly Row[] = [
  { route: 'GET /invoice-imports', may: EDITORS, answers: 200 },
  { route: 'POST /invoice-imports', may: EDITORS, answers: 422 },
  {
    route: 'GET /invoice-imports/:import',
    may: EVERYBODY,
    answers: 200,
    path: ({ invoiceImportId }) => `/invoice-imports/${invoiceImportId}`,
  },
  {
    route: 'POST /invoice-imports/:import/apply',
    may: EDITORS,
    answers: 303,
    path: ({ invoiceImportId }) => `/invoice-imports/${invoiceImportId}/apply`,
    fields: () => ({ wrongLines: 'refuse', collect: 'no' }),
  },
  {
    route: 'POST /invoice-imports/:import/cancel',
    may: EDITORS,
    answers: 303,
    path: ({ invoiceImportId }) => `/invoice-imports/${invoiceImportId}/cancel`,
  },
  ...fileRows('/schedule-imports', ({ scheduleImportId }) => scheduleImportId),
  ...fileRows('/subscription-imports', ({ subscriptionImportId }) => subscriptionImportId),
];
