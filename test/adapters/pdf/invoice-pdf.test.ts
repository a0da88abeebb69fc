import { PDF } from '@libpdf/core';
import { describe, expect, it } from 'vitest';
import { renderInvoicePdf } from '../../../src/adapters/pdf/invoice-pdf.ts';
import { NO_DETAILS } from '../../../src/domain/invoice/details.ts';
import { LANGUAGES } from '../../../src/views/i18n/languages.ts';
import { speechFor } from '../../../src/views/i18n/speech.ts';
import type { InvoiceView } from '../../../src/views/model.ts';
import { Objects } from '../../support/pdf/objects.ts';
import { Tagged } from '../../support/pdf/structure.ts';
import {
  hostileInvoice,
  invoice,
  line,
  merchant,
  paidInvoice,
  swissTransfer,
  transferTo,
  wholeInvoice,
} from '../../views/fixtures.ts';
import { linksIn, loadFont, readBack } from './read-back.ts';

const render = (view: InvoiceView) => renderInvoicePdf(view, { loadFont });
const squeezed = (text: string) => text.replace(/\s+/g, ' ');
const read = async (view: InvoiceView) => squeezed((await readBack(await render(view))).text);

/** An invoice with a text wherever somebody writes one. */
function written(text: string): InvoiceView {
  return invoice({
    merchant: merchant({ name: text, legalName: text, addressLines: [text], footer: text }),
    transfer: transferTo(text),
    customer: { name: text, addressLines: [text], email: null, taxIds: [] },
    lines: [line(text, '1', 156_920)],
    lineCount: 1,
    notes: text,
  });
}

describe('the PDF of an invoice', () => {
  it.each([
    ['de', 'Rechnung', 'Fällig am 14. Jan. 2027', 'Mit Stripe bezahlen', 'Seite 1 von 1'],
    ['fr', 'Facture', 'À payer le 14 janv. 2027', 'Payer avec Stripe', 'Page 1 sur 1'],
    ['es', 'Factura', 'Vence el 14 ene 2027', 'Pagar con Stripe', 'Página 1 de 1'],
    ['ja', '請求書', 'お支払い期限 2027年1月14日', 'Stripe で支払う', '1 / 1 ページ'],
  ])('speaks %s, in a font that has its letters', async (locale, ...said) => {
    const text = await read(invoice({ locale }));
    for (const part of said) expect(text).toContain(part);
    expect(text).not.toContain('\ufffd');
  });

  it('names the tax ids of both in the reader’s language', async () => {
    const taxIds = [{ kind: 'eu_vat', value: 'DE136695976' }] as const;
    const customer = { name: 'Ada GmbH', addressLines: [], email: null, taxIds };
    expect(await read(invoice({ locale: 'de', customer }))).toContain('USt-IdNr. DE136695976');
    const ours = merchant({ taxIds: [{ kind: 'jp_trn', value: 'T5835678256246' }] });
    expect(await read(invoice({ locale: 'ja', merchant: ours }))).toContain('登録番号 T5835678256246');
  });

  it('says that its bank details are others than an older copy has', async () => {
    const transfer = { ...transferTo('New Bank 4711'), isReplaced: true };
    const text = await read(invoice({ transfer, notes: null }));
    expect(text).toContain('New Bank 4711 These bank details have changed since the invoice was issued.');
    expect(await read(invoice({ transfer: transferTo('New Bank 4711') }))).not.toContain('have changed');
  });

  it('has a Swiss QR code beside a Swiss account while something is owed, and none elsewhere', async () => {
    const swiss = { currency: 'CHF', transfer: swissTransfer() } as const;
    expect(await read(invoice(swiss))).toContain('Scan with a Swiss banking app');
    expect(await read(paidInvoice({ ...swiss }))).not.toContain('Scan with a Swiss');
    expect(await read(invoice())).not.toContain('Scan with a Swiss');
  });

  it.each(Object.keys(LANGUAGES))('says what is below and beside its lines, in %s', async (locale) => {
    const { deductions } = (await speechFor(locale)).words.taxes;
    const text = await read(wholeInvoice({ locale, amountPaid: 5_505, amountRemaining: 320_000 }));
    for (const said of [deductions.rounding, deductions.payable, 'Freight', 'NW-2026-0007']) {
      expect(text).toContain(said);
    }
  });

  it('says why no tax is charged', async () => {
    const taxNotes = [{ note: 'reverse_charge' }, { note: 'exempt', law: '§ 4 Nr. 21 UStG' }] as const;
    const text = await read(invoice({ locale: 'de', taxNotes }));
    expect(text).toContain('Steuerschuldnerschaft des Leistungsempfängers (Reverse Charge).');
    expect(text).toContain('Steuerfrei (§ 4 Nr. 21 UStG).');
  });

  it('says what the customer finds it by, three in a row', async () => {
    const field = (name: string) => ({ name, value: `${name} 1`, shownOn: ['pdf'] as const });
    const customFields = [...'ABCDEFGHIJ'].map((letter) => field(`Field ${letter}`));
    const details = { ...NO_DETAILS, purchaseOrder: 'PO-4711', contract: 'C-9', customFields };
    const { text, pages } = await readBack(await render(invoice({ details })));
    for (const said of ['PO number', 'PO-4711', 'C-9', 'Field A 1', 'Field J 1'])
      expect(squeezed(text)).toContain(said);
    expect(pages).toBeLessThanOrEqual(2);
  });

  it('says all that the invoice says, on one page', async () => {
    const { text, pages } = await readBack(await render(invoice({ subtotal: 149_400, discountTotal: 400 })));
    expect(pages).toBe(1);
    const flat = squeezed(text);
    for (const part of [
      'Northwind Studio',
      '48 Harbour Street',
      'EIN 84-2917365',
      'NW-2026-0042',
      '15 Dec 2026',
      'Due 14 Jan 2027',
      'Ada Lindqvist',
      'Burlington, VT 05401',
      'Workshop with the marketing team 1.5 $160.00 $240.00',
      'Discount −$4.00',
      'Sales tax 5.5%',
      'Subtotal $1,490.00',
      'Total $1,569.20',
      'Amount due $1,569.20',
      'Thank you for working with us.',
      'Account 000123456789',
      'Page 1 of 1',
    ]) {
      expect(flat).toContain(part);
    }
  });

  it('leads to payment by a click, and on paper by its address', async () => {
    const view = invoice();
    const bytes = await render(view);
    const links = await linksIn(bytes);
    expect(new Set(links)).toEqual(new Set([view.links.pay, view.links.view, view.links.copy]));
    const text = squeezed((await readBack(bytes)).text);
    expect(text).toContain('Pay using Stripe');
    expect(text).toContain(`Pay online at ${view.links.view} `);
    expect(text).toContain('Scan to check this copy');
    const draft = { ...view, links: { ...view.links, copy: null } };
    expect(await linksIn(await render(draft))).not.toContain(view.links.copy);
  });

  it('states that it is paid, or void, and then asks for nothing', async () => {
    const paid = await read(paidInvoice());
    expect(paid).toContain('Paid 9 Jan 2027');
    expect(paid).toMatch(/\$1,569\.20 paid on .*9 Jan 2027.* with Visa .*4242/);
    const { links } = invoice();
    const voided = await read(
      invoice({
        status: 'void',
        voidedOn: '2026-12-20',
        noLinkReason: 'void',
        links: { ...links, pay: null },
      }),
    );
    expect(voided).toContain('Void since 20 Dec 2026. There’s nothing to pay.');
    for (const text of [paid, voided]) {
      expect(text).not.toContain('Pay using Stripe');
      expect(text).not.toContain('000123456789');
    }
  });

  it.each([
    'Zażółć gęślą jaźń',
    'Ñandú, Übergröße, Çelik, Crème brûlée, Việt Nam',
    'Επιχείρηση Άλφα Ωμέγα',
    'Українська «Ґедзь» їжак, Ёлка',
    '株式会社ノースウィンド',
  ])('reads back %s', async (text) => {
    expect(await read(written(text))).toContain(text);
  });

  it('names by its number what no font of ours has', async () => {
    const text = await read(written('Acme \u{13000} Ltd \u202eevil\u200d'));
    expect(text).toContain('Acme [U+13000] Ltd evil');
  });

  it('gives a short note no page of its own', async () => {
    const pagesOf = async (items: number) => {
      const lines = Array.from({ length: items }, (_, i) => line(`Item ${i}`, '1', 100));
      const view = invoice({ lines, lineCount: items, transfer: null, notes: 'Thank you.' });
      const { rows: pages } = new Tagged(await Objects.of(await render(view)));
      return pages.map((rows) => rows.some((row) => row.includes('$')));
    };
    const sayAmounts = await Promise.all(Array.from({ length: 16 }, (_, i) => pagesOf(i + 1)));
    expect(sayAmounts.at(-1)).toEqual([true, true]);
    expect(sayAmounts.flat()).not.toContain(false);
  });

  it('goes on over pages, with its head and a number on each', async () => {
    const lines = Array.from({ length: 200 }, (_, index) => line(`Item number ${index + 1}.`, '1', 100));
    const { text, pages } = await readBack(await render(invoice({ lines, lineCount: 200 })));
    expect(pages).toBeGreaterThan(3);
    expect(text.split('Unit price')).toHaveLength(pages + 1);
    for (let page = 1; page <= pages; page += 1) expect(text).toContain(`Page ${page} of ${pages}`);
    for (let item = 1; item <= 200; item += 1) expect(text).toContain(`Item number ${item}.`);
  });

  it('carries its sum from page to page', async () => {
    const lines = Array.from({ length: 90 }, (_, index) => line(`Item ${index + 1}`, '1', 100 + index));
    const bytes = await render(invoice({ lines, lineCount: 90, locale: 'en-US' }));
    const { rows: pages } = new Tagged(await Objects.of(bytes));
    const sums = (label: string) =>
      pages.flat().flatMap((row) => (row.startsWith(label) ? [row.slice(label.length + 2)] : []));
    const carried = sums('Carried forward');
    expect(carried).toHaveLength(pages.length - 1);
    expect(sums('Brought forward')).toEqual(carried);
    // What stands above the first sum adds up to it, to the cent.
    const items = (pages[0] ?? []).flatMap((row) => /^Item \d+ .*\$([\d.]+)$/.exec(row)?.[1] ?? []);
    expect(items.length).toBeGreaterThan(10);
    expect(carried[0]).toBe(items.reduce((sum, amount) => sum + Number(amount), 0).toFixed(2));
    expect(await read(invoice())).not.toContain('forward');
  });

  it('is drawn whatever the texts are, and its links go nowhere else', async () => {
    const view = hostileInvoice();
    const bytes = await render(view);
    const { text } = await readBack(bytes);
    expect(text).toContain('$9,999,999,999.99');
    const { pay, view: page, copy } = view.links;
    expect(new Set(await linksIn(bytes))).toEqual(new Set([pay, page, copy]));
  });

  it('says in its metadata what it is, whose, of when and in which language', async () => {
    const pdf = await PDF.load(await render(invoice()));
    expect(pdf.getMetadata()).toMatchObject({
      title: 'Invoice NW-2026-0042 from Northwind Studio',
      author: 'Northwind Studio LLC',
      language: 'en',
      creationDate: new Date('2026-12-15T00:00:00Z'),
    });
  });

  it('has the same bytes for the same invoice, and others for another', async () => {
    const [first, again, other] = await Promise.all([
      render(invoice()),
      render(invoice()),
      render(invoice({ number: 'NW-2026-0043' })),
    ]);
    expect(Buffer.from(first).equals(Buffer.from(again))).toBe(true);
    expect(Buffer.from(first).equals(Buffer.from(other))).toBe(false);
  });

  it.each([
    ['en-US', 'EUR', 612],
    ['en-GB', 'USD', 595.28],
    ['en', 'USD', 612],
    ['en', 'EUR', 595.28],
  ])('is on the paper of the reader: %s, %s', async (locale, currency, width) => {
    const pdf = await PDF.load(await render(invoice({ locale, currency })));
    expect(pdf.getPages()[0]?.width).toBeCloseTo(width, 1);
  });

  it('loads the large font only for texts that need it', async () => {
    const loaded: string[] = [];
    const counting = async (name: string) => {
      loaded.push(name);
      return loadFont(name);
    };
    await renderInvoicePdf(invoice(), { loadFont: counting });
    expect(loaded).toEqual(['fonts/IBMPlexSans-Regular.ttf', 'fonts/IBMPlexSans-SemiBold.ttf']);
    await renderInvoicePdf(written('日本'), { loadFont: counting });
    expect(loaded).toContain('fonts/NotoSansJP-Regular.ttf');
  });
});
