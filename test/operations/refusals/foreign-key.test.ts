import { eq, ne } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connections, customers, invoices, stripeRefusals } from '../../../src/db/schema/index.ts';
import { eraseCustomer } from '../../../src/operations/erasure/erase-customer.ts';
import { removeMethod } from '../../../src/operations/methods/remove-method.ts';
import { syncMethods } from '../../../src/operations/methods/sync-methods.ts';
import { sweepRefunds } from '../../../src/operations/refunds/sweep-refunds.ts';
import { customerWith } from '../../support/worker/collecting.ts';
import { breakStripe, mendStripe } from '../../support/worker/events.ts';
import { methodsOnFile, ownerOf, stripeCustomerOf } from '../../support/worker/methods.ts';
import { paidInvoice, refund, refundRows } from '../../support/worker/money.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';
import { askStripe } from '../../support/worker/stripe.ts';

const MINUTE = 60_000;

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
  await shop.ctx.db.delete(stripeRefusals);
  await shop.ctx.db.update(connections).set({ livemode: true }).where(ne(connections.id, shop.connectionId));
});
afterEach(mendStripe);

type Answer = readonly [status: number, error: object];
const answer = (method: string, pathPattern: string, [status, error]: Answer) =>
  breakStripe({
    method,
    pathPattern,
    times: 10_000,
    kind: 'answer',
    answer: { status, body: { error: { type: 'invalid_request_error', message: 'No.', ...error } } },
  });
const missing = (param: string): Answer => [404, { code: 'resource_missing', param }];
const standing = () =>
  shop.ctx.db.select().from(stripeRefusals).where(eq(stripeRefusals.merchantId, shop.scope.merchantId));
const OPEN = expect.objectContaining({ endedAt: null });

describe('a method that its owner removes', () => {
  it.each([
    ['another account’s key', missing('payment_method'), missing('id')],
    ['an account that is closed', [400, { code: 'account_invalid' }], [400, { code: 'account_invalid' }]],
    ['a refusal that nobody has heard of', [400, { code: 'never_heard_of' }], null],
  ] as const)('is not taken for gone where Stripe refuses: %s', async (_what, refused, listed) => {
    const customerId = await customerWith(shop, 'pm_card_visa');
    const [method] = await methodsOnFile(shop, customerId);
    const methodId = method?.id ?? '';
    const id = await stripeCustomerOf(shop, customerId);
    await answer('POST', '/v1/payment_methods/*', refused);
    if (listed !== null) await answer('GET', `/v1/customers/${id}*`, listed);
    const removal = () =>
      removeMethod(shop.ctx, { who: ownerOf(shop, customerId), methodId, confirmed: true });
    expect(await removal()).toEqual({ kind: 'refused', rejection: { code: 'stripe_refuses' } });
    expect(await standing()).toEqual([OPEN]);
    expect(await methodsOnFile(shop, customerId)).toMatchObject([
      { state: 'unusable', stateReason: 'removing' },
    ]);
    await mendStripe();
    expect((await removal()).kind).toBe('done');
    await syncMethods(shop.ctx, { customerId, connectionId: shop.connectionId });
    expect(await methodsOnFile(shop, customerId)).toMatchObject([{ state: 'detached' }]);
    expect(await askStripe('GET', `/v1/customers/${id}/payment_methods`)).toMatchObject({ data: [] });
  });

  it('is gone where it was detached at Stripe before', async () => {
    const customerId = await customerWith(shop, 'pm_card_visa');
    const [method] = await methodsOnFile(shop, customerId);
    await askStripe('POST', `/v1/payment_methods/${method?.stripePaymentMethodId}/detach`);
    const removed = await removeMethod(shop.ctx, {
      who: ownerOf(shop, customerId),
      methodId: method?.id ?? '',
      confirmed: true,
    });
    expect(removed.kind).toBe('done');
    expect(await methodsOnFile(shop, customerId)).toMatchObject([{ state: 'detached' }]);
  });
});

it.each([
  ['another account’s key', missing('payment_intent')],
  ['an account that is closed', [400, { code: 'account_invalid' }]],
] as const)('a refund waits and is told, and is made once that is mended: %s', async (_what, refused) => {
  const { paymentId } = await paidInvoice(shop);
  await answer('POST', '/v1/refunds', refused);
  await refund(shop, paymentId);
  await shop.work();
  expect(await refundRows(shop, paymentId)).toMatchObject([{ state: 'requested', failureReason: null }]);
  expect(await standing()).toEqual([OPEN]);
  await mendStripe();
  shop.advance(120 * MINUTE);
  await sweepRefunds(shop.ctx);
  expect(await refundRows(shop, paymentId)).toMatchObject([{ state: 'succeeded' }]);
  expect(await standing()).toEqual([expect.objectContaining({ endedAt: expect.any(Number) })]);
});

it('a person is not erased while another account’s key cannot delete them at Stripe', async () => {
  const { customerId, invoiceId } = await shop.invoice(5_000);
  await shop.work();
  const id = await stripeCustomerOf(shop, customerId);
  await shop.ctx.db.update(invoices).set({ status: 'void' }).where(eq(invoices.id, invoiceId));
  for (const method of ['DELETE', 'GET']) await answer(method, `/v1/customers/${id}*`, missing('id'));
  const erase = () => eraseCustomer(shop.ctx, { scope: shop.scope, customerId, stripeCustomer: 'delete' });
  expect(await erase()).toEqual({ kind: 'refused', rejection: { code: 'stripe_refuses' } });
  await mendStripe();
  expect((await erase()).kind).toBe('done');
  expect(await askStripe('GET', `/v1/customers/${id}`)).toMatchObject({ deleted: true });
  const [row] = await shop.ctx.db.select().from(customers).where(eq(customers.id, customerId));
  expect(row?.erasedAt).not.toBeNull();
});
