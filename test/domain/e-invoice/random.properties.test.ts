import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildEInvoice } from '../../../src/domain/e-invoice/build.ts';
import { brokenRules } from '../../../src/domain/e-invoice/rules/check.ts';
import { writeEInvoice } from '../../../src/domain/e-invoice/write-e-invoice.ts';
import { computeInvoice } from '../../../src/domain/invoice/invoice-totals.ts';
import { askOf, creditable, draws } from '../../support/credited-invoices.ts';
import { readEInvoice } from '../../support/e-invoice/read.ts';
import { outOfSequence } from '../../support/e-invoice/sequence.ts';
import { noteSourceOf, sourceOf, wordsIn } from '../../support/e-invoice/source.ts';
import { brokenByStandard } from '../../support/e-invoice/standard.ts';
import { runs } from '../../support/properties.ts';
import { SIZES } from '../../support/random-invoices.ts';

/** With one tax a line, so that most of them can be said. */
const oneTaxEach = (input: Parameters<typeof computeInvoice>[0]) => ({
  ...input,
  withholdings: [],
  lines: input.lines.map((line) => ({
    ...line,
    taxRates: line.taxRates
      .slice(0, 1)
      .map((tax) =>
        tax.category === undefined && tax.percentage === '0' ? { ...tax, category: 'zero' as const } : tax,
      ),
  })),
});

const TRIES = { ...runs(1_000), seed: 16_931 };

it.each(SIZES)(
  'what our rules let pass, %s, breaks none of the standard’s, in any format',
  async (_, invoices) => {
    const words = await wordsIn('de');
    let passed = 0;
    fc.assert(
      fc.property(
        invoices.map(oneTaxEach),
        fc.constantFrom('factur_x', 'xrechnung', 'peppol'),
        (input, format) => {
          const computed = computeInvoice(input);
          if (!computed.ok || computed.totals.total < 0) return;
          const source = sourceOf(input, format);
          const invoice = buildEInvoice(source, words);
          if (brokenRules({ invoice, source }).length > 0) return;
          passed += 1;
          const xml = writeEInvoice(invoice);
          expect(brokenByStandard(readEInvoice(xml))).toEqual([]);
          expect(outOfSequence(xml)).toEqual([]);
        },
      ),
      TRIES,
    );
    expect(passed).toBeGreaterThan(0);
  },
);

it.each(SIZES)(
  'so do the credit notes of what can be an e-invoice, %s, up to the whole of it',
  async (_, invoices) => {
    const words = await wordsIn('de');
    let [passed, refused] = [0, 0];
    fc.assert(
      fc.property(
        invoices.map(oneTaxEach),
        draws,
        fc.constantFrom('factur_x', 'xrechnung', 'peppol'),
        (input, asked, format) => {
          const invoice = creditable(input);
          if (invoice === null || invoice.lines.length === 0) return;
          const source = sourceOf(input, format);
          if (brokenRules({ invoice: buildEInvoice(source, words), source }).length > 0) return;
          let now = invoice;
          for (const ask of [
            ...asked.map((draw) => () => askOf(now, draw)),
            () => ({ kind: 'full' }) as const,
          ]) {
            const note = noteSourceOf(source, now, ask());
            if (note === null) continue;
            const built = buildEInvoice(note.source, words);
            const broken = brokenRules({ invoice: built, source: note.source }).map(({ rule }) => rule);
            if (broken.length > 0) {
              // Whole yen, where a rounding is a whole unit.
              expect([input.currency, ...broken]).toEqual(['JPY', ...broken.map(() => 'BR-CO-17')]);
              refused += 1;
              continue;
            }
            now = note.after;
            passed += 1;
            const xml = writeEInvoice(built);
            const read = readEInvoice(xml);
            expect(brokenByStandard(read)).toEqual([]);
            expect(outOfSequence(xml)).toEqual([]);
            expect([read.said('BT-3'), read.said('BT-25')]).toEqual(['381', source.number]);
          }
        },
      ),
      { ...TRIES, numRuns: Math.ceil(TRIES.numRuns / 3) },
    );
    expect(passed).toBeGreaterThan(refused);
  },
);
