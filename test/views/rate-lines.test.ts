import { expect, it } from 'vitest';
import { totals } from '../../src/views/components/totals.ts';
import { writerFor } from '../../src/views/format.ts';
import { speechFor } from '../../src/views/i18n/speech.ts';
import { rateLines } from '../../src/views/rate-lines.ts';
import { invoice } from './fixtures.ts';

const rates = [
  { tax: { name: 'MwSt.', percentage: '19', inclusive: true }, net: 84_034, amount: 15_966, gross: 100_000 },
  { tax: { name: 'PST', percentage: '7', inclusive: false }, net: 10_000, amount: 700, gross: null },
  { tax: null, net: 5_000, amount: 0, gross: 5_000 },
] as const;

it('an invoice says net, tax and gross of each rate, as its reader writes them', async () => {
  const view = invoice({ currency: 'EUR', rates });
  const writer = writerFor(view, await speechFor('de'));
  const said = rateLines(rates, writer).map((line) => line.replaceAll('\u00a0', ' '));
  expect(said).toEqual([
    'MwSt. 19 %: netto 840,34 €, Steuer 159,66 €, brutto 1.000,00 €',
    'PST 7 %: netto 100,00 €, Steuer 7,00 €',
    'Ohne Steuer: 50,00 €',
  ]);
  for (const line of rateLines(rates, writer)) expect(totals(view, writer).text).toContain(line);
});
