import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, openBench, sessionParams } from './support.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

describe('products and prices', () => {
  it('are made, changed, listed and searched', async () => {
    const { stripe } = bench;
    const product = await stripe.products.create({
      name: 'Hammer',
      metadata: { sku: 'h1' },
      default_price_data: { currency: 'usd', unit_amount: 1500 },
      expand: ['default_price'],
    });
    expect(product.default_price).toMatchObject({ object: 'price', unit_amount: 1500, product: product.id });
    const monthly = await stripe.prices.create({
      currency: 'usd',
      unit_amount: 900,
      recurring: { interval: 'month' },
      product: product.id,
      lookup_key: 'rent',
    });
    expect(monthly).toMatchObject({ type: 'recurring', recurring: { interval: 'month', interval_count: 1 } });
    expect((await stripe.prices.list({ product: product.id, type: 'recurring' })).data).toHaveLength(1);
    expect((await stripe.prices.list({ lookup_keys: ['rent'] })).data[0]?.id).toBe(monthly.id);
    const idle = await stripe.prices.update(monthly.id, { active: false, metadata: { foo: 'bar' } });
    expect(idle).toMatchObject({ active: false, metadata: { foo: 'bar' } });
    await stripe.products.update(product.id, { description: 'Heavy', metadata: { foo: 'bar' } });
    expect(await stripe.products.retrieve(product.id)).toMatchObject({
      description: 'Heavy',
      metadata: { sku: 'h1', foo: 'bar' },
    });
    const found = await stripe.products.search({ query: 'metadata["sku"]:"h1"' });
    expect(found.data.map(({ id }) => id)).toEqual([product.id]);
    expect(await bench.types()).toEqual([
      'product.created',
      'price.created',
      'product.updated',
      'price.created',
      'price.updated',
      'product.updated',
    ]);
  });

  it('are deleted only without prices', async () => {
    const { stripe } = bench;
    const empty = await stripe.products.create({ name: 'Nothing' });
    expect((await stripe.products.del(empty.id)).deleted).toBe(true);
    expect((await bench.types()).at(-1)).toBe('product.deleted');
    const priced = await stripe.products.create({
      name: 'Saw',
      default_price_data: { currency: 'usd', unit_amount: 1 },
    });
    await expect(stripe.products.del(priced.id)).rejects.toMatchObject({ statusCode: 400 });
  });

  it('stand in a session’s lines, by id as by data', async () => {
    const { stripe } = bench;
    const product = await stripe.products.create({ name: 'Hammer' });
    const price = await stripe.prices.create({ currency: 'usd', unit_amount: 1500, product: product.id });
    const session = await stripe.checkout.sessions.create(
      sessionParams({
        line_items: [
          { price: price.id, quantity: 2 },
          { quantity: 1, price_data: { currency: 'usd', unit_amount: 500, product: product.id } },
          { quantity: 1, price_data: { currency: 'usd', unit_amount: 7, product_data: { name: 'Nail' } } },
        ],
        expand: ['line_items.data.price.product'],
      }),
    );
    expect(session.amount_total).toBe(3507);
    expect(session.line_items?.data).toMatchObject([
      { description: 'Hammer', quantity: 2, amount_total: 3000, price: { id: price.id } },
      { description: 'Hammer', price: { active: false, product: { id: product.id } } },
      { description: 'Nail', price: { product: { name: 'Nail', active: false } } },
    ]);
  });

  it.each([
    [{ price: 'price_none', quantity: 1 }, 'line_items[0][price]'],
    [{ price: 'price_none', quantity: 1, price_data: { currency: 'usd' } }, 'line_items[0][price]'],
    [
      { quantity: 1, price_data: { currency: 'usd', unit_amount: 5, product: 'prod_none' } },
      'line_items[0][price_data][product]',
    ],
    [{ quantity: 1 }, 'line_items[0][price_data]'],
  ])('are refused where they are not there: %o', async (line, param) => {
    const session = bench.stripe.checkout.sessions.create(sessionParams({ line_items: [line] }));
    await expect(session).rejects.toMatchObject({ statusCode: 400, param });
  });

  it('are refused in a payment where they recur or are idle', async () => {
    const { stripe } = bench;
    const base = { currency: 'usd', unit_amount: 900, product_data: { name: 'Rent' } };
    const monthly = await stripe.prices.create({ ...base, recurring: { interval: 'month' } });
    const idle = await stripe.prices.create({ ...base, active: false });
    for (const { id } of [monthly, idle]) {
      const session = stripe.checkout.sessions.create(
        sessionParams({ line_items: [{ price: id, quantity: 1 }] }),
      );
      await expect(session).rejects.toMatchObject({ param: 'line_items[0][price]' });
    }
    await expect(
      stripe.prices.create({ currency: 'usd', unit_amount: -1, product_data: { name: 'x' } }),
    ).rejects.toMatchObject({
      code: 'parameter_invalid_integer',
    });
    await expect(
      stripe.prices.create({ currency: 'usd', product_data: { name: 'x' } }),
    ).rejects.toMatchObject({ code: 'parameter_missing', param: 'unit_amount' });
  });
});
