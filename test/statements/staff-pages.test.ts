import { beforeAll, describe, expect, it } from 'vitest';
import { signedInOwner } from '../../bench/harness/staff.ts';
import { readMigrations } from '../../scripts/migrations/files.ts';
import { createLinks } from '../../src/adapters/links/links.ts';
import { stripeRules } from '../../src/adapters/stripe/rules.ts';
import { openDatabase } from '../../src/db/database.ts';
import { CUSTOMER_SORTS } from '../../src/domain/customer/sort.ts';
import { LIST_VIEWS, PAYMENT_FILTERS } from '../../src/domain/invoice/staff-list.ts';
import { STANDINGS } from '../../src/domain/payment/standing.ts';
import type { Context } from '../../src/operations/core/context.ts';
import { dashboardRoutes } from '../../src/routes/dashboard/index.ts';
import { nameInvoices } from '../../src/views/invoice-naming.ts';
import { writeLinkTerms } from '../../src/views/link-terms.ts';
import { openSqliteD1, recording } from '../simulation/ports/sqlite-d1.ts';
import { FILLED, fillingId, fillingStatements } from '../support/filling.ts';
import { scansOf } from '../support/node/explain.ts';
import { bindingOf } from './bare-d1.ts';

const HOME = `/dashboard/${FILLED.merchantId}`;
const INVOICE = fillingId('inv', 100);

const each = (path: string, values: readonly string[]): readonly string[] =>
  values.map((value) => `${path}${value}`);

const AT = Date.UTC(2026, 10, 29, 12);

/** What staff open all day, in every order and by every filter: of what it lists there may be a million. */
const PAGES = {
  home: ['', '/live/home'],
  invoices: [
    ...each('/invoices?view=', LIST_VIEWS),
    ...each('/invoices?payment=', PAYMENT_FILTERS),
    ...each('/invoices?view=open&payment=', PAYMENT_FILTERS),
    ...each('/invoices?by=due&from=2026-01-01&to=2027-01-01&view=', LIST_VIEWS),
    '/invoices?currency=USD&from=2026-01-01',
    '/invoices?search=acme',
    '/invoices?search=nw-0001+acme+harbour&view=open',
  ],
  search: each('/find?q=', ['', 'acme', 'nw-0001', 'harbour+acme+nw', '%F0%9F%98%80']),
  customers: [
    '/customers',
    `/customers?after=${FILLED.customerId}`,
    ...each('/customers?search=', ['acme', 'nw-0001+acme+harbour']),
    `/customers/${FILLED.customerId}`,
    ...each('/customers?sort=', CUSTOMER_SORTS),
    ...each('/customers?order=other&sort=', CUSTOMER_SORTS),
  ],
  payments: [
    '/payments',
    ...each('/payments?state=', STANDINGS),
    '/payments?from=2026-01-01&to=2027-01-01',
    `/payments?after=${fillingId('pay', 100)}`,
    `/payments?customer=${FILLED.customerId}`,
  ],
  refunds: ['/payments/refunds', ...each('/payments/refunds?state=', ['succeeded', 'failed'])],
  disputes: ['/payments/disputes', ...each('/payments/disputes?state=', ['open', 'closed'])],
  books: [
    '/books',
    '/books?from=2026-01-01&to=2026-12-31',
    '/books?from=2026-12-31&to=2026-01-01',
    `/books?after=${AT}~txn_1`,
    '/books/lines.csv?from=2026-01-01&to=2026-12-31',
  ],
  'events and jobs': [
    '/work',
    '/work/dead_effect',
    '/work/quarantined_event',
    `/work/jobs/${fillingId('out', 7)}`,
    '/work/find?id=x',
  ],
  'the audit log': [
    '/work/audit',
    '/work/audit?from=2026-01-01&to=2027-01-01',
    `/work/audit?subject=${INVOICE}`,
  ],
} as const;

/** For the session, which is read anew for every request, and for the page. */
const MOST = 1 + 2;

const open = async () => {
  const trips: (readonly string[])[] = [];
  const store = openSqliteD1((await readMigrations()).map(({ sql }) => sql));
  const filling = { at: AT, connections: 3, invoices: 400, customers: 40, duePayments: 5, backlog: 5 };
  const owner = signedInOwner(FILLED.merchantId, { id: fillingId('per', 0), address: 'ada@staff.test' });
  for (const statement of [...fillingStatements(filling), ...owner.statements]) store.exec(statement);
  const recorded = recording(store, ({ statements }) => trips.push(statements.map(({ sql }) => sql)));
  const never = () => Promise.reject(new Error('a page asked somebody'));
  const ctx: Context = {
    db: openDatabase(bindingOf(recorded)),
    now: () => AT,
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    // A page that is followed is looked at once.
    pause: () => new Promise(() => undefined),
    enqueue: never,
    stripe: never,
    rules: stripeRules,
    links: createLinks('https://billing.test', [{ id: 1, secret: new Uint8Array(32) }]),
    linkTerms: writeLinkTerms,
    nameInvoices,
    log: () => undefined,
    livemode: false,
    deploymentId: 'pages',
    messageDomain: 'billing.test',
  };
  const headers = { Cookie: owner.cookie };
  return async (path: string) => {
    trips.length = 0;
    const request = new Request(`https://billing.test${HOME}${path}`, { headers });
    const answer = await dashboardRoutes.fetch(request, { ctx, requestId: 'req', checkoutOrigins: [] });
    const asked = [...trips];
    await answer.body?.cancel();
    return { status: answer.status, trips: asked };
  };
};

let visit: Awaited<ReturnType<typeof open>>;
beforeAll(async () => {
  visit = await open();
});

describe('what staff open all day', () => {
  it.each(Object.entries(PAGES))('%s is read in two round trips at most, by indexes', async (_, paths) => {
    expect(await readBy(paths)).toEqual([]);
  });
});

/** What is too dear of these pages: those that are not there or take more round trips, and statements that read more the more there is. */
async function readBy(paths: readonly string[]): Promise<readonly string[]> {
  const statements = new Set<string>();
  const dear: string[] = [];
  for (const path of paths) {
    const { status, trips } = await visit(path);
    if (status !== 200) dear.push(`${path}: ${status}`);
    if (trips.length > MOST) dear.push(`${path}: ${trips.length}`);
    for (const statement of trips.flat()) statements.add(statement);
  }
  return [...dear, ...(await scansOf([...statements]))];
}
