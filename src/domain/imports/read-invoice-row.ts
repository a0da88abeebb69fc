import { type LocalDate, parseLocalDate } from '../calendar.ts';
import { type Currency, parseCurrency } from '../currency.ts';
import { formatDecimal } from '../decimal.ts';
import { emailProblem } from '../email-address.ts';
import { isForeignNumber, LONGEST_NUMBER } from '../invoice/read-number.ts';
import { readPercentage } from '../invoice/read-values.ts';
import { money, toDecimalString } from '../money.ts';
import { textProblem } from '../text.ts';
import { readTypedAmount } from '../typed-amount.ts';
import type { LineProblem } from './cells.ts';
import { INVOICE_FIELDS, type InvoiceCells, type InvoiceField } from './invoice-columns.ts';
import { readUnits, type Units } from './read-units.ts';

export const TAKEN_STATUSES = ['open', 'paid', 'void', 'uncollectible'] as const;
type TakenStatus = (typeof TAKEN_STATUSES)[number];

/** One line of an invoice as a row says it, and what the row says of the whole invoice. Minor units of its currency. */
export type InvoiceRow = {
  readonly number: string;
  readonly currency: Currency;
  readonly status: TakenStatus | null;
  readonly issueDate: LocalDate | null;
  readonly dueDate: LocalDate | null;
  readonly customer: {
    readonly id: string | null;
    readonly email: string | null;
    readonly name: string | null;
    readonly externalIds: readonly { readonly key: string; readonly value: string }[];
  };
  readonly line: {
    readonly description: string;
    readonly net: number;
    readonly tax: number;
    /** A percentage; null where no rate is named. */
    readonly rate: string | null;
    readonly taxName: string;
    readonly units: Units;
  };
  /** Of the whole invoice; null where the row does not say. */
  readonly total: number | null;
  readonly paid: number | null;
  readonly paidOn: LocalDate | null;
  readonly paidBy: string | null;
  readonly paidReference: string | null;
  readonly notes: string | null;
};

const LONGEST: Readonly<Partial<Record<InvoiceField, number>>> = {
  customerId: 60,
  customerEmail: 254,
  customerName: 200,
  description: 500,
  taxName: 50,
  paidBy: 100,
  paidReference: 200,
  notes: 2000,
};

/** Reads a row, or says everything that is wrong with it. `fallback` is the currency of rows that name none. */
export function readInvoiceRow(cells: InvoiceCells, fallback: Currency): InvoiceRow | readonly LineProblem[] {
  const problems: LineProblem[] = [];
  const wrong = (column: string, message: string): null => {
    problems.push({ column, message });
    return null;
  };
  checkTexts(cells, wrong);
  const number = cells.number?.normalize('NFC') ?? wrong('number', 'Give the number that the invoice has.');
  if (number !== null && !isForeignNumber(number)) {
    wrong(
      'number',
      `Give the number as it was printed: ${LONGEST_NUMBER} characters at most, letters, digits, spaces and . , : _ / # ( ) + -, at least one digit.`,
    );
  }
  const currency = readCurrency(cells, fallback, wrong);
  const line = currency === null ? null : readAmounts(cells, currency, wrong);
  const whole = (column: 'total' | 'paid'): number | null =>
    cells[column] === undefined || currency === null
      ? null
      : readAmount(cells[column], currency, column, false, wrong);
  const date = (column: 'issueDate' | 'dueDate' | 'paidOn'): LocalDate | null =>
    cells[column] === undefined ? null : readDate(cells[column], column, wrong);
  const status = cells.status === undefined ? null : readStatus(cells.status, wrong);
  const row = {
    status,
    issueDate: date('issueDate'),
    dueDate: date('dueDate'),
    customer: {
      id: cells.customerId ?? null,
      email: cells.customerEmail ?? null,
      name: cells.customerName ?? null,
      externalIds: externalIdsOf(cells),
    },
    total: whole('total'),
    paid: whole('paid'),
    paidOn: date('paidOn'),
    paidBy: cells.paidBy ?? null,
    paidReference: cells.paidReference ?? null,
    notes: cells.notes ?? null,
  };
  return problems.length > 0 || number === null || currency === null || line === null
    ? problems
    : { ...row, number, currency, line };
}

type Wrong = (column: string, message: string) => null;

function checkTexts(cells: InvoiceCells, wrong: Wrong): void {
  for (const field of INVOICE_FIELDS) {
    const [text, most] = [cells[field], LONGEST[field]];
    if (text === undefined || most === undefined) continue;
    const lineBreaks = field === 'notes' || field === 'description';
    const problem =
      [...text].length > most ? `has more than ${most} characters` : textProblem(text, { lineBreaks });
    if (problem !== null) wrong(field, `This text ${problem}.`);
  }
  const problem = cells.customerEmail === undefined ? null : emailProblem(cells.customerEmail);
  if (problem !== null) wrong('customerEmail', `This address ${problem}.`);
}

function readCurrency(cells: InvoiceCells, fallback: Currency, wrong: Wrong): Currency | null {
  if (cells.currency === undefined) return fallback;
  return parseCurrency(cells.currency) ?? wrong('currency', 'Give an ISO 4217 code, such as EUR.');
}

function readStatus(text: string, wrong: Wrong): TakenStatus | null {
  const bare = text.toLowerCase();
  if (bare === 'draft') return wrong('status', 'A draft was never issued: leave it out, and write it here.');
  return (
    TAKEN_STATUSES.find((status) => status === bare) ??
    wrong('status', `Give ${TAKEN_STATUSES.join(', ')}, or nothing: then what is paid decides.`)
  );
}

function readDate(text: string, column: string, wrong: Wrong): LocalDate | null {
  return parseLocalDate(text) ?? wrong(column, 'Give a day that exists as YYYY-MM-DD, such as 2026-03-31.');
}

/** An amount in major units, as people write it; below zero with a minus before it, where that is taken. */
function readAmount(
  text: string,
  currency: Currency,
  column: string,
  mayBeNegative: boolean,
  wrong: Wrong,
): number | null {
  const isNegative = /^[-−]/.test(text);
  const size = readTypedAmount(isNegative ? text.slice(1) : text, currency);
  if (size === null)
    return wrong(column, `“${text.slice(0, 40)}” is no amount of ${currency}: write it as 1234.50.`);
  if (isNegative && size > 0 && !mayBeNegative) return wrong(column, 'This cannot be below zero.');
  return isNegative && size > 0 ? -size : size;
}

function readAmounts(cells: InvoiceCells, currency: Currency, wrong: Wrong): InvoiceRow['line'] | null {
  const amount = (column: 'net' | 'tax' | 'gross'): number | null | undefined =>
    cells[column] === undefined ? undefined : readAmount(cells[column], currency, column, true, wrong);
  const [net, tax, gross] = [amount('net'), amount('tax'), amount('gross')];
  const rate = readRate(cells.taxRate, wrong);
  if (net === null || tax === null || gross === null || rate === undefined) return null;
  const [asked, given] = [[net, tax, gross], [net, tax, gross].filter((one) => one !== undefined)];
  if (net === undefined && gross === undefined) return wrong('gross', 'Give gross, or net and tax.');
  const known = complete(net, tax, gross);
  if (known.net + known.tax !== known.gross && given.length === asked.length) {
    return wrong(
      'gross',
      `net and tax come to ${say(known.net + known.tax, currency)}, and gross is ${say(known.gross, currency)}: correct the one that is wrong.`,
    );
  }
  if (known.tax !== 0 && Math.sign(known.tax) !== Math.sign(known.net)) {
    return wrong('tax', 'The tax has another sign than the net amount.');
  }
  if (known.tax !== 0 && rate === null) {
    return wrong(
      'taxRate',
      'Give the rate of the tax, such as 19: a line for each rate where there are several.',
    );
  }
  if (known.tax !== 0 && rate === '0') return wrong('taxRate', 'The rate is 0 and there is a tax.');
  const discount =
    cells.discount === undefined ? 0 : readAmount(cells.discount, currency, 'discount', false, wrong);
  if (discount === null) return null;
  const facts = { net: known.net, discount, currency, say: (minor: number) => say(minor, currency) };
  const units = readUnits(cells, facts, wrong);
  if (units === null) return null;
  return {
    description: cells.description ?? `Invoice ${cells.number ?? ''}`.trim(),
    net: known.net,
    tax: known.tax,
    rate,
    taxName: cells.taxName ?? 'Tax',
    units,
  };
}

/** What is left out follows from the others; without a tax, there is none. */
function complete(net: number | undefined, tax: number | undefined, gross: number | undefined) {
  if (net === undefined) return { net: (gross ?? 0) - (tax ?? 0), tax: tax ?? 0, gross: gross ?? 0 };
  if (tax === undefined) return { net, tax: (gross ?? net) - net, gross: gross ?? net };
  return { net, tax, gross: gross ?? net + tax };
}

/** A percentage without trailing zeros; null for none, undefined for a wrong one. */
function readRate(text: string | undefined, wrong: Wrong): string | null | undefined {
  if (text === undefined) return null;
  const read = readPercentage(text.replace(/\s*%$/, '').replace(',', '.'));
  if ('problem' in read) {
    wrong('taxRate', 'Give a percentage from 0 to 100, such as 19 or 7.5.');
    return undefined;
  }
  return formatDecimal(read.value);
}

const externalIdsOf = (cells: InvoiceCells) =>
  Object.entries(cells).flatMap(([column, value]) =>
    column.startsWith('externalId:') && value !== undefined
      ? [{ key: column.slice('externalId:'.length), value }]
      : [],
  );

/** An amount as problems say it: plain digits, as the file has them. */
export function say(minor: number, currency: Currency): string {
  return `${toDecimalString(money(currency, minor))} ${currency}`;
}
