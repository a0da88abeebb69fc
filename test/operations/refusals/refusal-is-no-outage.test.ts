import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { customers, emails, invoices, merchants, stripeRefusals } from '../../../src/db/schema/index.ts';
import { readConnection } from '../../../src/operations/connections/read-connection.ts';
import { readCustomer } from '../../../src/operations/resources/read-customer.ts';
import { readInvoice } from '../../../src/operations/resources/read-invoice.ts';
import { readHealth } from '../../../src/operations/watch/health.ts';
import { breakStripe, mendStripe } from '../../support/worker/events.ts';
import { withLog } from '../../support/worker/guards.ts';
import { must, openShop, type Shop } from '../../support/worker/shop.ts';
import { askStripe } from '../../support/worker/stripe.ts';

const MINUTE = 60_000;

let shop: Shop;
let made: Awaited<ReturnType<Shop['invoice']>>;
beforeEach(async () => {
  shop = await openShop();
  await shop.ctx.db.delete(stripeRefusals);
  made = await shop.invoice(5_000);
});
afterEach(mendStripe);

const press = () => shop.request(made.payPath, { method: 'POST' });
const setCustomer = (row: Partial<typeof customers.$inferInsert>) =>
  shop.ctx.db.update(customers).set(row).where(eq(customers.id, made.customerId)).run();

const CUSTOMERS = '/v1/customers';
const SESSIONS = '/v1/checkout/sessions';
/** Stripe answers posts on a path so until it is mended. */
const refuse = (path: string, status: number, error: object, more: object = {}) =>
  breakStripe({
    method: 'POST',
    pathPattern: path,
    times: 1000,
    kind: 'answer',
    answer: { status, body: { error: { type: 'invalid_request_error', message: 'Not so.', ...error } } },
    ...more,
  });

const standing = () => shop.ctx.db.select().from(stripeRefusals);
const mailed = async () =>
  (await shop.ctx.db.select().from(emails).where(eq(emails.merchantId, shop.scope.merchantId))).filter(
    ({ template }) => template === 'stripe_refused_business',
  );
const shown = async () => ({
  connection: must(await readConnection(shop.ctx, { scope: shop.scope })).stripeRefusal,
  customer: must(await readCustomer(shop.ctx, { scope: shop.scope, customerId: made.customerId }))
    .stripeRefusal,
  invoice: must(await readInvoice(shop.ctx, { scope: shop.scope, invoiceId: made.invoiceId })).stripeRefusal,
});

async function opensFor(): Promise<Record<string, unknown>> {
  const answer = await press();
  expect([answer.status, await answer.text()]).toEqual([303, '']);
  const [session] = (await askStripe('GET', `${SESSIONS}?limit=1`)).data as { customer: string }[];
  return askStripe('GET', `${CUSTOMERS}/${session?.customer}`);
}

describe('what is optional never blocks a payment', () => {
  it.each([
    ['a telephone of more than 20 characters', { telephone: '+1 780-459-5656 ext. 725' }, { phone: null }],
    ['a name of 300 characters', { legalName: 'N'.repeat(300) }, { name: 'N'.repeat(256) }],
    ['a name that would be cut in the midst of a character', { legalName: `${'N'.repeat(255)}😀` }, {}],
    [
      'an address that Stripe does not take for one',
      { email: 'payer@nowhere', billingEmails: [] },
      { email: null },
    ],
    ['a line of an address that is too long', { address: { line1: 'x'.repeat(5001) } }, { address: null }],
    [
      'several of them at once',
      {
        telephone: '1'.repeat(40),
        email: 'payer@nowhere',
        billingEmails: [],
        address: { line1: 'x'.repeat(5001) },
      },
      { phone: null, email: null, address: null },
    ],
  ])('%s', async (_what, row, atStripe) => {
    await setCustomer(row);
    expect(await opensFor()).toMatchObject(atStripe);
    expect(await standing()).toEqual([]);
  });

  it('and what was left out is noted, without what it said', async () => {
    const fields: unknown[] = [];
    const { ctx } = withLog(shop.ctx);
    const log = ctx.log;
    Object.assign(shop.ctx, {
      log: (event: string, noted: Parameters<typeof log>[1]) => {
        if (event === 'stripe_parameter_dropped') fields.push(noted);
      },
    });
    await setCustomer({ telephone: '+1 780-459-5656 ext. 725' });
    expect((await press()).status).toBe(303);
    expect(fields).toEqual([{ customerId: made.customerId, code: 'invalid_request_error', param: 'phone' }]);
  });

  it('an invoice of a business whose name is long has a product’s name that fits', async () => {
    await shop.ctx.db
      .update(merchants)
      .set({ displayName: 'B'.repeat(300) })
      .where(eq(merchants.id, shop.scope.merchantId));
    expect((await press()).status).toBe(303);
  });

  it.each([
    ['locale', 'locale='],
    ['payment_intent_data[setup_future_usage]', 'setup_future_usage'],
    ['payment_intent_data[receipt_email]', 'receipt_email'],
    ['client_reference_id', 'client_reference_id'],
  ])('%s of a session, under whatever code', async (param, containing) => {
    await shop.ctx.db
      .update(merchants)
      .set({ receiptsBy: 'stripe', collectPolicy: 'on_send' })
      .where(eq(merchants.id, shop.scope.merchantId));
    await refuse(SESSIONS, 400, { code: 'never_heard_of', param }, { containing });
    expect((await press()).status).toBe(303);
    expect(await standing()).toEqual([]);
  });
});

describe('what cannot be mended', () => {
  it.each([
    ['a key that was revoked', CUSTOMERS, 401, { code: 'api_key_expired' }, 'connection'],
    [
      'a permission that is missing, of customers',
      CUSTOMERS,
      403,
      { code: 'more_permissions_required' },
      'connection',
    ],
    ['a permission that is missing, of sessions', SESSIONS, 403, {}, 'connection'],
    ['charges that are not enabled', SESSIONS, 400, { code: 'account_invalid' }, 'connection'],
    [
      'a way to pay that the account lacks',
      SESSIONS,
      400,
      { param: 'allowed_payment_method_types' },
      'connection',
    ],
    ['an amount too small where the account settles', SESSIONS, 400, { code: 'amount_too_small' }, 'invoice'],
    ['a code that nobody has heard of', SESSIONS, 422, { code: 'never_heard_of', param: 'mode' }, 'invoice'],
    ['no code at all', SESSIONS, 404, {}, 'invoice'],
    [
      'a customer, for a reason unknown',
      CUSTOMERS,
      400,
      { code: 'never_heard_of', param: 'metadata' },
      'customer',
    ],
  ] as const)('is a state with Stripe’s words: %s', async (_what, path, status, error, subject) => {
    await refuse(path, status, error);
    const answer = await press();
    const page = await answer.text();
    expect(answer.status).toBe(409);
    expect(page).toContain('This can’t be paid online right now');
    expect(page).toContain('we’ve told Northwind');
    expect(page).toContain('You can pay by bank transfer instead.');
    expect(page).toContain('IBAN XX00');
    expect(page).not.toContain('isn’t answering');

    const code = 'code' in error ? error.code : 'invalid_request_error';
    const param = 'param' in error ? error.param : null;
    const said = expect.objectContaining({ code, param, message: 'Not so.' });
    expect(await shown()).toEqual({ connection: null, customer: null, invoice: null, [subject]: said });
    expect(await readHealth(shop.ctx)).toMatchObject({ stripeRefusals: 1 });
    expect(await mailed()).toEqual([expect.objectContaining({ recipient: 'billing@northwind.test' })]);
    await shop.work();
    expect(shop.posted.filter(({ subject: of }) => of === 'stripe_refused_business')).toHaveLength(1);
  });

  it('is mailed once however many press, and ends when a later payment can be opened', async () => {
    await refuse(SESSIONS, 403, {});
    await Promise.all([press(), press(), press()]);
    shop.advance(2 * MINUTE);
    expect((await press()).status).toBe(409);
    expect(await mailed()).toHaveLength(1);

    await mendStripe();
    shop.advance(2 * MINUTE);
    expect((await press()).status).toBe(303);
    expect(await shown()).toEqual({ connection: null, customer: null, invoice: null });
    expect(await readHealth(shop.ctx)).toMatchObject({ stripeRefusals: 0 });
    expect(await standing()).toEqual([expect.objectContaining({ endedAt: expect.any(Number) })]);
  });

  it('of a customer ends when Stripe takes them', async () => {
    await refuse(CUSTOMERS, 400, { param: 'metadata' });
    expect((await press()).status).toBe(409);
    await mendStripe();
    expect((await press()).status).toBe(303);
    expect(await standing()).toEqual([expect.objectContaining({ endedAt: expect.any(Number) })]);
  });

  it('comes again as a new state, and is mailed again', async () => {
    await refuse(SESSIONS, 403, {});
    await press();
    await mendStripe();
    shop.advance(2 * MINUTE);
    await press();
    made = await shop.invoice(6_000);
    await refuse(SESSIONS, 403, {});
    expect((await press()).status).toBe(409);
    expect(await mailed()).toHaveLength(2);
  });

  it('says nothing of an invoice that nobody has to pay any more', async () => {
    await refuse(SESSIONS, 400, { code: 'amount_too_small' });
    await press();
    await shop.ctx.db
      .update(invoices)
      .set({ status: 'uncollectible' })
      .where(eq(invoices.id, made.invoiceId));
    expect((await shown()).invoice).toBeNull();
    expect(await readHealth(shop.ctx)).toMatchObject({ stripeRefusals: 0 });
  });

  it('keeps no key that Stripe repeats', async () => {
    await refuse(SESSIONS, 401, { message: 'Invalid API Key provided: rk_live_****abcd' });
    await press();
    expect((await shown()).connection?.message).toBe('Invalid API Key provided: [key]');
  });
});

describe('an outage is no refusal', () => {
  it.each([
    ['a 500', 500, { error: { type: 'api_error', message: 'Oh.' } }, {}],
    ['a limit', 429, { error: { type: 'invalid_request_error', code: 'rate_limit' } }, {}],
    ['a lock', 409, { error: { type: 'idempotency_error', code: 'idempotency_key_in_use' } }, {}],
    ['a proxy’s page', 403, '<html>Forbidden</html>', { contentType: 'text/html' }],
    ['an empty answer', 502, '', {}],
    ['JSON that is not Stripe’s', 403, { oops: true }, {}],
  ])('%s: Stripe does not answer, and nobody is mailed', async (_what, status, body, more) => {
    for (const pathPattern of [CUSTOMERS, SESSIONS]) {
      await breakStripe({
        method: 'POST',
        pathPattern,
        times: 1,
        kind: 'answer',
        answer: { status, body, ...more },
      });
      const answer = await press();
      expect([pathPattern, answer.status]).toEqual([pathPattern, 503]);
      expect(await answer.text()).toContain('isn’t answering');
      expect(await standing()).toEqual([]);
      await mendStripe();
      await shop.work();
      if (pathPattern === CUSTOMERS) shop.advance(10_000);
    }
    expect(await mailed()).toEqual([]);
  });
});
