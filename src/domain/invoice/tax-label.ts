import { memo } from '../memo.ts';

const formats = memo<Intl.NumberFormat>(50);
/** Many lines have the same few. */
const rates = memo<string>(500);

/** A tax as a line names it, its rate as the locale writes it: `Sales tax 5.5%`, `TVA 5,5 %`. */
export function taxLabel(
  tax: { readonly name: string; readonly percentage: string },
  locale: string,
): string {
  const rate = rates(`${locale} ${tax.percentage}`, () =>
    formatOf(locale).format(Number(tax.percentage) / 100),
  );
  return `${tax.name} ${rate}`;
}

const formatOf = (locale: string): Intl.NumberFormat =>
  formats(
    locale,
    () =>
      new Intl.NumberFormat(locale, {
        style: 'percent',
        maximumFractionDigits: 6,
        numberingSystem: 'latn',
      }),
  );
