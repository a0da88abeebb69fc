import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { emails, stripeRefusals } from '../../../src/db/schema/index.ts';
import { customerWith, sendNew, setPolicy, tick } from '../../support/worker/collecting.ts';
import { breakStripe, mendStripe } from '../../support/worker/events.ts';
import { followLink, openSession, readyInvoice } from '../../support/worker/guards.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';

const HOUR = 3_600_000;

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
  await shop.ctx.db.delete(stripeRefusals);
  await setPolicy(shop, { collectPolicy: 'on_send' });
});
afterEach(mendStripe);

const refuse = (pathPattern: string, more: object = {}, error: object = {}) =>
  breakStripe({
    method: 'POST',
    pathPattern,
    times: 1000,
    kind: 'answer',
    answer: {
      status: 403,
      body: {
        error: { type: 'invalid_request_error', code: 'more_permissions_required', message: 'No.', ...error },
      },
    },
    ...more,
  });
const standing = async () =>
  (await shop.ctx.db.select().from(stripeRefusals)).filter(({ endedAt }) => endedAt === null);
const timesTold = async () =>
  (await shop.ctx.db.select().from(emails).where(eq(emails.merchantId, shop.scope.merchantId))).filter(
    ({ template }) => template === 'stripe_refused_business',
  ).length;
async function hourly(hours: number): Promise<void> {
  for (let hour = 0; hour < hours; hour += 1) {
    shop.advance(HOUR);
    await tick(shop);
  }
}
async function payerComes(): Promise<void> {
  await openSession(shop, (await readyInvoice(shop)).payPath);
}

it('charges that Stripe refuses are told once, however many sessions it takes meanwhile', async () => {
  const customerId = await customerWith(shop, 'pm_card_visa');
  await refuse('/v1/payment_intents');
  await sendNew(shop, customerId);
  for (let round = 0; round < 3; round += 1) {
    await hourly(2);
    await payerComes();
    expect(await standing()).toMatchObject([{ subjectType: 'connection', refusedFor: ['charge'] }]);
  }
  expect(await timesTold()).toBe(1);
  await mendStripe();
  await hourly(3);
  expect(await standing()).toEqual([]);
});

it('where both are refused, the business is told once, and each ends when it is taken', async () => {
  const customerId = await customerWith(shop, 'pm_card_visa');
  await refuse('/v1/payment_intents');
  await refuse('/v1/checkout/sessions');
  await sendNew(shop, customerId);
  await hourly(1);
  const { invoiceId } = await readyInvoice(shop);
  expect(await followLink(shop.ctx, invoiceId)).toMatchObject({ rejection: { code: 'stripe_refuses' } });
  expect(await standing()).toMatchObject([{ refusedFor: ['charge', 'session'] }]);
  expect(await timesTold()).toBe(1);
  await mendStripe();
  shop.advance(HOUR);
  await payerComes();
  expect(await standing()).toMatchObject([{ refusedFor: ['charge'] }]);
  await hourly(3);
  expect(await standing()).toEqual([]);
});

it('a card that is charged says nothing of accounts that cannot be', async () => {
  const cards = await customerWith(shop, 'pm_card_visa');
  const accounts = await customerWith(shop, 'pm_usBankAccount_success', 'pm_card_visa');
  await refuse(
    '/v1/payment_intents',
    { containing: 'us_bank_account' },
    { code: 'payment_method_unactivated' },
  );
  for (let round = 0; round < 3; round += 1) {
    await sendNew(shop, accounts);
    await sendNew(shop, cards);
    await hourly(1);
  }
  expect(await standing()).toMatchObject([{ refusedFor: ['charge_account'] }]);
  expect(await timesTold()).toBe(1);
});
