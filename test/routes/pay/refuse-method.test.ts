import { beforeEach, describe, expect, it } from 'vitest';
import { readStripeEvents } from '../../../src/operations/catch-up/read-stripe-events.ts';
import { collectInvoice } from '../../../src/operations/collection/collect-invoice.ts';
import { confirmMethod } from '../../../src/operations/methods/confirm-method.ts';
import { refuseKept } from '../../../src/operations/methods/refuse-method.ts';
import { attemptsAt, sendNew, setPolicy } from '../../support/worker/collecting.ts';
import { AWAY, invoiceRow, withStripe } from '../../support/worker/guards.ts';
import {
  askPayerForAddress,
  followed,
  openLink,
  payByLink,
  refusePathOf,
} from '../../support/worker/kept-by-link.ts';
import { methodsOnFile, ownerOf } from '../../support/worker/methods.ts';
import { openShop, payAtStripe, type Shop } from '../../support/worker/shop.ts';
import { askStripe } from '../../support/worker/stripe.ts';

const DAY = 24 * 3_600_000;
const FRIEND = 'friend@example.com';

let shop: Shop;
let customerId: string;
let payPath: string;
beforeEach(async () => {
  shop = await openShop();
  await setPolicy(shop, { collectPolicy: 'on_send' });
  ({ customerId, payPath } = await shop.invoice(100));
  await askPayerForAddress(shop, customerId);
});

const onFile = async () => (await methodsOnFile(shop, customerId))[0];
const atStripe = async () =>
  (await askStripe('GET', `/v1/payment_methods/${(await onFile())?.stripePaymentMethodId}`)).customer;

describe('the owner of a card that a link kept', () => {
  it('refuses without signing in: the page asks, one press does it, once and for all', async () => {
    await payByLink(shop, payPath, { email: FRIEND });
    const path = await refusePathOf(shop, customerId);
    const asked = await shop.request(path);
    expect(asked.status).toBe(200);
    expect(await asked.text()).toContain('Visa ending in 4242');
    expect(await onFile()).toMatchObject({ refusedAt: null, state: 'usable' });
    const head = await shop.request(path, { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(await onFile()).toMatchObject({ refusedAt: null });

    const pressed = await shop.request(path, { method: 'POST' });
    expect(await pressed.text()).toContain('Later charges stopped');
    expect(await onFile()).toMatchObject({ state: 'detached' });
    expect((await onFile())?.refusedAt).not.toBeNull();
    expect(await atStripe()).toBeNull();
    const again = await shop.request(path, { method: 'POST' });
    expect(again.status).toBe(200);
    expect(await again.text()).toContain('Later charges stopped');
  });

  it('is not overruled by the customer', async () => {
    await payByLink(shop, payPath, { email: FRIEND });
    const methodId = (await onFile())?.id ?? '';
    await shop.request(await refusePathOf(shop, customerId), { method: 'POST' });
    const confirmed = await confirmMethod(shop.ctx, {
      who: ownerOf(shop, customerId),
      methodId,
      by: 'customer',
    });
    expect(confirmed.kind).toBe('refused');
  });

  it('is not charged any more from that moment, even while Stripe does not answer', async () => {
    await payByLink(shop, payPath, { email: `${customerId}@payer.test` });
    const invoiceId = await sendNew(shop, customerId);
    expect((await invoiceRow(shop, invoiceId)).noticedFor).not.toBeNull();
    const away = withStripe(shop.ctx, () => ({ detachMethod: async () => AWAY }));
    const [{ id: paymentId } = { id: '' }] = await shop.payments();
    await refuseKept(away, { paymentId });
    expect(await onFile()).toMatchObject({ state: 'unusable', stateReason: 'removing' });
    shop.advance(5 * DAY);
    await readStripeEvents(shop.ctx);
    await collectInvoice(shop.ctx, invoiceId);
    expect(await attemptsAt(shop, invoiceId)).toEqual([]);
    // Stripe still lists it, and its detaching is tried again.
    await followed(shop);
    expect((await onFile())?.refusedAt).not.toBeNull();
    expect(await attemptsAt(shop, invoiceId)).toEqual([]);
  });

  it('refuses in time for a charge that was claimed and not confirmed yet', async () => {
    await payByLink(shop, payPath, { email: `${customerId}@payer.test` });
    const invoiceId = await sendNew(shop, customerId);
    shop.advance(5 * DAY);
    await readStripeEvents(shop.ctx);
    const [{ id: paymentId } = { id: '' }] = await shop.payments();
    const path = await refusePathOf(shop, customerId);
    const meanwhile = withStripe(shop.ctx, (real) => ({
      createIntent: async (...of) => {
        const made = await real.createIntent(...of);
        await refuseKept(shop.ctx, { paymentId });
        return made;
      },
    }));
    await collectInvoice(meanwhile, invoiceId);
    const attempts = await attemptsAt(shop, invoiceId);
    expect(attempts.map(({ state }) => state)).toEqual(['canceled']);
    expect((await invoiceRow(shop, invoiceId)).amountPaid).toBe(0);
    expect((await shop.request(path)).status).toBe(200);
  });

  it('refuses right after paying, before Stripe has told of the method', async () => {
    const session = await openLink(shop, payPath);
    await payAtStripe(session, { card: '4242424242424242', email: FRIEND });
    const path = await refusePathOf(shop, customerId);
    const pressed = await shop.request(path, { method: 'POST' });
    expect(await pressed.text()).toContain('Later charges stopped');
    await followed(shop);
    expect(await onFile()).toMatchObject({ state: 'detached', payerEmail: FRIEND });
  });

  it('finds the way to refuse on the page after the payment, which nobody else is shown', async () => {
    const session = await openLink(shop, payPath);
    const paid: { redirectTo: string } = await (
      await payAtStripe(session, { card: '4242424242424242', email: FRIEND })
    ).json();
    const success = await (await shop.request(new URL(paid.redirectTo).pathname)).text();
    const [, link] = /href="([^"]*\/refuse)"/.exec(success) ?? [];
    expect(link).toBeDefined();
    expect(await (await shop.request(payPath)).text()).not.toContain('/refuse');
    const pressed = await shop.request(new URL(link ?? '').pathname, { method: 'POST' });
    expect(await pressed.text()).toContain('Later charges stopped');
    expect(await (await shop.request(new URL(paid.redirectTo).pathname)).text()).not.toContain('/refuse');
  });

  it('finds it there even where Stripe shows the customer’s address and takes no other', async () => {
    const known = await shop.invoice(100);
    await shop.work();
    const session = await openLink(shop, known.payPath);
    const paid: { redirectTo: string } = await (
      await payAtStripe(session, { card: '4242424242424242', email: FRIEND })
    ).json();
    const success = await (await shop.request(new URL(paid.redirectTo).pathname)).text();
    await followed(shop);
    const [method] = await methodsOnFile(shop, known.customerId);
    expect(method?.payerEmail).toBe(`${known.customerId}@payer.test`);
    const invoiceId = await sendNew(shop, known.customerId, { amount: 1_000_000 });
    expect(await attemptsAt(shop, invoiceId)).toEqual([]);
    const [, link = ''] = /href="([^"]*\/refuse)"/.exec(success) ?? [];
    await shop.request(new URL(link).pathname, { method: 'POST' });
    shop.advance(5 * DAY);
    await readStripeEvents(shop.ctx);
    await collectInvoice(shop.ctx, invoiceId);
    expect(await attemptsAt(shop, invoiceId)).toEqual([]);
  });

  it('is told that nothing is kept where nothing is', async () => {
    await setPolicy(shop, { linkKeeps: 'never' });
    await payByLink(shop, payPath, { email: FRIEND });
    const pressed = await shop.request(await refusePathOf(shop, customerId), { method: 'POST' });
    expect(await pressed.text()).toContain('Nothing is kept');
  });

  it.each(['forged', ''])('and a link that we did not give out leads nowhere (%s)', async (token) => {
    const answer = await shop.request(`/pay/${token.padEnd(68, 'A')}/refuse`, { method: 'POST' });
    expect(answer.status).toBe(404);
  });
});
