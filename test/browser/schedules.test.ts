import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEMO_BUSINESS } from '../../scripts/demo/business.ts';
import { eventually, type OpenStack, openStack, payByCard, visitor } from '../support/node/shopkeeper.ts';
import { signInByMail } from '../support/node/staff-owner.ts';

const DAY_MS = 86_400_000;

let shop: OpenStack;
let ada: Page;
beforeAll(async () => {
  shop = await openStack();
  await shop.api(
    '/settings/collection',
    { policy: 'on_send', linkKeeps: 'announced', scheduleNoticeDays: 7 },
    'PATCH',
  );
  ada = await (await visitor(shop.browser)).newPage();
  await signInByMail(shop, ada, DEMO_BUSINESS.owner);
});
afterAll(() => shop?.close());

const press = (name: string) => ada.getByRole('button', { name }).last().click();
const says = (text: string) => ada.getByText(text).first().waitFor();

/** The clock goes to an instant, unless that is over. */
async function until(at: number): Promise<void> {
  const { now } = await shop.sandbox<{ now: number }>('clock');
  if (at > now) await shop.sandbox('clock', { now: at + 60_000 });
}

type Periods = {
  readonly data: readonly {
    readonly number: number;
    readonly outcome: string;
    readonly invoice: { readonly id: string } | null;
  }[];
};

it('a schedule goes to its third invoice: one paid by link, one skipped, a price changed with notice, the others charged', async () => {
  const { email } = await shop.newCustomer();
  await ada.getByRole('link', { name: 'Schedules', exact: true }).first().click();
  await ada.getByRole('link', { name: 'New schedule' }).click();
  await ada.getByLabel('Search customers').fill(email);
  await press('Search');
  await ada.getByRole('link', { name: 'Payer & Sons' }).click();
  await ada.getByLabel('Name', { exact: true }).fill('Hosting');
  await ada.getByLabel('Every', { exact: true }).fill('2');
  await ada.getByLabel('Unit').selectOption('weeks');
  await ada.getByLabel('Description').fill('Hosting');
  await ada.getByLabel(/^Price each/).fill('49.00');
  await press('Show the next twelve');
  expect(await ada.getByText('$49.00').count()).toBe(12);
  await press('Create the schedule');
  await says('The schedule is created.');
  const scheduleId = /sch_\w+/.exec(ada.url())?.[0] ?? '';
  const nextAt = async (): Promise<number> => {
    const { nextInvoiceAt } = await shop.api<{ nextInvoiceAt: string }>(`/schedules/${scheduleId}`);
    return Date.parse(nextInvoiceAt);
  };
  /** The invoice of the period whose day has come, once it was sent. */
  const sent = (number: number) =>
    eventually(
      `the invoice of period ${number}`,
      async () => {
        const { data } = await shop.api<Periods>(`/schedules/${scheduleId}/periods`);
        const made = data.find((period) => period.number === number)?.invoice;
        const invoice = made == null ? null : await shop.invoice(made.id);
        return invoice?.status === 'open' && invoice.collection.stage !== null ? invoice : null;
      },
      shop.minute,
    );
  const paid = (id: string) =>
    eventually('it is paid', async () => (await shop.invoice(id)).status === 'paid', shop.minute);
  const told = (subject: string) =>
    eventually(`a mail: ${subject}`, async () => (await shop.mails(email, subject))[0], shop.minute);

  await until(await nextAt());
  const first = await sent(1);
  await told('Recurring invoices: Hosting');
  const payer = await (await visitor(shop.browser)).newPage();
  await payer.goto(first.hostedInvoiceUrl);
  await payer.getByRole('link', { name: 'Pay using Stripe' }).click();
  await payer.waitForURL(/\/c\/pay\/cs_test_/);
  await payer.getByLabel('Your own email address').fill(email);
  await payByCard(payer, '4242424242424242');
  await payer.waitForURL(/\/success$/);
  await paid(first.id);

  await ada.reload();
  await press('Skip the next invoice');
  await says('That period is skipped.');
  await ada.getByRole('link', { name: 'Change what it invoices' }).click();
  await ada.getByLabel('Price', { exact: true }).first().fill('59.00');
  await press('Show what it does');
  await says('The new terms are for period 3 and those after it.');
  await says('The customer is emailed about a new price on');
  await press('Change it');
  await says('The schedule is changed.');

  // Period 3 begins four weeks after the first. Its price is told a week before, and not sooner.
  const third = await nextAt();
  await until(third - 8 * DAY_MS);
  expect(await shop.mails(email, 'New price')).toEqual([]);
  await until(third - 6 * DAY_MS);
  const { id } = await told('New price: Hosting');
  const { text } = await shop.mail(id);
  for (const amount of ['$49.00', '$59.00']) expect(text).toContain(amount);

  for (const number of [3, 4]) {
    await until(await nextAt());
    const { id: invoiceId, amountDue } = await sent(number);
    expect(amountDue).toBe(5_900);
    // Each charge is announced, and comes on the day that was said.
    await shop.announced(invoiceId);
    const { collectAt } = (await shop.invoice(invoiceId)).collection;
    await until(Date.parse(collectAt ?? ''));
    await paid(invoiceId);
  }
  const { data } = await shop.api<Periods>(`/schedules/${scheduleId}/periods`);
  expect(data.map(({ number, outcome }) => [number, outcome])).toEqual([
    [4, 'invoiced'],
    [3, 'invoiced'],
    [2, 'skipped'],
    [1, 'invoiced'],
  ]);
});
