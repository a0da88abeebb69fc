import { env } from 'cloudflare:test';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { runScheduled } from '../../src/jobs/scheduled.ts';
import { readHealth } from '../../src/operations/watch/health.ts';
import { fillingStatements } from '../support/filling.ts';
import { type Planned, scans } from '../support/plans.ts';
import { apiClient } from '../support/worker/api.ts';
import { addApiKey } from '../support/worker/context.ts';
import { paidInvoice } from '../support/worker/money.ts';
import { setAddresses, signIn } from '../support/worker/portal.ts';
import { openShop } from '../support/worker/shop.ts';

/** Every statement that the code sent while the stories below ran. */
const sent = new Set<string>();

const LISTS = [
  '/invoices',
  '/invoices?status=open',
  '/invoices?status=paid&limit=100',
  '/invoices?overdue=true',
  '/invoices?overdue=false',
  '/invoices?customerId=CUSTOMER',
  '/invoices?customerId=CUSTOMER&status=open',
  '/invoices?createdAfter=2026-01-01T00:00:00Z&createdBefore=2027-01-01T00:00:00Z',
  '/invoices?number=NW-1',
  '/invoices?sort=updatedAt&order=asc&startingAfter=1~inv_01jf7q3w9e0000000000000000',
  '/invoices?updatedAfter=2026-01-01T00:00:00Z&totalFrom=100&totalTo=900&currency=USD',
  '/invoices?issuedFrom=2026-01-01&issuedTo=2026-12-31',
  '/invoices?dueTo=2026-12-31&order=asc&startingAfter=~inv_01jf7q3w9e0000000000000000',
  '/invoices?text=acme%20NW-0007&sort=dueDate',
  '/invoices.csv?issuedFrom=2026-01-01',
  '/invoice-lines.csv?updatedAfter=2026-01-01T00:00:00Z',
  '/invoice-taxes.csv?dueFrom=2026-01-01',
  '/credit-notes.csv',
  '/credit-note-taxes.csv?customerId=CUSTOMER',
  '/invoices/INVOICE',
  '/invoices/INVOICE/timeline',
  '/invoices/INVOICE/messages',
  '/payments',
  '/payments?state=succeeded',
  '/payments?customerId=CUSTOMER',
  '/payments?invoiceId=INVOICE',
  '/payments?customerId=CUSTOMER&state=succeeded',
  '/payments/PAYMENT',
  '/payments/PAYMENT/timeline',
  '/refunds',
  '/refunds?state=succeeded',
  '/refunds?paymentId=PAYMENT',
  '/customers',
  '/customers?email=ada%40acme.test',
  '/customers?externalIdKey=k&externalIdValue=v',
  '/customers?alias=b1c8',
  '/customers?search=acme',
  '/customers?search=acme%20lond%20NW-0007&startingAfter=CUSTOMER',
  '/customers?search=%F0%9F%98%80',
  '/customers/CUSTOMER',
  '/customers/CUSTOMER/timeline',
  '/customers/CUSTOMER/messages',
  '/customers/CUSTOMER/credits',
  '/reconciliation',
  '/books/lines',
  '/books/lines?currency=USD&startingAfter=con_0~1~txn_0',
  '/books/lines.csv',
  '/books/payouts',
  '/books/payouts?currency=USD&startingAfter=1~txn_0',
  '/customer-figures?search=acme',
  '/customers/CUSTOMER/figures',
  '/findings',
  '/payment-blocks',
  '/settings',
  '/api-keys',
  '/audit-log',
  '/audit-log?subjectId=INVOICE',
  '/customers/CUSTOMER/export',
  '/stopped-work',
];

const PAGES = [
  '/invoices',
  '/invoices?show=to_pay',
  '/invoices?show=overdue',
  '/invoices?show=processing',
  '/invoices?show=paid',
  '/invoices?show=closed',
  '/statement',
  '/autopay',
  '/settings',
  '/pay',
  '/payments/PAYMENT',
];

const FILLING = { connections: 50, invoices: 5_000, customers: 500, duePayments: 50, backlog: 500 };

beforeAll(async () => {
  const prepare = vi.spyOn(env.DB, 'prepare');
  const shop = await openShop();
  const api = apiClient(shop.ctx, { apiKey: await addApiKey(shop.ctx, shop.scope.merchantId, false) });
  const paid = await paidInvoice(shop);
  const [payment] = await shop.payments();
  if (payment === undefined) throw new Error('nothing was paid');
  prepare.mockClear();
  for (const path of LISTS) {
    const named = path
      .replace('CUSTOMER', payment.customerId)
      .replace('INVOICE', paid.invoiceId)
      .replace('PAYMENT', payment.id);
    await api('GET', named);
    await api('GET', `${named}${named.includes('?') ? '&' : '?'}cursor=none`);
  }
  await setAddresses(shop, payment.customerId, 'ada@acme.test', []);
  const browser = await signIn(shop, payment.customerId);
  for (const path of PAGES) {
    const answer = await browser.get(`/portal${path.replace('PAYMENT', payment.id)}`);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
  }
  await runScheduled(shop.ctx);
  await shop.work();
  await readHealth(shop.ctx);
  for (const [statement] of prepare.mock.calls) sent.add(statement);
  prepare.mockRestore();
  const filling = {
    at: shop.ctx.now(),
    connections: 50,
    invoices: 5_000,
    customers: 500,
    duePayments: 50,
    backlog: 500,
  };
  for (const statement of fillingStatements(filling)) await env.DB.prepare(statement).run();
});

/** Those that are filled: what has a row or two is rightly read from end to end where there are statistics. */
const tables = new Set(
  fillingStatements({ ...FILLING, at: 0 }).map((text) => /INSERT INTO (\w+)/.exec(text)?.[1] ?? ''),
);

const scansOf = async (): Promise<readonly string[]> =>
  (await plansOf(sent)).flatMap((planned) => scans(planned, tables));

async function plansOf(statements: Iterable<string>): Promise<readonly Planned[]> {
  const planned: Planned[] = [];
  for (const statement of statements) {
    const values = Array(statement.replaceAll(/'[^']*'|"[^"]*"/g, '').split('?').length - 1).fill(null);
    const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${statement}`)
      .bind(...values)
      .all<{ readonly detail: string }>();
    planned.push({ statement, steps: results.map(({ detail }) => detail) });
  }
  return planned;
}

describe('every statement uses an index', () => {
  it('without statistics: none reads a table that grows from end to end', async () => {
    expect(sent.size).toBeGreaterThan(150);
    expect(await scansOf()).toEqual([]);
  });

  it('with statistics', async () => {
    await env.DB.prepare('ANALYZE').run();
    expect(await scansOf()).toEqual([]);
  });

  it.each([
    ['payments', 'customer_id', 'payments_customer'],
    ['invoices', 'customer_id', 'invoices_customer'],
  ])('a list of %s by %s is read by the index of that', async (table, column, index) => {
    const lists = [...sent].filter(
      (one) => one.includes(`from "${table}"`) && one.includes(`"${column}" = ?`),
    );
    const pages = lists.filter((one) => one.includes(`order by "${table}"."id" desc`));
    expect(pages.length).toBeGreaterThan(0);
    for (const { statement, steps } of await plansOf(pages))
      expect(steps.join('\n'), statement).toContain(`SEARCH ${table} USING INDEX ${index}`);
  });
});

describe('what people type', () => {
  it('is in no LIKE, which D1 stops at 50 bytes', () => {
    // What the code itself compares is a constant of ours.
    const patterns = [...sent].flatMap((statement) => statement.match(/like\s+\S+/gi) ?? []);
    expect(patterns.filter((pattern) => !pattern.includes("'dispute%'"))).toEqual([]);
  });
});
