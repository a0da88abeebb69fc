import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { readCreditNoteFor } from '../../../src/db/queries/credit-notes.ts';
import { readInvoicePage } from '../../../src/db/queries/invoice-page.ts';
import { customers, invoices, merchants } from '../../../src/db/schema/index.ts';
import { parseLocalDate } from '../../../src/domain/calendar.ts';
import { parseCurrency } from '../../../src/domain/currency.ts';
import type { EInvoiceFormat } from '../../../src/domain/e-invoice/format.ts';
import type { EInvoiceSource } from '../../../src/domain/e-invoice/source.ts';
import { NO_DETAILS } from '../../../src/domain/invoice/details.ts';
import type { LineInput } from '../../../src/domain/invoice/totals.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { giveCredit } from '../../../src/operations/credits/give-credit.ts';
import { createCustomer } from '../../../src/operations/customers/create.ts';
import { documentsOf, documentsOfNote } from '../../../src/operations/emails/documents.ts';
import { creditInvoice, recordPayment } from '../../../src/operations/invoices/apply-when-no-payment-open.ts';
import { createDraft } from '../../../src/operations/invoices/create-draft.ts';
import type { DraftInput } from '../../../src/operations/invoices/draft-input.ts';
import { finalizeInvoice } from '../../../src/operations/invoices/finalize.ts';
import { sendInvoice } from '../../../src/operations/invoices/send.ts';
import { updateProfile } from '../../../src/operations/merchants/update-profile.ts';
import { creditNoteView } from '../../../src/operations/resources/show-credit-note.ts';
import { drawInvoice } from '../../../src/operations/resources/show-invoice.ts';
import { credit, noteOf, notesOf } from '../../support/worker/crediting.ts';
import { must, openShop, type Shop } from '../../support/worker/shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

const GERMAN = {
  legalName: 'Muster GmbH',
  displayName: 'Muster',
  address: { line1: 'Lange Straße 12', town: 'Köln', postcode: '50667', country: 'DE' },
  taxIds: [{ kind: 'eu_vat', value: 'DE136695976' }],
  telephone: '+49 221 123456',
} as const;

/** The business as a German one that sends these e-invoices. */
async function sends(eInvoice: EInvoiceFormat | null, change: object = GERMAN): Promise<void> {
  const { ctx, scope } = shop;
  const commandId = newId(ctx, 'req');
  const changed = await updateProfile(ctx, {
    scope,
    basedOn: null,
    change: { ...change, eInvoice },
    commandId,
  });
  expect(changed.kind).toBe('done');
}

const WORK: LineInput = {
  description: 'Beratung & Planung',
  quantity: '2',
  unitAmount: 10_000,
  discount: null,
  taxRates: [{ name: 'USt', percentage: '19', inclusive: false, category: 'standard' }],
};

/** A draft to a customer in Belgium, with its paths. */
async function draft(
  line: LineInput = WORK,
  buyerReference: string | null = '04011000-12345-03',
  more: Pick<DraftInput, 'whole'> & { readonly lines?: readonly LineInput[] } = {},
) {
  const { ctx, scope } = shop;
  const customerId = newId(ctx, 'cus');
  const customer = {
    legalName: 'Käufer & Söhne',
    email: 'einkauf@payer.test',
    label: null,
    contactName: null,
    billingEmails: [],
    telephone: null,
    url: null,
    taxStatus: 'TAXED',
    address: { line1: 'Rue Haute 1', town: 'Bruxelles', postcode: '1000', country: 'BE' },
    taxIds: [{ kind: 'eu_vat', value: 'BE0123456749' }] as const,
    customerAliases: [],
    locale: 'de',
    externalIds: [],
  };
  await createCustomer(ctx, { scope, customerId, commandId: customerId, customer });
  const invoiceId = newId(ctx, 'inv');
  const made = await createDraft(ctx, {
    scope,
    invoiceId,
    commandId: invoiceId,
    draft: {
      customerId,
      currency: parseCurrency('EUR'),
      dueDate: parseLocalDate('2030-01-31'),
      notes: 'Danke',
      paymentLink: true,
      details: { ...NO_DETAILS, buyerReference },
      lines: [line],
      ...more,
    },
  });
  expect(made.kind).toBe('done');
  const path = new URL(await ctx.links.url('view', { id: invoiceId, version: 1 })).pathname;
  return { invoiceId, customerId, path };
}

const finalize = (invoiceId: string) =>
  finalizeInvoice(shop.ctx, { scope: shop.scope, invoiceId, commandId: newId(shop.ctx, 'req') });
const xmlOf = async (path: string): Promise<string> => (await shop.request(`${path}/xml`)).text();

describe('an e-invoice', () => {
  it('is at the invoice’s link with the headers of its PDF, and nowhere else', async () => {
    await sends('xrechnung');
    const { invoiceId, path } = await draft();
    expect((await finalize(invoiceId)).kind).toBe('done');
    const answer = await shop.request(`${path}/xml`);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/xml; charset=utf-8',
      'cache-control': 'private, no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
      'content-disposition': 'attachment; filename="invoice-NW-0001.xml"',
    });
    const xml = await answer.text();
    expect(xml).toContain('<cbc:ID>NW-0001</cbc:ID>');
    expect(xml).toContain('Käufer &amp; Söhne');
    expect(xml).toContain('<cbc:PayableAmount currencyID="EUR">238.00</cbc:PayableAmount>');
    expect((await shop.request(`${path}/xml`, { method: 'HEAD' })).status).toBe(200);
    expect((await shop.request(`${path}/xml`, { method: 'POST' })).status).toBe(405);
    expect((await shop.request(`${path}x/xml`)).status).toBe(404);
  });

  it('is the same bytes after a payment, after a change of the business, and after a change of format', async () => {
    await sends('xrechnung');
    const { invoiceId, path } = await draft();
    await finalize(invoiceId);
    const first = await xmlOf(path);
    const payment = {
      amount: 10_000,
      method: 'cash' as const,
      reference: null,
      receivedOn: '2026-01-01',
      recordedBy: 'Ann',
    };
    const commandId = newId(shop.ctx, 'req');
    const paid = await recordPayment(shop.ctx, { scope: shop.scope, invoiceId, commandId, payment });
    expect(paid.kind).toBe('done');
    expect(await xmlOf(path)).toBe(first);
    const rest = { ...payment, amount: 13_800 };
    const settled = { scope: shop.scope, invoiceId, commandId: newId(shop.ctx, 'req'), payment: rest };
    expect((await recordPayment(shop.ctx, settled)).kind).toBe('done');
    await sends('peppol', { ...GERMAN, legalName: 'Umbenannt AG', telephone: '+49 1' });
    await sends(null, {});
    expect(await xmlOf(path)).toBe(first);
    expect(first).toContain('xrechnung_3.0');
  });

  it('is none of a business that sends none, nor of one that sent none when the invoice was issued', async () => {
    const { invoiceId, path } = await draft();
    await finalize(invoiceId);
    expect((await shop.request(`${path}/xml`)).status).toBe(404);
    await sends('factur_x');
    expect((await shop.request(`${path}/xml`)).status).toBe(404);
  });

  it('says lines below zero, a discount on the whole, and a deposit that was invoiced before', async () => {
    await sends('xrechnung');
    const returned = { ...WORK, description: 'Zurück', quantity: '-1', unitAmountDecimal: '50' };
    const [tax] = WORK.taxRates;
    if (tax === undefined) throw new Error('no tax');
    const { invoiceId, path } = await draft(WORK, 'K-7', {
      lines: [WORK, returned],
      whole: {
        adjustments: [
          { kind: 'discount', description: 'Treue', value: { kind: 'percentage', percentage: '10' } },
        ],
        withholdings: [],
        deposits: [
          {
            number: 'A-1',
            issuedOn: '2026-01-15',
            total: 5_950,
            taxes: [{ ...tax, taxable: 5_000, amount: 950 }],
          },
        ],
        roundToCoin: false,
      },
    });
    expect((await finalize(invoiceId)).kind).toBe('done');
    const xml = await xmlOf(path);
    for (const said of [
      '<cbc:InvoicedQuantity unitCode="C62">-1</cbc:InvoicedQuantity>',
      '<cbc:AllowanceChargeReason>Treue</cbc:AllowanceChargeReason>',
      '<cbc:LineExtensionAmount currencyID="EUR">150.00</cbc:LineExtensionAmount>',
      '<cbc:TaxInclusiveAmount currencyID="EUR">160.65</cbc:TaxInclusiveAmount>',
      '<cbc:PrepaidAmount currencyID="EUR">59.50</cbc:PrepaidAmount>',
      '<cbc:PayableAmount currencyID="EUR">101.15</cbc:PayableAmount>',
      '<cbc:ID>A-1</cbc:ID>',
    ]) {
      expect(xml).toContain(said);
    }
  });

  it('names what was paid with credit when it was issued', async () => {
    await sends('factur_x');
    const { invoiceId, customerId, path } = await draft();
    const credit = {
      customerId,
      creditId: newId(shop.ctx, 'crd'),
      amount: 5_000,
      note: null,
      issuedBy: 'Ann',
    };
    const commandId = newId(shop.ctx, 'req');
    const currency = parseCurrency('EUR');
    if (currency === null) throw new Error('no euro');
    await giveCredit(shop.ctx, { scope: shop.scope, commandId, currency, ...credit });
    await finalize(invoiceId);
    const xml = await xmlOf(path);
    expect(xml).toContain('<ram:TotalPrepaidAmount>50.00</ram:TotalPrepaidAmount>');
    expect(xml).toContain('<ram:DuePayableAmount>188.00</ram:DuePayableAmount>');
  });
});

describe('the e-invoice of a credit note', () => {
  const HALF = { kind: 'lines', lines: [{ position: 0, quantity: '1' }] } as const;
  const issued = async (format: EInvoiceFormat) => {
    await sends(format);
    const invoice = await draft();
    await finalize(invoice.invoiceId);
    return invoice;
  };

  it('is at its invoice’s link beside its PDF, and names that invoice', async () => {
    const { invoiceId, path } = await issued('xrechnung');
    await sends(null, {});
    must(await credit(shop, invoiceId, { credit: HALF }));
    const [note] = await notesOf(shop, invoiceId);
    const xmlPath = `${path}/credit-notes/${note?.id}/xml`;
    const answer = await shop.request(xmlPath);
    expect(answer.headers.get('content-disposition')).toBe(
      'attachment; filename="credit-note-CN-NW-0001.xml"',
    );
    const xml = await answer.text();
    for (const said of [
      '<cbc:CreditNoteTypeCode>381</cbc:CreditNoteTypeCode>',
      '<cac:InvoiceDocumentReference><cbc:ID>NW-0001</cbc:ID><cbc:IssueDate>',
      '<cbc:CreditedQuantity unitCode="C62">1</cbc:CreditedQuantity>',
      '<cbc:PayableAmount currencyID="EUR">119.00</cbc:PayableAmount>',
    ]) {
      expect(xml.replaceAll(/>\s+</g, '><')).toContain(said);
    }
    const page = await (await shop.request(path)).text();
    expect(page).toContain(`${path}/xml"`);
    expect(page).toContain(`${xmlPath}"`);
    expect((await shop.request(xmlPath, { method: 'POST' })).status).toBe(405);
    const other = await draft();
    expect((await shop.request(`${other.path}/credit-notes/${note?.id}/xml`)).status).toBe(404);
  });

  it('is none where its invoice has none, and then nothing links to one', async () => {
    const { invoiceId, path } = await draft();
    await finalize(invoiceId);
    must(await credit(shop, invoiceId, { credit: HALF }));
    const [note] = await notesOf(shop, invoiceId);
    expect((await shop.request(`${path}/credit-notes/${note?.id}/xml`)).status).toBe(404);
    expect(await (await shop.request(path)).text()).not.toContain('/xml"');
  });

  it('goes with its mail beside the PDF, or within it', async () => {
    for (const format of ['peppol', 'factur_x'] as const) {
      const { invoiceId } = await issued(format);
      must(await credit(shop, invoiceId, { credit: HALF }));
      const [note] = await notesOf(shop, invoiceId);
      const page = await readInvoicePage(shop.ctx.db, invoiceId, 1_000);
      const found = await readCreditNoteFor(shop.ctx.db, note?.id ?? '');
      if (page === null || found === null) throw new Error('no credit note');
      const within: unknown[] = [];
      const mailer = {
        pdf: async (_: unknown, source: EInvoiceSource | null) => {
          within.push(source?.kind);
          return new Uint8Array(1);
        },
        eInvoice: async () => '<CreditNote/>',
      };
      const view = creditNoteView((await drawInvoice(shop.ctx, page)).view, found);
      const { attachments } = await documentsOfNote(mailer, page, view, found);
      expect(within).toEqual(['credit_note']);
      expect(attachments).toHaveLength(format === 'peppol' ? 2 : 1);
    }
  });

  it('keeps a credit note from being issued that it could not be written of', async () => {
    const { invoiceId } = await issued('xrechnung');
    const note = { ...noteOf(shop.ctx, { credit: HALF }), reason: 'bell \u0007' };
    const commandId = newId(shop.ctx, 'req');
    const refused = await creditInvoice(shop.ctx, { scope: shop.scope, invoiceId, commandId, note });
    expect(refused).toMatchObject({ kind: 'refused', rejection: { code: 'invalid' } });
    expect(JSON.stringify(refused)).toContain('(XML-1.0)');
    expect(await notesOf(shop, invoiceId)).toEqual([]);
  });
});

describe('an invoice of which no e-invoice could be made', () => {
  const problems = async (outcome: ReturnType<typeof finalize>) => {
    const found = await outcome;
    return found.kind === 'refused' && found.rejection.code === 'invalid' ? found.rejection.problems : [];
  };

  it('is not finalized, nor sent: each broken rule is told by its number and what to do, and no number is taken', async () => {
    await sends('xrechnung', { ...GERMAN, telephone: null });
    const { invoiceId } = await draft({ ...WORK, taxRates: [] }, null);
    const refused = await problems(finalize(invoiceId));
    expect(refused.map(({ path }) => path)).toEqual([
      'lines[0].taxRates',
      'buyerReference',
      'profile.telephone',
    ]);
    expect(refused.map(({ message }) => /\((.+)\)$/.exec(message)?.[1])).toEqual([
      'BR-CO-04',
      'BR-DE-15',
      'BR-DE-6',
    ]);
    const ask = { scope: shop.scope, invoiceId, commandId: newId(shop.ctx, 'req'), to: null };
    expect(await problems(sendInvoice(shop.ctx, ask))).toEqual(refused);
    const [row] = await shop.ctx.db.select().from(invoices).where(eq(invoices.id, invoiceId));
    expect([row?.status, row?.numberValue]).toEqual(['draft', null]);
  });

  it('is finalized once what lacked was given', async () => {
    await sends('peppol');
    const { invoiceId, customerId } = await draft();
    await shop.ctx.db.update(customers).set({ taxIds: [] }).where(eq(customers.id, customerId));
    expect((await problems(finalize(invoiceId))).map(({ path }) => path)).toEqual(['customer.taxIds']);
    const taxIds = [{ kind: 'eu_vat', value: 'BE0123456749' }] as const;
    await shop.ctx.db.update(customers).set({ taxIds }).where(eq(customers.id, customerId));
    expect((await finalize(invoiceId)).kind).toBe('done');
  });
});

describe('a mail with an invoice', () => {
  const mailed = async (format: EInvoiceFormat, size = 1) => {
    await sends(format);
    const { invoiceId } = await draft();
    await finalize(invoiceId);
    const page = await readInvoicePage(shop.ctx.db, invoiceId, 1_000);
    if (page === null) throw new Error('no invoice');
    const { view } = await drawInvoice(shop.ctx, page);
    const mailer = { pdf: async () => new Uint8Array(size), eInvoice: async () => '<Invoice/>' };
    const { attachments, isPdfTooLarge } = await documentsOf(shop.ctx, mailer, page, view);
    return [attachments.map(({ filename }) => filename), isPdfTooLarge];
  };

  it('holds its XML beside the PDF, but for one that the PDF holds', async () => {
    expect(await mailed('xrechnung')).toEqual([['invoice-NW-0001.pdf', 'invoice-NW-0001.xml'], false]);
    expect(await mailed('factur_x')).toEqual([['invoice-NW-0002.pdf'], false]);
  });

  it('keeps the XML where the PDF is too large for any server', async () => {
    expect(await mailed('xrechnung', 4_000_000)).toEqual([['invoice-NW-0001.xml'], true]);
  });
});

it('a profile from before there were e-invoices reads as having none', async () => {
  const [row] = await shop.ctx.db.select().from(merchants).where(eq(merchants.id, shop.scope.merchantId));
  expect(row?.eInvoice).toBeNull();
});
