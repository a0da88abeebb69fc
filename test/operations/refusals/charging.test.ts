import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { emails, stripeRefusals } from '../../../src/db/schema/index.ts';
import { readConnection } from '../../../src/operations/connections/read-connection.ts';
import { customerWith, sendNew, setPolicy, tick } from '../../support/worker/collecting.ts';
import { breakStripe, mendStripe } from '../../support/worker/events.ts';
import { invoiceRow } from '../../support/worker/guards.ts';
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
