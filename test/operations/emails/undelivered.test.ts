import { and, asc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { SendResult } from '../../../src/adapters/email/transport.ts';
import { emails, journal } from '../../../src/db/schema/index.ts';
import type { Reported } from '../../../src/domain/mail/delivery.ts';
import { deliverEmail } from '../../../src/operations/emails/deliver.ts';
import type { Mailer } from '../../../src/operations/emails/mailer.ts';
import { recordReport } from '../../../src/operations/emails/record-report.ts';
import { sendInvoice } from '../../../src/operations/invoices/send.ts';
import { apiClient } from '../../support/worker/api.ts';
import { addApiKey } from '../../support/worker/context.ts';
import { readyInvoice } from '../../support/worker/guards.ts';
import { must, openShop, type Shop } from '../../support/worker/shop.ts';

const NO_SUCH_USER = { kind: 'refused', permanent: true, reason: 'RCPT TO: 550 5.1.1 no such user' } as const;
const BLOCKED = { kind: 'refused', permanent: true, reason: 'message: 550 5.7.1 listed at an RBL' } as const;
const ACCEPTED = { kind: 'accepted' } as const;

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

const mailerOf = (send: (to: string) => SendResult): Mailer => ({
  from: 'billing@billing.test',
  render: async ({ template }) => ({ subject: template, html: '', text: '' }),
  renderForCustomer: async ({ template }) => ({ subject: template, html: '', text: '' }),
  renderForStaff: async ({ template }) => ({ subject: template, html: '', text: '' }),
  pdf: async () => new Uint8Array([1]),
  receipt: async () => new Uint8Array([1]),
  eInvoice: async () => '',
  returnPaths: { token: async (emailId) => emailId, open: async () => null },
  transport: { send: async ({ to }) => send(to) },
});

/** An invoice that was sent, and its messages delivered as the transport says. */
async function sent(to: readonly string[], send: (to: string) => SendResult) {
  const { invoiceId } = await readyInvoice(shop);
  must(await sendInvoice(shop.ctx, { scope: shop.scope, invoiceId, commandId: `send/${invoiceId}`, to }));
  const rows = await shop.ctx.db
    .select()
    .from(emails)
    .where(and(eq(emails.invoiceId, invoiceId), eq(emails.template, 'invoice_sent')))
    .orderBy(asc(emails.recipient));
  for (const { id } of rows) await deliverEmail(shop.ctx, mailerOf(send), id);
  return { invoiceId, ids: rows.map(({ id }) => id) };
}
const alarms = () =>
  shop.ctx.db
    .select()
    .from(emails)
    .where(
      and(eq(emails.template, 'customer_unreachable_business'), eq(emails.merchantId, shop.scope.merchantId)),
    );
const entries = async (invoiceId: string) => {
  const rows = await shop.ctx.db
    .select({ type: journal.type, data: journal.data })
    .from(journal)
    .where(and(eq(journal.streamId, invoiceId), eq(journal.type, 'message_undelivered')))
    .orderBy(asc(journal.seq));
  return rows.map(({ data }) => data);
};
const api = async () =>
  apiClient(shop.ctx, { apiKey: await addApiKey(shop.ctx, shop.scope.merchantId, false) });
const report = async (emailId: string, reported: Reported, statusCode: string | null = null) =>
  must(
    await recordReport(shop.ctx, {
      emailId,
      outcomes: [{ recipient: null, reported, statusCode, words: 'as the server says' }],
    }),
  );

describe('a mail that was refused for good', () => {
  it('is shown with the server’s words, and the business is mailed since nobody was told', async () => {
    const { invoiceId } = await sent(['ap@payer.test'], () => NO_SUCH_USER);
    const { body } = await (await api())('GET', `/invoices/${invoiceId}/messages`);
    expect(body.data).toMatchObject([
      {
        to: 'ap@payer.test',
        template: 'invoice_sent',
        delivery: 'refused',
        statusCode: '5.1.1',
        words: 'RCPT TO: 550 5.1.1 no such user',
        addressUnreachable: true,
      },
    ]);
    expect(await alarms()).toMatchObject([
      { recipient: 'billing@northwind.test', facts: { addresses: ['ap@payer.test'], statusCode: '5.1.1' } },
    ]);
    expect(await entries(invoiceId)).toMatchObject([{ delivery: 'refused', told: 'nobody' }]);
  });

  it('waits for the others: one who got it was told', async () => {
    const refuseAda = (to: string) => (to === 'ada@payer.test' ? NO_SUCH_USER : ACCEPTED);
    const { invoiceId } = await sent(['ada@payer.test', 'bob@payer.test'], refuseAda);
    expect(await alarms()).toEqual([]);
    expect(await entries(invoiceId)).toMatchObject([{ told: 'waiting' }]);
  });

  it('is told to the business once a day for a customer, whoever else does not get theirs', async () => {
    const { ids, invoiceId } = await sent(['ada@payer.test', 'bob@payer.test'], () => NO_SUCH_USER);
    for (const id of [...ids, ...ids])
      await deliverEmail(
        shop.ctx,
        mailerOf(() => ACCEPTED),
        id,
      );
    expect(await alarms()).toHaveLength(1);
    expect(await entries(invoiceId)).toMatchObject([{ told: 'waiting' }, { told: 'nobody' }]);
  });

  it('condemns no address where the message is blamed', async () => {
    const { invoiceId } = await sent(['ap@payer.test'], () => BLOCKED);
    const { body } = await (await api())('GET', `/invoices/${invoiceId}/messages`);
    expect(body.data).toMatchObject([{ delivery: 'refused', addressUnreachable: false }]);
    expect(await alarms()).toHaveLength(1);
  });

  it('to the business itself starts no chain of messages', async () => {
    await sent(['ap@payer.test'], () => NO_SUCH_USER);
    const [alarm] = await alarms();
    await deliverEmail(
      shop.ctx,
      mailerOf(() => NO_SUCH_USER),
      alarm?.id ?? '',
    );
    expect(await alarms()).toMatchObject([{ state: 'refused' }]);
  });

  it('is forgotten once a server takes mail for the address again', async () => {
    await sent(['ap@payer.test'], () => NO_SUCH_USER);
    const { invoiceId } = await sent(['AP@payer.test'], () => ACCEPTED);
    const { body } = await (await api())('GET', `/invoices/${invoiceId}/messages`);
    expect(body.data).toMatchObject([{ delivery: 'taken', addressUnreachable: false }]);
  });
});

describe('a report', () => {
  it('says that a message which a server took came back', async () => {
    const { invoiceId, ids } = await sent(['ap@payer.test'], () => ACCEPTED);
    await report(ids[0] ?? '', 'bounced', '5.1.1');
    const { body } = await (await api())('GET', `/invoices/${invoiceId}/messages`);
    expect(body.data).toMatchObject([
      { delivery: 'bounced', statusCode: '5.1.1', words: 'as the server says', addressUnreachable: true },
    ]);
    expect(await alarms()).toHaveLength(1);
  });

  it.each([
    ['delayed, then delivered', ['delayed', 'delivered'], 'delivered', 0],
    ['delivered, then the delay that was told late', ['delivered', 'delayed'], 'delivered', 0],
    ['delayed twice, then bounced', ['delayed', 'delayed', 'bounced'], 'bounced', 1],
    ['bounced three times', ['bounced', 'bounced', 'bounced'], 'bounced', 1],
    ['bounced, then delayed', ['bounced', 'delayed'], 'bounced', 1],
    ['delivered, then a complaint', ['delivered', 'complained'], 'complained', 0],
  ] as const)('%s comes to one fact', async (_, reports, delivery, mailed) => {
    const { invoiceId, ids } = await sent(['ap@payer.test'], () => ACCEPTED);
    for (const each of reports) await report(ids[0] ?? '', each);
    const { body } = await (await api())('GET', `/invoices/${invoiceId}/messages`);
    expect(body.data).toMatchObject([{ delivery }]);
    expect(await alarms()).toHaveLength(mailed);
  });

  it('with a full mailbox says nothing of the address', async () => {
    const { invoiceId, ids } = await sent(['ap@payer.test'], () => ACCEPTED);
    await report(ids[0] ?? '', 'bounced', '5.2.2');
    const { body } = await (await api())('GET', `/invoices/${invoiceId}/messages`);
    expect(body.data).toMatchObject([{ delivery: 'bounced', addressUnreachable: false }]);
  });

  it('about a message that never left, or that is gone, changes nothing', async () => {
    const { invoiceId, ids } = await sent(['ap@payer.test'], () => NO_SUCH_USER);
    await report(ids[0] ?? '', 'delivered');
    await report('eml_00000000000000000000000000', 'bounced');
    const { body } = await (await api())('GET', `/invoices/${invoiceId}/messages`);
    expect(body.data).toMatchObject([{ delivery: 'refused' }]);
  });

  it('from a list came back only where all of it did', async () => {
    const { invoiceId, ids } = await sent(['team@payer.test'], () => ACCEPTED);
    const outcome = { statusCode: '5.1.1', words: null };
    must(
      await recordReport(shop.ctx, {
        emailId: ids[0] ?? '',
        outcomes: [
          { ...outcome, recipient: 'ada@payer.test', reported: 'bounced' },
          { ...outcome, recipient: 'bob@payer.test', reported: 'delivered' },
        ],
      }),
    );
    const { body } = await (await api())('GET', `/invoices/${invoiceId}/messages`);
    expect(body.data).toMatchObject([{ delivery: 'delivered' }]);
  });
});

it('the messages of a customer are listed with those of its invoices, page by page', async () => {
  const { invoiceId } = await sent(['ap@payer.test'], () => NO_SUCH_USER);
  const call = await api();
  const { body: invoice } = await call('GET', `/invoices/${invoiceId}`);
  const path = `/customers/${String(invoice.customerId)}/messages`;
  const { body: all } = await call('GET', path);
  expect(all.data.map(({ template }) => template)).toEqual(['customer_unreachable_business', 'invoice_sent']);
  const { body: first } = await call('GET', `${path}?limit=1`);
  const { body: second } = await call('GET', `${path}?limit=1&startingAfter=${first.nextCursor}`);
  expect([...first.data, ...second.data]).toEqual(all.data);
  expect((await call('GET', '/invoices/inv_00000000000000000000000000/messages')).status).toBe(404);
});
