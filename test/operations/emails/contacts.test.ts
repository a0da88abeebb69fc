import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { customers, emails, merchants } from '../../../src/db/schema/index.ts';
import type { Contact } from '../../../src/domain/customer/contacts.ts';
import { deliverEmail } from '../../../src/operations/emails/deliver.ts';
import type { Mailer } from '../../../src/operations/emails/mailer.ts';
import { sendInvoice } from '../../../src/operations/invoices/send.ts';
import { openSession } from '../../support/worker/guards.ts';
import { linkFor, openBrowser } from '../../support/worker/portal.ts';
import { must, openShop, payAtStripe, type Shop } from '../../support/worker/shop.ts';

/** Every test has its own house, since an address may be known to several customers. */
let house = 0;
const at = (name: string) => `${name}@acme${house}.test`;
const people = (): readonly Contact[] => [
  { name: 'Ida', email: at('ida'), roles: ['invoices'], language: 'de' },
  { name: 'Ines', email: at('ines'), roles: ['invoices', 'receipts'], language: 'fr' },
  { name: 'Rory', email: at('rory'), roles: ['receipts'], language: null },
  { name: 'Pia', email: at('pia'), roles: ['portal'], language: 'de' },
];

let shop: Shop;
let invoice: Awaited<ReturnType<Shop['invoice']>>;
beforeEach(async () => {
  house += 1;
  shop = await openShop();
  invoice = await shop.invoice(5_000);
  await shop.work();
  shop.posted.length = 0;
  await shop.ctx.db
    .update(customers)
    .set({ email: null, contacts: people() })
    .where(eq(customers.id, invoice.customerId));
});
const mailed = () => shop.posted.map(({ to }) => to).toSorted();

const send = async () =>
  must(
    await sendInvoice(shop.ctx, {
      scope: shop.scope,
      invoiceId: invoice.invoiceId,
      commandId: 'c',
      to: null,
    }),
  );
const sentRows = () =>
  shop.ctx.db
    .select({ id: emails.id, recipient: emails.recipient })
    .from(emails)
    .where(and(eq(emails.invoiceId, invoice.invoiceId), eq(emails.template, 'invoice_sent')));

/** Delivers what was queued with the invoice, and says to whom and in which language. */
async function delivered() {
  const handed: { to: string; locale: string; messageId: string; shownTo: readonly string[] }[] = [];
  for (const { id } of await sentRows()) {
    const mailer: Mailer = {
      from: 'billing@billing.test',
      render: async (_, view) => ({ subject: view.locale, html: '', text: '' }),
      renderForCustomer: async (_, view) => ({ subject: view.locale, html: '', text: '' }),
      renderForStaff: async () => ({ subject: '', html: '', text: '' }),
      pdf: async (view) => new TextEncoder().encode(view.locale),
      receipt: async ({ number }) => new TextEncoder().encode(number),
      eInvoice: async () => '',
      returnPaths: { token: async (emailId: string) => emailId, open: async () => null },
      transport: {
        send: async ({ to, subject, messageId, shownTo = [], attachments }) => {
          for (const { content } of attachments) expect(new TextDecoder().decode(content)).toBe(subject);
          handed.push({ to, locale: subject, messageId, shownTo });
          return { kind: 'accepted' };
        },
      },
    };
    await deliverEmail(shop.ctx, mailer, id);
  }
  return handed;
}

describe('contacts of a customer', () => {
  it('get the invoice by their role, mail and document in the language of each', async () => {
    await send();
    const told = await delivered();
    expect(told.map(({ to, locale }) => `${to} ${locale}`).toSorted()).toEqual([
      `${at('ida')} de`,
      `${at('ines')} fr`,
    ]);
  });

  it('of the same mailbox twice get one mail, in whatever letters and form of the domain', async () => {
    const [own, idn] = [
      `ap@bücher${house}.example`,
      `AP@${new URL(`http://bücher${house}.example`).hostname}`,
    ];
    await shop.ctx.db
      .update(customers)
      .set({
        email: ` ${own} `,
        billingEmails: [own, idn, own.toUpperCase()],
        contacts: [{ name: null, email: idn, roles: ['invoices', 'receipts'], language: null }],
      })
      .where(eq(customers.id, invoice.customerId));
    await send();
    expect((await sentRows()).map(({ recipient }) => recipient)).toEqual([own]);
    await payAtStripe(await openSession(shop, invoice.payPath));
    await shop.sweepSoon();
    await shop.work();
    expect(shop.posted.filter(({ subject }) => subject === 'receipt')).toHaveLength(1);
  });

  it('get receipts by their role', async () => {
    await send();
    shop.posted.length = 0;
    await payAtStripe(await openSession(shop, invoice.payPath));
    await shop.sweepSoon();
    await shop.work();
    const receipts = shop.posted.filter(({ subject }) => subject === 'receipt');
    expect(receipts.map(({ to }) => to).toSorted()).toEqual([at('ines'), at('rory')]);
  });

  it('are written to in one mail for those of a language, where the business writes one to all', async () => {
    const igor: Contact = { name: null, email: at('igor'), roles: ['invoices'], language: 'de' };
    await shop.ctx.db.batch([
      shop.ctx.db
        .update(customers)
        .set({ contacts: [...people(), igor] })
        .where(eq(customers.id, invoice.customerId)),
      shop.ctx.db
        .update(merchants)
        .set({ contactsMail: 'cc' })
        .where(eq(merchants.id, shop.scope.merchantId)),
    ]);
    await send();
    const told = await delivered();
    const german = told.filter(({ locale }) => locale === 'de');
    expect(german.map(({ shownTo }) => shownTo)).toEqual([
      [at('ida'), at('igor')],
      [at('ida'), at('igor')],
    ]);
    expect(new Set(german.map(({ messageId }) => messageId)).size).toBe(1);
    expect(told.filter(({ locale }) => locale === 'fr').map(({ shownTo }) => shownTo)).toEqual([
      [at('ines')],
    ]);
  });

  it('sign in to the portal by their role alone, and no longer than they have it', async () => {
    const ask = async (address: string) => {
      const browser = openBrowser(shop);
      await browser.post('/portal/sign-in', { address });
      await shop.work();
      return browser;
    };
    await ask(at('ida'));
    expect(mailed()).toEqual([]);
    const pia = await ask(at('pia'));
    expect(mailed()).toEqual([at('pia')]);
    expect((await pia.post(await linkFor(shop, at('pia')))).status).toBe(303);
    expect((await pia.get('/portal/invoices')).status).toBe(200);
    await shop.ctx.db
      .update(customers)
      .set({ contacts: people().map((each) => ({ ...each, roles: ['invoices'] as const })) })
      .where(eq(customers.id, invoice.customerId));
    expect((await pia.get('/portal/invoices')).status).not.toBe(200);
  });
});
