import { env } from 'cloudflare:test';
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { OutgoingEmail } from '../../../src/adapters/email/transport.ts';
import {
  customers,
  emails,
  invoices,
  merchants,
  paymentMethods,
  paymentTargets,
} from '../../../src/db/schema/index.ts';
import type { CustomerMessage, InvoiceMessage } from '../../../src/domain/message.ts';
import { newId } from '../../../src/operations/core/context.ts';
import {
  businessRecipients,
  customerMessageRows,
  messageRows,
  recipientsOf,
} from '../../../src/operations/core/queue-message.ts';
import { createCustomer } from '../../../src/operations/customers/create.ts';
import { removeCustomer } from '../../../src/operations/customers/remove.ts';
import { deliverEmail } from '../../../src/operations/emails/deliver.ts';
import type { Mailer } from '../../../src/operations/emails/mailer.ts';
import { recordReport } from '../../../src/operations/emails/record-report.ts';
import { marked } from '../../support/worker/marked.ts';
import { paidInvoice, refund } from '../../support/worker/money.ts';
import { must, openShop, type Shop } from '../../support/worker/shop.ts';

const VISA = { kind: 'card', brand: 'visa', last4: '4242', expMonth: 1, expYear: 2030 } as const;
const FAILURE = {
  amount: 12_000,
  method: VISA,
  failureCode: 'insufficient_funds',
  nextAttemptAt: null,
  wasAutomatic: true,
} as const;

let shop: Shop;
let mailer: Mailer;
let handed: OutgoingEmail[];
beforeEach(async () => {
  shop = await openShop();
  handed = [];
  mailer = {
    from: 'billing@billing.test',
    // Rendering is tested with the views; here, what is rendered.
    render: async (message, view, setting) => drawn({ message, view, setting }),
    renderForCustomer: async (message, view) => drawn({ message, view }),
    renderForStaff: async (message, view) => drawn({ message, view }),
    pdf: async () => new Uint8Array([1]),
    receipt: async () => new Uint8Array([1]),
    eInvoice: async () => '',
    returnPaths: { token: async (emailId: string) => emailId, open: async () => null },
    transport: {
      send: async (email) => {
        handed.push(email);
        return { kind: 'accepted' };
      },
    },
  };
});

const drawn = (parts: object) => ({ subject: '', html: '', text: JSON.stringify(parts) });

/** Queues a message as its cause would, and returns its id. */
async function queue(rows: ReturnType<typeof messageRows>): Promise<string> {
  const [first, ...others] = rows.rows;
  const [effect] = rows.effects;
  if (first === undefined || effect === undefined) throw new Error('nobody to write to');
  await shop.ctx.db.batch([first, ...others]);
  return String(Reflect.get(Object(effect.payload), 'emailId'));
}
const about = (invoiceId: string, message: InvoiceMessage, recipients: readonly string[]) =>
  messageRows(shop.ctx, shop.ctx.now(), {
    merchantId: shop.scope.merchantId,
    invoiceId,
    paymentId: null,
    cause: `test/${message.template}/${invoiceId}`,
    recipients,
    message,
  });
const to = (customerId: string, message: CustomerMessage) =>
  customerMessageRows(shop.ctx, shop.ctx.now(), {
    merchantId: shop.scope.merchantId,
    customerId,
    cause: `test/${message.template}/${customerId}`,
    recipients: ['payer@payer.test'],
    message,
  });
const stateOf = async (id: string) => {
  const [row] = await shop.ctx.db.select().from(emails).where(eq(emails.id, id));
  return row?.state;
};

describe('a message about an invoice', () => {
  it('of six megabytes goes without its PDF, and says where that is', async () => {
    const { invoiceId } = await shop.invoice(12_000);
    const sizes = [3_600_000, 4_500_000];
    for (const [place, size] of sizes.entries()) {
      const ofSize = { ...mailer, pdf: async () => new Uint8Array(size) };
      await deliverEmail(
        shop.ctx,
        ofSize,
        await queue(about(invoiceId, { template: 'invoice_sent' }, [`${place}@payer.test`])),
      );
    }
    const said = handed.map(({ text, attachments }) => [
      JSON.parse(text).setting.isPdfTooLarge ?? false,
      attachments.length,
    ]);
    expect(said).toEqual([
      [false, 1],
      [true, 0],
    ]);
  });

  it('about money has its receipt, with its number, or says where that is', async () => {
    const { invoiceId, paymentId } = await paidInvoice(shop);
    const refundId = await refund(shop, paymentId, 3_000);
    await shop.work();
    const made = { amount: 3_000, method: null, refundId, isSurplus: false };
    const messages = [{ template: 'receipt' }, { template: 'refund_made', ...made }] as const;
    const large = { ...mailer, receipt: async () => new Uint8Array(4_500_000) };
    for (const [message, by] of [
      ...messages.map((message) => [message, mailer] as const),
      [{ template: 'receipt' }, large] as const,
    ]) {
      const cause = `test/${handed.length}`;
      const { merchantId } = shop.scope;
      const rows = { merchantId, invoiceId, paymentId, cause, recipients: ['payer@payer.test'], message };
      await deliverEmail(shop.ctx, by, await queue(messageRows(shop.ctx, shop.ctx.now(), rows)));
    }
    expect(handed.map(({ text, attachments }) => [JSON.parse(text).setting.receipt, attachments])).toEqual([
      [
        { number: marked('R-NW-0001', paymentId), isTooLarge: false },
        [expect.objectContaining({ filename: `receipt-${marked('R-NW-0001', paymentId)}.pdf` })],
      ],
      [
        { number: marked('R-NW-0002', refundId), isTooLarge: false },
        [expect.objectContaining({ filename: `refund-receipt-${marked('R-NW-0002', refundId)}.pdf` })],
      ],
      [{ number: marked('R-NW-0001', paymentId), isTooLarge: true }, []],
    ]);
  });

  it("says what was stored with its cause, in its reader's language", async () => {
    const { invoiceId, customerId } = await shop.invoice(12_000);
    await shop.ctx.db.update(invoices).set({ parties: null }).where(eq(invoices.id, invoiceId));
    await shop.ctx.db.update(customers).set({ locale: 'de' }).where(eq(customers.id, customerId));
    await shop.ctx.db
      .update(merchants)
      .set({ locale: 'fr-CA' })
      .where(eq(merchants.id, shop.scope.merchantId));
    const recipients = recipientsOf({ email: 'payer@payer.test', billingEmails: [] });
    const forCustomer = await queue(about(invoiceId, { template: 'payment_failed', ...FAILURE }, recipients));
    const business = businessRecipients({ email: ' billing@northwind.test ' });
    const forBusiness = await queue(
      about(invoiceId, { template: 'payment_failed_business', ...FAILURE }, business),
    );
    await deliverEmail(shop.ctx, mailer, forCustomer);
    await deliverEmail(shop.ctx, mailer, forBusiness);
    const [mail, staff] = handed.map(({ text }) => JSON.parse(text));
    const viewUrl = await shop.ctx.links.url('view', { id: invoiceId, version: 1 });
    expect(mail).toMatchObject({
      message: { template: 'payment_failed', ...FAILURE },
      view: { locale: 'de', links: { pay: expect.stringContaining('/pay/') } },
      setting: {
        timeZone: 'America/New_York',
        links: { pause: `${viewUrl}/pause`, settings: 'https://billing.test/portal/settings' },
      },
    });
    expect(staff).toMatchObject({
      message: { template: 'payment_failed_business', ...FAILURE },
      view: { locale: 'fr-CA' },
    });
    expect(handed.map((email) => email.to)).toEqual(['payer@payer.test', 'billing@northwind.test']);
  });

  it('of one payment for several invoices knows them all; of one for this invoice alone, only this', async () => {
    const [one, other] = [await shop.invoice(12_000), await shop.invoice(8_000)];
    await shop.request(one.payPath, { method: 'POST' });
    const [payment] = await shop.payments();
    if (payment === undefined) throw new Error('nothing was claimed');
    const receipt = (cause: string) =>
      messageRows(shop.ctx, shop.ctx.now(), {
        merchantId: shop.scope.merchantId,
        invoiceId: one.invoiceId,
        paymentId: payment.id,
        cause,
        recipients: ['payer@payer.test'],
        message: { template: 'receipt' },
      });
    await deliverEmail(shop.ctx, mailer, await queue(receipt('alone')));
    await shop.ctx.db
      .insert(paymentTargets)
      .values({ paymentId: payment.id, invoiceId: other.invoiceId, invoiceVersion: 1, amount: 8_000 });
    await deliverEmail(shop.ctx, mailer, await queue(receipt('several')));
    const covered = handed.map(({ text }) => JSON.parse(text).setting.covers);
    expect(covered).toEqual([
      [],
      [
        { number: 'NW-0001', amount: 12_000 },
        { number: 'NW-0002', amount: 8_000 },
      ],
    ]);
  });

  it('that was queued before messages had facts goes by the name of its template', async () => {
    const { invoiceId } = await shop.invoice(12_000);
    const id = await queue(about(invoiceId, { template: 'invoice_sent' }, ['payer@payer.test']));
    await shop.ctx.db.update(emails).set({ facts: null }).where(eq(emails.id, id));
    await deliverEmail(shop.ctx, mailer, id);
    expect(JSON.parse(handed[0]?.text ?? '')).toMatchObject({ message: { template: 'invoice_sent' } });
    expect(handed[0]?.attachments).toHaveLength(1);
    expect(await stateOf(id)).toBe('sent');
  });

  it('that a newer version queued waits for one that knows it', async () => {
    const { invoiceId } = await shop.invoice(12_000);
    const id = await queue(about(invoiceId, { template: 'receipt' }, ['payer@payer.test']));
    await env.DB.prepare(`UPDATE emails SET template = 'of_next_year', facts = ? WHERE id = ?`)
      .bind(JSON.stringify({ template: 'of_next_year' }), id)
      .run();
    expect((await deliverEmail(shop.ctx, mailer, id)).kind).toBe('later');
    expect(await stateOf(id)).toBe('queued');
    expect(handed).toEqual([]);
  });
});

describe('a message about no invoice', () => {
  it('signs in by a link that is made when it goes, and is in no row', async () => {
    const { customerId } = await shop.invoice(12_000);
    const signInId = newId(shop.ctx, 'sgn');
    const expiresAt = shop.ctx.now() + 15 * 60_000;
    const id = await queue(to(customerId, { template: 'sign_in_link', signInId, expiresAt }));
    await deliverEmail(shop.ctx, mailer, id);
    const link = /\/portal\/sign-in\/([\w-]+)/.exec(handed[0]?.text ?? '');
    expect(await shop.ctx.links.open('sign_in', link?.[1] ?? '')).toEqual({ id: signInId, version: 1 });
    const stored = JSON.stringify(await shop.ctx.db.select().from(emails));
    expect(stored).not.toContain(link?.[1] ?? 'no link');
  });

  it('does not go when its link has lapsed', async () => {
    const { customerId } = await shop.invoice(12_000);
    const signInId = newId(shop.ctx, 'sgn');
    const expiresAt = shop.ctx.now() + 15 * 60_000;
    const id = await queue(to(customerId, { template: 'sign_in_link', signInId, expiresAt }));
    shop.advance(15 * 60_000);
    await deliverEmail(shop.ctx, mailer, id);
    expect(handed).toEqual([]);
    expect(await stateOf(id)).toBe('superseded');
  });

  it('warns of a card only while that card is on file and not renewed', async () => {
    const { customerId } = await shop.invoice(12_000);
    const methodId = newId(shop.ctx, 'pm');
    await shop.ctx.db.insert(paymentMethods).values({
      id: methodId,
      merchantId: shop.scope.merchantId,
      connectionId: shop.connectionId,
      customerId,
      stripePaymentMethodId: methodId,
      type: 'card',
      summary: VISA,
      state: 'usable',
      isDefault: false,
      position: 1,
      expMonth: VISA.expMonth,
      expYear: VISA.expYear,
      createdAt: shop.ctx.now(),
      updatedAt: shop.ctx.now(),
    });
    const message: CustomerMessage = { template: 'card_expiring', methodId, method: VISA };
    const first = await queue(to(customerId, message));
    await deliverEmail(shop.ctx, mailer, first);
    expect(handed).toHaveLength(1);
    for (const [cause, columns] of [
      ['renewed', { expYear: 2034 }],
      ['removed', { expYear: 2030, state: 'detached' }],
    ] as const) {
      await shop.ctx.db.update(paymentMethods).set(columns).where(eq(paymentMethods.id, methodId));
      const id = await queue(
        customerMessageRows(shop.ctx, shop.ctx.now(), {
          merchantId: shop.scope.merchantId,
          customerId,
          cause,
          recipients: ['payer@payer.test'],
          message,
        }),
      );
      await deliverEmail(shop.ctx, mailer, id);
      expect([cause, await stateOf(id)]).toEqual([cause, 'superseded']);
    }
    expect(handed).toHaveLength(1);
  });

  it('goes with its customer: one that is removed leaves no mail behind', async () => {
    const customerId = newId(shop.ctx, 'cus');
    const customer = {
      legalName: 'Payer Inc',
      email: 'payer@payer.test',
      label: null,
      contactName: null,
      billingEmails: [],
      telephone: null,
      url: null,
      taxStatus: 'TAXED',
      address: { line1: '2 Mill Lane', town: 'Salem', country: 'US' },
      customerAliases: [],
      locale: null,
      externalIds: [],
    };
    must(await createCustomer(shop.ctx, { scope: shop.scope, customerId, commandId: customerId, customer }));
    const id = await queue(to(customerId, { template: 'autopay_off', at: shop.ctx.now() }));
    must(await removeCustomer(shop.ctx, { scope: shop.scope, customerId, commandId: 'remove' }));
    expect(await stateOf(id)).toBeUndefined();
    expect(await deliverEmail(shop.ctx, mailer, id)).toEqual({ kind: 'finished' });
    expect(handed).toEqual([]);
  });

  it('reaches each recipient once for one cause', async () => {
    const { customerId } = await shop.invoice(12_000);
    const message: CustomerMessage = { template: 'autopay_off', at: 1 };
    await queue(to(customerId, message));
    await queue(to(customerId, message));
    const rows = await shop.ctx.db
      .select({ id: emails.id })
      .from(emails)
      .where(eq(emails.customerId, customerId));
    expect(rows).toHaveLength(1);
  });
});

describe('one message for several contacts', () => {
  const CONTACTS = ['ap@payer.test', 'cfo@payer.test', 'it@payer.test'] as const;
  const sentTo = async (contactsMail: 'each' | 'cc') => {
    await shop.ctx.db.update(merchants).set({ contactsMail }).where(eq(merchants.id, shop.scope.merchantId));
    const { invoiceId } = await shop.invoice(12_000);
    await queue(about(invoiceId, { template: 'invoice_sent' }, CONTACTS));
    const rows = await shop.ctx.db.select().from(emails).where(eq(emails.invoiceId, invoiceId));
    for (const { id } of rows) await deliverEmail(shop.ctx, mailer, id);
    return { rows, sent: handed };
  };

  it('names them all where the business prefers it, with one Message-ID, and is counted for each', async () => {
    const { rows, sent } = await sentTo('cc');
    expect(sent.map(({ to }) => to).toSorted()).toEqual([...CONTACTS]);
    for (const mail of sent) expect(mail.shownTo).toEqual(CONTACTS);
    expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(1);
    expect(new Set(sent.map(({ token }) => token)).size).toBe(3);
    const [first] = rows;
    const bounced = {
      recipient: 'IT@payer.test',
      reported: 'bounced',
      statusCode: '5.1.1',
      words: null,
    } as const;
    must(await recordReport(shop.ctx, { emailId: first?.id ?? '', outcomes: [bounced] }));
    const after = await shop.ctx.db
      .select({ to: emails.recipient, reported: emails.reported })
      .from(emails)
      .where(eq(emails.cause, first?.cause ?? ''));
    expect(after.filter(({ reported }) => reported !== null)).toEqual([
      { to: 'it@payer.test', reported: 'bounced' },
    ]);
  });

  it('is one for each of them otherwise, who see nobody else', async () => {
    const { sent } = await sentTo('each');
    expect(sent).toHaveLength(3);
    for (const mail of sent) expect(mail.shownTo).toBeUndefined();
    expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(3);
  });
});
