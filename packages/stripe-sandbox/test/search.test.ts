import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, openBench } from './support.ts';

let bench: Bench;
let acme: Stripe.Customer;
beforeAll(async () => {
  bench = await openBench();
  const { stripe } = bench;
  acme = await stripe.customers.create({
    name: 'Acme Tools',
    email: 'AP@acme.example',
    phone: '+1 555 0100',
    metadata: { tier: 'gold', 'it"s': 'yes' },
  });
  await stripe.customers.create({ name: 'Beta', email: 'ap@beta.example', metadata: { tier: 'silver' } });
  for (const [amount, invoice] of [
    [1000, 'inv_1'],
    [2000, 'inv_2'],
    [3000, 'inv_3'],
  ] as const) {
    await stripe.paymentIntents.create({
      amount,
      currency: 'usd',
      customer: acme.id,
      metadata: { invoice },
      ...(amount === 2000 ? { payment_method: 'pm_card_visa', confirm: true } : {}),
    });
  }
});
afterAll(() => bench.close());

describe('a search', () => {
  it.each([
    [`email:"ap@acme.example"`, ['Acme Tools']],
    [`email~"ap@"`, ['Beta', 'Acme Tools']],
    [`name~'tools'`, ['Acme Tools']],
    [`metadata["tier"]:"gold"`, ['Acme Tools']],
    [`metadata['it"s']:"yes"`, ['Acme Tools']],
    [`-metadata["tier"]:"gold"`, ['Beta']],
    [`metadata["none"]:null`, ['Beta', 'Acme Tools']],
    [`-phone:null`, ['Acme Tools']],
    [`name:"Beta" OR metadata["tier"]:"gold"`, ['Beta', 'Acme Tools']],
    [`email~"example" AND name:"beta"`, ['Beta']],
    [`created>0`, ['Beta', 'Acme Tools']],
    [`created<=1`, []],
  ])('for customers with %s finds %o', async (query, names) => {
    const { data } = await bench.stripe.customers.search({ query });
    expect(data.map(({ name }) => name)).toEqual(names);
  });

  it.each([
    [`status:"succeeded"`, [2000]],
    [`metadata["invoice"]:"inv_3"`, [3000]],
    [`amount>=2000 AND status:"requires_payment_method"`, [3000]],
    [`amount:1000`, [1000]],
    [`amount<1500 OR amount>2500`, [3000, 1000]],
    [`currency:"eur"`, []],
  ])('for PaymentIntents with %s finds %o', async (query, amounts) => {
    const found = await bench.stripe.paymentIntents.search({ query });
    expect(found.object).toBe('search_result');
    expect(found.data.map(({ amount }) => amount)).toEqual(amounts);
  });

  it('finds by customer, and expands what it finds', async () => {
    const { data } = await bench.stripe.paymentIntents.search({
      query: `customer:"${acme.id}"`,
      limit: 1,
      expand: ['data.customer'],
    });
    expect(data).toMatchObject([{ customer: { id: acme.id, name: 'Acme Tools' } }]);
  });

  it('is paged by the SDK', async () => {
    const { stripe } = bench;
    const query = `customer:"${acme.id}"`;
    const first = await stripe.paymentIntents.search({ query, limit: 2 });
    expect(first).toMatchObject({ has_more: true });
    const rest = await stripe.paymentIntents.search({ query, limit: 2, page: first.next_page ?? '' });
    expect(rest).toMatchObject({ has_more: false, next_page: null });
    expect(rest.data).toHaveLength(1);
    const all = await stripe.paymentIntents.search({ query, limit: 1 }).autoPagingToArray({ limit: 10 });
    expect(all.map(({ amount }) => amount)).toEqual([3000, 2000, 1000]);
  });

  it.each([
    [''],
    ['nonsense'],
    ['status:"a" AND'],
    ['status:"a" AND amount>1 OR amount<3'],
    ['metadata:"x"'],
    ['color:"red"'],
    ['amount~"10"'],
    ['amount>"much"'],
    ['status>"a"'],
    [Array.from({ length: 11 }, () => 'amount>1').join(' AND ')],
  ])('refuses %s', async (query) => {
    await expect(bench.stripe.paymentIntents.search({ query })).rejects.toMatchObject({
      statusCode: 400,
      param: 'query',
    });
  });

  it('refuses a page that it did not give', async () => {
    const search = bench.stripe.customers.search({ query: 'created>0', page: 'bogus' });
    await expect(search).rejects.toMatchObject({ statusCode: 400, param: 'page' });
  });
});
