import Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, KEY, openBench } from './support.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
  const [endpoint] = (await bench.stripe.webhookEndpoints.list()).data;
  await bench.stripe.webhookEndpoints.create({
    url: endpoint?.url ?? '',
    enabled_events: ['*'],
    connect: true,
  });
});
afterEach(() => bench.close());

const merchant = {
  contact_email: 'owner@acme.example',
  display_name: 'Acme',
  dashboard: 'full',
  identity: { country: 'us', entity_type: 'company' },
  configuration: {
    merchant: {
      capabilities: { card_payments: { requested: true }, ach_debit_payments: { requested: true } },
    },
  },
  defaults: { currency: 'usd' },
  metadata: { merchant: 'm_1' },
} as const;

const links = { refresh_url: 'https://platform.example/again', return_url: 'https://platform.example/done' };
const details = {
  name: 'Acme',
  url: 'https://acme.example',
  firstName: 'Jenny',
  lastName: 'Rosen',
  routing: '110000000',
  account: '000123456789',
  terms: 'yes',
  step: 'submit',
};

async function onboardingPath(account: string): Promise<string> {
  const link = await bench.stripe.v2.core.accountLinks.create({
    account,
    use_case: { type: 'account_onboarding', account_onboarding: links },
  });
  expect(link).toMatchObject({ object: 'v2.core.account_link', account, livemode: false });
  expect(Date.parse(link.expires_at)).toBeGreaterThan(Date.parse(link.created));
  return new URL(link.url).pathname;
}

describe('an account made in API v2', () => {
  it('shows only what is included, and waits for its owner before it can charge', async () => {
    const { accounts } = bench.stripe.v2.core;
    const created = await accounts.create(merchant);
    expect(created).toMatchObject({
      object: 'v2.core.account',
      applied_configurations: ['merchant'],
      display_name: 'Acme',
      metadata: { merchant: 'm_1' },
    });
    expect(created.configuration).toBeUndefined();
    const full = await accounts.retrieve(created.id, {
      include: ['configuration.merchant', 'requirements', 'identity', 'defaults'],
    });
    expect(full.configuration?.merchant?.capabilities?.card_payments?.status).toBe('restricted');
    expect(full.requirements?.entries?.length).toBeGreaterThan(0);
    expect(full.requirements?.summary?.minimum_deadline?.status).toBe('currently_due');
    expect(full.identity?.country).toBe('us');
    expect(await bench.stripe.accounts.retrieve(created.id)).toMatchObject({
      charges_enabled: false,
      details_submitted: false,
      payouts_enabled: false,
      capabilities: { card_payments: 'inactive' },
    });
    await expect(
      bench.client({ account: created.id }).paymentIntents.create({ amount: 500, currency: 'usd' }),
    ).rejects.toMatchObject({ statusCode: 400 });
  });

  it('can charge once a person has filled in the onboarding page, and Connect endpoints hear of it', async () => {
    const { accounts } = bench.stripe.v2.core;
    const { id } = await accounts.create(merchant);
    const path = await onboardingPath(id);
    const page = await (await fetch(`${bench.url}${path}`)).text();
    expect(page).toContain('>Website</label>');
    expect(page).not.toContain('<script');
    const refused = await bench.post(path, { ...details, url: 'acme', terms: '' });
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('aria-invalid="true"');
    const done = await bench.post(path, details);
    expect([done.status, done.headers.get('Location')]).toEqual([303, links.return_url]);
    expect(await bench.stripe.accounts.retrieve(id)).toMatchObject({
      charges_enabled: true,
      details_submitted: true,
      payouts_enabled: true,
      capabilities: { card_payments: 'active', us_bank_account_ach_payments: 'active' },
      requirements: { currently_due: [] },
    });
    const shown = await accounts.retrieve(id, { include: ['configuration.merchant', 'requirements'] });
    expect(shown.configuration?.merchant?.capabilities?.ach_debit_payments?.status).toBe('active');
    expect(shown.requirements?.entries).toEqual([]);
    const intent = await bench
      .client({ account: id })
      .paymentIntents.create({ amount: 500, currency: 'usd' });
    expect(intent.status).toBe('requires_payment_method');
    await bench.types();
    const updates = bench.received.filter(({ event }) => event.type === 'account.updated');
    expect(updates.map(({ event }) => event.account)).toEqual([id]);
    expect(updates[0]?.event.data).toMatchObject({
      object: { charges_enabled: true },
      previous_attributes: { charges_enabled: false },
    });
  });

  it('a link opens once and for five minutes; after that it leads back for another one', async () => {
    const { id } = await bench.stripe.v2.core.accounts.create(merchant);
    const path = await onboardingPath(id);
    const open = (): Promise<Response> => fetch(`${bench.url}${path}`, { redirect: 'manual' });
    expect((await open()).status).toBe(200);
    expect((await open()).headers.get('Location')).toBe(links.refresh_url);
    const late = await onboardingPath(id);
    bench.sandbox.clock.advance(5 * 60_000);
    const response = await fetch(`${bench.url}${late}`, { redirect: 'manual' });
    expect(response.headers.get('Location')).toBe(links.refresh_url);
    expect((await fetch(`${bench.url}/setup/link_none`)).status).toBe(404);
  });

  it('coming back does not mean that it is done', async () => {
    const { id } = await bench.stripe.v2.core.accounts.create(merchant);
    const path = await onboardingPath(id);
    const later = await bench.post(path, { step: 'later' });
    expect(later.headers.get('Location')).toBe(links.return_url);
    expect((await bench.stripe.accounts.retrieve(id)).details_submitted).toBe(false);
  });

  it('loses its capabilities when Stripe asks for more', async () => {
    const { id } = await bench.stripe.v2.core.accounts.create(merchant);
    await bench.post(await onboardingPath(id), details);
    await bench.control('POST', `/accounts/${id}/requirements`, { currentlyDue: ['external_account'] });
    expect(await bench.stripe.accounts.retrieve(id)).toMatchObject({
      charges_enabled: false,
      details_submitted: true,
      requirements: { currently_due: ['external_account'], disabled_reason: 'requirements.past_due' },
    });
    await bench.types();
    const last = bench.received.filter(({ event }) => event.type === 'capability.updated').at(-1);
    expect(last?.event.data.object).toMatchObject({ object: 'capability', status: 'inactive', account: id });
  });

  it('is changed and listed, page by page', async () => {
    const { accounts } = bench.stripe.v2.core;
    const made: string[] = [];
    for (let n = 0; n < 5; n++)
      made.unshift((await accounts.create({ ...merchant, display_name: `A ${n}` })).id);
    const first = await accounts.list({ limit: 2 });
    expect(first.data.map(({ id }) => id)).toEqual(made.slice(0, 2));
    expect(first.next_page_url).toContain('/v2/core/accounts?');
    const all: string[] = [];
    for await (const { id } of accounts.list({ limit: 2 })) all.push(id);
    expect(all).toEqual(made);
    expect((await accounts.list({ applied_configurations: ['customer'] })).data).toEqual([]);
    const updated = await accounts.update(made[0] ?? '', {
      display_name: 'Renamed',
      metadata: { merchant: 'm_2' },
      include: ['defaults'],
    });
    expect(updated).toMatchObject({
      display_name: 'Renamed',
      metadata: { merchant: 'm_2' },
      defaults: { currency: 'usd' },
    });
  });
});

describe('API v2 refuses', () => {
  const raw = (path: string, init: RequestInit): Promise<Response> =>
    fetch(`${bench.url}${path}`, {
      ...init,
      headers: { Authorization: `Bearer ${KEY}`, 'Stripe-Version': '2026-10-28.endive', ...init.headers },
    });

  it('an account that does not exist, in its own shape', async () => {
    const { accounts } = bench.stripe.v2.core;
    await expect(accounts.retrieve('acct_none')).rejects.toBeInstanceOf(
      Stripe.errors.StripeInvalidRequestError,
    );
    await expect(accounts.retrieve('acct_none')).rejects.toMatchObject({
      statusCode: 404,
      code: 'not_found',
    });
  });

  it.each([
    ['{"colour":"red"}', 'application/json', 'colour'],
    ['{"dashboard":"loud"}', 'application/json', 'dashboard'],
    ['{', 'application/json', 'JSON'],
    ['[]', 'application/json', 'JSON object'],
    ['display_name=A', 'application/x-www-form-urlencoded', 'content-type'],
  ])('%s as %s', async (body, type, hint) => {
    const response = await raw('/v2/core/accounts', {
      method: 'POST',
      body,
      headers: { 'Content-Type': type },
    });
    expect(response.status).toBe(400);
    const { error } = JSON.parse(await response.text());
    expect(error.code).toBe('invalid_fields');
    expect(error.message).toContain(hint);
  });

  it('a request without a version', async () => {
    const response = await fetch(`${bench.url}/v2/core/accounts`, {
      headers: { Authorization: `Bearer ${KEY}` },
    });
    expect(response.status).toBe(400);
  });

  it('a link for nobody', async () => {
    await expect(
      bench.stripe.v2.core.accountLinks.create({
        account: 'acct_none',
        use_case: { type: 'account_onboarding', account_onboarding: links },
      }),
    ).rejects.toMatchObject({ statusCode: 404 });
  });
});

describe('API v1 accounts', () => {
  it('are refused to a new platform', async () => {
    const { accounts } = bench.stripe;
    await expect(accounts.create({ type: 'standard' })).rejects.toThrow(/v2\/core\/accounts/);
    await expect(accounts.list()).rejects.toMatchObject({ statusCode: 400 });
  });

  it('serve a platform that is flagged as a legacy one', async () => {
    await bench.control('POST', '/platform', { legacy: true });
    const { accounts } = bench.stripe;
    const made = await accounts.create({ type: 'standard', email: 'owner@acme.example' });
    expect(made).toMatchObject({ object: 'account', type: 'standard', charges_enabled: false });
    await accounts.update(made.id, { metadata: { foo: 'bar' }, business_profile: { name: 'Acme' } });
    expect(await accounts.retrieve(made.id)).toMatchObject({
      metadata: { foo: 'bar' },
      business_profile: { name: 'Acme' },
    });
    expect((await accounts.list()).data.map(({ id }) => id)).toEqual([made.id]);
    expect(await accounts.del(made.id)).toEqual({ id: made.id, object: 'account', deleted: true });
    await expect(accounts.retrieve(made.id)).rejects.toMatchObject({ statusCode: 403 });
    await bench.types();
    const told = bench.received.filter(({ event }) => event.account === made.id);
    expect(told.map(({ event }) => event.type)).toEqual([
      'account.updated',
      'account.application.deauthorized',
    ]);
  });
});
