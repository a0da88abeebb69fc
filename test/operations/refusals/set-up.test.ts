import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stripeRefusals } from '../../../src/db/schema/index.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { beginSetup } from '../../../src/operations/methods/begin-setup.ts';
import { breakStripe, mendStripe } from '../../support/worker/events.ts';
import { messagesTo, ownerOf } from '../../support/worker/methods.ts';
import { signIn } from '../../support/worker/portal.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';

let shop: Shop;
let made: Awaited<ReturnType<Shop['invoice']>>;
beforeEach(async () => {
  shop = await openShop();
  await shop.ctx.db.delete(stripeRefusals);
  made = await shop.invoice(12_000);
});
afterEach(mendStripe);

const refuse = (pathPattern: string, status: number, error: object) =>
  breakStripe({
    method: 'POST',
    pathPattern,
    times: 1000,
    kind: 'answer',
    answer: { status, body: { error: { type: 'invalid_request_error', message: 'No.', ...error } } },
  });
const begin = () =>
  beginSetup(shop.ctx, {
    who: ownerOf(shop, made.customerId),
    setupId: newId(shop.ctx, 'set'),
    kind: 'card',
    locale: 'en',
  });
const REFUSES = { kind: 'refused', rejection: { code: 'stripe_refuses' } };
const standing = () => shop.ctx.db.select().from(stripeRefusals);

describe('a method that Stripe does not let be put on file', () => {
  it.each([
    ['/v1/customers', 403, {}, 'connection'],
    ['/v1/customers', 400, { param: 'metadata' }, 'customer'],
    ['/v1/checkout/sessions', 401, { code: 'api_key_expired' }, 'connection'],
    ['/v1/checkout/sessions', 400, { code: 'never_heard_of' }, 'customer'],
  ] as const)(
    'is a refusal, told once, until it is taken: %s %i %j',
    async (path, status, error, subjectType) => {
      await refuse(path, status, error);
      expect(await begin()).toEqual(REFUSES);
      shop.advance(10_000);
      expect(await begin()).toEqual(REFUSES);
      expect(await standing()).toEqual([expect.objectContaining({ subjectType, endedAt: null })]);
      const told = await messagesTo(shop, made.customerId);
      expect(told).toMatchObject([{ template: 'stripe_refused_business', number: null }]);
      await mendStripe();
      expect(await begin()).toMatchObject({ kind: 'done' });
      expect(await standing()).toEqual([expect.objectContaining({ endedAt: expect.any(Number) })]);
    },
  );
});

it('the portal says that Stripe does not accept it and that the business knows', async () => {
  await shop.work();
  const browser = await signIn(shop, made.customerId);
  await refuse('/v1/checkout/sessions', 403, {});
  const paying = await browser.post('/portal/pay', { invoice: `${made.invoiceId}.1` });
  expect(paying.status).toBe(409);
  expect(await paying.text()).toContain('we’ve told the business');
});
