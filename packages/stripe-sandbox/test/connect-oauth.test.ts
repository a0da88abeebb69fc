import Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, openBench, SECRET } from './support.ts';

const CLIENT = 'ca_QuittanceTest';
const CALLBACK = 'https://platform.example/connect/callback';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench({ oauth: { clientId: CLIENT, redirectUris: [CALLBACK] } });
  // The receiver of the bench takes the events of connected accounts as well, in an endpoint of its own.
  const [endpoint] = (await bench.stripe.webhookEndpoints.list()).data;
  await bench.stripe.webhookEndpoints.create({
    url: endpoint?.url ?? '',
    enabled_events: ['*'],
    connect: true,
  });
});
afterEach(() => bench.close());

const request = { client_id: CLIENT, redirect_uri: CALLBACK, response_type: 'code', scope: 'read_write' };

async function existing(): Promise<string> {
  const made = await bench.control<{ id: string }>('POST', '/accounts', { name: 'Acme', connected: false });
  return made.body.id;
}

/** What a person does on the page; the parameters that come back to the platform. */
async function decide(fields: Record<string, string>): Promise<URLSearchParams> {
  const response = await bench.post('/oauth/authorize', { ...request, state: 's&1', ...fields });
  expect(response.status).toBe(303);
  const target = new URL(response.headers.get('Location') ?? '');
  expect(target.origin + target.pathname).toBe(CALLBACK);
  expect(target.searchParams.get('state')).toBe('s&1');
  return target.searchParams;
}

async function connect(account: string): Promise<Stripe.OAuthToken> {
  const code = (await decide({ account, decision: 'connect' })).get('code') ?? '';
  return bench.stripe.oauth.token({ grant_type: 'authorization_code', code });
}

describe('the authorize page', () => {
  it('lets a person choose an account, and the platform act on it with the code’s key', async () => {
    const account = await existing();
    const query = new URLSearchParams({ ...request, state: 's&1' });
    const page = await (await fetch(`${bench.url}/oauth/authorize?${query}`)).text();
    for (const text of ['Acme', account, 'value="s&amp;1"', '>Connect</button>', '>Decline</button>']) {
      expect(page).toContain(text);
    }
    await expect(bench.client({ account }).customers.list()).rejects.toBeInstanceOf(
      Stripe.errors.StripePermissionError,
    );
    const token = await connect(account);
    expect(token).toMatchObject({
      stripe_user_id: account,
      livemode: false,
      scope: 'read_write',
      token_type: 'bearer',
    });
    expect(token.stripe_publishable_key).toMatch(/^pk_test_/);
    const mine = await bench.client({ account }).customers.create({ name: 'Theirs' });
    const theirs = bench.client({ key: token.access_token ?? '' });
    expect((await theirs.customers.list()).data.map(({ id }) => id)).toEqual([mine.id]);
    expect((await bench.stripe.customers.list()).data).toEqual([]);
    await expect(
      bench.client({ key: token.access_token ?? '', account: 'acct_other' }).customers.list(),
    ).rejects.toBeInstanceOf(Stripe.errors.StripePermissionError);
  });

  it('tells the platform when the person declines', async () => {
    const answer = await decide({ account: await existing(), decision: 'deny' });
    expect(answer.get('error')).toBe('access_denied');
    expect(answer.has('code')).toBe(false);
  });

  it('makes a new account where there is none', async () => {
    const code = (await decide({ account: 'new', new_name: 'Fresh Ltd', decision: 'connect' })).get('code');
    const token = await bench.stripe.oauth.token({
      grant_type: 'authorization_code',
      code: code ?? '',
    });
    const account = await bench.stripe.accounts.retrieve(token.stripe_user_id ?? '');
    expect(account.business_profile?.name).toBe('Fresh Ltd');
  });

  it.each([
    [{ client_id: 'ca_another' }, 'client id'],
    [{ redirect_uri: 'https://evil.example/steal' }, 'redirect URI'],
    [{ redirect_uri: 'javascript:alert(1)' }, 'redirect URI'],
  ])('sends nobody anywhere for %o', async (wrong, hint) => {
    const query = new URLSearchParams({ ...request, ...wrong });
    const response = await fetch(`${bench.url}/oauth/authorize?${query}`, { redirect: 'manual' });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(hint);
  });

  it.each([
    [{ response_type: 'token' }, 'unsupported_response_type'],
    [{ scope: 'everything' }, 'invalid_scope'],
  ])('hands %o back as an OAuth error', async (wrong, error) => {
    const query = new URLSearchParams({ ...request, ...wrong });
    const response = await fetch(`${bench.url}/oauth/authorize?${query}`, { redirect: 'manual' });
    expect(new URL(response.headers.get('Location') ?? '').searchParams.get('error')).toBe(error);
  });

  it('shows an account that another platform controls, and does not let it be chosen', async () => {
    const made = await bench.control<{ id: string }>('POST', '/accounts', { controlledElsewhere: true });
    const query = new URLSearchParams({ ...request });
    const page = await (await fetch(`${bench.url}/oauth/authorize?${query}`)).text();
    expect(page).toContain('controlled by another platform');
    expect(page).not.toContain(`value="${made.body.id}"`);
    const chosen = { ...request, account: made.body.id, decision: 'connect' };
    expect((await bench.post('/oauth/authorize', chosen)).status).toBe(400);
  });

  it('does not connect the platform to itself', async () => {
    const { body } = await bench.control<{ account: string }>('GET', '/state');
    const response = await bench.post('/oauth/authorize', {
      ...request,
      account: body.account,
      decision: 'connect',
    });
    expect(response.status).toBe(400);
  });
});

describe('a code', () => {
  it('works once: used again, it takes back the keys that it gave', async () => {
    const account = await existing();
    const code = (await decide({ account, decision: 'connect' })).get('code') ?? '';
    const params = { grant_type: 'authorization_code', code } as const;
    const { access_token: key = '' } = await bench.stripe.oauth.token(params);
    await bench.client({ key }).customers.list();
    await expect(bench.stripe.oauth.token(params)).rejects.toBeInstanceOf(
      Stripe.errors.StripeInvalidGrantError,
    );
    await expect(bench.client({ key }).customers.list()).rejects.toBeInstanceOf(
      Stripe.errors.StripeAuthenticationError,
    );
  });

  it('is worth nothing after five minutes', async () => {
    const code = (await decide({ account: await existing(), decision: 'connect' })).get('code') ?? '';
    bench.sandbox.clock.advance(5 * 60_000);
    await expect(bench.stripe.oauth.token({ grant_type: 'authorization_code', code })).rejects.toMatchObject({
      type: 'StripeInvalidGrantError',
      statusCode: 400,
    });
  });

  it.each([
    [{ grant_type: 'authorization_code', code: 'ac_none' }, 'invalid_grant', 400],
    [{ grant_type: 'authorization_code' }, 'invalid_request', 400],
    [{ grant_type: 'password' }, 'unsupported_grant_type', 400],
    [{}, 'invalid_request', 400],
  ])('refused: %o is %s', async (fields, error, status) => {
    const response = await fetch(`${bench.url}/oauth/token`, {
      method: 'POST',
      headers: { Authorization: 'Bearer sk_test_sandbox_key' },
      body: new URLSearchParams(fields),
    });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error, error_description: expect.any(String) });
  });

  it('needs the platform’s key', async () => {
    const response = await fetch(`${bench.url}/oauth/token`, { method: 'POST', body: '' });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: 'invalid_client' });
  });

  it('a refresh token gives another key for the same account', async () => {
    const account = await existing();
    const first = await connect(account);
    const second = await bench.stripe.oauth.token({
      grant_type: 'refresh_token',
      refresh_token: first.refresh_token ?? '',
    });
    expect(second).toMatchObject({ stripe_user_id: account, refresh_token: first.refresh_token });
    expect(second.access_token).not.toBe(first.access_token);
  });
});

describe('a connection', () => {
  it('is told of with the account’s id, and its end too; after that nothing is heard or done', async () => {
    const account = await existing();
    const { access_token: key = '' } = await connect(account);
    expect(await bench.stripe.oauth.deauthorize({ client_id: CLIENT, stripe_user_id: account })).toEqual({
      stripe_user_id: account,
    });
    await expect(bench.client({ account }).customers.list()).rejects.toMatchObject({
      statusCode: 403,
      code: 'account_invalid',
    });
    await expect(bench.client({ key }).customers.list()).rejects.toMatchObject({ statusCode: 401 });
    const before = (await bench.types()).length;
    const told = bench.received.filter(({ event }) => event.type.startsWith('account.application'));
    expect(told.map(({ event }) => [event.type, event.account])).toEqual([
      ['account.application.authorized', account],
      ['account.application.deauthorized', account],
    ]);
    expect(told[1]?.event.data.object).toMatchObject({ object: 'application', id: CLIENT });
    await bench.control('POST', `/accounts/${account}/requirements`, { currentlyDue: ['external_account'] });
    expect((await bench.types()).length).toBe(before);
  });

  it('cannot be ended twice, or by another application', async () => {
    const account = await existing();
    await connect(account);
    const { oauth } = bench.stripe;
    await expect(
      oauth.deauthorize({ client_id: 'ca_another', stripe_user_id: account }),
    ).rejects.toBeInstanceOf(Stripe.errors.StripeInvalidClientError);
    await oauth.deauthorize({ client_id: CLIENT, stripe_user_id: account });
    await expect(oauth.deauthorize({ client_id: CLIENT, stripe_user_id: account })).rejects.toMatchObject({
      type: 'StripeInvalidClientError',
      statusCode: 401,
    });
  });

  it('can be ended by the account’s owner, and be made again', async () => {
    const account = await existing();
    await connect(account);
    expect((await bench.control('POST', `/accounts/${account}/deauthorize`)).status).toBe(200);
    expect((await bench.control('POST', `/accounts/${account}/deauthorize`)).status).toBe(400);
    await connect(account);
    expect((await bench.client({ account }).customers.list()).data).toEqual([]);
  });

  it('keeps two accounts apart: objects, lists, events and idempotency keys', async () => {
    const [a, b] = [await existing(), await existing()];
    await connect(a);
    await connect(b);
    const [atA, atB] = [bench.client({ account: a }), bench.client({ account: b })];
    const key = { idempotencyKey: 'customer/1' };
    const ofA = await atA.customers.create({ name: 'A' }, key);
    const ofB = await atB.customers.create({ name: 'B' }, key);
    expect(ofA.id).not.toBe(ofB.id);
    await expect(atB.customers.retrieve(ofA.id)).rejects.toMatchObject({ code: 'resource_missing' });
    await expect(
      atB.paymentIntents.create({ amount: 500, currency: 'usd', customer: ofA.id }),
    ).rejects.toMatchObject({ code: 'resource_missing', param: 'customer' });
    expect((await atA.events.list({ type: 'customer.created' })).data).toHaveLength(1);
    expect((await bench.stripe.events.list({ type: 'customer.created' })).data).toEqual([]);
    await bench.types();
    const created = bench.received.filter(({ event }) => event.type === 'customer.created');
    expect(created.map(({ event }) => event.account).toSorted()).toEqual([a, b].toSorted());
  });

  it('is signed with the Connect endpoint’s own secret', async () => {
    const account = await existing();
    await connect(account);
    await bench.types();
    const authorized = bench.received.find(({ event }) => event.type === 'account.application.authorized');
    await expect(
      bench.stripe.webhooks.constructEventAsync(
        authorized?.body ?? '',
        authorized?.signature ?? '',
        SECRET,
        undefined,
        Stripe.createSubtleCryptoProvider(),
      ),
    ).rejects.toBeInstanceOf(Stripe.errors.StripeSignatureVerificationError);
  });
});
