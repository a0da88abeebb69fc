import { PdfName, PdfNumber } from '@libpdf/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderInvoicePdf } from '../../../src/adapters/pdf/invoice-pdf.ts';
import { LANGUAGES } from '../../../src/views/i18n/languages.ts';
import type { InvoiceView } from '../../../src/views/model.ts';
import { accessibilityFaults } from '../../support/pdf/accessible.ts';
import { keyOf, Objects } from '../../support/pdf/objects.ts';
import { Tagged } from '../../support/pdf/structure.ts';
import { runs } from '../../support/properties.ts';
import { JPEG } from '../../support/worker/pictures.ts';
import { hostileInvoice, invoice, line, merchant, paidInvoice, wholeInvoice } from '../../views/fixtures.ts';
import { loadFont } from './read-back.ts';

const loadLogo = async () => Uint8Array.from(atob(JPEG), (byte) => byte.charCodeAt(0));
const objectsOf = async (view: InvoiceView) =>
  Objects.of(await renderInvoicePdf(view, { loadFont, loadLogo }));
const withLogo = invoice({
  merchant: merchant({ logoUrl: 'https://pay.example/logo/mer_1/aa', logoSize: { width: 20, height: 18 } }),
});
const long = invoice({
  lines: Array.from({ length: 60 }, (_, index) => line(`Item ${index + 1}`, '1', 100)),
  lineCount: 60,
});
const overPages = invoice({
  lines: [line(`${'A description of two pages. '.repeat(60)}\n`.repeat(12), '1', 100), ...long.lines],
  notes: 'Many words. '.repeat(600),
});

describe('a PDF for who does not see it', () => {
  it.each<[string, InvoiceView]>([
    ...Object.keys(LANGUAGES).map((locale): [string, InvoiceView] => [locale, invoice({ locale })]),
    ['paid', paidInvoice()],
    ['with all that an invoice can say', wholeInvoice()],
    ['with a logo', withLogo],
    ['of 60 lines', long],
    ['with texts that go on over pages', overPages],
    ['hostile', hostileInvoice()],
    [
      'with an address over two pages',
      invoice({ links: { ...invoice().links, view: `https://pay.example/${'a'.repeat(8_000)}` } }),
    ],
  ])('keeps the rules of PDF/UA-1 that can be checked: %s', async (_, view) => {
    expect(accessibilityFaults(await objectsOf(view))).toEqual([]);
  });

  it('keeps them whatever it says', async () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom(...Object.keys(LANGUAGES)), async (said, locale) => {
        const view = invoice({
          locale,
          merchant: merchant({ name: said }),
          lines: [line(said, '1', 100)],
          notes: said,
        });
        expect(accessibilityFaults(await objectsOf({ ...view, lineCount: 1 }))).toEqual([]);
      }),
      runs(4),
    );
  });

  it('is read from its heading to its notes, in the order in which it stands', async () => {
    const { text } = new Tagged(await objectsOf(invoice()));
    const order = [
      'Northwind Studio',
      'Invoice',
      '$1,569.20',
      'Due 14 Jan 2027',
      'Invoice number',
      'From',
      'Bill to',
      'Ada Lindqvist Lindqvist & Daughters',
      'Description',
      'Brand guidelines, second edition',
      'Subtotal',
      'Amount due',
      'Notes',
    ].map((said) => text.indexOf(said));
    expect(order.toSorted((a, b) => a - b)).toEqual(order);
    expect(order[0]).toBeGreaterThanOrEqual(0);
    expect(text).not.toContain('Page 1 of 1');
  });

  it('says the head of a table once, however often it is drawn', async () => {
    const { text, pages } = new Tagged(await objectsOf(long));
    expect(pages.length).toBeGreaterThan(1);
    expect(text.split('Unit price')).toHaveLength(2);
  });

  it('speaks the language of its reader', async () => {
    const objects = await objectsOf(invoice({ locale: 'de-AT' }));
    expect(objects.text(objects.catalog, 'Lang')).toMatch(/^de/);
  });
});

describe('the check', () => {
  const node = (objects: Objects, role: string) => {
    const found = new Tagged(objects).nodes.find((each) => each.role === role);
    if (found === undefined) throw new Error(`no ${role}`);
    return found;
  };
  const page = (objects: Objects) => {
    const [first] = objects.pages;
    if (first === undefined) throw new Error('no page');
    return first.dict;
  };
  const font = (objects: Objects) => {
    const found = objects.at(page(objects), 'Resources', 'Font', 'IBMPlexSansRegular');
    if (found === null) throw new Error('no font');
    return found;
  };

  it.each<[fault: string, breaks: (objects: Objects) => void]>([
    ['01-006', ({ catalog }) => catalog.delete('MarkInfo')],
    ['06-001', ({ catalog }) => catalog.delete('Metadata')],
    ['07-001', ({ catalog }) => catalog.delete('ViewerPreferences')],
    ['11-006', ({ catalog }) => catalog.delete('Lang')],
    ['01-005', ({ catalog }) => catalog.delete('StructTreeRoot')],
    ['01-005', (objects) => page(objects).delete('StructParents')],
    ['01-005', (objects) => node(objects, 'TD').dict.delete('K')],
    ['02-001', (objects) => node(objects, 'TD').dict.set('S', PdfName.of('Cell'))],
    ['09-004', (objects) => node(objects, 'TR').dict.set('S', PdfName.of('P'))],
    ['09-002', (objects) => node(objects, 'TD').dict.delete('P')],
    [
      '09-001',
      (objects) => {
        const { dict } = node(objects, 'Document');
        dict
          .getArray('K', (ref) => objects.pdf.getObject(ref))
          ?.push(dict.getArray('K')?.at(0) ?? PdfNumber.of(0));
        dict.getArray('K')?.remove(0);
      },
    ],
    ['13-004', (objects) => node(objects, 'Figure').dict.delete('Alt')],
    ['14-003', (objects) => node(objects, 'H1').dict.set('S', PdfName.of('H2'))],
    ['15-002', (objects) => node(objects, 'TR').dict.getArray('K')?.pop()],
    ['15-003', (objects) => node(objects, 'TH').dict.delete('A')],
    ['28-004', (objects) => page(objects).delete('Tabs')],
    ['28-012', (objects) => objects.dict(objects.list(page(objects), 'Annots')[0])?.delete('Contents')],
    ['28-010', (objects) => objects.dict(objects.list(page(objects), 'Annots')[0])?.delete('StructParent')],
    ['28-002', (objects) => node(objects, 'Link').dict.set('S', PdfName.of('P'))],
    ['31-009', (objects) => font(objects).delete('DescendantFonts')],
    ['31-027', (objects) => font(objects).delete('ToUnicode')],
    ['31-012', (objects) => objects.at(font(objects), 'DescendantFonts')?.delete('W')],
  ])('notices %s', async (fault, breakIt) => {
    const objects = await objectsOf(withLogo);
    expect(accessibilityFaults(objects)).toEqual([]);
    breakIt(objects);
    expect(accessibilityFaults(objects).map((said) => said.slice(0, 6))).toContain(fault);
  });

  it('reads the tree that the file has', async () => {
    const objects = await objectsOf(invoice());
    expect(keyOf(objects.catalog.get('StructTreeRoot'))).toMatch(/^\d+ 0$/);
  });
});
