import { eq, ne } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { connections, stripeRefusals } from '../../../src/db/schema/index.ts';
import { voidInvoice } from '../../../src/operations/invoices/apply-when-no-payment-open.ts';
import { breakStripe, mendStripe } from '../../support/worker/events.ts';
import { invoiceRow, openSession, readyInvoice } from '../../support/worker/guards.ts';
import { signIn } from '../../support/worker/portal.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';

let shop: Shop;
let made: Awaited<ReturnType<typeof readyInvoice>>;
beforeEach(async () => {
  shop = await openShop();
  await shop.ctx.db.delete(stripeRefusals);
  await shop.ctx.db.update(connections).set({ livemode: true }).where(ne(connections.id, shop.connectionId));
  made = await readyInvoice(shop);
});
afterEach(mendStripe);

const mayNotExpire = () =>
  breakStripe({
    method: 'POST',
    pathPattern: '/v1/checkout/sessions/*',
    times: 10_000,
    kind: 'answer',
    answer: {
      status: 403,
      body: {
        error: { type: 'invalid_request_error', code: 'more_permissions_required', message: 'Not you.' },
      },
    },
  });
const standing = () =>
  shop.ctx.db.select().from(stripeRefusals).where(eq(stripeRefusals.merchantId, shop.scope.merchantId));

it('a key that may not close a session is told of once; the void waits, and takes effect once the key is mended', async () => {
  await openSession(shop, made.payPath);
  await mayNotExpire();
  const { invoiceId } = made;
  for (let time = 0; time < 2; time += 1) {
    expect(await voidInvoice(shop.ctx, { scope: shop.scope, invoiceId, commandId: 'v' })).toEqual({
      kind: 'lost_race',
    });
    await shop.sweepSoon();
  }
  expect(await standing()).toMatchObject([
    { subjectType: 'connection', code: 'more_permissions_required', message: 'Not you.', endedAt: null },
  ]);
  await shop.work();
  expect(shop.posted.filter(({ subject }) => subject === 'stripe_refused_business')).toHaveLength(1);

  await mendStripe();
  const again = await voidInvoice(shop.ctx, { scope: shop.scope, invoiceId, commandId: 'v' });
  expect(again).toMatchObject({ kind: 'done' });
  expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'void', pendingVerb: null });
  expect(await standing()).toEqual([expect.objectContaining({ endedAt: expect.any(Number) })]);
});

it('a payer at the other entrance reads that it cannot be paid online now, and not that Stripe does not answer', async () => {
  await openSession(shop, made.payPath);
  await mayNotExpire();
  const browser = await signIn(shop, made.customerId);
  const answer = await browser.post('/portal/pay', { invoice: `${made.invoiceId}.1` });
  expect(answer.status).toBe(409);
  const page = await answer.text();
  expect(page).toContain('we’ve told the business');
  expect(page).not.toContain('isn’t answering');
  expect(await shop.slots()).toHaveLength(1);
});
