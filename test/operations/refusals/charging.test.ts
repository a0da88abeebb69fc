import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emails, stripeRefusals } from '../../../src/db/schema/index.ts';
import { linkOfferFor } from '../../../src/operations/checkout/offer-method.ts';
import { linkOrder } from '../../../src/operations/checkout/order.ts';
import { payCart } from '../../../src/operations/checkout/pay-cart.ts';
import { readConnection } from '../../../src/operations/connections/read-connection.ts';
import { finalizeInvoice } from '../../../src/operations/invoices/finalize.ts';
import {
  attemptsAt,
  customerWith,
  draftFor,
  sendNew,
  setPolicy,
  tick,
} from '../../support/worker/collecting.ts';
import { breakStripe, mendStripe } from '../../support/worker/events.ts';
import { invoiceRow } from '../../support/worker/guards.ts';
import { methodsOnFile } from '../../support/worker/methods.ts';
import { must, openShop, type Shop } from '../../support/worker/shop.ts';

let shop: Shop;
let customerId: string;
beforeEach(async () => {
  shop = await openShop();
  await shop.ctx.db.delete(stripeRefusals);
  await setPolicy(shop, { collectPolicy: 'on_send', receiptsBy: 'stripe' });
  customerId = await customerWith(shop, 'pm_card_visa');
});
afterEach(mendStripe);

const refuse = (error: object, more: object = {}) =>
  breakStripe({
    method: 'POST',
    pathPattern: '/v1/payment_intents',
    times: 1000,
    kind: 'answer',
    answer: { status: 403, body: { error: { type: 'invalid_request_error', message: 'No.', ...error } } },
    ...more,
  });
const refusal = async () => must(await readConnection(shop.ctx, { scope: shop.scope })).stripeRefusal;
const mailed = async () =>
  (await shop.ctx.db.select().from(emails).where(eq(emails.merchantId, shop.scope.merchantId))).map(
    ({ template }) => template,
  );

it('a key that may not charge is told to the business, not to the customer, and charging goes on when it is mended', async () => {
  await refuse({});
  const invoiceId = await sendNew(shop, customerId);
  await tick(shop);
  expect(await refusal()).toMatchObject({ code: 'invalid_request_error', message: 'No.' });
  expect((await mailed()).filter((template) => template === 'stripe_refused_business')).toHaveLength(1);
  expect(await mailed()).not.toContain('payment_failed');
  await mendStripe();
  for (let minute = 0; minute < 90; minute += 10) {
    shop.advance(10 * 60_000);
    await tick(shop);
  }
  expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid' });
  expect(await refusal()).toBeNull();
});

it.each(['receipt_email', 'description'])(
  'a charge does without the %s that Stripe does not take',
  async (param) => {
    await refuse(
      { code: 'never_heard_of', param },
      {
        containing: `${param}=`,
        answer: { status: 400, body: { error: { type: 'invalid_request_error', param, code: 'odd' } } },
      },
    );
    const invoiceId = await sendNew(shop, customerId);
    await tick(shop);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid' });
    expect(await shop.ctx.db.select().from(stripeRefusals)).toEqual([]);
  },
);

const HOUR = 3_600_000;
const CREATE = '/v1/payment_intents';
const CONFIRM = '/v1/payment_intents/*/confirm';
const OF_THE_ACCOUNT = [CREATE, CONFIRM].flatMap((path) => [
  [path, 403, { code: 'more_permissions_required' }] as const,
  [path, 401, { code: 'api_key_expired' }] as const,
  [path, 400, { code: 'charge_not_enabled' }] as const,
  [path, 400, { code: 'account_invalid' }] as const,
  [path, 400, { code: 'testmode_charges_only' }] as const,
  [path, 400, { code: 'capability_not_active' }] as const,
  [path, 404, { code: 'resource_missing', param: 'customer' }] as const,
]);
const answer = (pathPattern: string, status: number, error: object) =>
  refuse({}, { pathPattern, answer: { status, body: { error: { ...REFUSAL, ...error } } } });
const REFUSAL = { type: 'invalid_request_error', message: 'No.' };
const standing = () => shop.ctx.db.select().from(stripeRefusals);
async function hourly(hours: number): Promise<void> {
  for (let hour = 0; hour < hours; hour += 1) {
    shop.advance(HOUR);
    await tick(shop);
  }
}

it.each([
  ['an account', 'pm_usBankAccount_success', 'us_bank_account', 'pm_card_visa', CREATE],
  ['an account', 'pm_usBankAccount_success', 'us_bank_account', 'pm_card_visa', CONFIRM],
  ['a card', 'pm_card_visa', 'card', 'pm_usBankAccount_success', CREATE],
])(
  '%s that the business’s own account cannot take is passed over at once for the next method: %s',
  async (...given) => {
    const [, first, kind, second, path] = given;
    customerId = await customerWith(shop, first, second);
    const [leading] = await methodsOnFile(shop, customerId);
    expect(leading?.summary.kind).toBe(kind);
    const containing = path === CREATE ? `payment_method=${leading?.stripePaymentMethodId}` : undefined;
    await refuse(
      {},
      {
        pathPattern: path,
        times: path === CREATE ? 1000 : 1,
        ...(containing !== undefined && { containing }),
        answer: { status: 400, body: { error: { ...REFUSAL, code: 'payment_method_unactivated' } } },
      },
    );
    const invoiceId = await sendNew(shop, customerId);
    await tick(shop);
    const attempts = await attemptsAt(shop, invoiceId);
    expect(attempts.map(({ failureCode }) => failureCode)).toEqual(['payment_method_unactivated', null]);
    expect(attempts[1]?.methodId).not.toBe(leading?.id);
    expect((await mailed()).filter((template) => template === 'stripe_refused_business')).toHaveLength(1);
  },
);

describe('a charge that Stripe refuses whatever the method is the account’s state, and no failure of the payer', () => {
  it.each(OF_THE_ACCOUNT)(
    'by itself: the business is told once, and it is charged once that is mended: %s %i %j',
    async (path, status, error) => {
      await answer(path, status, error);
      const invoiceId = await sendNew(shop, customerId);
      await hourly(4);
      const told = (await mailed()).filter((template) => template === 'stripe_refused_business');
      expect(told).toHaveLength(1);
      expect(await mailed()).not.toContain('payment_failed');
      expect(await refusal()).toMatchObject({ code: error.code, message: 'No.' });
      expect(await methodsOnFile(shop, customerId)).toMatchObject([{ state: 'usable', declinedAt: null }]);
      await mendStripe();
      await hourly(3);
      expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid' });
      expect(await refusal()).toBeNull();
    },
  );

  it.each(OF_THE_ACCOUNT)(
    'by one press: the payer reads that it cannot be paid online now: %s %i %j',
    async (path, status, error) => {
      await setPolicy(shop, { collectPolicy: 'never', publicSavedMethod: true });
      const invoiceId = await draftFor(shop, customerId);
      const at = { scope: shop.scope, invoiceId, commandId: `${invoiceId}/finalize` };
      must(await finalizeInvoice(shop.ctx, at));
      const { value: offer } = await linkOfferFor(shop.ctx, { invoiceId, viewer: null });
      if (offer === null) throw new Error('nothing is offered');
      const { methods, invoiceVersion: version } = offer;
      await answer(path, status, error);
      const order = linkOrder({ id: invoiceId, version: 1 }, { methodId: methods[0].methodId, version });
      const pressed = await payCart(shop.ctx, order);
      expect(pressed).toEqual({ kind: 'refused', rejection: { code: 'stripe_refuses' } });
      expect(await refusal()).toMatchObject({ code: error.code });
    },
  );

  it.each([CREATE, CONFIRM])(
    'an amount that is too small where the account settles is the invoice’s: %s',
    async (path) => {
      await answer(path, 400, { code: 'amount_too_small', param: 'amount' });
      const invoiceId = await sendNew(shop, customerId);
      await hourly(4);
      expect(await standing()).toMatchObject([
        { subjectType: 'invoice', subjectId: invoiceId, code: 'amount_too_small', endedAt: null },
      ]);
      const told = (await mailed()).filter((template) => template === 'stripe_refused_business');
      expect(told).toHaveLength(1);
    },
  );
});
