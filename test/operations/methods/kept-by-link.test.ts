import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { emails, paymentMethods, payments } from '../../../src/db/schema/index.ts';
import { collectInvoice } from '../../../src/operations/collection/collect-invoice.ts';
import { pauseMoney } from '../../../src/operations/connections/pause-money.ts';
import { sweepEvents } from '../../../src/operations/inbox/sweep-events.ts';
import { confirmMethod } from '../../../src/operations/methods/confirm-method.ts';
import { setDefaultMethod } from '../../../src/operations/methods/set-default.ts';
import { syncMethods } from '../../../src/operations/methods/sync-methods.ts';
import { rebuildPaused } from '../../../src/operations/recovery/rebuild.ts';
import {
  attemptsAt,
  draftFor,
  send,
  sendNew,
  setCustomer,
  setPolicy,
} from '../../support/worker/collecting.ts';
import { advanceBoth } from '../../support/worker/events.ts';
import { AWAY, invoiceRow, withStripe } from '../../support/worker/guards.ts';
import {
  agreementsOf,
  askPayerForAddress,
  daysPass,
  followed,
  mailsAbout,
  openLink,
  payByLink,
} from '../../support/worker/kept-by-link.ts';
import { attachAtStripe, methodsOnFile, ownerOf, stripeCustomerOf } from '../../support/worker/methods.ts';
import { forgetPayments } from '../../support/worker/restored.ts';
import { must, openShop, payAtStripe, type Shop } from '../../support/worker/shop.ts';

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

const own = () => `${customerId}@payer.test`;
const confirm = (methodId: string) =>
  confirmMethod(shop.ctx, { who: ownerOf(shop, customerId), methodId, by: 'customer' });

describe('a friend who pays one dollar through a forwarded link', () => {
  it('is not charged for the next invoice, however long it is open, and is told', async () => {
    await payByLink(shop, payPath, { email: FRIEND });
    expect(await mailsAbout(shop, customerId)).toEqual([
      `method_kept ${FRIEND}`,
      `method_to_confirm ${own()}`,
    ]);
    const invoiceId = await sendNew(shop, customerId, { amount: 1_000_000 });
    await daysPass(shop, invoiceId, 8);
    expect(await attemptsAt(shop, invoiceId)).toEqual([]);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({
      status: 'open',
      collectStage: 'needs_customer',
      collectReason: 'not_confirmed',
      noticedFor: null,
    });
  });

  it('is charged once the customer has confirmed it, and only days after a notice', async () => {
    await payByLink(shop, payPath, { email: FRIEND });
    const invoiceId = await sendNew(shop, customerId, { amount: 1_000_000 });
    const [method] = await methodsOnFile(shop, customerId);
    expect(method).toMatchObject({ state: 'usable', isDefault: false, payerEmail: FRIEND });
    expect((await confirm(method?.id ?? '')).kind).toBe('done');
    expect((await confirm(method?.id ?? '')).kind).toBe('done');
    await collectInvoice(shop.ctx, invoiceId);
    expect(await attemptsAt(shop, invoiceId)).toEqual([]);
    const { noticedFor } = await invoiceRow(shop, invoiceId);
    expect(noticedFor).toBeGreaterThan(shop.ctx.now() + 2 * DAY);
    await daysPass(shop, invoiceId, 5);
    expect(await attemptsAt(shop, invoiceId)).toMatchObject([{ state: 'succeeded', via: 'autopay' }]);
  });

  it('is not offered to anybody for a payment by hand, nor made the default, before that', async () => {
    await setPolicy(shop, { publicSavedMethod: true });
    await payByLink(shop, payPath, { email: FRIEND });
    const [method] = await methodsOnFile(shop, customerId);
    const methodId = method?.id ?? '';
    const set = await setDefaultMethod(shop.ctx, { who: ownerOf(shop, customerId), methodId });
    expect(set).toMatchObject({ kind: 'refused', rejection: { code: 'method_not_usable' } });
    const next = await draftFor(shop, customerId, { amount: 5_000 });
    await send(shop, next);
    const path = new URL(await shop.ctx.links.url('pay', { id: next, version: 1 })).pathname;
    const pressed = await shop.request(path, {
      method: 'POST',
      body: new URLSearchParams({ method: methodId, version: '1' }),
    });
    expect(pressed.headers.get('location') ?? '').not.toContain('/success');
    expect(await attemptsAt(shop, next)).toEqual([]);
  });
});

describe('a customer who pays by link', () => {
  it.each([
    ['from their own address', (address: string) => address],
    ['from their own address in other letters', (address: string) => address.toUpperCase()],
  ])('%s has the next ones charged by themselves, each announced first (P40)', async (_, write) => {
    await payByLink(shop, payPath, { email: write(own()) });
    expect(await mailsAbout(shop, customerId)).toEqual([`method_kept ${write(customerId)}@payer.test`]);
    const invoiceId = await sendNew(shop, customerId, { amount: 1_000_000 });
    expect(await attemptsAt(shop, invoiceId)).toEqual([]);
    expect((await invoiceRow(shop, invoiceId)).noticedFor).not.toBeNull();
    await daysPass(shop, invoiceId, 5);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid' });
  });

  it('from one of their billing addresses is known by it', async () => {
    await setCustomer(shop, customerId, { billingEmails: ['ap@payer.test', FRIEND] });
    await payByLink(shop, payPath, { email: FRIEND });
    const [method] = await methodsOnFile(shop, customerId);
    expect(method).toMatchObject({ confirmedBy: 'address', isDefault: true });
  });

  it('is announced a day before even where the business gives no notice', async () => {
    await setPolicy(shop, { noticeDays: 0 });
    await payByLink(shop, payPath, { email: own() });
    const invoiceId = await sendNew(shop, customerId);
    const { noticedFor } = await invoiceRow(shop, invoiceId);
    expect(noticedFor).toBeGreaterThanOrEqual(shop.ctx.now() + DAY / 2);
    expect(await attemptsAt(shop, invoiceId)).toEqual([]);
  });

  it('is charged on the due date of an invoice that is due later, and told days before', async () => {
    await setPolicy(shop, { collectPolicy: 'on_due_date' });
    await payByLink(shop, payPath, { email: own() });
    const dueDate = new Date(shop.ctx.now() + 20 * DAY).toISOString().slice(0, 10);
    const invoiceId = await sendNew(shop, customerId, { dueDate });
    await daysPass(shop, invoiceId, 15);
    expect((await invoiceRow(shop, invoiceId)).noticedFor).toBeNull();
    await daysPass(shop, invoiceId, 4);
    expect((await invoiceRow(shop, invoiceId)).noticedFor).not.toBeNull();
    expect(await attemptsAt(shop, invoiceId)).toEqual([]);
    await daysPass(shop, invoiceId, 3);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid' });
  });

  it('is charged after their own method failed only after a notice of this one', async () => {
    await payByLink(shop, payPath, { email: own() });
    await attachAtStripe(await stripeCustomerOf(shop, customerId), 'pm_card_chargeCustomerFail');
    await syncMethods(shop.ctx, { customerId, connectionId: shop.connectionId });
    const methods = await methodsOnFile(shop, customerId);
    const failing = methods.find(({ keptBy }) => keptBy === null);
    must(await setDefaultMethod(shop.ctx, { who: ownerOf(shop, customerId), methodId: failing?.id ?? '' }));
    const invoiceId = await sendNew(shop, customerId);
    const tried = await attemptsAt(shop, invoiceId);
    expect(tried.map(({ methodId }) => methodId)).toEqual([failing?.id]);
  });
});

it('each method is announced by a notice of its own, though both are for the same instant', async () => {
  await setPolicy(shop, { collectPolicy: 'on_due_date' });
  await payByLink(shop, payPath, { email: own() });
  await attachAtStripe(await stripeCustomerOf(shop, customerId), 'pm_card_mastercard');
  await syncMethods(shop.ctx, { customerId, connectionId: shop.connectionId });
  const methods = await methodsOnFile(shop, customerId);
  const first = methods.find(({ keptBy }) => keptBy === null);
  must(await setDefaultMethod(shop.ctx, { who: ownerOf(shop, customerId), methodId: first?.id ?? '' }));
  const dueDate = new Date(shop.ctx.now() + 20 * DAY).toISOString().slice(0, 10);
  const invoiceId = await sendNew(shop, customerId, { dueDate });
  await daysPass(shop, invoiceId, 18);
  const { db } = shop.ctx;
  await db
    .update(paymentMethods)
    .set({ state: 'detached' })
    .where(eq(paymentMethods.id, first?.id ?? ''));
  await collectInvoice(shop.ctx, invoiceId);
  const notices = await db
    .select({ facts: emails.facts })
    .from(emails)
    .where(and(eq(emails.invoiceId, invoiceId), eq(emails.template, 'charge_notice')));
  expect(notices.map(({ facts }) => facts)).toMatchObject([
    { method: { brand: 'mastercard' } },
    { method: { brand: 'visa' } },
  ]);
});

describe('what is kept', () => {
  it('is agreed to: the text that stood on both pages is stored word for word, with the payer and the time', async () => {
    const page = await (await shop.request(payPath)).text();
    await openLink(shop, payPath);
    const [asked] = await shop.payments();
    await payByLink(shop, payPath, { email: FRIEND });
    const [agreement, another] = await agreementsOf(shop, customerId);
    expect(another).toBeUndefined();
    expect(agreement).toMatchObject({ kind: 'link_payment', agreedBy: FRIEND, locale: 'en' });
    expect(agreement?.version).toMatch(/^link-payment-/);
    expect(agreement?.text).toContain('kept for later invoices from Northwind (Northwind Ltd) to Payer Inc');
    expect(agreement?.text).toContain('billing@northwind.test');
    expect(page).toContain(agreement?.text);
    const { custom_text: said, payment_intent_data: data } = JSON.parse(asked?.request ?? '{}');
    expect(said).toEqual({ submit: { message: agreement?.text } });
    expect(data.setup_future_usage).toBe('off_session');
  });

  it('may be a bank account, which waits for its customer as a card does', async () => {
    await payByLink(shop, payPath, { card: undefined, bank: '000123456789', email: FRIEND });
    const [method] = await methodsOnFile(shop, customerId);
    expect(method).toMatchObject({ type: 'us_bank_account', payerEmail: FRIEND, confirmedAt: null });
    const invoiceId = await sendNew(shop, customerId);
    await daysPass(shop, invoiceId, 6);
    expect(await attemptsAt(shop, invoiceId)).toEqual([]);
  });

  it('is not taken for the customer’s own where Stripe tells of the method before the payment', async () => {
    const session = await openLink(shop, payPath);
    await payAtStripe(session, { card: '4242424242424242', email: FRIEND });
    const at = { customerId, connectionId: shop.connectionId };
    expect(await syncMethods(shop.ctx, at)).toMatchObject({ kind: 'done', value: 'changed' });
    expect(await methodsOnFile(shop, customerId)).toMatchObject([{ payerEmail: FRIEND, confirmedAt: null }]);
    await followed(shop);
    expect(await methodsOnFile(shop, customerId)).toMatchObject([{ payerEmail: FRIEND, confirmedAt: null }]);
    expect(await agreementsOf(shop, customerId)).toHaveLength(1);
  });

  it('is not taken for the customer’s own where its payer began with another card', async () => {
    const session = await openLink(shop, payPath);
    // Seen while its bank asked for a password, which never came.
    await shop.ctx.db.update(payments).set({ stripePaymentMethodId: 'pm_before' });
    await payAtStripe(session, { card: '4242424242424242', email: FRIEND });
    must(await syncMethods(shop.ctx, { customerId, connectionId: shop.connectionId }));
    expect(await methodsOnFile(shop, customerId)).toMatchObject([{ payerEmail: FRIEND, confirmedAt: null }]);
  });

  it('is not taken for the customer’s own where a restored database finds the method before the payment', async () => {
    await sweepEvents(shop.ctx);
    const session = await openLink(shop, payPath);
    await payAtStripe(session, { card: '4242424242424242', email: FRIEND });
    await forgetPayments(
      shop,
      'self',
      (await shop.payments()).map(({ id }) => id),
    );
    must(await syncMethods(shop.ctx, { customerId, connectionId: shop.connectionId }));
    expect(await methodsOnFile(shop, customerId)).toMatchObject([{ payerEmail: null }]);
    await pauseMoney(shop.ctx, shop.connectionId, 'restored', { from: shop.ctx.now() - DAY, by: 'inbox' });
    await rebuildPaused(shop.ctx);
    await shop.work();
    expect(await methodsOnFile(shop, customerId)).toMatchObject([{ payerEmail: FRIEND, confirmedAt: null }]);
  });

  it('is known for what it is as soon as its debit is put back, though that had failed by then', async () => {
    await sweepEvents(shop.ctx);
    const session = await openLink(shop, payPath);
    await payAtStripe(session, { bank: '000222222227', email: FRIEND });
    await forgetPayments(
      shop,
      'self',
      (await shop.payments()).map(({ id }) => id),
    );
    await advanceBoth(shop, 5 * DAY);
    must(await syncMethods(shop.ctx, { customerId, connectionId: shop.connectionId }));
    expect(await methodsOnFile(shop, customerId)).toMatchObject([{ keptBy: null }]);
    await pauseMoney(shop.ctx, shop.connectionId, 'restored', {
      from: shop.ctx.now() - 6 * DAY,
      by: 'inbox',
    });
    // No effect is worked: what money rests for is over only when this is known.
    await rebuildPaused(shop.ctx);
    expect(await shop.payments()).toMatchObject([{ state: 'failed' }]);
    expect(await methodsOnFile(shop, customerId)).toMatchObject([
      { keptBy: expect.any(String), payerEmail: FRIEND, confirmedAt: null },
    ]);
  });

  it('is not on file at all while Stripe does not say who paid', async () => {
    const session = await openLink(shop, payPath);
    await payAtStripe(session, { card: '4242424242424242', email: FRIEND });
    const away = withStripe(shop.ctx, () => ({ retrieveSession: async () => AWAY }));
    const at = { customerId, connectionId: shop.connectionId };
    expect((await syncMethods(away, at)).kind).toBe('stripe_unavailable');
    expect(await methodsOnFile(shop, customerId)).toEqual([]);
  });

  it('stays the customer’s own where it was on file before the link was paid with it', async () => {
    const stripeId = await attachAtStripe(await stripeCustomerOf(shop, customerId), 'pm_card_visa');
    await syncMethods(shop.ctx, { customerId, connectionId: shop.connectionId });
    shop.advance(1000);
    const session = await openLink(shop, payPath);
    const facts = withStripe(shop.ctx, (real) => ({
      retrieveSession: async (id) => {
        const found = await real.retrieveSession(id);
        if (found.kind !== 'ok' || found.value.intent === null) return found;
        const intent = { ...found.value.intent, stripePaymentMethodId: stripeId };
        return { ...found, value: { ...found.value, intent } };
      },
    }));
    await payAtStripe(session, { card: '5555555555554444', email: FRIEND });
    await syncMethods(facts, { customerId, connectionId: shop.connectionId });
    const before = (await methodsOnFile(shop, customerId)).find(
      ({ stripePaymentMethodId }) => stripePaymentMethodId === stripeId,
    );
    expect(before).toMatchObject({ keptBy: null });
  });

  it('a second time is a method of its own: one card in two hands is confirmed for one', async () => {
    await payByLink(shop, payPath, { email: own() });
    const next = await draftFor(shop, customerId, { amount: 300 });
    await setPolicy(shop, { collectPolicy: 'on_due_date' });
    await send(shop, next);
    await shop.work();
    await askPayerForAddress(shop, customerId);
    await payByLink(shop, new URL(await shop.ctx.links.url('pay', { id: next, version: 1 })).pathname, {
      email: FRIEND,
    });
    const rows = await methodsOnFile(shop, customerId);
    expect(rows.map(({ payerEmail, confirmedAt }) => [payerEmail, confirmedAt !== null])).toEqual([
      [own(), true],
      [FRIEND, false],
    ]);
  });

  it('without an address is nobody’s: the customer is asked, and nothing is charged', async () => {
    const session = await openLink(shop, payPath);
    await payAtStripe(session, { card: '4242424242424242', email: FRIEND });
    const nameless = withStripe(shop.ctx, (real) => ({
      retrieveSession: async (id) => {
        const found = await real.retrieveSession(id);
        return found.kind === 'ok' ? { ...found, value: { ...found.value, payerEmail: null } } : found;
      },
    }));
    await syncMethods(nameless, { customerId, connectionId: shop.connectionId });
    expect(await methodsOnFile(shop, customerId)).toMatchObject([{ payerEmail: null, confirmedAt: null }]);
    expect(await mailsAbout(shop, customerId)).toEqual([`method_to_confirm ${own()}`]);
  });
});
