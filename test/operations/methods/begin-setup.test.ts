import { beforeEach, describe, expect, it } from 'vitest';
import { DONE, LOST_RACE, refused, STRIPE_UNAVAILABLE } from '../../../src/domain/outcome.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { beginSetup } from '../../../src/operations/methods/begin-setup.ts';
import { setDefaultMethod } from '../../../src/operations/methods/set-default.ts';
import { sweepSetups } from '../../../src/operations/methods/sweep-setups.ts';
import { syncMethods } from '../../../src/operations/methods/sync-methods.ts';
import { syncSetup } from '../../../src/operations/methods/sync-setup.ts';
import { advanceBoth, breakStripe, mendStripe } from '../../support/worker/events.ts';
import { AWAY, withStripe } from '../../support/worker/guards.ts';
import {
  attachAtStripe,
  messagesTo,
  methodsOnFile,
  ownerOf,
  setupRow,
  stripeCustomerOf,
} from '../../support/worker/methods.ts';
import { openShop, payAtStripe, type Shop, sessionIn } from '../../support/worker/shop.ts';
import { askStripe } from '../../support/worker/stripe.ts';

const MINUTE = 60_000;

let shop: Shop;
let customerId: string;
beforeEach(async () => {
  shop = await openShop();
  ({ customerId } = await shop.invoice(12_000));
  await shop.work();
});

const begin = async (kind: 'card' | 'bank_instant' = 'card', ctx = shop.ctx, setupId = newId(ctx, 'set')) => {
  const begun = await beginSetup(ctx, { who: ownerOf(shop, customerId), setupId, kind, locale: 'en' });
  return { setupId, begun };
};
const sessionOf = ({ begun }: Awaited<ReturnType<typeof begin>>): string =>
  sessionIn(begun.kind === 'done' ? begun.value.url : null);

describe('a card that is put on file', () => {
  it('is typed on a page of Stripe, and is on file when its owner comes back', async () => {
    const made = await begin();
    await payAtStripe(sessionOf(made));
    expect(await syncSetup(shop.ctx, made.setupId)).toEqual({ state: 'succeeded', known: true });
    expect(await methodsOnFile(shop, customerId)).toMatchObject([
      { type: 'card', state: 'usable', isDefault: true },
    ]);
    expect(await messagesTo(shop, customerId)).toMatchObject([{ template: 'method_added', mandate: null }]);
    expect(await setupRow(shop, made.setupId)).toMatchObject({ state: 'succeeded', checkAt: null });
  });

  it('is on file within minutes where its owner never comes back and no webhook does', async () => {
    const made = await begin();
    await payAtStripe(sessionOf(made));
    shop.advance(4 * MINUTE);
    await sweepSetups(shop.ctx);
    expect(await methodsOnFile(shop, customerId)).toHaveLength(1);
  });

  it('is asked for on one page, however often the button is pressed', async () => {
    const setupId = newId(shop.ctx, 'set');
    const [first, second] = await Promise.all([1, 2].map(() => begin('card', shop.ctx, setupId)));
    const third = await begin('card', shop.ctx, setupId);
    expect(first?.begun).toEqual(second?.begun);
    expect(third.begun).toEqual(first?.begun);
    await payAtStripe(sessionOf(third));
    await syncSetup(shop.ctx, setupId);
    expect((await begin('card', shop.ctx, setupId)).begun).toEqual(refused({ code: 'setup_over' }));
  });

  it('that is declined leaves the page open for another one', async () => {
    const made = await begin();
    expect((await payAtStripe(sessionOf(made), { card: '4000000000000002' })).status).toBe(402);
    expect(await syncSetup(shop.ctx, made.setupId)).toMatchObject({ state: 'open' });
    await payAtStripe(sessionOf(made), { card: '5555555555554444' });
    expect(await syncSetup(shop.ctx, made.setupId)).toMatchObject({ state: 'succeeded' });
  });

  it('that nobody types ends with its page', async () => {
    const { setupId } = await begin();
    await advanceBoth(shop, 61 * MINUTE);
    await sweepSetups(shop.ctx);
    expect(await setupRow(shop, setupId)).toMatchObject({ state: 'expired', checkAt: null });
    expect(await methodsOnFile(shop, customerId)).toEqual([]);
  });
});

it('a new card takes the place of the one that ends, in one step', async () => {
  const stripeCustomer = await stripeCustomerOf(shop, customerId);
  for (const name of ['pm_card_visa', 'pm_card_mastercard']) await attachAtStripe(stripeCustomer, name);
  await syncMethods(shop.ctx, { customerId, connectionId: shop.connectionId });
  const [, ending] = await methodsOnFile(shop, customerId);
  const who = ownerOf(shop, customerId);
  expect(await setDefaultMethod(shop.ctx, { who, methodId: ending?.id ?? '' })).toEqual(DONE);
  const setupId = newId(shop.ctx, 'set');
  const ask = { setupId, kind: 'card', locale: 'en', replaces: ending?.id ?? '' } as const;
  const begun = await beginSetup(shop.ctx, { who, ...ask });
  await payAtStripe(sessionIn(begun.kind === 'done' ? begun.value.url : null), { card: '378282246310005' });
  await syncSetup(shop.ctx, setupId);
  await shop.work();
  const left = (await methodsOnFile(shop, customerId)).filter(({ state }) => state !== 'detached');
  expect(left).toMatchObject([
    { isDefault: false, summary: { brand: 'visa' } },
    { isDefault: true, position: 1, summary: { brand: 'amex' } },
  ]);
  const { data } = await askStripe('GET', `/v1/customers/${stripeCustomer}/payment_methods`);
  expect(data).toHaveLength(2);
  const others = { setupId: newId(shop.ctx, 'set'), kind: 'card', locale: 'en', replaces: 'pm_1' } as const;
  expect(await beginSetup(shop.ctx, { who, ...others })).toEqual(
    refused({ code: 'not_found', what: 'payment method' }),
  );
});

it('a bank account is verified at once on the page of Stripe, and its mandate is confirmed by mail', async () => {
  const made = await begin('bank_instant');
  await payAtStripe(sessionOf(made), { bank: '000123456789' });
  await syncSetup(shop.ctx, made.setupId);
  expect(await methodsOnFile(shop, customerId)).toMatchObject([{ type: 'us_bank_account', state: 'usable' }]);
  expect(await messagesTo(shop, customerId)).toMatchObject([
    { template: 'method_added', mandate: { holderName: 'Test Payer', routingNumber: '110000000' } },
  ]);
});

describe('a page whose answer is lost', () => {
  it('is found where Stripe had made it', async () => {
    await breakStripe({ method: 'POST', pathPattern: '/v1/checkout/sessions', kind: '500_applied' });
    const made = await begin();
    await mendStripe();
    await payAtStripe(sessionOf(made));
    expect(await syncSetup(shop.ctx, made.setupId)).toMatchObject({ state: 'succeeded' });
  });

  it('is nobody’s while Stripe is away, and expires', async () => {
    const away = withStripe(shop.ctx, () => ({
      createSetupSession: async () => AWAY,
      findSetupSession: async () => AWAY,
    }));
    const { setupId, begun } = await begin('card', away);
    expect(begun).toEqual(STRIPE_UNAVAILABLE);
    shop.advance(66 * MINUTE);
    await sweepSetups(shop.ctx);
    expect(await setupRow(shop, setupId)).toMatchObject({ state: 'failed', failureCode: 'never_created' });
  });
});

it('a Stripe customer that somebody deleted is made anew at the next try', async () => {
  await askStripe('DELETE', `/v1/customers/${await stripeCustomerOf(shop, customerId)}`);
  expect((await begin()).begun).toEqual(LOST_RACE);
  shop.advance(MINUTE);
  expect((await begin()).begun).toMatchObject({ kind: 'done' });
});

it('nothing is begun for a customer of somebody else', async () => {
  const other = await openShop();
  const asked = { setupId: newId(shop.ctx, 'set'), kind: 'card', locale: 'en' } as const;
  expect(await beginSetup(shop.ctx, { who: { ...other.scope, customerId }, ...asked })).toEqual(
    refused({ code: 'not_found', what: 'customer' }),
  );
});
