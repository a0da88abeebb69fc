import { eq, ne } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connections, paymentMethods, stripeRefusals } from '../../../src/db/schema/index.ts';
import { addressText } from '../../../src/domain/customer/shared-fields.ts';
import { sweepCustomers } from '../../../src/operations/catch-up/sweep-customers.ts';
import { followCustomer } from '../../../src/operations/customers/follow-customer.ts';
import { sweepEvents } from '../../../src/operations/inbox/sweep-events.ts';
import { readCustomer } from '../../../src/operations/resources/read-customer.ts';
import { type Linked, linkedCustomer } from '../../support/worker/customers.ts';
import { advanceBoth, breakStripe, mendStripe } from '../../support/worker/events.ts';
import { askedOfStripe, forgetAsked, must, openShop, type Shop } from '../../support/worker/shop.ts';
import { askStripe } from '../../support/worker/stripe.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 1440 * MINUTE;

let shop: Shop;
let customer: Linked;
beforeEach(async () => {
  shop = await openShop();
  await shop.ctx.db.delete(stripeRefusals);
  await shop.ctx.db.update(connections).set({ livemode: true }).where(ne(connections.id, shop.connectionId));
  customer = await linkedCustomer(shop);
  await shop.work();
  await advanceBoth(shop, 5 * SECOND);
});
afterEach(mendStripe);

const sends = async () =>
  (await askedOfStripe()).filter(
    ({ method, path }) => method === 'POST' && path === `/v1/customers/${customer.stripeCustomerId}`,
  ).length;
const refuse = (method: string, status: number, error: object, containing?: string) =>
  breakStripe({
    method,
    pathPattern: `/v1/customers/${customer.stripeCustomerId}`,
    times: 1000,
    kind: 'answer',
    answer: { status, body: { error: { type: 'invalid_request_error', message: 'No.', ...error } } },
    ...(containing !== undefined && { containing }),
  });
const shown = async () =>
  must(await readCustomer(shop.ctx, { scope: shop.scope, customerId: customer.customerId }));

describe('what is changed here goes to Stripe', () => {
  it.each([
    ['name', { legalName: 'Payer GmbH' }, 'Payer GmbH'],
    ['email', { email: 'new@payer.test' }, 'new@payer.test'],
    ['email', { billingEmails: ['bills@payer.test'] }, 'bills@payer.test'],
    ['email', { email: null }, null],
    ['phone', { telephone: '+1 780 459 5656' }, '+1 780 459 5656'],
    [
      'address',
      { address: { line1: '9 New Road', town: 'Lyon', country: 'FR' } },
      addressText({ line1: '9 New Road', town: 'Lyon', country: 'FR' }),
    ],
    ['address', { address: { town: 'Lyon' } }, addressText({ town: 'Lyon' })],
    ['address', { address: {} }, null],
  ] as const)('%s: %j', async (field, change, value) => {
    await customer.edit(change);
    await shop.work();
    expect((await customer.there())[field]).toBe(value);
    expect(await customer.here()).toEqual(await customer.there());
    expect(await customer.journal('customer_updated')).toMatchObject([{ data: { changed: [field] } }]);
    expect(await customer.followed('sent')).toContain(field);
    expect(await customer.link()).toMatchObject({ followAt: null, change: null });
  });

  it('once, and our own report of it is no news', async () => {
    await forgetAsked();
    await customer.edit({ legalName: 'Payer GmbH' });
    await shop.work();
    for (const event of await customer.events()) await customer.hear(event);
    await followCustomer(shop.ctx, customer);
    expect(await sends()).toBe(1);
    expect(await customer.followed('taken')).toEqual([]);
  });

  it('and nothing is sent where nothing of it was changed', async () => {
    await forgetAsked();
    await customer.edit({ label: 'Another label', contactName: 'Ann' });
    await shop.work();
    expect(await sends()).toBe(0);
  });

  it('without what Stripe does not take, which is not sent again', async () => {
    await customer.edit({ telephone: '+1 780-459-5656 ext. 725', legalName: 'N'.repeat(300) });
    await shop.work();
    expect(await customer.there()).toMatchObject({ phone: null, name: 'N'.repeat(256) });
    await forgetAsked();
    shop.advance(10 * MINUTE);
    await sweepCustomers(shop.ctx);
    await followCustomer(shop.ctx, customer);
    expect(await sends()).toBe(0);
    expect(await customer.row()).toMatchObject({
      telephone: '+1 780-459-5656 ext. 725',
      legalName: 'N'.repeat(300),
    });
    expect(await shown()).toMatchObject({ stripeRefusal: null });
  });

  it.each(['timeout_applied', '500_applied', 'timeout', '500', 'reset'])(
    'after an answer that was lost: %s',
    async (kind) => {
      await breakStripe({ method: 'POST', pathPattern: '/v1/customers/*', times: 1, kind, holdMs: 1 });
      await customer.edit({ legalName: 'Payer GmbH' });
      await shop.work();
      for (let minute = 0; minute < 6; minute += 1) {
        shop.advance(MINUTE + SECOND);
        await sweepCustomers(shop.ctx);
      }
      expect(await customer.there()).toMatchObject({ name: 'Payer GmbH' });
      expect(await customer.link()).toMatchObject({ followAt: null, change: null });
    },
  );

  it.each([
    [403, { code: 'more_permissions_required' }, 'connection'],
    [401, { code: 'api_key_expired' }, 'connection'],
    [400, { code: 'never_heard_of', param: 'metadata' }, 'customer'],
  ] as const)(
    'is a refusal, told once, and goes on once mended: %i %j',
    async (status, error, subjectType) => {
      await refuse('POST', status, error);
      await customer.edit({ legalName: 'Payer GmbH' });
      await shop.work();
      for (let minute = 0; minute < 11; minute += 1) {
        shop.advance(MINUTE);
        await sweepCustomers(shop.ctx);
      }
      const standing = await shop.ctx.db.select().from(stripeRefusals);
      expect(standing).toMatchObject([{ subjectType, wanted: 'customer', endedAt: null }]);
      await shop.work();
      expect(shop.posted.filter(({ subject }) => subject === 'stripe_refused_business')).toHaveLength(1);
      await mendStripe();
      for (let minute = 0; minute < 6; minute += 1) {
        shop.advance(MINUTE);
        await sweepCustomers(shop.ctx);
      }
      expect(await customer.there()).toMatchObject({ name: 'Payer GmbH' });
      expect(await shop.ctx.db.select().from(stripeRefusals)).toMatchObject([
        { endedAt: expect.any(Number) },
      ]);
    },
  );
});

describe('what is changed at Stripe comes here', () => {
  it.each([
    ['name', { name: 'Payer SARL' }, { legalName: 'Payer SARL' }],
    ['email', { email: 'there@payer.test' }, { email: 'there@payer.test', billingEmails: [] }],
    ['phone', { phone: '555' }, { telephone: '555' }],
    [
      'address',
      { 'address[line1]': '1 Quay', 'address[country]': 'FR' },
      { address: { line1: '1 Quay', country: 'FR' } },
    ],
    ['address', { address: '' }, { address: { line1: null } }],
  ] as const)('%s %j, without webhooks', async (field, params, row) => {
    await customer.editThere(params);
    await sweepEvents(shop.ctx);
    await shop.work();
    expect(await customer.row()).toMatchObject(row);
    expect(await customer.here()).toEqual(await customer.there());
    expect(await customer.journal('customer_followed')).toMatchObject([
      { data: { taken: [field], sends: [] } },
    ]);
  });

  it('and goes nowhere from here', async () => {
    await forgetAsked();
    await customer.editThere({ name: 'Payer SARL' });
    for (let time = 0; time < 3; time += 1) {
      for (const event of await customer.events()) await customer.hear(event);
      await shop.work();
    }
    expect(await sends()).toBe(1);
  });

  it('but not a mail address that a payer may have typed at Checkout', async () => {
    await customer.edit({ email: null });
    await shop.work();
    await advanceBoth(shop, 5 * SECOND);
    await customer.editThere({ email: 'stranger@else.test' });
    for (const event of await customer.events()) await customer.hear(event);
    shop.advance(10 * MINUTE);
    await followCustomer(shop.ctx, customer);
    expect(await customer.row()).toMatchObject({ email: null, billingEmails: [] });
    expect(await customer.there()).toMatchObject({ email: 'stranger@else.test' });
  });

  it('a report about a customer that is nobody of ours is skipped', async () => {
    const { id } = await askStripe('POST', '/v1/customers', { name: 'Foreign' });
    await askStripe('POST', `/v1/customers/${id}`, { name: 'Else' });
    const { data } = await askStripe('GET', '/v1/events?limit=1&type=customer.updated');
    const [event] = Array.isArray(data) ? data : [];
    expect(await customer.hear(event)).toBeNull();
  });

  it('one that was deleted there is forgotten, whatever was under way', async () => {
    await refuse('POST', 403, {});
    await customer.edit({ legalName: 'Payer GmbH' });
    await shop.work();
    await mendStripe();
    await askStripe('DELETE', `/v1/customers/${customer.stripeCustomerId}`);
    shop.advance(6 * MINUTE);
    await sweepCustomers(shop.ctx);
    expect(await customer.link()).toMatchObject({ stripeCustomerId: null, change: null, followAt: null });
  });

  it('and a key of another account changes nothing here', async () => {
    await refuse('GET', 404, { code: 'resource_missing', param: 'id' });
    await refuse('POST', 404, { code: 'resource_missing', param: 'id' });
    await customer.edit({ legalName: 'Payer GmbH' });
    await shop.work();
    expect(await customer.link()).toMatchObject({ stripeCustomerId: customer.stripeCustomerId });
    expect(await shop.ctx.db.select().from(stripeRefusals)).toMatchObject([
      { code: 'resource_missing', endedAt: null },
    ]);
    await mendStripe();
    for (let minute = 0; minute < 6; minute += 1) {
      shop.advance(MINUTE);
      await sweepCustomers(shop.ctx);
    }
    expect(await customer.there()).toMatchObject({ name: 'Payer GmbH' });
  });
});

it('a customer whose connection ended follows once it is connected again', async () => {
  const set = (state: 'active' | 'disconnected') =>
    shop.ctx.db.update(connections).set({ state }).where(eq(connections.id, shop.connectionId)).run();
  await set('disconnected');
  await customer.edit({ legalName: 'Payer GmbH' });
  await shop.work();
  await sweepCustomers(shop.ctx);
  expect(await customer.there()).toMatchObject({ name: 'Payer Inc' });
  await set('active');
  await sweepCustomers(shop.ctx);
  expect(await customer.there()).toMatchObject({ name: 'Payer GmbH' });
});

it('what happened at Stripe longer ago than it keeps its events is found all the same', async () => {
  await sweepEvents(shop.ctx);
  await askStripe('POST', `/v1/customers/${customer.stripeCustomerId}`, { name: 'Payer GmbH' });
  await askStripe('POST', '/v1/payment_methods/pm_card_visa/attach', { customer: customer.stripeCustomerId });
  await advanceBoth(shop, 31 * DAY);
  await sweepEvents(shop.ctx);
  await sweepCustomers(shop.ctx);
  expect(await customer.row()).toMatchObject({ legalName: 'Payer GmbH' });
  expect(await shop.ctx.db.select().from(paymentMethods)).toMatchObject([
    { customerId: customer.customerId, state: 'usable', type: 'card' },
  ]);
});
