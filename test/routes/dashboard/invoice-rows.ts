import { INVOICE } from '../../../src/routes/dashboard/invoice/paths.ts';
import { EVERYBODY, type Ids, type Row } from './route-row.ts';

const ISSUERS = ['owner', 'finance', 'technician'] as const;
const MONEY = ['owner', 'finance'] as const;
const NONE = '00000000000000000000000000';

const below =
  (path: string) =>
  ({ draftId }: Ids): string =>
    `/invoices/${draftId}${path}`;

/** One invoice: what each role may see and do there. A draft without lines is there for each request. */
export const INVOICE_ROWS: readonly Row[] = [
  { route: `GET /invoices${INVOICE}`, may: EVERYBODY, answers: 200, path: below('') },
  {
    route: `GET /invoices${INVOICE}/issue/:act`,
    may: ISSUERS,
    answers: 200,
    path: below('/issue/send'),
  },
  // It has no lines.
  {
    route: `POST /invoices${INVOICE}/issue/:act`,
    may: ISSUERS,
    answers: 422,
    path: below('/issue/finalize'),
  },
  { route: `GET /invoices${INVOICE}/money/:act`, may: MONEY, answers: 200, path: below('/money/void') },
  // A draft is deleted, not voided.
  {
    route: `POST /invoices${INVOICE}/money/:act`,
    may: MONEY,
    answers: 422,
    path: below('/money/void'),
    fields: () => ({ version: '1' }),
  },
  ...(['GET', 'POST'] as const).flatMap((method): Row[] => [
    // Nobody's own: what is missing answers like what is somebody else's.
    {
      route: `${method} /invoices${INVOICE}/payments/:payment/:act`,
      may: MONEY,
      answers: 404,
      path: below(`/payments/pay_${NONE}/refund`),
    },
    {
      route: `${method} /invoices${INVOICE}/refunds/:refund/release`,
      may: MONEY,
      answers: 404,
      path: below(`/refunds/ref_${NONE}/release`),
    },
  ]),
];
