import { describe, expect, it } from 'vitest';
import { leftToCredit } from '../../../src/domain/credit-note/creditable.ts';
import { buildEInvoice } from '../../../src/domain/e-invoice/build.ts';
import { brokenRules } from '../../../src/domain/e-invoice/rules/check.ts';
import { writeEInvoice } from '../../../src/domain/e-invoice/write-e-invoice.ts';
import { creditable } from '../../support/credited-invoices.ts';
import { readEInvoice } from '../../support/e-invoice/read.ts';
import { outOfSequence } from '../../support/e-invoice/sequence.ts';
import { noteSourceOf, sourceOf, wordsIn } from '../../support/e-invoice/source.ts';
import { brokenByStandard } from '../../support/e-invoice/standard.ts';
import { ELSEWHERE } from '../../support/invoices-of-law/elsewhere.ts';
import { SOUTH } from '../../support/invoices-of-law/south.ts';
import { STANDARDS } from '../../support/invoices-of-law/standards.ts';
import { UNION } from '../../support/invoices-of-law/union.ts';
import { currencyOf } from '../../support/random-invoices.ts';

const ALL = [...STANDARDS, ...UNION, ...SOUTH, ...ELSEWHERE];
const FORMATS = ['factur_x', 'xrechnung', 'peppol'] as const;

/** What EN 16931 cannot say: tax that is withheld, two taxes on a line, what is outside its scope beside what is within. */
const REFUSED: Readonly<Record<string, string>> = {
  'Spain: a professional, income tax withheld': 'BR-CO-16',
  'Spain: a retailer with the equivalence surcharge': 'BR-CO-04',
  'Italy: the flat-rate regime with a stamp duty of 2 euros': 'BR-O-11',
  'Italy: an architect, the pension fund’s 4 % taxed but nothing withheld of it': 'BR-CO-16',
  'Italy: a school’s expert, the fund’s 2 %': 'BR-CO-16',
  'United States: state and county, each rounded once for the invoice': 'BR-CO-04',
  'Canada: Quebec’s two taxes, neither on the other': 'BR-CO-04',
  'Canada: paid in coins, the taxes untouched by the rounding': 'BR-CO-04',
  'India: within a state, central and state tax by halves': 'BR-CO-04',
};

describe.each(ALL)('$title', (law) => {
  it.each(FORMATS)(
    'is written as %s by every rule of the standard, or refused by its number',
    async (format) => {
      const source = sourceOf({ ...law, currency: currencyOf(law.currency) }, format);
      const invoice = buildEInvoice(source, await wordsIn(law.reader));
      const broken = new Set(brokenRules({ invoice, source }).map(({ rule }) => rule));
      const refused = REFUSED[law.title];
      expect([...broken]).toEqual(refused === undefined ? [] : [refused]);
      if (refused !== undefined) return;
      const xml = writeEInvoice(invoice);
      const read = readEInvoice(xml);
      expect(outOfSequence(xml)).toEqual([]);
      expect(brokenByStandard(read)).toEqual([]);
      expect({ total: plain(read.said('BT-112')), due: plain(read.said('BT-115')) }).toEqual({
        total: plain(law.total),
        due: plain(law.toPay ?? law.total),
      });
      for (const note of law.says ?? []) {
        expect(read.breakdown.map((row) => row('BT-120')).join(' ')).toContain(note);
      }
    },
  );

  it.each(FORMATS)(
    'is credited by half and for the rest as %s, or its invoice is refused',
    async (format) => {
      const input = { ...law, currency: currencyOf(law.currency) };
      const source = sourceOf(input, format);
      const invoice = creditable(input);
      if (REFUSED[law.title] !== undefined || invoice === null) return;
      const words = await wordsIn(law.reader);
      const half = { kind: 'amount', amount: Math.floor(leftToCredit(invoice) / 2) } as const;
      let now = invoice;
      const totals: number[] = [];
      for (const ask of invoice.deposits.length > 0 ? [WHOLE] : [half, WHOLE]) {
        const note = noteSourceOf(source, now, ask);
        if (note === null) throw new Error('nothing to credit');
        now = note.after;
        const built = buildEInvoice(note.source, words);
        expect(brokenRules({ invoice: built, source: note.source })).toEqual([]);
        const xml = writeEInvoice(built);
        const read = readEInvoice(xml);
        expect(outOfSequence(xml)).toEqual([]);
        expect(brokenByStandard(read)).toEqual([]);
        expect([read.said('BT-3'), read.said('BT-25'), read.said('BT-26'), read.said('BT-22')]).toEqual([
          '381',
          'R-2026-0042',
          '2026-03-02',
          'Zurückgegeben',
        ]);
        expect([read.said('BT-84'), read.said('BT-20')]).toEqual(['', '']);
        totals.push(built.totals.gross);
      }
      expect(totals.reduce((a, b) => a + b, 0)).toBe(leftToCredit(invoice));
    },
  );
});

const WHOLE = { kind: 'full' } as const;
const plain = (amount: string): string => amount.replaceAll(',', '');
