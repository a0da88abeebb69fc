import type { Currency } from '../currency.ts';
import { formatDecimal } from '../decimal.ts';
import { readPercentage } from '../invoice/read-values.ts';
import type { Discount, TaxRate } from '../invoice/totals-types.ts';
import type { ScheduleLine, UnitPrice } from '../schedule/terms.ts';
import { readPrice, readTiers } from '../schedule/typed-terms.ts';
import { readTypedAmount } from '../typed-amount.ts';
import type { ScheduleCells, ScheduleColumn } from './schedule-columns.ts';

export type Wrong = (column: ScheduleColumn, message: string) => null;

const KINDS = ['fixed', 'metered', 'graduated', 'volume'] as const;

/** The line of an invoice that a row says; null where something is wrong with it. */
export function readScheduleLine(
  cells: ScheduleCells,
  currency: Currency,
  wrong: Wrong,
): ScheduleLine | null {
  const kind = KINDS.find((one) => one === (cells.price?.toLowerCase() ?? 'fixed'));
  if (kind === undefined) return wrong('price', 'Give fixed, metered, graduated or volume.');
  const description = cells.description ?? cells.name;
  if (description === undefined) return wrong('description', 'Say what is invoiced.');
  const discount = cells.discount === undefined ? null : readDiscount(cells.discount, currency, wrong);
  const taxRates = readTaxes(cells.taxes, wrong);
  const withheld = readYesOrNo(cells, 'withheld', wrong);
  if (taxRates === null || (cells.discount !== undefined && discount === null)) return null;
  const borne = { description, discount, taxRates, ...(withheld !== null && { withheld }) };
  if (kind === 'graduated' || kind === 'volume') {
    const tiers = cells.tiers === undefined ? null : readTiers(cells.tiers, currency);
    if (tiers === null) {
      return wrong('tiers', 'Write them as 100: 0.10; 1000: 0.08 + 5.00; rest: 0.05.');
    }
    return meterOf(cells, wrong, (meter) => ({ kind: 'metered', ...borne, meter, price: { kind, tiers } }));
  }
  const price = readUnitPrice(cells, currency, kind === 'fixed', wrong);
  if (price === null) return null;
  if (kind === 'metered') {
    return meterOf(cells, wrong, (meter) => ({
      kind: 'metered',
      ...borne,
      meter,
      price: { kind: 'unit', ...price },
    }));
  }
  const quantity = cells.quantity?.replace(',', '.') ?? '1';
  if (!/^-?\d{1,9}(?:\.\d{1,6})?$/.test(quantity)) {
    return wrong('quantity', 'Give a number with at most 6 decimals, such as 2 or 1.5.');
  }
  return { kind: 'fixed', ...borne, quantity, ...price };
}

function meterOf(
  { meter }: ScheduleCells,
  wrong: Wrong,
  line: (meter: string) => ScheduleLine,
): ScheduleLine | null {
  return meter === undefined ? wrong('meter', 'Name what is counted, such as api_calls.') : line(meter);
}

/** A row that has no price of its own costs what the whole schedule does. */
function readUnitPrice(
  cells: ScheduleCells,
  currency: Currency,
  signs: boolean,
  wrong: Wrong,
): UnitPrice | null {
  const column = cells.unitPrice === undefined && cells.amount !== undefined ? 'amount' : 'unitPrice';
  const text = cells[column];
  if (text === undefined) return wrong('unitPrice', 'Give the price of one, such as 49.00.');
  const isNegative = signs && /^[-−]/.test(text);
  const size = readPrice(isNegative ? text.slice(1) : text, currency);
  if (size === null) {
    return wrong(column, `“${text.slice(0, 40)}” is no price in ${currency}: write it as 1234.50.`);
  }
  if (!isNegative) return size;
  return {
    unitAmount: size.unitAmount === 0 ? 0 : -size.unitAmount,
    ...(size.unitAmountDecimal !== undefined && { unitAmountDecimal: `-${size.unitAmountDecimal}` }),
  };
}

function readDiscount(text: string, currency: Currency, wrong: Wrong): Discount | null {
  const percentage = text.endsWith('%') ? percentageOf(text) : null;
  if (percentage !== null) return { kind: 'percentage', percentage };
  const amount = readTypedAmount(text, currency);
  return amount === null
    ? wrong('discount', 'Give an amount such as 5.00, or a percentage such as 10%.')
    : { kind: 'amount', amount };
}

const TAX = /^(.{1,50}?)\s+(\d+(?:[.,]\d+)?)\s*%?(\s+inclusive)?$/i;

/** Taxes such as `VAT 20%; City 1.5% inclusive`. */
function readTaxes(text: string | undefined, wrong: Wrong): readonly TaxRate[] | null {
  if (text === undefined) return [];
  const rates: TaxRate[] = [];
  for (const one of text.split(';')) {
    const [, name = '', rate = '', inclusive] = TAX.exec(one.trim()) ?? [];
    const percentage = percentageOf(rate);
    if (name === '' || percentage === null) {
      return wrong(
        'taxes',
        `“${one.trim().slice(0, 40)}”: write each as VAT 20%, or as VAT 20% inclusive where prices have it.`,
      );
    }
    rates.push({ name, percentage, inclusive: inclusive !== undefined });
  }
  return rates;
}

function percentageOf(text: string): string | null {
  const read = readPercentage(text.replace(/\s*%$/, '').replace(',', '.'));
  return 'problem' in read ? null : formatDecimal(read.value);
}

export function readYesOrNo(cells: ScheduleCells, column: ScheduleColumn, wrong: Wrong): boolean | null {
  const text = cells[column]?.toLowerCase();
  if (text === undefined) return null;
  if (['yes', 'true', '1'].includes(text)) return true;
  return ['no', 'false', '0'].includes(text) ? false : wrong(column, 'Give yes or no.');
}
