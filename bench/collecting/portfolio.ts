import type { Sandbox } from '#stripe-sandbox';
import { parseLocalDate } from '../../src/domain/calendar.ts';
import { parseCurrency } from '../../src/domain/currency.ts';
import { makeId } from '../../src/domain/ids.ts';
import type { Outcome } from '../../src/domain/outcome.ts';
import { type Context, newId } from '../../src/operations/core/context.ts';
import { createCustomer } from '../../src/operations/customers/create.ts';
import { ensureStripeCustomer } from '../../src/operations/customers/ensure-stripe-customer.ts';
import { createDraft } from '../../src/operations/invoices/create-draft.ts';
import { sendInvoice } from '../../src/operations/invoices/send.ts';
import { syncMethods } from '../../src/operations/methods/sync-methods.ts';
import type { SqliteD1, Value } from '../../test/simulation/ports/sqlite-d1.ts';

type Row = Record<string, unknown>;

/** The business whose invoices are collected. */
export const MERCHANT = 'mer_00000000000000000000000001';
export const CONNECTION = 'con_00000000000000000000000001';

export function openBusiness(store: SqliteD1, atMs: number): void {
  insert(store, 'merchants', {
    id: MERCHANT,
    legal_name: 'Northwind Ltd',
    display_name: 'Northwind',
    email: 'billing@northwind.test',
    address: JSON.stringify({ line1: '1 Harbour Street', town: 'Portland', country: 'US' }),
    brand_color: '#1f4b99',
    locale: 'en',
    time_zone: 'America/New_York',
    default_currency: 'USD',
    invoice_series: 'NW-',
    collect_policy: 'on_send',
    notice_days: 0,
    created_at: atMs,
    updated_at: atMs,
  });
  insert(store, 'connections', {
    id: CONNECTION,
    merchant_id: MERCHANT,
    account: 'self',
    livemode: 0,
    state: 'active',
    created_at: atMs,
    events_watermark: atMs,
  });
}

const must = <T>(result: Outcome<T>): T => {
  if (result.kind !== 'done') throw new Error(JSON.stringify(result));
  return result.value;
};

/** One customer with a card on file and an invoice that was sent to them, made as the app makes them; its ids. */
export async function makeFirst(
  ctx: Context,
  sandbox: Sandbox,
): Promise<{ readonly customerId: string; readonly invoiceId: string }> {
  const scope = { merchantId: MERCHANT, livemode: false };
  const customerId = newId(ctx, 'cus');
  const customer = {
    legalName: 'Payer Inc',
    email: 'payer@payer.test',
    label: null,
    contactName: null,
    billingEmails: [],
    telephone: null,
    url: null,
    taxStatus: 'TAXED',
    address: { line1: '2 Mill Lane', town: 'Salem', country: 'US' },
    customerAliases: [],
    locale: null,
    externalIds: [],
  };
  must(await createCustomer(ctx, { scope, customerId, commandId: customerId, customer }));
  const where = { customerId, connectionId: CONNECTION };
  const { stripeCustomerId } = await ensureStripeCustomer(ctx, where);
  await attach(sandbox, stripeCustomerId ?? '');
  await syncMethods(ctx, where);
  const invoiceId = newId(ctx, 'inv');
  const draft = {
    customerId,
    currency: parseCurrency('USD'),
    dueDate: parseLocalDate('2030-01-31'),
    notes: null,
    paymentLink: true,
    lines: [{ description: 'Work', quantity: '1', unitAmount: 42_000, discount: null, taxRates: [] }],
  };
  must(await createDraft(ctx, { scope, invoiceId, commandId: invoiceId, draft }));
  must(await sendInvoice(ctx, { scope, invoiceId, commandId: `${invoiceId}/send`, to: null }));
  return { customerId, invoiceId };
}

const FORM = {
  Authorization: 'Bearer sk_test_bench',
  'Content-Type': 'application/x-www-form-urlencoded',
};

export async function attach(sandbox: Sandbox, stripeCustomer: string): Promise<string> {
  return post(sandbox, '/v1/payment_methods/pm_card_visa/attach', { customer: stripeCustomer });
}

export async function post(sandbox: Sandbox, path: string, fields: Record<string, string>): Promise<string> {
  const answer = await sandbox.fetch(
    new Request(`http://stripe.test${path}`, {
      method: 'POST',
      headers: FORM,
      body: new URLSearchParams(fields).toString(),
    }),
  );
  const { id }: { id: string } = await answer.json();
  return id;
}

/**
 * As many more of the same as `count` asks for, each with a customer and a card of its own at Stripe, written row by
 * row: what the app wrote for the first is there for each. All are due at `dueMs`.
 */
export async function makeOthers(
  store: SqliteD1,
  sandbox: Sandbox,
  first: { readonly customerId: string; readonly invoiceId: string },
  { count, dueMs }: { readonly count: number; readonly dueMs: number },
): Promise<void> {
  const of = (table: string, column: string, id: string): readonly Row[] =>
    store.look(`SELECT * FROM ${table} WHERE ${column} = ?`, id);
  const [customer] = of('customers', 'id', first.customerId);
  const [stripe] = of('stripe_customers', 'customer_id', first.customerId);
  const [method] = of('payment_methods', 'customer_id', first.customerId);
  const [invoice] = of('invoices', 'id', first.invoiceId);
  const [line] = of('invoice_lines', 'invoice_id', first.invoiceId);
  const versions = of('invoice_versions', 'invoice_id', first.invoiceId);
  if (!customer || !stripe || !method || !invoice || !line) throw new Error('the first is not whole');
  for (let made = 1; made < count; made += 1) {
    const bytes = (salt: number) =>
      Uint8Array.from([salt, 0, 0, 0, 0, made >>> 16, (made >>> 8) & 255, made & 255, 1]);
    const customerId = makeId('cus', dueMs, bytes(1));
    const invoiceId = makeId('inv', dueMs, bytes(2));
    const stripeCustomer = await post(sandbox, '/v1/customers', { email: `payer-${made}@payer.test` });
    const stripeMethod = await attach(sandbox, stripeCustomer);
    store.exec('BEGIN');
    const email = `payer-${made}@payer.test`;
    copy(store, 'customers', customer, { id: customerId, email });
    copy(store, 'stripe_customers', stripe, { customer_id: customerId, stripe_customer_id: stripeCustomer });
    copy(store, 'payment_methods', method, {
      id: makeId('pm', dueMs, bytes(3)),
      customer_id: customerId,
      stripe_payment_method_id: stripeMethod,
      fingerprint: `card-${made}`,
    });
    copy(store, 'invoices', invoice, {
      id: invoiceId,
      customer_id: customerId,
      number_value: made + 1,
    });
    copy(store, 'invoice_lines', line, {
      ...(line.id !== undefined && { id: makeId('lin', dueMs, bytes(4)) }),
      invoice_id: invoiceId,
    });
    for (const version of versions) copy(store, 'invoice_versions', version, { invoice_id: invoiceId });
    store.exec('COMMIT');
  }
  store.exec(`UPDATE invoices SET collect_look_at = ${dueMs}, collect_stage = NULL`);
}

/** The same row once more, with changes. */
export const copy = (store: SqliteD1, table: string, row: Row, changes: Row): void =>
  insert(store, table, { ...row, ...changes });

export function insert(store: SqliteD1, table: string, row: Row): void {
  const names = Object.keys(row);
  const marks = names.map(() => '?').join(', ');
  const values = Object.values(row).map((value): Value => {
    if (value === null || typeof value === 'string' || typeof value === 'number') return value;
    throw new Error(`${table} holds what is no plain value`);
  });
  store.look(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${marks})`, ...values);
}
