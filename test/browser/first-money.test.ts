import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  answerQuestion,
  eventually,
  fillCard,
  type OpenStack,
  openStack,
  payByCard,
  visitor,
} from '../support/node/shopkeeper.ts';

let shop: OpenStack;
beforeAll(async () => {
  shop = await openStack();
});
afterAll(() => shop?.close());

/** The links in a mail, by what they say. */
async function openMail(to: string, subject: string) {
  const mail = await eventually(
    `a mail "${subject}" to ${to}`,
    async () => (await shop.mails(to, subject))[0],
  );
  const { html, text } = await shop.mail(mail.id);
  const page = await (await visitor(shop.browser)).newPage();
  await page.setContent(html);
  const link = (name: string) => page.getByRole('link', { name }).first().getAttribute('href');
  return { mail, text, html, view: await link('View invoice details'), pay: await link('Pay using Stripe') };
}

const paid = (id: string) =>
  eventually(
    'the API says paid',
    async () => {
      const invoice = await shop.invoice(id);
      return invoice.status === 'paid' ? invoice : null;
    },
    shop.minute,
  );

describe('first money', () => {
  it('sent, mailed, viewed, paid with 4242, successful, paid in the API, a receipt in the mailbox', async () => {
    const { invoice, email } = await shop.send(28_000);
    const { mail, view, pay } = await openMail(email, `Invoice ${invoice.number}`);
    expect(mail.attachments.map(({ contentType }) => contentType)).toEqual(['application/pdf']);
    expect(pay).toBe(invoice.paymentUrl);
    expect(view).toBe(invoice.hostedInvoiceUrl);

    const page = await (await visitor(shop.browser)).newPage();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(view ?? '');
    await expect(page.getByText('$420.00').first().textContent()).resolves.toContain('$420.00');
    expect(requests).toEqual([view]);
    await page.getByRole('link', { name: 'Pay using Stripe' }).click();
    await page.waitForURL(/\/c\/pay\/cs_test_/);
    await payByCard(page, '4242424242424242');
    await page.waitForURL(/\/success$/);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Payment successful');
    expect(await page.content()).toContain('4242');

    expect(await paid(invoice.id)).toMatchObject({ amountPaid: 42_000, paymentStatus: 'none' });
    await eventually('the receipt', async () => (await shop.mails(email, 'Receipt'))[0]);
    await page.goto(pay ?? '');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Payment successful');
    expect(await shop.mails(email, 'Receipt')).toHaveLength(1);
  });

  it('with the webhook endpoint switched off, the success page heals it', async () => {
    await shop.sandbox('webhooks', { mode: 'off' });
    try {
      const { invoice, email } = await shop.send(10_000);
      const page = await (await visitor(shop.browser)).newPage();
      await page.goto(invoice.hostedInvoiceUrl);
      await page.getByRole('link', { name: 'Pay using Stripe' }).click();
      await payByCard(page, '4242424242424242');
      await page.waitForURL(/\/success$/);
      expect(await shop.invoice(invoice.id)).toMatchObject({ status: 'paid', amountPaid: 15_000 });
      await eventually('the receipt', async () => (await shop.mails(email, 'Receipt'))[0]);
    } finally {
      await shop.sandbox('webhooks', { mode: 'on' });
    }
  });

  it('with the tab closed before the redirect, the webhook heals it', async () => {
    const { invoice, email } = await shop.send(10_000);
    const context = await visitor(shop.browser);
    const page = await context.newPage();
    const visited: string[] = [];
    page.on('request', (request) => visited.push(new URL(request.url()).pathname));
    await page.goto(invoice.hostedInvoiceUrl);
    await page.getByRole('link', { name: 'Pay using Stripe' }).click();
    await page.waitForURL(/\/c\/pay\/cs_test_/);
    await fillCard(page, '4242424242424242');
    const { action, fields } = await page.evaluate(() => {
      const form = document.querySelector('form:has(button[type=submit])') ?? document.querySelector('form');
      if (!(form instanceof HTMLFormElement)) throw new Error('there is no form to pay by');
      return {
        action: form.action,
        fields: [...new FormData(form)].map(([name, value]) => [name, String(value)]),
      };
    });
    // The form is sent and its answer not followed: what happens where the tab is closed that moment.
    const sent = await fetch(action, {
      method: 'POST',
      body: new URLSearchParams(fields),
      redirect: 'manual',
    });
    expect(sent.status).toBe(303);
    await context.close();
    expect(await paid(invoice.id)).toMatchObject({ amountPaid: 15_000 });
    await eventually('the receipt', async () => (await shop.mails(email, 'Receipt'))[0]);
    expect(visited.filter((path) => path.endsWith('/success'))).toEqual([]);
  });

  it('a declined card stays on the page, and another one pays', async () => {
    const { invoice } = await shop.send(10_000);
    const page = await (await visitor(shop.browser)).newPage();
    await page.goto(invoice.paymentUrl ?? '');
    const button = page.getByRole('button', { name: /using Stripe/ });
    if ((await button.count()) > 0) await button.click();
    await page.waitForURL(/\/c\/pay\/cs_test_/);
    await payByCard(page, '4000000000000002');
    expect(await shop.invoice(invoice.id)).toMatchObject({ status: 'open', amountPaid: 0 });
    await payByCard(page, '4242424242424242');
    await page.waitForURL(/\/success$/);
    expect(await paid(invoice.id)).toMatchObject({ amountPaid: 15_000 });
  });

  it("the way back from Stripe's page leads to the invoice", async () => {
    const { invoice } = await shop.send(10_000);
    const page = await (await visitor(shop.browser)).newPage();
    await page.goto(invoice.hostedInvoiceUrl);
    await page.getByRole('link', { name: 'Pay using Stripe' }).click();
    await page.waitForURL(/\/c\/pay\/cs_test_/);
    await page.getByRole('link', { name: /Back/ }).click();
    await page.waitForURL(invoice.hostedInvoiceUrl);
  });

  it('two payers in two tabs: one session, one payment, one receipt', async () => {
    const { invoice, email } = await shop.send(10_000);
    const tabs = await Promise.all([0, 1].map(async () => (await visitor(shop.browser)).newPage()));
    for (const tab of tabs) {
      await tab.goto(invoice.hostedInvoiceUrl);
      await tab.getByRole('link', { name: 'Pay using Stripe' }).click();
      await tab.waitForURL(/\/c\/pay\/cs_test_/);
    }
    const [first, second] = tabs;
    expect(first?.url()).toBe(second?.url());
    await Promise.all(tabs.map((tab) => payByCard(tab, '4242424242424242')));
    expect(await paid(invoice.id)).toMatchObject({ amountPaid: 15_000 });
    await eventually('the receipt', async () => (await shop.mails(email, 'Receipt'))[0]);
    await shop.stack.tick();
    expect(await shop.mails(email, 'Receipt')).toHaveLength(1);
  });

  it('a bank debit is shown as processing until it has settled, then as paid', async () => {
    const { invoice, email } = await shop.send(10_000);
    const page = await (await visitor(shop.browser)).newPage();
    await page.goto(invoice.hostedInvoiceUrl);
    await page.getByRole('link', { name: 'Pay using Stripe' }).click();
    await page.getByLabel('US bank account').check();
    await page.getByLabel('Account holder name').fill('Pat Payer');
    await page.getByLabel('Routing number').fill('110000000');
    await page.getByLabel('Account number').fill('000123456789');
    await answerQuestion(page);
    await page.getByRole('button', { name: /^Pay / }).click();
    await page.waitForURL(/\/success$/);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Payment processing');
    expect(await shop.invoice(invoice.id)).toMatchObject({
      status: 'open',
      paymentStatus: 'processing',
      amountPaid: 0,
    });
    await page.goto(invoice.hostedInvoiceUrl);
    expect(await page.getByRole('link', { name: 'Pay using Stripe' }).count()).toBe(0);
    expect(await shop.mails(email, 'Receipt')).toEqual([]);
    await shop.sandbox('clock', { advanceMs: 5 * 86_400_000 });
    expect(await paid(invoice.id)).toMatchObject({ amountPaid: 15_000, paymentStatus: 'none' });
    await eventually('the receipt', async () => (await shop.mails(email, 'Receipt'))[0]);
  });
});

describe('a credit note', () => {
  const credit = (id: string, body: object) =>
    shop.api<{ number: string; pdfUrl: string }>(`/invoices/${id}/credit-notes`, body);

  it('over half of a paid invoice is refunded, and over a part-paid one leaves nothing to pay', async () => {
    const { invoice, email } = await shop.send(10_000);
    const page = await (await visitor(shop.browser)).newPage();
    await page.goto(invoice.hostedInvoiceUrl);
    await page.getByRole('link', { name: 'Pay using Stripe' }).click();
    await page.waitForURL(/\/c\/pay\/cs_test_/);
    await payByCard(page, '4242424242424242');
    await page.waitForURL(/\/success$/);
    const half = await credit(invoice.id, { amount: 7_500, giveBack: 'refund' });
    const [mail] = await eventually('the credit note', async () => {
      const mails = await shop.mails(email, `Credit note ${half.number}`);
      return mails.length > 0 ? mails : null;
    });
    expect(mail?.attachments.map(({ filename }) => filename)).toEqual([`credit-note-${half.number}.pdf`]);
    await eventually('the refund', async () => (await shop.mails(email, 'Refund'))[0]);
    await page.goto(invoice.hostedInvoiceUrl);
    expect(await page.locator('main').textContent()).toContain('Paid, partly refunded');
    const link = page.getByRole('link', { name: `Download credit note ${half.number}` });
    const pdf = await fetch((await link.getAttribute('href')) ?? '');
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);

    const { invoice: open } = await shop.send(10_000);
    await shop.api(`/invoices/${open.id}/record-payment`, { amount: 5_000 });
    await credit(open.id, { giveBack: 'credit' });
    await page.goto(open.hostedInvoiceUrl);
    expect(await page.getByRole('link', { name: 'Pay using Stripe' }).count()).toBe(0);
    const sums = await page.locator('dl.sums').first().textContent();
    expect(sums?.replaceAll(/\s+/g, '')).toMatch(
      /^Total\$150\.00Paidon.+−\$50\.00Creditnote.+−\$100\.00Amountdue\$0\.00Keptascredit.+\$50\.00Paid,lesswhatwasreturned\$0\.00$/,
    );
  });
});
