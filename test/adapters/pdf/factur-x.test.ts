import { AnnotationFlags, PDF, PdfArray, PdfDict, PdfName, PdfStream, PdfString } from '@libpdf/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderInvoicePdf } from '../../../src/adapters/pdf/invoice-pdf.ts';
import { srgbProfile } from '../../../src/adapters/pdf/srgb-profile.ts';
import type { EInvoiceSource } from '../../../src/domain/e-invoice/source.ts';
import { NO_LINE_DETAILS } from '../../../src/domain/invoice/details.ts';
import type { TaxNote } from '../../../src/domain/invoice/tax-notes.ts';
import type { InvoiceView } from '../../../src/domain/invoice/view.ts';
import { money, toDecimalString } from '../../../src/domain/money.ts';
import { renderEInvoice } from '../../../src/views/e-invoice.ts';
import { creditable } from '../../support/credited-invoices.ts';
import { readEInvoice } from '../../support/e-invoice/read.ts';
import { noteSourceOf, sourceOf } from '../../support/e-invoice/source.ts';
import { item, reduced, standard, without } from '../../support/invoices-of-law/row.ts';
import { currencyOf } from '../../support/random-invoices.ts';
import { invoice } from '../../views/fixtures.ts';
import { loadFont, readBack } from './read-back.ts';

const EUR = currencyOf('EUR');
const source: EInvoiceSource = sourceOf(
  { currency: EUR, lines: [item('100.00', standard('19', 'USt')), item('49.90', reduced('7', 'USt'), '2')] },
  'factur_x',
);

const [blank] = invoice().lines;
if (blank === undefined) throw new Error('an invoice without lines');

/** The same invoice as its pages show it. */
const view = invoice({
  number: source.number,
  status: 'open',
  currency: source.currency,
  locale: source.locale,
  issuedOn: source.issuedOn,
  dueOn: source.dueOn,
  merchant: { ...invoice().merchant, name: source.seller.displayName, legalName: source.seller.name },
  customer: { ...invoice().customer, name: source.buyer.name },
  lines: source.lines.map((line) => ({ ...blank, ...line, taxLabels: ['USt'] })),
  lineCount: source.lines.length,
  subtotal: 19_980,
  discountTotal: 0,
  taxes: [],
  total: source.total,
  amountPaid: 0,
  amountRemaining: source.total,
});

let xml: string;
let bytes: Uint8Array;
let pdf: PDF;
beforeAll(async () => {
  xml = await renderEInvoice(source);
  bytes = await renderInvoicePdf(view, { loadFont, facturX: xml });
  pdf = await PDF.load(bytes);
});

const resolve = (ref: Parameters<PDF['getObject']>[0]) => pdf.getObject(ref);
function dict(within: PdfDict, name: string): PdfDict {
  const found = within.get(name, resolve);
  if (!(found instanceof PdfDict)) throw new Error(`no ${name}`);
  return found;
}
function first(within: PdfDict, name: string): PdfDict {
  const found = within.get(name, resolve);
  const entry = found instanceof PdfArray ? found.at(0, resolve) : null;
  if (!(entry instanceof PdfDict)) throw new Error(`no ${name}`);
  return entry;
}
const nameIn = (within: PdfDict, name: string): string => {
  const found = within.get(name, resolve);
  return found instanceof PdfName ? found.value : '';
};
const textIn = (within: PdfDict, name: string): string => {
  const found = within.get(name, resolve);
  return found instanceof PdfString ? found.asString() : '';
};
const catalog = () => pdf.context.catalog.getDict();
function decoded(stream: PdfDict): string {
  if (!(stream instanceof PdfStream)) throw new Error('no stream');
  return new TextDecoder().decode(stream.getDecodedData());
}

describe('a Factur-X PDF', () => {
  it('holds the XML under the name that readers look for, as an alternative of its pages', () => {
    expect([...pdf.attachments.list().keys()]).toEqual(['factur-x.xml']);
    expect(new TextDecoder().decode(pdf.attachments.get('factur-x.xml') ?? new Uint8Array())).toBe(xml);
    const specification = first(catalog(), 'AF');
    expect(nameIn(specification, 'AFRelationship')).toBe('Alternative');
    expect([textIn(specification, 'F'), textIn(specification, 'UF')]).toEqual([
      'factur-x.xml',
      'factur-x.xml',
    ]);
    const file = dict(dict(specification, 'EF'), 'F');
    expect(nameIn(file, 'Subtype')).toBe('text/xml');
    expect(textIn(dict(file, 'Params'), 'ModDate')).toBe('D:20260302000000Z');
  });

  it('says in its metadata that it is a PDF/A-3b of the profile EN 16931, as its Info dictionary does', () => {
    const metadata = decoded(dict(catalog(), 'Metadata'));
    expect(metadata.startsWith('<?xpacket begin="\ufeff"')).toBe(true);
    for (const said of [
      '<pdfaid:part>3</pdfaid:part>',
      '<pdfaid:conformance>B</pdfaid:conformance>',
      '<fx:DocumentType>INVOICE</fx:DocumentType>',
      '<fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>',
      '<fx:Version>1.0</fx:Version>',
      '<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>',
      '<pdfaSchema:namespaceURI>urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#</pdfaSchema:namespaceURI>',
      `<rdf:li xml:lang="x-default">${pdf.getTitle() ?? '?'}</rdf:li>`,
      `<rdf:li>${pdf.getAuthor() ?? '?'}</rdf:li>`,
      `<pdf:Producer>${pdf.getProducer() ?? '?'}</pdf:Producer>`,
      '<xmp:CreateDate>2026-03-02T00:00:00Z</xmp:CreateDate>',
    ]) {
      expect(metadata).toContain(said);
    }
  });

  it('says what its colours mean, has an id, and embeds every font', () => {
    const intent = first(catalog(), 'OutputIntents');
    expect(nameIn(intent, 'S')).toBe('GTS_PDFA1');
    const profile = dict(intent, 'DestOutputProfile');
    if (!(profile instanceof PdfStream)) throw new Error('no profile');
    expect(profile.getDecodedData()).toEqual(srgbProfile());
    expect(pdf.context.info.trailer.get('ID')).toBeInstanceOf(PdfArray);
    expect(pdf.context.info.trailer.has('Encrypt')).toBe(false);
    const fonts = pdf.getPages().flatMap((page) => {
      const held = dict(dict(page.dict, 'Resources'), 'Font');
      return [...held].map(([name]) => dict(held, name.value));
    });
    expect(fonts.length).toBeGreaterThan(0);
    for (const font of fonts) {
      const descriptor = dict(first(font, 'DescendantFonts'), 'FontDescriptor');
      expect(descriptor.get('FontFile2', resolve)).toBeInstanceOf(PdfStream);
    }
  });

  it('has links that are printed, as PDF/A wants of annotations', () => {
    const links = pdf.getPages().flatMap((page) => page.getLinkAnnotations());
    expect(links.length).toBeGreaterThan(0);
    expect(
      links.every((link) => link.hasFlag(AnnotationFlags.Print) && !link.hasFlag(AnnotationFlags.Hidden)),
    ).toBe(true);
  });

  it('is the same bytes for the same invoice', async () => {
    expect(await renderInvoicePdf(view, { loadFont, facturX: xml })).toEqual(bytes);
  });

  it('says on its pages what its XML says: numbers, names, dates and sums', async () => {
    const { text } = await readBack(bytes);
    const read = readEInvoice(xml);
    const shown = text.replaceAll(/\s+/g, ' ');
    for (const term of ['BT-1', 'BT-27', 'BT-44'] as const) expect(shown).toContain(read.said(term));
    const number = new Intl.NumberFormat('de', { minimumFractionDigits: 2 });
    for (const term of ['BT-112', 'BT-115'] as const)
      expect(shown).toContain(number.format(Number(read.said(term))));
    for (const line of read.lines) expect(shown).toContain(number.format(Number(line('BT-131'))));
    const date = new Intl.DateTimeFormat('de', { dateStyle: 'long', timeZone: 'UTC' });
    for (const term of ['BT-2', 'BT-9'] as const)
      expect(shown).toContain(date.format(new Date(read.said(term))));
    expect(read.said('BT-112')).toBe(toDecimalString(money(EUR, view.total)));
  });
});

/** Each tax once, with what it comes to over lines and discounts. */
function taxesOf({ lines, adjustments }: EInvoiceSource): InvoiceView['taxes'] {
  const items = [...lines, ...adjustments.flatMap(({ parts }) => parts)];
  const taxes = Map.groupBy(
    items.flatMap((each) => each.taxes.map((tax) => ({ tax, net: each.amount }))),
    ({ tax: { amount: _, ...rate } }) => JSON.stringify(rate),
  );
  const sum = (amounts: readonly number[]) => amounts.reduce((a, b) => a + b, 0);
  return [...taxes.values()].flatMap((each) =>
    each.slice(0, 1).map(({ tax }) => ({
      ...tax,
      taxable: sum(each.map(({ net }) => net)),
      amount: sum(each.map((one) => one.tax.amount)),
    })),
  );
}

/** What each document shows, as its page and its XML are made of the same. */
function shownOf(of: EInvoiceSource, notes: readonly TaxNote[] = []): InvoiceView {
  const lines = of.lines.map((line) => ({
    ...line,
    details: NO_LINE_DETAILS,
    unitDecimal: line.unitAmountDecimal ?? null,
    taxLabels: ['USt'],
  }));
  const [corrected] = of.preceding;
  return {
    ...view,
    number: of.number,
    issuedOn: of.issuedOn,
    dueOn: of.dueOn,
    lines,
    lineCount: lines.length,
    subtotal: lines.reduce((sum, { amount }) => sum + amount, 0),
    adjustments: of.adjustments,
    taxes: taxesOf(of),
    taxNotes: notes,
    total: of.total,
    amountRemaining: of.total,
    ...(of.kind === 'credit_note' && {
      status: 'credited',
      notes: of.notes,
      correction: {
        invoiceNumber: corrected?.number ?? '',
        invoiceIssuedOn: corrected?.issuedOn ?? '',
        offDue: of.total,
        refunded: 0,
        asCredit: 0,
        outside: 0,
      },
    }),
  };
}

const RETURNED = {
  currency: EUR,
  lines: [
    item('100.00', standard('19', 'USt'), '3'),
    item('12.50', standard('19', 'USt'), '-2', { discount: { kind: 'percentage', percentage: '10' } }),
    item('0.495', reduced('7', 'USt'), '1000', { unitAmountDecimal: '0.495' }),
  ],
  adjustments: [
    { kind: 'discount', description: 'Treuerabatt', value: { kind: 'percentage', percentage: '5' } },
  ],
} as const;
const SIGNED = sourceOf(RETURNED, 'factur_x');
const REVERSE = sourceOf(
  { currency: EUR, lines: [item('800.00', without('reverse_charge')), item('20.00', standard('19', 'USt'))] },
  'factur_x',
);
const NOTED = ((): EInvoiceSource => {
  const invoiced = creditable(RETURNED);
  const note = invoiced && noteSourceOf(SIGNED, invoiced, { kind: 'amount', amount: 12_345 });
  if (note === null) throw new Error('nothing to credit');
  return note.source;
})();

describe.each([
  ['with lines below zero, a discount on the whole and a price below a cent', SIGNED, []],
  ['under reverse charge', REVERSE, [{ note: 'reverse_charge' }]],
  ['that is a credit note of a part', NOTED, []],
] as const)('a document %s', (_, of, notes) => {
  it('says the same on its pages and in its XML, both read back', async () => {
    const written = await renderEInvoice(of);
    const pages = await renderInvoicePdf(shownOf(of, notes), { loadFont, facturX: written });
    const held = (await PDF.load(pages)).attachments.get('factur-x.xml') ?? new Uint8Array();
    const read = readEInvoice(new TextDecoder().decode(held));
    const shown = (await readBack(pages)).text.replaceAll(/\s+/g, ' ').replaceAll('−', '-');
    const number = new Intl.NumberFormat('de', { minimumFractionDigits: 2, maximumFractionDigits: 6 });
    const amounts = [
      ...[read.said('BT-112'), read.said('BT-107')],
      ...read.breakdown.map((row) => row('BT-117')),
      ...read.lines.flatMap((line) => [line('BT-131'), line('BT-136')]),
    ];
    for (const amount of amounts.filter((each) => Number(each) !== 0)) {
      expect(shown).toContain(number.format(Math.abs(Number(amount))));
    }
    for (const line of read.lines) {
      expect(shown).toContain(line('BT-153'));
      expect(shown).toContain(number.format(Number(line('BT-131'))));
    }
    for (const row of read.breakdown) expect(shown).toContain(row('BT-120'));
    for (const term of ['BT-1', 'BT-25', 'BT-27', 'BT-44'] as const) expect(shown).toContain(read.said(term));
    const date = new Intl.DateTimeFormat('de', { dateStyle: 'long', timeZone: 'UTC' });
    for (const term of ['BT-2', 'BT-26'] as const) {
      const day = read.said(term);
      if (day !== '') expect(shown).toContain(date.format(new Date(day)));
    }
    expect(read.said('BT-3')).toBe(of.kind === 'credit_note' ? '381' : '380');
  });
});

it('a PDF without an e-invoice holds no file and claims to be no PDF/A', async () => {
  const plain = await PDF.load(await renderInvoicePdf(view, { loadFont }));
  expect(plain.attachments.list().size).toBe(0);
  const said = plain.context.catalog.getDict();
  const metadata = said.get('Metadata', (ref) => plain.getObject(ref));
  expect(metadata instanceof PdfStream && new TextDecoder().decode(metadata.getDecodedData())).not.toMatch(
    /pdfaid|fx:/,
  );
  expect(said.has('OutputIntents') || said.has('AF')).toBe(false);
});

it('the colour profile is sRGB by its own numbers: D50 white, primaries that sum to it, and 4.2', () => {
  const bytesOf = srgbProfile();
  const data = new DataView(bytesOf.buffer);
  expect([data.getUint32(0), data.getUint32(8)]).toEqual([bytesOf.length, 0x0420_0000]);
  const tag = (name: string): number => {
    for (let at = 132; at < 132 + 12 * data.getUint32(128); at += 12) {
      if (new TextDecoder().decode(bytesOf.slice(at, at + 4)) === name) return data.getUint32(at + 4);
    }
    throw new Error(`no ${name}`);
  };
  const xyz = (name: string) => [0, 1, 2].map((i) => data.getInt32(tag(name) + 8 + 4 * i) / 0x1_0000);
  const white = xyz('wtpt');
  for (const i of [0, 1, 2]) {
    const sum = ['rXYZ', 'gXYZ', 'bXYZ'].reduce((all, name) => all + (xyz(name)[i] ?? 0), 0);
    expect(sum).toBeCloseTo(white[i] ?? 0, 3);
  }
});
