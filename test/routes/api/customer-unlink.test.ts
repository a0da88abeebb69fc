import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { apiKeys, customerExternalIds, merchants, stripeCustomers } from '../../../src/db/schema/index.ts';
import type { ApiScope } from '../../../src/domain/api-key/scopes.ts';
import { makeApiKey } from '../../../src/operations/api/api-key.ts';
import { collectInvoice } from '../../../src/operations/collection/collect-invoice.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { linkClient } from '../../../src/operations/customers/link.ts';
import { atStripe } from '../../support/worker/accounts.ts';
import { type ApiClient, apiClient } from '../../support/worker/api.ts';
import { sendNew } from '../../support/worker/collecting.ts';
import { type Mapping, openMapping } from '../../support/worker/mapping.ts';
import { methodsOnFile } from '../../support/worker/methods.ts';
import { must } from '../../support/worker/shop.ts';

let map: Mapping;
let api: ApiClient;
let customerId: string;
let target: string;
const path = () => `/customers/${customerId}`;
const off = { externalIds: [{ key: 'stripe', value: null }] };

const keyWith = async (scopes: readonly ApiScope[]): Promise<ApiClient> => {
  const { ctx, scope } = map;
  const { key, hash } = await makeApiKey(ctx.random, false);
  const row = { name: 'Ann', livemode: false, hash, scopes, createdAt: ctx.now() };
  await ctx.db.insert(apiKeys).values({ ...row, id: newId(ctx, 'key'), merchantId: scope.merchantId });
  return apiClient(ctx, { apiKey: key });
};
const linked = async () => {
  const [row] = await map.ctx.db
    .select()
    .from(stripeCustomers)
    .where(
      and(eq(stripeCustomers.customerId, customerId), eq(stripeCustomers.connectionId, map.connectionId)),
    );
  return row?.stripeCustomerId ?? null;
};

beforeEach(async () => {
  map = await openMapping();
  api = await keyWith(['read', 'write', 'money']);
  customerId = await map.addClient({ legalName: 'Acme', email: 'ada@acme.test' });
  target = await map.addAtStripe({ name: 'Acme' });
  await atStripe(map.account, '/payment_methods/pm_card_visa/attach', { customer: target });
  const ask = { scope: map.scope, customerId, commandId: newId(map.ctx, 'req'), onlyUnlinked: false };
  must(await linkClient(map.ctx, { ...ask, stripeCustomerId: target }));
  await map.shop.work();
  map.shop.advance(60_000);
  await map.ctx.db.update(merchants).set({ collectPolicy: 'on_send' });
});

describe('the key Stripe with null', () => {
  it.each([
    ['PATCH', off],
    ['PUT', { legalName: 'Acme', email: 'ada@acme.test', ...off }],
  ])('in a %s unlinks the customer, and says what becomes of methods and autopay', async (method, body) => {
    const answer = await api(method, path(), { ...body, label: 'Unlinked' });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        label: 'Unlinked',
        stripeCustomerId: null,
        externalIds: [],
        stripeUnlinked: {
          stripeCustomerId: target,
          isOnAutopay: true,
          methods: [{ card: { last4: '4242' } }],
          means: `${target} stays at Stripe as it is. 1 payment method there is not charged from here any more. Automatic charging rests until another payment method is on file.`,
        },
      },
    });
    expect(await methodsOnFile(map.shop, customerId)).toMatchObject([
      { state: 'detached', stateReason: 'unlinked' },
    ]);
    expect((await atStripe(map.account, `/customers/${target}`)).id).toBe(target);
    // Where there is no link, null says nothing new.
    const again = await api(method, path(), body);
    expect(again).toMatchObject({ status: 200, body: { stripeCustomerId: null } });
    expect(again.body.stripeUnlinked).toBeUndefined();
  });

  it('has nothing of it charged any more', async () => {
    expect((await api('PATCH', path(), off)).status).toBe(200);
    const invoice = await sendNew(map.shop, customerId);
    expect(await collectInvoice(map.ctx, invoice)).toEqual({ kind: 'nothing' });
  });

  it('needs what unlinking needs of a key', async () => {
    const writer = await keyWith(['read', 'write']);
    const refused = await writer('PATCH', path(), { ...off, label: 'Changed' });
    expect(refused).toMatchObject({ status: 403, body: { code: 'insufficient_scope' } });
    expect((await api('GET', path())).body).toMatchObject({ label: null, stripeCustomerId: target });
  });

  it('unlinks nothing where the change is refused', async () => {
    const late = await api('PATCH', path(), off, { 'If-Match': '"77"' });
    expect(late.status).toBe(412);
    const invalid = await api('PATCH', path(), { ...off, legalName: '' });
    expect(invalid.status).toBe(400);
    const stranger = await openMapping();
    const { key, hash } = await makeApiKey(map.ctx.random, false);
    const row = { name: 'Eve', livemode: false, hash, createdAt: 0, id: newId(map.ctx, 'key') };
    await map.ctx.db.insert(apiKeys).values({ ...row, merchantId: stranger.scope.merchantId });
    expect((await apiClient(map.ctx, { apiKey: key })('PATCH', path(), off)).status).toBe(404);
    expect(await linked()).toBe(target);
  });

  it('takes off one that was named before there was a link', async () => {
    const fresh = await map.addClient({ legalName: 'Not linked' });
    await map.ctx.db
      .insert(customerExternalIds)
      .values({ customerId: fresh, key: 'Stripe', value: 'cus_named' });
    const answer = await api('PATCH', `/customers/${fresh}`, off);
    expect(answer).toMatchObject({ status: 200, body: { externalIds: [] } });
  });
});
