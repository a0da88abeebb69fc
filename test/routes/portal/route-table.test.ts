import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { apiKeys, portalAttempts } from '../../../src/db/schema/index.ts';
import { makeApiKey } from '../../../src/operations/api/api-key.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { portalRoutes } from '../../../src/routes/portal/index.ts';
import { putOnFile } from '../../support/worker/methods.ts';
import {
  invoiceFor,
  linkFor,
  openBrowser,
  type SignedInBrowser,
  signIn,
} from '../../support/worker/portal.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';
import type { Owned, Row } from './route-row.ts';
import { ROUTE_TABLE } from './route-table.ts';

/**
 * Every concrete route of the portal, once: what parses its form is registered beside what answers. `ALL` is what
 * guards them and what is left over.
 */
const registered = (): string[] => {
  const routes = portalRoutes.routes.filter(({ method }) => method !== 'ALL');
  return [...new Set(routes.map(({ method, path }) => `${method} ${path}`))];
};

let shop: Shop;
let browsers: Record<'owner' | 'sibling' | 'stranger', SignedInBrowser>;
let owned: Owned;
let key: string;

// Links are counted by address: here they are asked for in one go.
beforeEach(() => shop.ctx.db.delete(portalAttempts).run());

beforeAll(async () => {
  const elsewhere = await openShop();
  const strange = await elsewhere.invoice(1_000);
  shop = await openShop();
  const [mine, theirs] = [await shop.invoice(42_000), await shop.invoice(2_000)];
  browsers = {
    owner: await signIn(shop, mine.customerId),
    sibling: await signIn(shop, theirs.customerId),
    stranger: await signIn(shop, strange.customerId),
  };
  const other = await invoiceFor(shop, mine.customerId, 8_000);
  await browsers.owner.post('/portal/pay', { invoice: `${other}.1` });
  const [payment] = await shop.payments();
  await browsers.owner.post('/portal/sign-in', { address: `${mine.customerId}@payer.test` });
  const link = await linkFor(shop, `${mine.customerId}@payer.test`);
  const onFile = await putOnFile(shop, mine.customerId);
  owned = {
    ...onFile,
    invoiceId: mine.invoiceId,
    paymentId: payment?.id ?? '',
    customerId: mine.customerId,
    token: link.split('/').at(-1) ?? '',
  };
  const made = await makeApiKey(shop.ctx.random, false);
  key = made.key;
  await shop.ctx.db.insert(apiKeys).values({
    id: newId(shop.ctx, 'key'),
    merchantId: shop.scope.merchantId,
    name: 'Staff',
    livemode: false,
    hash: made.hash,
    createdAt: shop.ctx.now(),
  });
});

type Who = keyof Row['expect'];

/** Requests a route with the owner's ids and the visitor's own session. */
async function ask(who: Who, row: Row): Promise<Response> {
  const staff = { Authorization: `Bearer ${key}` };
  const headers = who === 'staff' ? staff : {};
  const browser = who === 'signedOut' || who === 'staff' ? openBrowser(shop) : browsers[who];
  const path = row.path(owned);
  if (row.method === 'GET') return browser.get(path, headers);
  // A sign-in before this one may have begun a session with a token of its own.
  const [, csrf = ''] =
    /name="csrf" value="(\w+)"/.exec(await (await browser.get('/portal/choose')).text()) ?? [];
  return browser.post(path, { csrf, ...row.fields?.(owned) }, headers);
}

describe('the route table', () => {
  it('names every route of the portal that the app has, once, and none that it has not', () => {
    const named = ROUTE_TABLE.map(({ method, route }) => `${method} ${route}`);
    expect(named.toSorted()).toEqual(registered().toSorted());
    expect(new Set(named).size).toBe(named.length);
  });

  describe.each(ROUTE_TABLE.map((row) => [`${row.method} ${row.route}`, row] as const))('%s', (_, row) => {
    it.each(['signedOut', 'staff', 'stranger', 'sibling', 'owner'] as const)('answers %s', async (who) => {
      const answer = await ask(who, row);
      // A token is random, and may hold any four digits.
      const body = (await answer.text()).replaceAll(/name="csrf" value="\w+"/g, '');
      expect(answer.status).toBe(row.expect[who]);
      expect(answer.headers.get('cache-control') ?? 'private, no-store').toContain('no-store');
      if (who === 'owner' || who === 'signedOut') return;
      // Whatever the answer, it reveals nothing of the owner's.
      for (const secret of [...Object.values(owned), '$420.00', '$80.00', '4242', '6789'].filter(
        (text) => text !== owned.token,
      )) {
        expect(body).not.toContain(secret);
      }
    });
  });
});

describe('what is another’s', () => {
  it('is answered as what is not there, to the letter', async () => {
    const nobody = {
      methodId: 'pm_00000000000000000000000000',
      setupId: 'set_00000000000000000000000000',
      invoiceId: 'inv_00000000000000000000000000',
      paymentId: 'pay_00000000000000000000000000',
    };
    const plain = async (path: string) => {
      const answer = await browsers.sibling.get(path);
      const text = (await answer.text()).replaceAll(/nonce="[^"]+"/g, '');
      const policy = (answer.headers.get('content-security-policy') ?? '').replace(/nonce-[^']+/, '');
      return { status: answer.status, text, policy };
    };
    browsers.sibling = await signIn(shop, (await shop.invoice(1_000)).customerId);
    for (const [theirs, none] of [
      [`/portal/pay?invoice=${owned.invoiceId}`, `/portal/pay?invoice=${nobody.invoiceId}`],
      [`/portal/payments/${owned.paymentId}`, `/portal/payments/${nobody.paymentId}`],
      [`/portal/payments/${owned.paymentId}/receipt`, `/portal/payments/${nobody.paymentId}/receipt`],
      [`/portal/settings/remove/${owned.methodId}`, `/portal/settings/remove/${nobody.methodId}`],
      [`/portal/settings/verify/${owned.setupId}`, `/portal/settings/verify/${nobody.setupId}`],
    ] as const) {
      const answer = await plain(theirs);
      expect(answer.status).toBe(404);
      expect(answer).toEqual(await plain(none));
    }
  });
});
