import type { Filled } from './form-table.ts';

/** An address with what stands behind its `?`, or a path that names something, and what it is answered. */
export type Query = {
  readonly path: (at: Filled) => string;
  readonly status: number;
  readonly shows?: readonly string[];
  readonly hides?: readonly string[];
};

const SCRIPT = '%22%3E%3Cscript%3E';
const MISSING = { status: 404, shows: ['Page not found'] } as const;
const WRONG_PERIOD = { status: 422, shows: ['the earlier one first'], hides: ['<script'] } as const;

const at = (path: string, answer: Omit<Query, 'path'>): Query => ({ path: () => path, ...answer });

const invoices: readonly Query[] = [
  ...['', '?show=paid', '?show=', '?show=bogus', `?show=${SCRIPT}`, '?show=toString', '?__proto__=1'].map(
    (query) => at(`/portal/invoices${query}`, { status: 200, hides: ['<script'] }),
  ),
  at('/portal/invoices?show=paid&show=all', { status: 200, hides: ['NW-0001'] }),
  at('/portal/invoices?show=bogus&show=paid', { status: 200, shows: ['NW-0001'] }),
  ...['', 'x', 'cus_00000000000000000000000000', '%FF', '%'].map((before) =>
    at(`/portal/invoices?before=${before}`, { status: 200, shows: ['NW-0001'] }),
  ),
  at('/portal/invoices?before=inv_00000000000000000000000000', { status: 200, hides: ['NW-0001'] }),
  ...['nw-0001', '0001', 'NW+1%00', '+', '', '%E2%80%AE'].map((typed) =>
    at(`/portal/invoices?q=${typed}`, { status: 200, shows: ['<b>NW-0001'] }),
  ),
  at(`/portal/invoices?q=${SCRIPT}`, {
    status: 200,
    shows: ['No invoices here match', '&gt;&lt;script'],
    hides: ['<script', '<b>NW-0001'],
  }),
  at(`/portal/invoices?q=${'9'.repeat(1_000)}&q=NW-0001`, { status: 200, shows: [`“${'9'.repeat(80)}”`] }),
  at("/portal/invoices?q='+OR+1=1+--", { status: 200, hides: ['<b>NW-0001'] }),
  at('/portal/invoices?q=M%C3%BCller+%26+Co.+4%2F7&show=paid', {
    status: 200,
    // Kept by the filters and by the other languages.
    shows: [
      '?show=overdue&amp;q=M%C3%BCller+%26+Co.+4%2F7',
      '?q=M%C3%BCller+%26+Co.+4%2F7&amp;show=paid&amp;lang=de',
    ],
  }),
];

const pay: readonly Query[] = [
  at('/portal/pay', { status: 200 }),
  at('/portal/pay?currency=USD', { status: 200, shows: ['NW-0001'] }),
  at('/portal/pay?currency=usd&currency=x', { status: 200, shows: ['NW-0001'] }),
  at('/portal/pay?currency=USD&invoice=x', { status: 200, shows: ['NW-0001'] }),
  ...['', 'x', 'XXX', 'Usd', '%C4%B1nr', '%FF'].map((currency) =>
    at(`/portal/pay?currency=${currency}`, MISSING),
  ),
  ...['', 'x', 'inv_1', SCRIPT, '%FF'].map((invoice) => at(`/portal/pay?invoice=${invoice}`, MISSING)),
  { path: ({ invoiceId }) => `/portal/pay?invoice=${invoiceId}`, status: 200, shows: ['NW-0001'] },
  { path: ({ invoiceId: id }) => `/portal/pay?invoice=${id}&invoice=${id}`, status: 200 },
  { path: ({ invoiceId }) => `/portal/pay?invoice=${invoiceId}&invoice=x`, ...MISSING },
  { path: ({ invoiceId }) => `/portal/pay?invoice=${invoiceId.toUpperCase()}`, ...MISSING },
  { path: ({ invoiceId }) => `/portal/pay?invoice[]=${invoiceId}`, status: 200, hides: ['NW-0001'] },
  { path: ({ foreignInvoiceId }) => `/portal/pay?invoice=${foreignInvoiceId}`, ...MISSING },
];

const statement = ['/portal/statement', '/portal/statement.csv', '/portal/statement.pdf'].flatMap(
  (page): readonly Query[] => [
    at(page, { status: 200 }),
    at(`${page}?other=1`, { status: 200 }),
    at(`${page}?from=+2026-01-01+&to=2026-12-31&from=x`, { status: 200 }),
    at(`${page}?from=2026-01-01`, WRONG_PERIOD),
    at(`${page}?to=2026-01-01`, { ...WRONG_PERIOD, shows: ['value="2026-01-01"'] }),
    at(`${page}?from=&to=`, WRONG_PERIOD),
    at(`${page}?from=${SCRIPT}&to=2026-02-30`, { ...WRONG_PERIOD, shows: ['&gt;&lt;script'] }),
    at(`${page}?from=%FF&to=%`, WRONG_PERIOD),
  ],
);

const named = ['payments', 'settings/return', 'settings/verify', 'settings/remove'].flatMap((room) =>
  ['x', 'set_1', '%FF', '%00', SCRIPT, `${'9'.repeat(1_000)}`].map((name) =>
    at(`/portal/${room}/${name}`, MISSING),
  ),
);

/** The addresses of the portal with good and bad queries and names. */
export const QUERY_TABLE: readonly Query[] = [
  ...invoices,
  ...pay,
  ...statement,
  ...named,
  { path: ({ methodId }) => `/portal/settings/remove/${methodId.toUpperCase()}`, ...MISSING },
  { path: ({ methodId }) => `/portal/settings/verify/${methodId}`, ...MISSING },
  { path: ({ foreignMethodId }) => `/portal/settings/remove/${foreignMethodId}`, ...MISSING },
];
