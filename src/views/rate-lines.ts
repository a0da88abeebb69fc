import type { RateRow } from '../domain/invoice/rate-table.ts';
import type { Writer } from './format.ts';

/** What an invoice comes to under each rate, a line each: net, tax and gross, whether prices hold their tax or not. */
export const rateLines = (rates: readonly RateRow[], writer: Writer): readonly string[] =>
  rates.map((row) => rateLine(row, writer));

function rateLine(
  { tax, net, amount, gross }: RateRow,
  { words, amount: money, percentage }: Writer,
): string {
  const { rates } = words.invoice;
  if (tax === null) return rates.untaxed(money(net));
  const [name, rate] = [tax.name, percentage(tax.percentage)];
  return gross === null
    ? rates.beside(name, rate, money(net), money(amount))
    : rates.row(name, rate, money(net), money(amount), money(gross));
}
