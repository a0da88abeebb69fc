import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { customers } from '../../../src/db/schema/index.ts';
import { refused } from '../../../src/domain/outcome.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { beginSetup } from '../../../src/operations/methods/begin-setup.ts';
import { withStripe } from '../../support/worker/guards.ts';
import { ownerOf, putOnFile, setupRow, stripeCustomerOf } from '../../support/worker/methods.ts';
import { must, openShop, type Shop, sessionIn } from '../../support/worker/shop.ts';
import { askStripe } from '../../support/worker/stripe.ts';

const HOUR = 3_600_000;

let shop: Shop;
let customerId: string;
beforeEach(async () => {
  shop = await openShop();
  ({ customerId } = await shop.invoice(12_000));
  await shop.work();
});

type Ask = Partial<Parameters<typeof beginSetup>[1]>;
const begin = (more: Ask = {}, ctx = shop.ctx) =>
  beginSetup(ctx, {
    who: ownerOf(shop, customerId),
    setupId: newId(shop.ctx, 'set'),
    kind: 'card',
    locale: 'en',
    ...more,
  });
const pageOf = async (more: Ask = {}) => {
  const { url, expiresAt } = must(await begin(more));
  return { expiresAt, page: await askStripe('GET', `/v1/checkout/sessions/${sessionIn(url)}`) };
};

describe('the page on which a method is put on file', () => {
  it('says whose it is, so that it is found again, and lives for an hour', async () => {
    const setupId = newId(shop.ctx, 'set');
    const before = shop.ctx.now();
    const { page, expiresAt } = await pageOf({ setupId });
    expect(page).toMatchObject({
      mode: 'setup',
      customer: await stripeCustomerOf(shop, customerId),
      metadata: {
        quittance_deployment: shop.ctx.deploymentId,
        quittance_merchant: shop.scope.merchantId,
        quittance_customer: customerId,
        quittance_setup: setupId,
      },
      expires_at: Math.floor(expiresAt / 1000),
    });
    expect(expiresAt).toBeGreaterThanOrEqual(before + HOUR);
    expect(expiresAt).toBeLessThanOrEqual(shop.ctx.now() + HOUR);
    expect(await setupRow(shop, setupId)).toMatchObject({ state: 'open', expiresAt });
  });

  it.each([
    ['card', ['card']],
    ['bank_instant', ['us_bank_account']],
  ] as const)('takes a %s and nothing else', async (kind, types) => {
    const { page } = await pageOf({ kind });
    expect(page.payment_method_types ?? page.allowed_payment_method_types).toEqual(types);
  });

  it('leads back to the portal, or to where a caller asked, whose address is no link of ours', async () => {
    const setupId = newId(shop.ctx, 'set');
    const own = (await pageOf({ setupId })).page;
    expect(own.success_url).toBe(shop.ctx.links.page(`/portal/settings/return/${setupId}`));
    expect(own.cancel_url).toBe(shop.ctx.links.page('/portal/settings'));
    const returnUrl = 'https://app.test/{{pay inv_1 1}}?done=1';
    const theirs = (await pageOf({ returnUrl })).page;
    expect([theirs.success_url, theirs.cancel_url]).toEqual([returnUrl, returnUrl]);
  });

  it('speaks the customer’s own language, else that of the page it was asked from', async () => {
    expect((await pageOf({ locale: 'fr' })).page.locale).toBe('fr');
    await shop.ctx.db.update(customers).set({ locale: 'de' }).where(eq(customers.id, customerId));
    expect((await pageOf({ locale: 'fr' })).page.locale).toBe('de');
  });

  it('is asked for once, and read again when the button is pressed again', async () => {
    const setupId = newId(shop.ctx, 'set');
    const asked = { created: 0, read: 0 };
    const counting = withStripe(shop.ctx, (real) => ({
      createSetupSession: (...ask) => {
        asked.created += 1;
        return real.createSetupSession(...ask);
      },
      retrieveSetupSession: (...ask) => {
        asked.read += 1;
        return real.retrieveSetupSession(...ask);
      },
    }));
    const first = must(await begin({ setupId }, counting));
    expect(asked).toEqual({ created: 1, read: 0 });
    expect(must(await begin({ setupId }, counting))).toEqual(first);
    expect(asked).toEqual({ created: 1, read: 1 });
  });

  it('replaces no card of another customer', async () => {
    const other = await shop.invoice(1_000);
    await shop.work();
    const { methodId } = await putOnFile(shop, other.customerId);
    expect(await begin({ replaces: methodId })).toEqual(
      refused({ code: 'not_found', what: 'payment method' }),
    );
    const mine = await putOnFile(shop, customerId);
    expect(await begin({ replaces: mine.methodId })).toMatchObject({ kind: 'done' });
  });
});
