import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { OutgoingEmail } from '../../../src/adapters/email/transport.ts';
import { customers, emails, merchants, offlinePayments } from '../../../src/db/schema/index.ts';
import { parseLocalDate } from '../../../src/domain/calendar.ts';
import type { InvoiceView } from '../../../src/domain/invoice/view.ts';
import type { MessageSetting } from '../../../src/domain/message-view.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { deliverEmail } from '../../../src/operations/emails/deliver.ts';
import { recordOfflinePayment } from '../../../src/operations/invoices/offline-payment.ts';
import { marked } from '../../support/worker/marked.ts';
import { paidInvoice } from '../../support/worker/money.ts';
import { must, openShop, type Shop } from '../../support/worker/shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

const given = {
  amount: null,
  method: 'check',
  reference: 'Check 17',
  receivedOn: null,
  recordedBy: 'Ann',
} as const;
type More = Partial<Parameters<typeof recordOfflinePayment>[1]>;

const record = async (invoiceId: string, more: More = {}) => {
  const commandId = newId(shop.ctx, 'req');
  const ask = { scope: shop.scope, invoiceId, commandId, given, ...more };
  must(await recordOfflinePayment(shop.ctx, ask));
  return ask;
};
const receiptsOf = async (invoiceId: string) =>
  (await shop.ctx.db.select().from(emails).where(eq(emails.invoiceId, invoiceId))).filter(
    ({ template }) => template === 'receipt',
  );

/** What is put into words, and what goes with it. */
async function delivered(emailId: string) {
  const handed: OutgoingEmail[] = [];
  const drawn = (parts: object) => ({ subject: '', html: '', text: JSON.stringify(parts) });
  await deliverEmail(
    shop.ctx,
    {
      from: 'billing@billing.test',
      render: async (message, view, setting) => drawn({ message, view, setting }),
      renderForCustomer: async () => drawn({}),
      renderForStaff: async () => drawn({}),
      pdf: async () => new Uint8Array([1]),
      receipt: async (view) => new TextEncoder().encode(JSON.stringify(view)),
      eInvoice: async () => '',
      returnPaths: { token: async (id: string) => id, open: async () => null },
      transport: {
        send: async (email) => {
          handed.push(email);
          return { kind: 'accepted' };
        },
      },
    },
    emailId,
  );
  const [mail] = handed;
  if (mail === undefined) throw new Error('nothing was sent');
  const { view, setting }: { view: InvoiceView; setting: MessageSetting } = JSON.parse(mail.text);
  return { view, setting, files: mail.attachments.map(({ filename }) => filename) };
}

describe('a payment that staff record', () => {
  it('has its receipt mailed once with number and PDF, however often the command is repeated', async () => {
    const { invoiceId } = await shop.invoice(9_000);
    const ask = await record(invoiceId);
    must(await recordOfflinePayment(shop.ctx, ask));
    const [mail, ...others] = await receiptsOf(invoiceId);
    expect(others).toEqual([]);
    const { view, setting, files } = await delivered(mail?.id ?? '');
    const recorded = eq(offlinePayments.invoiceId, invoiceId);
    const [offline] = await shop.ctx.db.select().from(offlinePayments).where(recorded);
    const number = marked('R-NW-0001', offline?.id ?? '');
    expect(setting.receipt).toEqual({ number, isTooLarge: false, reference: 'Check 17' });
    expect(files).toEqual([`receipt-${number}.pdf`]);
    expect(view.payment).toMatchObject({ amount: 9_000, method: { kind: 'offline', label: 'check' } });
    expect(setting.covers).toEqual([]);
  });

  it('is what its receipt says: its own amount and day, whatever else came, and what was too much', async () => {
    const someDay = parseLocalDate('2026-01-02');
    const { invoiceId, customerId } = await shop.invoice(9_000);
    await record(invoiceId, { given: { ...given, amount: 4_000, receivedOn: someDay } });
    await record(invoiceId, { given: { ...given, amount: 6_000, method: 'cash' }, surplus: 'credit' });
    const [first, second] = await receiptsOf(invoiceId);
    const one = (await delivered(first?.id ?? '')).view;
    expect(one.payment).toMatchObject({ amount: 4_000, on: '2026-01-02', method: { label: 'check' } });
    expect((await delivered(second?.id ?? '')).view.payment).toMatchObject({
      amount: 6_000,
      method: { label: 'cash' },
    });
    expect(first?.aboutCustomerId).toBe(customerId);
  });

  it('goes to who gets receipts, and to nobody where nobody has an address', async () => {
    const { invoiceId, customerId } = await shop.invoice(9_000);
    const ofCustomer = eq(customers.id, customerId);
    const rory = { name: null, email: 'rory@payer.test', roles: ['receipts'], language: null } as const;
    await shop.ctx.db
      .update(customers)
      .set({ contacts: [{ ...rory, roles: ['receipts'] }] })
      .where(ofCustomer);
    await record(invoiceId, { given: { ...given, amount: 4_000 } });
    await shop.ctx.db.update(customers).set({ contacts: [], email: null }).where(ofCustomer);
    await record(invoiceId);
    expect((await receiptsOf(invoiceId)).map(({ recipient }) => recipient)).toEqual(['rory@payer.test']);
  });

  it.each([
    ['quittance', undefined, 1],
    ['quittance', 'none', 0],
    ['stripe', undefined, 0],
    ['stripe', 'mail', 1],
  ] as const)(
    'where receipts are sent by %s, and staff say %s, has %s mailed',
    async (by, receipt, mails) => {
      await shop.ctx.db
        .update(merchants)
        .set({ receiptsBy: by })
        .where(eq(merchants.id, shop.scope.merchantId));
      const { invoiceId } = await shop.invoice(9_000);
      await record(invoiceId, receipt === undefined ? {} : { receipt });
      expect(await receiptsOf(invoiceId)).toHaveLength(mails);
    },
  );

  it('beside one through Stripe, each has a receipt of its own', async () => {
    const { invoiceId } = await paidInvoice(shop);
    expect((await receiptsOf(invoiceId)).map(({ facts }) => facts)).toEqual([{ template: 'receipt' }]);
  });
});
