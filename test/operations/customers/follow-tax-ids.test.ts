import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stripeRefusals } from '../../../src/db/schema/index.ts';
import type { TaxId } from '../../../src/domain/tax-id/kinds.ts';
import { sweepCustomers } from '../../../src/operations/catch-up/sweep-customers.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { ensureStripeCustomer } from '../../../src/operations/customers/ensure-stripe-customer.ts';
import { changeCustomer } from '../../../src/operations/customers/update.ts';
import { type Linked, linkedCustomer } from '../../support/worker/customers.ts';
import { breakStripe, mendStripe } from '../../support/worker/events.ts';
import { askedOfStripe, forgetAsked, must, openShop, type Shop } from '../../support/worker/shop.ts';
import { askStripe } from '../../support/worker/stripe.ts';

const VAT: TaxId = { kind: 'eu_vat', value: 'DE 136 695 976' };
const EIN: TaxId = { kind: 'us_ein', value: '123456789' };

let shop: Shop;
let customer: Linked;
let path: string;
beforeEach(async () => {
  shop = await openShop();
  customer = await linkedCustomer(shop);
  path = `/v1/customers/${customer.stripeCustomerId}/tax_ids`;
  await shop.work();
});
afterEach(mendStripe);

const there = async (): Promise<readonly string[]> => {
  const { data } = await askStripe('GET', path);
  return Array.isArray(data) ? data.map(({ type, value }) => `${type} ${value}`).toSorted() : [];
};
const give = async (...taxIds: readonly TaxId[]) => {
  await customer.edit({ taxIds });
  await shop.work();
};
const calls = async () => (await askedOfStripe()).filter((asked) => asked.path.startsWith(path));
const minutes = async (count: number) => {
  for (let minute = 0; minute < count; minute += 1) {
    shop.advance(61_000);
    await sweepCustomers(shop.ctx);
  }
};

describe('a customer’s tax ids', () => {
  it('are Stripe’s too, as its types are written, and follow a change', async () => {
    await give(VAT, EIN, { kind: 'other', value: 'HRB 1234' });
    expect(await there()).toEqual(['eu_vat DE136695976', 'us_ein 12-3456789']);
    await give(EIN);
    expect(await there()).toEqual(['us_ein 12-3456789']);
    await give();
    expect(await there()).toEqual([]);
    expect(await customer.link()).toMatchObject({ followAt: null, taxIds: [] });
  });

  it('are sent once, and where there are none nothing is asked', async () => {
    await forgetAsked();
    await customer.edit({ legalName: 'Payer GmbH' });
    await shop.work();
    expect(await calls()).toEqual([]);
    await give(VAT);
    await forgetAsked();
    await customer.edit({ legalName: 'Payer AG' });
    await shop.work();
    await minutes(2);
    expect(await calls()).toEqual([]);
  });

  it('that somebody put there at Stripe are not sent once more, nor taken away', async () => {
    await askStripe('POST', path, { type: 'eu_vat', value: 'DE136695976' });
    await askStripe('POST', path, { type: 'gb_vat', value: 'GB980780684' });
    await give(VAT);
    expect(await there()).toEqual(['eu_vat DE136695976', 'gb_vat GB980780684']);
    await give();
    expect(await there()).toEqual(['eu_vat DE136695976', 'gb_vat GB980780684']);
  });

  it.each(['timeout_applied', '500_applied', 'timeout', '500', 'reset'])(
    'are there once after an answer that was lost: %s',
    async (kind) => {
      await breakStripe({ method: 'POST', pathPattern: path, times: 1, kind, holdMs: 1 });
      await give(VAT, EIN);
      await minutes(6);
      expect(await there()).toEqual(['eu_vat DE136695976', 'us_ein 12-3456789']);
      expect(await customer.link()).toMatchObject({ followAt: null });
      await give();
      expect(await there()).toEqual([]);
    },
  );

  it.each([
    ['a value', 400, { code: 'tax_id_invalid', param: 'value' }],
    ['what its key may not do', 403, { code: 'more_permissions_required' }],
  ])('go without what Stripe does not take, which nobody waits for: %s', async (_, status, error) => {
    await breakStripe({
      method: 'POST',
      pathPattern: path,
      times: 1,
      kind: 'answer',
      answer: { status, body: { error: { type: 'invalid_request_error', message: 'No.', ...error } } },
    });
    await give(VAT, EIN);
    await minutes(6);
    expect(await there()).toEqual(['us_ein 12-3456789']);
    expect(await customer.link()).toMatchObject({
      followAt: null,
      taxIds: [
        { type: 'eu_vat', refused: error.code },
        { type: 'us_ein', refused: null },
      ],
    });
    expect(await shop.ctx.db.select().from(stripeRefusals)).toEqual([]);
    expect((await customer.row()).taxIds).toEqual([VAT, EIN]);
  });
});

it('one that is linked to a customer at Stripe has its tax ids there within a minute', async () => {
  const other = await askStripe('POST', '/v1/customers', { name: 'Payer' });
  await customer.edit({
    taxIds: [VAT],
    externalIds: [{ key: 'Stripe', value: String(other.id) }],
  });
  await minutes(1);
  await shop.work();
  const { data } = await askStripe('GET', `/v1/customers/${other.id}/tax_ids`);
  expect(data).toMatchObject([{ type: 'eu_vat', value: 'DE136695976' }]);
});

it('a customer that is made at Stripe has its tax ids soon after, even one that Stripe does not take', async () => {
  const { customerId } = await shop.invoice(5_000);
  const at = { customerId, connectionId: shop.connectionId };
  const patch = { taxIds: [VAT, { kind: 'eu_vat', value: 'EL094259216' } as const] };
  must(
    await changeCustomer(shop.ctx, {
      scope: shop.scope,
      customerId,
      commandId: newId(shop.ctx, 'req'),
      patch,
    }),
  );
  await breakStripe({
    method: 'POST',
    pathPattern: '/v1/customers/*/tax_ids',
    times: 1,
    kind: 'answer',
    answer: {
      status: 400,
      body: { error: { type: 'invalid_request_error', code: 'tax_id_invalid', message: 'No.' } },
    },
  });
  const { stripeCustomerId } = await ensureStripeCustomer(shop.ctx, at);
  await shop.work();
  const { data } = await askStripe('GET', `/v1/customers/${stripeCustomerId}/tax_ids`);
  expect(data).toMatchObject([{ type: 'eu_vat', value: 'EL094259216' }]);
});
