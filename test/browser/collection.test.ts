import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_BUSINESS } from '../../scripts/demo/business.ts';
import {
  type ApiInvoice,
  answerQuestion,
  eventually,
  type OpenStack,
  openStack,
  payByCard,
  visitor,
} from '../support/node/shopkeeper.ts';

const DAY_MS = 86_400_000;

let shop: OpenStack;
beforeAll(async () => {
  shop = await openStack();
});
afterAll(() => shop?.close());

const collecting = (settings: object) => shop.api('/settings/collection', settings, 'PATCH');

const paid = (id: string): Promise<ApiInvoice> =>
  eventually(
    'the API says paid',
    async () => {
      const invoice = await shop.invoice(id);
      return invoice.status === 'paid' ? invoice : null;
    },
    shop.minute,
  );

const mailTo = (to: string, subject: string) =>
  eventually(`a mail "${subject}" to ${to}`, async () => (await shop.mails(to, subject))[0], shop.minute);

/** A mail, whole, opened in the browser, with the address that one of its links leads to. */
async function openMail(to: string, subject: string) {
  const { id } = await mailTo(to, subject);
  const { html, text } = await shop.mail(id);
  const page = await (await visitor(shop.browser)).newPage();
  await page.setContent(html);
  const link = async (name: string) =>
    (await page.getByRole('link', { name }).first().getAttribute('href')) ?? '';
  return { text, link };
}

/** A payer with a browser of their own, at Stripe's page for an invoice. */
async function atStripe(address: string): Promise<Page> {
  const page = await (await visitor(shop.browser)).newPage();
  await page.goto(address);
  const link = page.getByRole('link', { name: /^Pay using Stripe$|^Pay now instead$/ });
  if ((await link.count()) > 0) {
    await link.click();
    await page.waitForURL(/\/pay\//);
  }
  const button = page.getByRole('button', { name: /using Stripe/ });
  if ((await button.count()) > 0) await button.click();
  await page.waitForURL(/\/c\/pay\/cs_test_/);
  return page;
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent();

async function payOnce(address: string, card: string): Promise<void> {
  const page = await atStripe(address);
  await payByCard(page, card);
  await page.waitForURL(/\/success$/);
  expect(await heading(page)).toBe('Payment successful');
}

async function payByBank(address: string, account: string): Promise<Page> {
  const page = await atStripe(address);
  await page.getByLabel('US bank account').check();
  await page.getByLabel('Account holder name').fill('Pat Payer');
  await page.getByLabel('Routing number').fill('110000000');
  await page.getByLabel('Account number').fill(account);
  await answerQuestion(page);
  await page.getByRole('button', { name: /^Pay / }).click();
  await page.waitForURL(/\/success$/);
  return page;
}

/** The card on file turns into another number, as when the bank gives out a new one. */
async function cardBecomes(email: string, number: string): Promise<void> {
  type List = { readonly data: readonly { readonly id: string }[] };
  const customers = await shop.stripe<List>(`/customers?email=${encodeURIComponent(email)}`);
  const methods = await shop.stripe<List>(`/customers/${customers.data[0]?.id}/payment_methods?type=card`);
  await shop.sandbox(`payment_methods/${methods.data[0]?.id}/update_card`, { number });
}

/** The local day, in the business's own zone, so many days from the sandbox's now. */
async function dayAhead(days: number): Promise<string> {
  const { now } = await shop.sandbox<{ now: number }>('clock');
  const { timeZone } = DEMO_BUSINESS;
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(now + days * DAY_MS);
}

describe('collecting by itself', () => {
  it('a card that paid by link pays the next invoice days after a notice, one more on its due date, and once it declines another one is asked for by mail', async () => {
    await collecting({ policy: 'on_send', noticeDays: 3, hour: 9 });
    const { customerId, email } = await shop.newCustomer();
    const first = await shop.sendTo(customerId, 28_000);
    expect(first.number).toMatch(/^HV-/);
    await mailTo(email, `Invoice ${first.number}`);
    await payOnce(first.hostedInvoiceUrl, '4242424242424242');
    await paid(first.id);
    await eventually('the card is on file', async () => (await shop.mails(email, 'Receipt')).length === 1);

    const second = await shop.sendTo(customerId, 20_000);
    await shop.announced(second.id);
    await mailTo(email, '$300.00 will be charged on');
    expect(await shop.invoice(second.id)).toMatchObject({ status: 'open', paymentStatus: 'none' });
    await shop.sandbox('clock', { advanceMs: 4 * DAY_MS });
    expect(await paid(second.id)).toMatchObject({ amountPaid: 30_000, paymentStatus: 'none' });
    await mailTo(email, `Receipt: $300.00 for invoice ${second.number}`);

    await collecting({ policy: 'on_due_date' });
    const third = await shop.sendTo(customerId, 10_000, { dueDate: await dayAhead(20) });
    const planned = await eventually('a charge is planned', async () => {
      const invoice = await shop.invoice(third.id);
      return invoice.collection.stage === 'scheduled' ? invoice : null;
    });
    const chargeAt = Date.parse(planned.collection.collectAt ?? '');
    await shop.sandbox('clock', { now: chargeAt - 3 * DAY_MS + 60_000 });
    await shop.announced(third.id);
    const notice = await openMail(email, '$150.00 will be charged on');
    expect(notice.text).toContain('4242');
    expect(await shop.invoice(third.id)).toMatchObject({ status: 'open', paymentStatus: 'none' });
    await shop.sandbox('clock', { now: chargeAt + 60_000 });
    expect(await paid(third.id)).toMatchObject({ amountPaid: 15_000 });
    await mailTo(email, `Receipt: $150.00 for invoice ${third.number}`);

    await collecting({ policy: 'on_send' });
    await cardBecomes(email, '4000000000000341');
    const fourth = await shop.sendTo(customerId, 10_000);
    await shop.announced(fourth.id);
    await shop.sandbox('clock', { advanceMs: 4 * DAY_MS });
    const failed = await openMail(email, 'Payment failed: $150.00');
    await eventually('the business is told', async () =>
      (await shop.mails(DEMO_BUSINESS.email, 'Payment failed')).find(({ subject }) =>
        subject.includes(fourth.number),
      ),
    );
    expect(failed.text).toContain('We’ll try again automatically on');
    expect(await shop.invoice(fourth.id)).toMatchObject({ status: 'open', paymentStatus: 'failed' });
    await payOnce(await failed.link('Pay using Stripe'), '5555555555554444');
    expect(await paid(fourth.id)).toMatchObject({ amountPaid: 15_000, paymentStatus: 'none' });
    await mailTo(email, `Receipt: $150.00 for invoice ${fourth.number}`);
    expect(await shop.mails(email, 'Payment failed')).toHaveLength(1);
    expect(await shop.mails(email, 'Receipt')).toHaveLength(4);

    // Who paid last leads: the card that was declined is not tried again.
    const fifth = await shop.sendTo(customerId, 10_000);
    await shop.announced(fifth.id);
    await shop.sandbox('clock', { advanceMs: 4 * DAY_MS });
    expect(await paid(fifth.id)).toMatchObject({ amountPaid: 15_000 });
    const receipt = await openMail(email, `Receipt: $150.00 for invoice ${fifth.number}`);
    expect(receipt.text).toContain('4444');
    expect(await shop.mails(email, 'Payment failed')).toHaveLength(1);
  });

  it('a bank debit is processing for days: either it pays, or it bounces, both sides are told and the link works again', async () => {
    await collecting({ policy: 'never' });
    const good = await shop.send(10_000);
    const bad = await shop.send(10_000);
    const goodPage = await payByBank(good.invoice.hostedInvoiceUrl, '000123456789');
    expect(await heading(goodPage)).toBe('Payment processing');
    await payByBank(bad.invoice.hostedInvoiceUrl, '000222222227');
    for (const { invoice, email } of [good, bad]) {
      expect(await shop.invoice(invoice.id)).toMatchObject({ status: 'open', paymentStatus: 'processing' });
      await mailTo(email, 'Bank payment started: $150.00');
      const page = await (await visitor(shop.browser)).newPage();
      await page.goto(invoice.hostedInvoiceUrl);
      expect(await page.getByRole('link', { name: 'Pay using Stripe' }).count()).toBe(0);
      await page.goto(invoice.paymentUrl ?? '');
      expect(await heading(page)).toBe('Payment processing');
    }
    await shop.sandbox('clock', { advanceMs: 5 * DAY_MS });
    await paid(good.invoice.id);
    await mailTo(good.email, 'Receipt');
    const bounced = await openMail(bad.email, 'Payment failed: $150.00');
    const told = await eventually('the business is told', async () =>
      (await shop.mails(DEMO_BUSINESS.email, 'Payment failed')).find(({ subject }) =>
        subject.includes(bad.invoice.number),
      ),
    );
    expect((await shop.mail(told.id)).text).toContain('insufficient_funds');
    expect(bounced.text).toContain('enough money available');
    expect(await shop.invoice(bad.invoice.id)).toMatchObject({ status: 'open', paymentStatus: 'failed' });
    await payOnce(await bounced.link('Pay using Stripe'), '4242424242424242');
    expect(await paid(bad.invoice.id)).toMatchObject({ amountPaid: 15_000, paymentStatus: 'none' });
  });

  it('a method on file is offered by the link where the merchant switched that on, and pays with one press', async () => {
    await collecting({ policy: 'on_send', publicSavedMethod: false });
    const { customerId, email } = await shop.newCustomer();
    const first = await shop.sendTo(customerId, 10_000);
    await payOnce(first.hostedInvoiceUrl, '4242424242424242');
    await mailTo(email, 'Receipt');
    await collecting({ policy: 'never' });
    const second = await shop.sendTo(customerId, 28_000);
    const page = await (await visitor(shop.browser)).newPage();

    // Switched off, a person goes straight to Stripe's page, and a page without their navigation offers that alone.
    const shown = await (await fetch(second.paymentUrl ?? '')).text();
    expect(shown).not.toContain('4242');
    expect(shown).toContain('using Stripe');
    await page.goto(second.hostedInvoiceUrl);
    await page.getByRole('link', { name: 'Pay using Stripe' }).click();
    await page.waitForURL(/\/c\/pay\/cs_test_/);

    await collecting({ publicSavedMethod: true });
    await page.goto(second.hostedInvoiceUrl);
    await page.getByRole('link', { name: 'Pay using Stripe' }).click();
    const press = page.getByRole('button', { name: 'Pay $420.00 with Visa •••• 4242' });
    await press.waitFor();
    expect(await page.getByRole('button').count()).toBe(2);
    await press.click();
    await page.waitForURL(/\/success$/);
    expect(await heading(page)).toBe('Payment successful');
    expect(await paid(second.id)).toMatchObject({ amountPaid: 42_000 });
    const receipt = `Receipt: $420.00 for invoice ${second.number}`;
    await mailTo(email, receipt);
    expect(await shop.mails(email, receipt)).toHaveLength(1);
  });

  it('an invoice is paid in three instalments by a bank debit, a card and by itself, each on its day with its receipt', async () => {
    await collecting({ policy: 'on_due_date', noticeDays: 3, hour: 9, publicSavedMethod: false });
    const { customerId, email } = await shop.newCustomer();
    const draft = await shop.api<ApiInvoice>('/invoices', {
      customerId,
      currency: 'USD',
      paymentPlan: [
        { percentage: '30', afterDays: 1 },
        { percentage: '30', afterDays: 20 },
        { afterDays: 40 },
      ],
      lines: [{ description: 'Support, June', quantity: '1', unitAmount: 100_000 }],
    });
    const { id, number, hostedInvoiceUrl } = await shop.api<ApiInvoice>(`/invoices/${draft.id}/send`, {});
    await mailTo(email, `Invoice ${number}`);
    const page = await (await visitor(shop.browser)).newPage();
    await page.goto(hostedInvoiceUrl);
    const text = (await page.getByRole('main').textContent()) ?? '';
    expect(text).toContain('$300.00 is asked for now, of $1,000.00 that is still to be paid.');
    for (const part of [1, 2, 3]) expect(text).toContain(`Instalment ${part} of 3`);

    await payByBank(hostedInvoiceUrl, '000123456789');
    await shop.sandbox('clock', { advanceMs: 5 * DAY_MS });
    await mailTo(email, `Receipt: $300.00 for invoice ${number}`);
    await payOnce(hostedInvoiceUrl, '5555555555554444');
    const second = await eventually('its receipt', async () => (await shop.mails(email, 'Receipt'))[1]);
    expect((await shop.mail(second.id)).text).toMatch(/Instalment \d of 3/);
    const open = await shop.api<ApiInvoice & { amountDueNow: number }>(`/invoices/${id}`);
    expect(open).toMatchObject({ status: 'open', amountPaid: 60_000, amountDueNow: 40_000 });

    const planned = await eventually('its last charge is planned', async () => {
      const { collection } = await shop.invoice(id);
      return collection.stage === 'scheduled' ? collection.collectAt : null;
    });
    const chargeAt = Date.parse(planned ?? '');
    await shop.sandbox('clock', { now: chargeAt - 3 * DAY_MS + 60_000 });
    await shop.announced(id);
    await mailTo(email, '$400.00 will be charged on');
    expect(await shop.invoice(id)).toMatchObject({ status: 'open', amountPaid: 60_000 });
    await shop.sandbox('clock', { now: chargeAt + 60_000 });
    expect(await paid(id)).toMatchObject({ amountPaid: 100_000 });
    await mailTo(email, `Receipt: $400.00 for invoice ${number}`);
    expect(await shop.mails(email, 'Receipt')).toHaveLength(3);
  });
});
