import { memo } from '../memo.ts';

const rates = memo<Intl.NumberFormat>(50);

/** A tax as a line names it, its rate as the locale writes it: `Sales tax 5.5%`, `TVA 5,5 %`. */
export function taxLabel(
  tax: { readonly name: string; readonly percentage: string },
  locale: string,
): string {
  const rate = Number(tax.percentage);
  const format = rates(
    locale,
    () =>
      new Intl.NumberFormat(locale, {
        style: 'percent',
        maximumFractionDigits: 6,
        numberingSystem: 'latn',
      }),
  );
  return `${tax.name} ${format.format(rate / 100)}`;
}
