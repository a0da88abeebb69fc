import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_BUSINESS } from '../../scripts/demo/business.ts';
import {
  type ApiInvoice,
  eventually,
  type OpenStack,
  openStack,
  payByCard,
  visitor,
} from '../support/node/shopkeeper.ts';

const DAY_MS = 86_400_000;

type Message = {
  readonly template: string;
  readonly to: string;
  readonly delivery: string;
  readonly words: string | null;
};

let shop: OpenStack;
beforeAll(async () => {
  shop = await openStack();
});
afterAll(() => shop?.close());

/** What the mail server does with mail to an address from now on. */
async function mailServer(address: string, behaviour: object): Promise<void> {
  const answer = await fetch(`${shop.stack.mailbox}/api/behaviours`, {
    method: 'POST',
    body: JSON.stringify({ address, ...behaviour }),
  });
  expect(answer.status).toBe(200);
}

/** An invoice that was due for a look while money was paused is looked at half an hour later. */
const aWhile = () => shop.sandbox('clock', { advanceMs: 5 * 60_000 });

const messagesOf = async (invoiceId: string): Promise<readonly Message[]> =>
  (await shop.api<{ data: Message[] }>(`/invoices/${invoiceId}/messages`)).data;

/** Waits until what became of an invoice's message is this. */
const becomes = (
  invoiceId: string,
  template: string,
  delivery: string,
  recipient?: string,
): Promise<Message> =>
  eventually(
    `${template} is ${delivery}`,
    async () => {
      const messages = await messagesOf(invoiceId);
      return messages.find(
        (message) =>
          message.template === template &&
          message.delivery === delivery &&
          (recipient === undefined || message.to === recipient),
      );
    },
    aWhile,
  );

/** The more there is at Stripe, the longer its lists are gone through after days without a tick. */
async function daysPass(days: number): Promise<void> {
  await shop.sandbox('clock', { advanceMs: days * DAY_MS });
  await shop.untilMoneyMoves();
}

/** The business's own day, so many days from now. */
async function dayAhead(days: number): Promise<string> {
  const { now } = await shop.sandbox<{ now: number }>('clock');
  return new Intl.DateTimeFormat('en-CA', { timeZone: DEMO_BUSINESS.timeZone }).format(now + days * DAY_MS);
}

/** A customer whose first invoice was paid by link, with a card that is on file since. */
async function customerWithCard(): Promise<{ customerId: string; email: string }> {
  const customer = await shop.newCustomer();
  const first = await shop.sendTo(customer.customerId, 2000);
  const page = await (await visitor(shop.browser)).newPage();
  await page.goto(first.paymentUrl ?? '');
  const button = page.getByRole('button', { name: /using Stripe/ });
  if ((await button.count()) > 0) await button.click();
  await page.waitForURL(/\/c\/pay\/cs_test_/);
  await payByCard(page, '4242424242424242');
  await page.waitForURL(/\/success$/);
  await page.close();
  await eventually('the receipt came', async () => (await shop.mails(customer.email, 'Receipt'))[0]);
  return customer;
}

const invoiceIs = (id: string, what: string, is: (invoice: ApiInvoice) => boolean): Promise<ApiInvoice> =>
  eventually(
    what,
    async () => {
      const invoice = await shop.invoice(id);
      return is(invoice) ? invoice : null;
    },
    aWhile,
  );

describe('who was told, over real SMTP', () => {
  it('a charge that nobody was told of waits with the server’s words, and goes on once an address is corrected', async () => {
    await shop.api('/settings/collection', { policy: 'on_due_date', noticeDays: 3, hour: 9 }, 'PATCH');
    const { customerId, email } = await customerWithCard();
    await mailServer(email, { kind: 'refuse', code: 550, words: '5.1.1 No such person at payer.example' });
    const invoice = await shop.sendTo(customerId, 30_000, { dueDate: await dayAhead(6) });
    const refused = await becomes(invoice.id, 'invoice_sent', 'refused');
    expect(refused.words).toContain('5.1.1 No such person at payer.example');
    await daysPass(4);
    await becomes(invoice.id, 'charge_notice', 'refused');
    await daysPass(3);
    const waiting = await invoiceIs(
      invoice.id,
      'the charge waits',
      ({ collection }) => collection.reason === 'nobody_told',
    );
    expect(waiting).toMatchObject({ status: 'open', paymentStatus: 'none', amountPaid: 0 });
    await eventually(
      'the business hears of it',
      async () => (await shop.mails(DEMO_BUSINESS.email, 'Nobody at'))[0],
    );

    const corrected = `corrected-${email}`;
    const { legalName } = await shop.api<{ legalName: string }>(`/customers/${customerId}`);
    await shop.api(`/customers/${customerId}`, { legalName, email: corrected }, 'PUT');
    await daysPass(1);
    await becomes(invoice.id, 'charge_notice', 'taken', corrected);
    await daysPass(4);
    await invoiceIs(invoice.id, 'it is charged', ({ status }) => status === 'paid');
  });

  it('a message that is refused for now is waiting, and taken once the server takes it', async () => {
    const { customerId, email } = await shop.newCustomer();
    await mailServer(email, { kind: 'delay' });
    const invoice = await shop.sendTo(customerId, 20_000);
    const waiting = await eventually('the server said to wait', async () => {
      const messages = await messagesOf(invoice.id);
      return messages.find(({ delivery, words }) => delivery === 'waiting' && words !== null);
    });
    expect(waiting.words).toContain('4.2.0 Try again later');
    expect(await shop.mails(email, '')).toEqual([]);
    await mailServer(email, { kind: 'take' });
    await shop.sandbox('clock', { advanceMs: 3_600_000 });
    await becomes(invoice.id, 'invoice_sent', 'taken');
    expect(await shop.mails(email, '')).toHaveLength(1);
  });

  it('a message that comes back after it was taken is bounced, with what the report says', async () => {
    const { customerId, email } = await shop.newCustomer();
    await mailServer(email, { kind: 'bounce', status: '5.1.1', words: '550 5.1.1 Left the company' });
    const invoice = await shop.sendTo(customerId, 20_000);
    expect((await becomes(invoice.id, 'invoice_sent', 'bounced')).words).toContain('Left the company');
  });

  it('a message whose recipient calls it spam is complained of', async () => {
    const { customerId, email } = await shop.newCustomer();
    await mailServer(email, { kind: 'complain' });
    const invoice = await shop.sendTo(customerId, 20_000);
    await becomes(invoice.id, 'invoice_sent', 'complained');
  });
});
