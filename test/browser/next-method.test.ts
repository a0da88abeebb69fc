import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEMO_BUSINESS } from '../../scripts/demo/business.ts';
import { addCard, signIn } from '../support/node/portal-customer.ts';
import {
  type ApiInvoice,
  eventually,
  type OpenStack,
  openStack,
  payByCard,
  visitor,
} from '../support/node/shopkeeper.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

let shop: OpenStack;
beforeAll(async () => {
  shop = await openStack();
  await shop.api('/settings/collection', { policy: 'on_due_date', noticeDays: 3, hour: 9 }, 'PATCH');
});
afterAll(() => shop?.close());

const newPage = async (): Promise<Page> => (await visitor(shop.browser)).newPage();
const mailTo = (to: string, subject: string) =>
  eventually(`a mail "${subject}"`, async () => (await shop.mails(to, subject))[0], shop.minute);
const textOf = async (to: string, subject: string) => (await shop.mail((await mailTo(to, subject)).id)).text;

/** An invoice due in so many days, and the hour of its charge, once that is planned. */
async function dueIn(days: number, customerId: string): Promise<{ invoice: ApiInvoice; chargeAt: number }> {
  const { now } = await shop.sandbox<{ now: number }>('clock');
  const { timeZone } = DEMO_BUSINESS;
  const dueDate = new Intl.DateTimeFormat('en-CA', { timeZone }).format(now + days * DAY_MS);
  const invoice = await shop.sendTo(customerId, 10_000, { dueDate });
  const chargeAt = await eventually('its charge is planned', async () => {
    const { collection } = await shop.invoice(invoice.id);
    return (
      collection.stage === 'scheduled' && collection.collectAt !== null && Date.parse(collection.collectAt)
    );
  });
  return { invoice, chargeAt };
}

/** The day of its notice comes, and then the hour of its charge. */
async function comesDue({ invoice, chargeAt }: Awaited<ReturnType<typeof dueIn>>): Promise<void> {
  // An hour more: clocks may change between the two.
  await shop.sandbox('clock', { now: chargeAt - 3 * DAY_MS + 61 * MINUTE_MS });
  await shop.announced(invoice.id);
  await shop.sandbox('clock', { now: chargeAt + MINUTE_MS });
}

const paid = (id: string) =>
  eventually('it is paid', async () => (await shop.invoice(id)).status === 'paid' || null, shop.minute);

it('who pays by another card after the default one was declined has the next invoice charged to that, and the dead one is not tried', async () => {
  const { customerId, email } = await shop.newCustomer();
  // Its bank declines it when it is charged.
  await addCard(shop, await signIn(shop, email), '4000000000000341');
  const first = await dueIn(8, customerId);
  // Written before its charge was planned, or after.
  expect(await textOf(email, `Invoice ${first.invoice.number}`)).toMatch(
    /charge this invoice automatically|will be charged on/,
  );
  await comesDue(first);
  const failed = await shop.mail((await mailTo(email, 'Payment failed: $150.00')).id);
  const page = await newPage();
  await page.setContent(failed.html);
  const link = await page.getByRole('link', { name: 'Pay using Stripe' }).first().getAttribute('href');
  await page.goto(link ?? '');
  await page.waitForURL(/\/c\/pay\/cs_test_/);
  await payByCard(page, '5555555555554444');
  await page.waitForURL(/\/success$/);
  await paid(first.invoice.id);

  const second = await dueIn(8, customerId);
  await comesDue(second);
  await paid(second.invoice.id);
  expect(await textOf(email, `Receipt: $150.00 for invoice ${second.invoice.number}`)).toContain('4444');
  expect(await shop.mails(email, 'Payment failed')).toHaveLength(1);
  type Payments = { readonly data: readonly { readonly status: string }[] };
  const { data } = await shop.api<Payments>(`/payments?invoiceId=${second.invoice.id}`);
  expect(data).toHaveLength(1);
});
