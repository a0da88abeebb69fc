import { expect, it } from 'vitest';
import { buildEInvoice } from '../../../src/domain/e-invoice/build.ts';
import type { EInvoiceFormat } from '../../../src/domain/e-invoice/format.ts';
import type { EInvoiceSource } from '../../../src/domain/e-invoice/source.ts';
import { writeEInvoice } from '../../../src/domain/e-invoice/write-e-invoice.ts';
import type { LineInput } from '../../../src/domain/invoice/totals.ts';
import { readEInvoice } from '../../support/e-invoice/read.ts';
import { outOfSequence } from '../../support/e-invoice/sequence.ts';
import { day, sourceOf, wordsIn } from '../../support/e-invoice/source.ts';
import { brokenByStandard } from '../../support/e-invoice/standard.ts';
import { item, standard, without } from '../../support/invoices-of-law/row.ts';
import { currencyOf } from '../../support/random-invoices.ts';

const words = await wordsIn('en');
const EUR = currencyOf('EUR');
const FORMATS = ['factur_x', 'xrechnung', 'peppol'] as const;

function write(
  format: EInvoiceFormat,
  lines: readonly LineInput[],
  more: Partial<EInvoiceSource> = {},
): string {
  return writeEInvoice(buildEInvoice(sourceOf({ currency: EUR, lines }, format, more), words));
}

const read = (...args: Parameters<typeof write>) => readEInvoice(write(...args));

it.each(FORMATS)('%s holds all that an invoice can say, in the order of its schema', (format) => {
  const period = { from: day('2026-02-03'), to: day('2026-02-05') };
  const source = sourceOf({ currency: EUR, lines: [item('10.00', standard('19'))] }, format);
  const xml = write(format, [{ ...item('10.00', standard('19')), description: 'Work\nof two days' }], {
    references: { ...source.references, contract: 'V 9' },
    dueOn: null,
    footer: 'HRB 1',
    buyer: { ...source.buyer, address: { ...source.buyer.address, region: 'Brabant' } },
    supply: { from: day('2026-02-01'), to: day('2026-02-28') },
    lines: source.lines.map((line) => ({ ...line, note: 'as agreed', supply: period })),
  });
  const found = readEInvoice(xml);
  expect(outOfSequence(xml)).toEqual([]);
  expect(brokenByStandard(found)).toEqual([]);
  expect(found.said('BT-20')).toBe('Due on receipt');
  expect(found.said('BT-22')).toBe('Danke für den Auftrag.\n\nHRB 1');
  expect(found.said('BT-44')).toBe('Käufer & Söhne <Einkauf>');
});

it.each(FORMATS)('%s is the same bytes for the same invoice', (format) => {
  const lines = [item('10.00', standard('19'))];
  expect(write(format, lines)).toBe(write(format, lines));
});

it.each(FORMATS)(
  '%s turns the sign of a price to the quantity, and a negative discount into a charge',
  (format) => {
    const { lines } = read(format, [
      item('100.00', standard('19')),
      item('-10.00', standard('19'), '2', { discount: { kind: 'percentage', percentage: '5' } }),
    ]);
    const of = (term: 'BT-129' | 'BT-146' | 'BT-141' | 'BT-131') => lines.map((line) => line(term));
    expect(of('BT-129')).toEqual(['1', '-2']);
    expect(of('BT-146')).toEqual(['100', '10']);
    expect(of('BT-141')).toEqual(['', '1.00']);
    expect(of('BT-131')).toEqual(['100.00', '-19.00']);
  },
);

it.each(FORMATS)('%s divides a net price out of one that holds its tax', (format) => {
  const inclusive = { ...standard('19'), inclusive: true };
  const { lines, said } = read(format, [item('10.00', inclusive, '3')]);
  expect(lines.map((line) => [line('BT-131'), line('BT-146')])).toEqual([['25.21', '8.403333333333']]);
  expect(said('BT-112')).toBe('30.00');
});

it.each(FORMATS)(
  '%s writes a credit note with positive amounts, and the invoice that it is for',
  (format) => {
    const preceding = [{ number: 'R-1', issuedOn: day('2026-01-31') }];
    const note = read(format, [item('50.00', standard('19'))], { kind: 'credit_note', preceding });
    expect(note.root).toBe(format === 'factur_x' ? 'CrossIndustryInvoice' : 'CreditNote');
    expect([note.said('BT-3'), note.said('BT-25'), note.said('BT-115')]).toEqual(['381', 'R-1', '59.50']);
    expect(note.said('BT-9')).toBe('2026-03-16');
    expect(brokenByStandard(note)).toEqual([]);
  },
);

it('names a Peppol address by the number that its country uses there', () => {
  const of = (kind: 'eu_vat' | 'no_orgnr' | 'fr_siret', value: string) => {
    const base = sourceOf({ currency: EUR, lines: [item('1.00', standard('19'))] }, 'peppol').buyer;
    const { buyer } = buildEInvoice(
      sourceOf({ currency: EUR, lines: [item('1.00', standard('19'))] }, 'peppol', {
        buyer: { ...base, taxIds: [{ kind, value }] },
      }),
      words,
    );
    return `${buyer.endpoint?.scheme}:${buyer.endpoint?.id}`;
  };
  expect(of('eu_vat', 'BE 0123.456.749')).toBe('0208:0123456749');
  expect(of('eu_vat', 'DE136695976')).toBe('9930:DE136695976');
  expect(of('eu_vat', 'FR83 404833048')).toBe('0002:404833048');
  expect(of('eu_vat', 'DK13585628')).toBe('0184:DK13585628');
  expect(of('no_orgnr', '995 525 828 MVA')).toBe('0192:995525828');
  expect(of('fr_siret', '732 829 320 00074')).toBe('0009:73282932000074');
});

it('a document that was tampered with breaks the rules of the standard', () => {
  const xml = write('xrechnung', [item('100.00', standard('19'))]);
  const broken = (from: string, to: string) => brokenByStandard(readEInvoice(xml.replace(from, to)));
  expect(broken('nothing', 'to see')).toEqual([]);
  // A whole unit passes some validators.
  expect(
    broken('TaxInclusiveAmount currencyID="EUR">119.00', 'TaxInclusiveAmount currencyID="EUR">120.00'),
  ).toEqual(['BR-CO-15', 'BR-CO-16']);
  expect(broken('<cbc:BuyerReference>04011000-12345-03</cbc:BuyerReference>', '')).toEqual(['BR-DE-15']);
  expect(broken('<cbc:ID>S</cbc:ID>', '<cbc:ID>E</cbc:ID>')).toContain('BR-E-10 and its like');
});

it('refuses a character that no XML can hold', () => {
  const lines = [{ ...item('1.00', standard('19')), description: 'bell \u0007' }];
  expect(() => write('xrechnung', lines)).toThrow(RangeError);
});

it.each([
  ['EUR', '4600.00', '874.00', '5474.00'],
  ['SEK', '4600.00', '874.00', '5474.00'],
])('names the currency of the tax total, in %s', (code, net, tax, gross) => {
  const input = { currency: currencyOf(code), lines: [item('4600.00', standard('19'))] };
  const xml = writeEInvoice(buildEInvoice(sourceOf(input, 'factur_x'), words));
  expect(xml).toContain(`<ram:TaxTotalAmount currencyID="${code}">${tax}</ram:TaxTotalAmount>`);
  const { said } = readEInvoice(xml);
  expect([said('BT-109'), said('BT-110'), said('BT-112')]).toEqual([net, tax, gross]);
});

it.each(FORMATS)('%s has bases that are sums of lines at two decimals, taxed and exempt', (format) => {
  const off = { discount: { kind: 'percentage', percentage: '20' } } as const;
  const exempt = without('exempt', { exemption: 'education' });
  const found = read(format, [
    ...[1, 2, 3, 4].map(() => item('39.615', standard('19'), '1', off)),
    ...[1, 2, 3, 4].map(() => item('0.84', exempt, '1', off)),
  ]);
  expect(brokenByStandard(found)).toEqual([]);
  expect(found.breakdown.map((row) => [row('BT-118'), row('BT-116')])).toEqual([
    ['S', '126.80'],
    ['E', '2.68'],
  ]);
});
