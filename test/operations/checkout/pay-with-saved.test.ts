import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { connections, invoices, paymentMethods } from '../../../src/db/schema/index.ts';
import { linkOfferFor } from '../../../src/operations/checkout/offer-method.ts';
import { linkOrder } from '../../../src/operations/checkout/order.ts';
import { payCart } from '../../../src/operations/checkout/pay-cart.ts';
import { recordPayment, voidInvoice } from '../../../src/operations/invoices/apply-when-no-payment-open.ts';
import { finalizeInvoice } from '../../../src/operations/invoices/finalize.ts';
import { answering, meanwhileAt, moneyFor, passTime } from '../../support/worker/charging.ts';
import {
  attemptsAt,
  customerWith,
  draftFor,
  setPolicy,
  templatesSentAbout,
} from '../../support/worker/collecting.ts';
import { AWAY, CHANGED, cash, invoiceRow, notPayable } from '../../support/worker/guards.ts';
import { methodsOnFile } from '../../support/worker/methods.ts';
import { must, openShop, payAtStripe, type Shop, sessionIn } from '../../support/worker/shop.ts';

let shop: Shop;
let customerId: string;
let invoiceId: string;
beforeEach(async () => {
  shop = await openShop();
  await setPolicy(shop, { publicSavedMethod: true });
});

/** An open invoice of a customer with these methods on file. */
async function owed(methods: readonly string[], currency = 'USD'): Promise<void> {
  customerId = await customerWith(shop, ...methods);
  invoiceId = await draftFor(shop, customerId, { currency });
  must(await finalizeInvoice(shop.ctx, { scope: shop.scope, invoiceId, commandId: `${invoiceId}/finalize` }));
}

type Press = { readonly methodId?: string; readonly invoiceVersion?: number };

/** The first method that anybody with the link is offered, with the version that it is shown with. */
async function offered(): Promise<Press | null> {
  const { value: offer } = await linkOfferFor(shop.ctx, { invoiceId, viewer: null });
  return offer && { methodId: offer.methods[0].methodId, invoiceVersion: offer.invoiceVersion };
}

async function press(more: Press = {}, ctx = shop.ctx) {
  const saved = await offered();
  const methodId = more.methodId ?? saved?.methodId ?? '';
  const version = more.invoiceVersion ?? saved?.invoiceVersion ?? 0;
  return payCart(ctx, linkOrder({ id: invoiceId, version: 1 }, { methodId, version }));
}
const NO_METHOD = { kind: 'refused', rejection: { code: 'not_found', what: 'payment method' } } as const;
const money = () => moneyFor(shop, customerId, invoiceId);
const payPath = async () => new URL(await shop.ctx.links.url('pay', { id: invoiceId, version: 1 })).pathname;
const openSession = async () =>
  sessionIn((await shop.request(await payPath(), { method: 'POST' })).headers.get('location'));

describe('one press', () => {
  it('charges the method on file, and sends a receipt', async () => {
    await owed(['pm_card_visa']);
    expect(await press()).toMatchObject({ value: { kind: 'paid' } });
    await shop.work();
    expect(await money()).toEqual({ taken: 1, open: 0 });
    expect(await attemptsAt(shop, invoiceId)).toMatchObject([{ state: 'succeeded', via: 'link' }]);
    expect(await templatesSentAbout(shop, invoiceId)).toEqual(['receipt']);
  });

  it.each([2, 10])('that is made %i times at once charges once', async (times) => {
    await owed(['pm_card_visa']);
    const answers = await Promise.all(Array.from({ length: times }, () => press()));
    expect(answers.filter((answer) => answer.kind === 'done' && answer.value.kind === 'paid')).toHaveLength(
      1,
    );
    expect(await money()).toEqual({ taken: 1, open: 0 });
    expect(await attemptsAt(shop, invoiceId)).toHaveLength(1);
  });

  it('that is made again after it was paid charges nothing', async () => {
    await owed(['pm_card_visa']);
    const [method] = await methodsOnFile(shop, customerId);
    await press();
    const again = { methodId: method?.id ?? '', invoiceVersion: 2 };
    expect(await press(again)).toEqual(notPayable(invoiceId, 'paid'));
    expect(await money()).toEqual({ taken: 1, open: 0 });
  });

  it('on a card that declines says so, leaves the invoice open, and the same press charges anew', async () => {
    await owed(['pm_card_chargeCustomerFail']);
    expect(await press()).toMatchObject({ value: { kind: 'declined' } });
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'open', paymentStatus: 'failed' });
    expect(await press()).toMatchObject({ value: { kind: 'declined' } });
    expect(await attemptsAt(shop, invoiceId)).toHaveLength(2);
    expect(await shop.slots()).toEqual([]);
  });

  it('that wants authentication leads back to the link, where it can be given', async () => {
    await owed(['pm_card_authenticationRequired']);
    expect(await press()).toMatchObject({ value: { kind: 'declined' } });
    expect(await money()).toEqual({ taken: 0, open: 0 });
    expect((await payAtStripe(await openSession())).ok).toBe(true);
  });
});

describe('what was not shown so is not charged', () => {
  it.each([
    ['a stale version', { invoiceVersion: 99 }, CHANGED],
    ['no version', { invoiceVersion: 0 }, CHANGED],
    ['a method that does not exist', { methodId: 'pm_none' }, NO_METHOD],
  ])('%s', async (_what, pressed, answer) => {
    await owed(['pm_card_visa']);
    expect(await press(pressed)).toEqual(answer);
    expect(await money()).toEqual({ taken: 0, open: 0 });
  });

  it('another customer’s method', async () => {
    await owed(['pm_card_visa']);
    const other = await customerWith(shop, 'pm_card_mastercard');
    const [theirs] = await methodsOnFile(shop, other);
    expect(await press({ methodId: theirs?.id ?? '' })).toEqual(NO_METHOD);
    expect(await money()).toEqual({ taken: 0, open: 0 });
    expect(await moneyFor(shop, other, invoiceId)).toEqual({ taken: 0, open: 0 });
  });

  it.each(['detached', 'unusable', 'pending_verification'] as const)(
    'a method that is %s by now',
    async (state) => {
      await owed(['pm_card_visa']);
      const [method] = await methodsOnFile(shop, customerId);
      const shown = { methodId: method?.id ?? '', invoiceVersion: 1 };
      await shop.ctx.db.update(paymentMethods).set({ state }).where(eq(paymentMethods.id, shown.methodId));
      expect(await press(shown)).toEqual(CHANGED);
      expect(await money()).toEqual({ taken: 0, open: 0 });
    },
  );

  it('a card that has expired', async () => {
    await owed(['pm_card_visa']);
    const [method] = await methodsOnFile(shop, customerId);
    const shown = { methodId: method?.id ?? '', invoiceVersion: 1 };
    await shop.ctx.db
      .update(paymentMethods)
      .set({ expYear: 2020 })
      .where(eq(paymentMethods.id, shown.methodId));
    expect(await offered()).toBeNull();
    expect(await press(shown)).toEqual(CHANGED);
  });

  it('a bank account for an invoice that is not in US dollars', async () => {
    await owed(['pm_card_visa'], 'EUR');
    const [method] = await methodsOnFile(shop, customerId);
    const shown = { methodId: method?.id ?? '', invoiceVersion: 1 };
    const summary = { kind: 'us_bank_account', bankName: 'Bank', last4: '6789' } as const;
    await shop.ctx.db
      .update(paymentMethods)
      .set({ type: 'us_bank_account', summary, expMonth: null, expYear: null })
      .where(eq(paymentMethods.id, shown.methodId));
    expect(await offered()).toBeNull();
    expect(await press(shown)).toEqual(CHANGED);
    expect(await money()).toEqual({ taken: 0, open: 0 });
  });

  it('an invoice that is void', async () => {
    await owed(['pm_card_visa']);
    const saved = await offered();
    must(await voidInvoice(shop.ctx, { scope: shop.scope, invoiceId, commandId: 'void' }));
    const { version } = await invoiceRow(shop, invoiceId);
    const shown = { methodId: saved?.methodId ?? '', invoiceVersion: version };
    expect(await press(shown)).toEqual(notPayable(invoiceId, 'void'));
    expect(await money()).toEqual({ taken: 0, open: 0 });
  });

  it.each([
    [
      'is frozen',
      () => shop.ctx.db.update(invoices).set({ frozenAt: 1 }).where(eq(invoices.id, invoiceId)),
      () => notPayable(invoiceId, 'frozen'),
    ],
    [
      'is on a connection where money rests',
      () => shop.ctx.db.update(connections).set({ pausedAt: 1 }).where(eq(connections.id, shop.connectionId)),
      () => ({ kind: 'refused', rejection: { code: 'payments_paused' } }) as const,
    ],
  ])('an invoice that %s', async (_what, forbid, answer) => {
    await owed(['pm_card_visa']);
    await forbid();
    expect(await press()).toEqual(answer());
    expect(await attemptsAt(shop, invoiceId)).toEqual([]);
    await shop.ctx.db
      .update(connections)
      .set({ pausedAt: null })
      .where(eq(connections.id, shop.connectionId));
  });
});

describe('beside another payment', () => {
  it('an open session is expired first, and cannot be paid any more', async () => {
    await owed(['pm_card_visa']);
    const session = await openSession();
    expect(await press()).toMatchObject({ value: { kind: 'paid' } });
    expect((await payAtStripe(session)).ok).toBe(false);
    const states = (await attemptsAt(shop, invoiceId)).map(({ state }) => state);
    expect(states).toEqual(['canceled', 'succeeded']);
  });

  it('a session that was paid a moment ago is what paid', async () => {
    await owed(['pm_card_visa']);
    await payAtStripe(await openSession());
    expect(await press()).toEqual(notPayable(invoiceId, 'paid'));
    expect(await attemptsAt(shop, invoiceId)).toMatchObject([{ state: 'succeeded' }]);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', amountPaid: 12_000 });
  });

  it('a debit that is on its way forbids it', async () => {
    await owed(['pm_card_visa']);
    await payAtStripe(await openSession(), { bank: '000123456789' });
    await passTime(shop, 4);
    expect(await press()).toEqual(notPayable(invoiceId, 'processing'));
    expect(await attemptsAt(shop, invoiceId)).toMatchObject([{ state: 'processing' }]);
  });

  it('a void while it charges is done, and nothing is taken', async () => {
    await owed(['pm_card_visa']);
    const ctx = meanwhileAt(shop.ctx, { call: 'createIntent', when: 'after' }, async () => {
      must(await voidInvoice(shop.ctx, { scope: shop.scope, invoiceId, commandId: 'void' }));
    });
    expect(await press({}, ctx)).toEqual(CHANGED);
    expect(await money()).toEqual({ taken: 0, open: 0 });
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'void' });
  });

  it('a payment recorded by hand while it charges is the only one', async () => {
    await owed(['pm_card_visa']);
    const ctx = meanwhileAt(shop.ctx, { call: 'confirmIntent', when: 'before' }, async () => {
      must(
        await recordPayment(shop.ctx, {
          scope: shop.scope,
          invoiceId,
          commandId: 'cash',
          payment: cash(12_000),
        }),
      );
    });
    await press({}, ctx);
    expect(await money()).toEqual({ taken: 0, open: 0 });
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', amountPaid: 12_000 });
  });

  it('where Stripe did not say, a second press charges nothing until it is known', async () => {
    await owed(['pm_card_visa']);
    const silent = answering(shop.ctx, 'retrieveIntent', AWAY, { first: 100, applied: false });
    expect(await press({}, silent)).toMatchObject({ value: { kind: 'unknown' } });
    expect(await press()).toEqual({ kind: 'lost_race' });
    await passTime(shop, 12);
    expect(await money()).toEqual({ taken: 1, open: 0 });
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid' });
  });
});
