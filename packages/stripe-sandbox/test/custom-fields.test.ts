import type Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, cardForm, openBench, sessionParams } from './support.ts';

type Field = Stripe.Checkout.SessionCreateParams.CustomField;

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

const ADDRESS: Field = {
  key: 'payeremail',
  type: 'text',
  label: { type: 'custom', custom: 'Your own <address>' },
  text: { minimum_length: 3, maximum_length: 20 },
};
const SIZE: Field = {
  key: 'size',
  type: 'dropdown',
  label: { type: 'custom', custom: 'Size' },
  optional: true,
  dropdown: { options: [{ label: 'Large', value: 'l' }] },
};
const COUNT: Field = { key: 'count', type: 'numeric', label: { type: 'custom', custom: 'How many' } };
const open = (custom_fields: Field[]) =>
  bench.stripe.checkout.sessions.create(sessionParams({ custom_fields }));
const fieldsOf = async ({ id }: Stripe.Checkout.Session) =>
  (await bench.stripe.checkout.sessions.retrieve(id)).custom_fields;

describe('what the merchant asks on the page', () => {
  it('comes back with what the payer entered once the session is complete', async () => {
    const session = await open([ADDRESS, SIZE, COUNT]);
    expect(session.custom_fields).toMatchObject([
      { key: 'payeremail', optional: false, text: { default_value: null, minimum_length: 3, value: null } },
      { key: 'size', optional: true, dropdown: { value: null } },
      { key: 'count', numeric: { maximum_length: null, value: null } },
    ]);
    const form = { ...cardForm(), 'field-payeremail': 'ada@example.com', 'field-count': '12' };
    await bench.post(`/c/pay/${session.id}`, { ...form, number: '4000000000000002' });
    expect((await fieldsOf(session))[0]?.text?.value).toBeNull();
    await bench.post(`/c/pay/${session.id}`, { ...form, attempt: 'again' });
    expect(await fieldsOf(session)).toMatchObject([
      { text: { value: 'ada@example.com' } },
      { dropdown: { value: null } },
      { numeric: { value: '12' } },
    ]);
  });

  it('is shown with its label, and says which may stay empty', async () => {
    const session = await open([ADDRESS, SIZE]);
    const page = await (await fetch(session.url ?? '')).text();
    expect(page).toContain('<label for="field-payeremail">Your own &lt;address&gt;</label>');
    expect(page).toContain('<label for="field-size">Size <span class="soft">(optional)</span></label>');
  });

  it.each([
    ['nothing where something is required', ' ', 'Fill this in.'],
    ['too little', 'ab', 'Enter at least 3 characters.'],
    ['too much', 'x'.repeat(21), 'Enter at most 20 characters.'],
  ])('is not paid past with %s', async (_, typed, said) => {
    const session = await open([ADDRESS]);
    const answer = await bench.post(`/c/pay/${session.id}`, { ...cardForm(), 'field-payeremail': typed });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(said);
    expect(await bench.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ status: 'open' });
  });
});

describe('what Stripe documents of it', () => {
  const labelled = (custom: string): Field => ({ ...ADDRESS, label: { type: 'custom', custom } });
  it.each<readonly [string, Field[], string]>([
    ['at most three', ['a', 'b', 'c', 'd'].map((key) => ({ ...ADDRESS, key })), 'custom_fields'],
    ['a key of its own', [ADDRESS, ADDRESS], 'custom_fields[1][key]'],
    ['an alphanumeric key', [{ ...ADDRESS, key: 'payer_email' }], 'custom_fields[0][key]'],
    ['a key of at most 200', [{ ...ADDRESS, key: 'k'.repeat(201) }], 'custom_fields[0][key]'],
    ['a label of at most 100', [labelled('x'.repeat(101))], 'custom_fields[0][label][custom]'],
    [
      'answers of at most 255',
      [{ ...ADDRESS, text: { maximum_length: 256 } }],
      'custom_fields[0][text][maximum_length]',
    ],
  ])('takes %s', async (_, fields, param) => {
    await expect(open(fields)).rejects.toMatchObject({ statusCode: 400, param });
  });

  it('is not available where nothing is paid', async () => {
    const params: Stripe.Checkout.SessionCreateParams = {
      mode: 'setup',
      currency: 'usd',
      success_url: 'https://merchant.example/done',
      custom_fields: [ADDRESS],
    };
    await expect(bench.stripe.checkout.sessions.create(params)).rejects.toMatchObject({
      param: 'custom_fields',
    });
  });
});
