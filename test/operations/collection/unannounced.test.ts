import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { connections, emails, paymentMethods } from '../../../src/db/schema/index.ts';
import { recheckOpenInvoices } from '../../../src/db/writes/checks.ts';
import { optIn } from '../../../src/operations/autopay/opt-in.ts';
import { optOut } from '../../../src/operations/autopay/opt-out.ts';
import { pauseInvoice, resumeInvoice } from '../../../src/operations/autopay/pause-invoice.ts';
import { type ApiClient, apiClient } from '../../support/worker/api.ts';
import { attemptsAt, customerWith, sendNew, setPolicy, tick } from '../../support/worker/collecting.ts';
import { addApiKey } from '../../support/worker/context.ts';
import { invoiceRow } from '../../support/worker/guards.ts';
import { AGREED, ownerOf } from '../../support/worker/methods.ts';
import { must, openShop, type Shop } from '../../support/worker/shop.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOTICE_DAYS = 3;

let shop: Shop;
let customerId: string;
let api: ApiClient;
beforeEach(async () => {
  shop = await openShop();
  await setPolicy(shop, { collectPolicy: 'never', noticeDays: NOTICE_DAYS, remindDays: [] });
  customerId = await customerWith(shop, 'pm_card_visa');
  api = apiClient(shop.ctx, { apiKey: await addApiKey(shop.ctx, shop.scope.merchantId, false) });
});

const dayFromNow = (days: number): string => new Date(shop.ctx.now() + days * DAY).toISOString().slice(0, 10);
const policyBecomes = async (policy: string): Promise<void> => {
  const answer = await api('PATCH', '/settings/collection', { policy });
  expect(answer.status).toBe(200);
};
async function customerBecomes(collection: object): Promise<void> {
  const { body } = await api('GET', `/customers/${customerId}`);
  const { legalName } = body;
  const answer = await api('PUT', `/customers/${customerId}`, {
    legalName,
    email: body.email,
    collection,
  });
  expect(answer.status).toBe(200);
}
const notices = (invoiceId: string) =>
  shop.ctx.db
    .select({ at: emails.createdAt })
    .from(emails)
    .where(and(eq(emails.invoiceId, invoiceId), eq(emails.template, 'charge_notice')));
async function settle(): Promise<void> {
  await shop.work();
  await tick(shop);
  await shop.work();
}
async function daysPass(days: number): Promise<void> {
  for (let day = 0; day < days; day += 1) {
    shop.advance(DAY);
    await settle();
  }
}

/** Nothing is charged now, a notice has gone out, and the charge comes about the notice days after it. */
async function isAnnouncedFirst(invoiceId: string): Promise<void> {
  await settle();
  expect(await attemptsAt(shop, invoiceId)).toEqual([]);
  const [notice, ...more] = await notices(invoiceId);
  expect(more).toEqual([]);
  const { noticedFor } = await invoiceRow(shop, invoiceId);
  // So many days by the calendar, at the hour of charges.
  expect((noticedFor ?? 0) - (notice?.at ?? Infinity)).toBeGreaterThan((NOTICE_DAYS - 1) * DAY);
  shop.advance((noticedFor ?? 0) - HOUR - shop.ctx.now());
  await settle();
  expect(await attemptsAt(shop, invoiceId)).toEqual([]);
  shop.advance(2 * HOUR);
  await settle();
  expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid' });
}

const terms = async (more: object = {}) => {
  const [method] = await shop.ctx.db
    .select({ id: paymentMethods.id })
    .from(paymentMethods)
    .where(eq(paymentMethods.customerId, customerId));
  return { when: 'on_send' as const, cap: null, methodId: method?.id ?? '', ...more };
};

describe('no charge comes without its announcement by the invoice as it was sent, or by a notice', () => {
  it.each([
    ['40 days overdue', -40],
    ['due in two days', 2],
    ['due in 30 days', 30],
  ])(
    'where the business’s policy becomes charge on send just after an invoice was sent, %s',
    async (_, days) => {
      const invoiceId = await sendNew(shop, customerId, { dueDate: dayFromNow(days) });
      shop.advance(HOUR);
      await policyBecomes('on_send');
      await isAnnouncedFirst(invoiceId);
    },
  );

  it('where it becomes charge on the due date, and that is tomorrow', async () => {
    const invoiceId = await sendNew(shop, customerId, { dueDate: dayFromNow(1) });
    shop.advance(HOUR);
    await policyBecomes('on_due_date');
    await isAnnouncedFirst(invoiceId);
  });

  it('where the invoice named its due date, and the policy becomes charge on send before that', async () => {
    await setPolicy(shop, { collectPolicy: 'on_due_date' });
    const invoiceId = await sendNew(shop, customerId, { dueDate: dayFromNow(30) });
    shop.advance(HOUR);
    await policyBecomes('on_send');
    await isAnnouncedFirst(invoiceId);
  });

  it('where the business chooses another policy for the customer', async () => {
    const invoiceId = await sendNew(shop, customerId, { dueDate: dayFromNow(-2) });
    await customerBecomes({ policy: 'on_send' });
    await isAnnouncedFirst(invoiceId);
  });

  it('where the customer switches autopay on', async () => {
    const invoiceId = await sendNew(shop, customerId, { dueDate: dayFromNow(20) });
    must(await optIn(shop.ctx, { who: ownerOf(shop, customerId), terms: await terms(), agreed: AGREED }));
    await isAnnouncedFirst(invoiceId);
  });

  it('where the customer raises their limit', async () => {
    const cap = (amount: number) => ({ amount, currency: 'USD' });
    const agree = async (amount: number) =>
      must(
        await optIn(shop.ctx, {
          who: ownerOf(shop, customerId),
          terms: await terms({ cap: cap(amount) }),
          agreed: AGREED,
        }),
      );
    await agree(5_000);
    const invoiceId = await sendNew(shop, customerId, { dueDate: dayFromNow(20) });
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ collectReason: 'over_cap' });
    await agree(50_000);
    await isAnnouncedFirst(invoiceId);
  });

  it('where the account is connected after the invoice was sent', async () => {
    await setPolicy(shop, { collectPolicy: 'on_send' });
    const { db } = shop.ctx;
    const connected = (state: 'active' | 'disconnected') =>
      db.update(connections).set({ state }).where(eq(connections.id, shop.connectionId));
    await connected('disconnected');
    const invoiceId = await sendNew(shop, customerId, { dueDate: dayFromNow(20) });
    await connected('active');
    await recheckOpenInvoices(db, [invoiceId], shop.ctx.now());
    await isAnnouncedFirst(invoiceId);
  });

  it('where a method was blocked as the invoice was sent, and is renewed', async () => {
    await setPolicy(shop, { collectPolicy: 'on_send' });
    const { db } = shop.ctx;
    const method = (state: 'usable' | 'unusable') =>
      db.update(paymentMethods).set({ state }).where(eq(paymentMethods.customerId, customerId));
    await method('unusable');
    const invoiceId = await sendNew(shop, customerId, { dueDate: dayFromNow(20) });
    await method('usable');
    await recheckOpenInvoices(db, [invoiceId], shop.ctx.now());
    await isAnnouncedFirst(invoiceId);
  });
});

describe('what was announced long ago is announced anew', () => {
  beforeEach(() => setPolicy(shop, { collectPolicy: 'on_due_date' }));

  /** Sent and announced for a day that passes while nothing is charged. */
  async function passes(stop: (id: string) => Promise<unknown>, goOn: (id: string) => Promise<unknown>) {
    const invoiceId = await sendNew(shop, customerId, { dueDate: dayFromNow(6) });
    await daysPass(4);
    expect(await notices(invoiceId)).toHaveLength(1);
    await stop(invoiceId);
    await daysPass(30);
    expect(await attemptsAt(shop, invoiceId)).toEqual([]);
    await goOn(invoiceId);
    await settle();
    expect(await attemptsAt(shop, invoiceId)).toEqual([]);
    expect(await notices(invoiceId)).toHaveLength(2);
    await daysPass(2);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid' });
  }

  it('where the policy was off meanwhile', () =>
    passes(
      () => policyBecomes('never'),
      () => policyBecomes('on_send'),
    ));

  it('where the customer had opted out', () =>
    passes(
      () => optOut(shop.ctx, ownerOf(shop, customerId)),
      async () =>
        must(await optIn(shop.ctx, { who: ownerOf(shop, customerId), terms: await terms(), agreed: AGREED })),
    ));

  it('where the invoice was paused', () =>
    passes(
      (invoiceId) => pauseInvoice(shop.ctx, { invoiceId }),
      async (invoiceId) => must(await resumeInvoice(shop.ctx, { invoiceId })),
    ));
});

it('an invoice that names its charge says so in its mail, and is charged at once', async () => {
  await setPolicy(shop, { collectPolicy: 'on_send' });
  const invoiceId = await sendNew(shop, customerId, { dueDate: dayFromNow(20) });
  expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid' });
  const [sent] = await shop.ctx.db
    .select({ facts: emails.facts })
    .from(emails)
    .where(and(eq(emails.invoiceId, invoiceId), eq(emails.template, 'invoice_sent')));
  expect(sent?.facts).toMatchObject({ chargeAt: expect.any(Number) });
  expect(await notices(invoiceId)).toEqual([]);
});
