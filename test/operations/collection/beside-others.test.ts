import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { slots } from '../../../src/db/schema/index.ts';
import { readStripeEvents } from '../../../src/operations/catch-up/read-stripe-events.ts';
import { collectInvoice } from '../../../src/operations/collection/collect-invoice.ts';
import { recordOutcome } from '../../../src/operations/payments/record-outcome.ts';
import { hooked, moneyFor, passTime } from '../../support/worker/charging.ts';
import {
  attemptsAt,
  collect,
  customerWith,
  draftFor,
  send,
  sendNew,
  setPolicy,
  templatesSentAbout,
  tick,
} from '../../support/worker/collecting.ts';
import { advanceBoth } from '../../support/worker/events.ts';
import { AWAY, invoiceRow, withStripe } from '../../support/worker/guards.ts';
import { openShop, payAtStripe, type Shop, sessionIn } from '../../support/worker/shop.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let shop: Shop;
let customerId: string;
let invoiceId: string;
beforeEach(async () => {
  shop = await openShop();
  await setPolicy(shop, { collectPolicy: 'on_send', remindDays: [] });
});

/** An invoice that was just sent and not collected yet, and a payer at Stripe's page for it. */
async function payerAtStripe(...methods: readonly string[]): Promise<string> {
  customerId = await customerWith(shop, ...methods);
  invoiceId = await draftFor(shop, customerId);
  await send(shop, invoiceId);
  shop.enqueued.length = 0;
  return openSession();
}
async function openSession(): Promise<string> {
  const { pathname } = new URL(await shop.ctx.links.url('pay', { id: invoiceId, version: 1 }));
  return sessionIn((await shop.request(pathname, { method: 'POST' })).headers.get('location'));
}
/** Time passes, and cron has read Stripe's events. */
async function later(ms: number): Promise<void> {
  shop.advance(ms);
  await readStripeEvents(shop.ctx);
}
const states = async () => (await attemptsAt(shop, invoiceId)).map(({ via, state }) => `${via} ${state}`);
const money = () => moneyFor(shop, customerId, invoiceId);

describe('a payer at Stripe’s page', () => {
  it('who came a moment ago is given time to pay', async () => {
    const session = await payerAtStripe('pm_card_visa');
    await collect(shop, invoiceId);
    expect(await states()).toEqual(['link session_open']);
    const { nextCheckAt, collectReason } = await invoiceRow(shop, invoiceId);
    expect(collectReason).toBe('payment_open');
    expect(nextCheckAt).toBeGreaterThan(shop.ctx.now() + 10 * MINUTE);
    expect((await payAtStripe(session)).ok).toBe(true);
    await passTime(shop, 32);
    expect(await states()).toEqual(['link succeeded']);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', amountPaid: 12_000 });
  });

  it('is waited for where the payment was put back without the invoice’s slot, which another held by then', async () => {
    const session = await payerAtStripe('pm_card_visa');
    await shop.ctx.db.delete(slots).where(eq(slots.invoiceId, invoiceId));
    await collect(shop, invoiceId);
    expect(await states()).toEqual(['link session_open']);
    expect((await payAtStripe(session)).ok).toBe(true);
    await passTime(shop, 32);
    expect(await money()).toEqual({ taken: 1, open: 0 });
  });

  it('who left it is not: the session is over before the method on file is charged', async () => {
    const session = await payerAtStripe('pm_card_visa');
    await collect(shop, invoiceId);
    await passTime(shop, 20);
    expect(await states()).toEqual(['link canceled', 'autopay succeeded']);
    expect((await payAtStripe(session)).ok).toBe(false);
    expect(await money()).toEqual({ taken: 1, open: 0 });
  });

  it('whose payment was not recorded yet has paid: nothing is charged beside it', async () => {
    const session = await payerAtStripe('pm_card_visa');
    await later(20 * MINUTE);
    await payAtStripe(session);
    await collect(shop, invoiceId);
    expect(await states()).toEqual(['link succeeded']);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', amountPaid: 12_000 });
  });

  it('who pays while their session is being expired has paid', async () => {
    const session = await payerAtStripe('pm_card_visa');
    await later(20 * MINUTE);
    const racing = withStripe(shop.ctx, (real) => ({
      expireSession: async (...of) => {
        await payAtStripe(session);
        return real.expireSession(...of);
      },
    }));
    await collectInvoice(racing, invoiceId);
    expect(await states()).toEqual(['link succeeded']);
    expect(await money()).toMatchObject({ open: 0 });
  });

  it('whose session may still be open, since Stripe does not say, keeps the method on file from being charged', async () => {
    await payerAtStripe('pm_card_visa');
    await later(20 * MINUTE);
    const silent = withStripe(shop.ctx, () => ({
      expireSession: async () => AWAY,
      retrieveSession: async () => AWAY,
    }));
    expect(await collectInvoice(silent, invoiceId)).toEqual({ kind: 'later' });
    expect(await states()).toEqual(['link session_open']);
    expect((await invoiceRow(shop, invoiceId)).nextCheckAt).toBeGreaterThan(shop.ctx.now());
    await passTime(shop, 32);
    expect(await states()).toEqual(['link canceled', 'autopay succeeded']);
  });

  it('whose session is still open at Stripe after we expired it is not charged beside', async () => {
    await payerAtStripe('pm_card_visa');
    await later(20 * MINUTE);
    const deaf = withStripe(shop.ctx, () => ({ expireSession: async () => AWAY }));
    expect(await collectInvoice(deaf, invoiceId)).toEqual({ kind: 'later' });
    expect(await states()).toEqual(['link session_open']);
  });
});

describe('a bank debit that takes days', () => {
  async function debit(account: string): Promise<void> {
    await payAtStripe(await payerAtStripe('pm_card_visa'), { bank: account });
    await passTime(shop, 4);
  }

  it('is notified, and nothing else is charged or offered until it settles; then the invoice is paid', async () => {
    await debit('000123456789');
    for (let day = 0; day < 2; day += 1) {
      await later(12 * 60 * MINUTE);
      await tick(shop);
      expect(await states()).toEqual(['link processing']);
    }
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ paymentStatus: 'processing', status: 'open' });
    const { pathname } = new URL(await shop.ctx.links.url('pay', { id: invoiceId, version: 1 }));
    const page = await (await shop.request(pathname, { method: 'POST' })).text();
    expect(page).toContain('Payment processing');
    await advanceBoth(shop, 5 * DAY);
    await passTime(shop, 12);
    expect(await states()).toEqual(['link succeeded']);
    expect(await templatesSentAbout(shop, invoiceId)).toEqual(['debit_started', 'invoice_sent', 'receipt']);
  });

  it('that bounces notifies both sides, and collection goes on with the method on file', async () => {
    await debit('000222222227');
    await advanceBoth(shop, 5 * DAY);
    await passTime(shop, 40);
    expect((await states())[0]).toBe('link failed');
    const told = await templatesSentAbout(shop, invoiceId);
    expect(told).toContain('payment_failed');
    expect(told).toContain('payment_failed_business');
  });
});

describe('workers at once', () => {
  it('that collect one invoice while its payment is being polled charge once', async () => {
    customerId = await customerWith(shop, 'pm_card_visa');
    invoiceId = await draftFor(shop, customerId);
    await send(shop, invoiceId);
    const looked = hooked(shop.ctx, 'confirmIntent', async (sendIt) => {
      const [attempt] = await attemptsAt(shop, invoiceId);
      await Promise.all([
        recordOutcome(shop.ctx, attempt?.id ?? ''),
        collect(shop, invoiceId),
        collect(shop, invoiceId),
      ]);
      return sendIt();
    });
    await collectInvoice(looked, invoiceId);
    expect(await states()).toEqual(['autopay succeeded']);
    expect(await money()).toEqual({ taken: 1, open: 0 });
  });

  it('that are given the same message again after it was done do nothing', async () => {
    customerId = await customerWith(shop, 'pm_card_visa');
    invoiceId = await sendNew(shop, customerId);
    for (let times = 0; times < 3; times += 1) {
      expect(await collect(shop, invoiceId)).toEqual({ kind: 'nothing' });
    }
    expect(await money()).toEqual({ taken: 1, open: 0 });
    expect(await states()).toEqual(['autopay succeeded']);
  });
});
