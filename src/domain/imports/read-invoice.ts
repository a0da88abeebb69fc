import type { LocalDate } from '../calendar.ts';
import type { Currency } from '../currency.ts';
import { isMinor } from '../money.ts';
import type { LineProblem } from './cells.ts';
import type { InvoiceCells } from './invoice-columns.ts';
import { type InvoiceRow, readInvoiceRow, say } from './read-invoice-row.ts';

export type InvoiceLineCells = { readonly line: number; readonly cells: InvoiceCells };

/** An invoice of another system, as its lines say it. Minor units of its currency. */
export type TakenInvoice = {
  readonly number: string;
  readonly currency: Currency;
  readonly status: 'open' | 'paid' | 'void' | 'uncollectible';
  readonly issueDate: LocalDate;
  readonly dueDate: LocalDate | null;
  readonly customer: InvoiceRow['customer'];
  readonly lines: readonly InvoiceRow['line'][];
  readonly total: number;
  readonly paid: number;
  readonly paidOn: LocalDate | null;
  readonly paidBy: string | null;
  readonly paidReference: string | null;
  readonly notes: string | null;
};

/** What is wrong, with the line that it is on. */
export type ProblemOnLine = LineProblem & { readonly line: number };

type Facts = {
  /** Of invoices that name none. */
  readonly currency: Currency;
  /** Where the business is. */
  readonly today: LocalDate;
};

/** Reads the lines of one invoice; or says everything that is wrong, each on its line. */
export function readInvoice(
  rows: readonly InvoiceLineCells[],
  { currency, today }: Facts,
): TakenInvoice | readonly ProblemOnLine[] {
  const problems: ProblemOnLine[] = [];
  const read: { readonly line: number; readonly row: InvoiceRow }[] = [];
  for (const { line, cells } of rows) {
    const row = readInvoiceRow(cells, currency);
    if ('number' in row) read.push({ line, row });
    else problems.push(...row.map((problem) => ({ line, ...problem })));
  }
  const [first] = read;
  if (problems.length > 0 || first === undefined) return problems;
  const invoice = assemble(read, first, problems);
  if (invoice === null || problems.length > 0) return problems;
  problems.push(...wholeProblems(invoice, first.line, today));
  return problems.length === 0 ? invoice : problems;
}

type Read = { readonly line: number; readonly row: InvoiceRow };

const WHOLE = [
  'currency',
  'status',
  'issueDate',
  'dueDate',
  'total',
  'paid',
  'paidOn',
  'paidBy',
  'paidReference',
  'notes',
] as const satisfies readonly (keyof InvoiceRow)[];

/** The invoice of rows; what is said twice of the whole has to be said alike. */
function assemble(read: readonly Read[], first: Read, problems: ProblemOnLine[]): TakenInvoice | null {
  const said = <K extends (typeof WHOLE)[number] | 'customer'>(key: K): InvoiceRow[K] => {
    const by = read.find(({ row }) => row[key] !== null) ?? first;
    for (const { line, row } of read) {
      if (row[key] === null || JSON.stringify(row[key]) === JSON.stringify(by.row[key])) continue;
      const message = `Line ${by.line} says another ${key} of the same invoice: correct one of the two.`;
      problems.push({ line, column: key === 'customer' ? null : key, message });
    }
    return by.row[key];
  };
  const lines = read.map(({ row }) => row.line);
  const sum = lines.reduce((all, { net, tax }) => all + net + tax, 0);
  const [currency, asked, issueDate] = [said('currency'), said('status'), said('issueDate')];
  const total = said('total');
  const paid = said('paid') ?? (asked === 'paid' ? sum : 0);
  const rest = {
    dueDate: said('dueDate'),
    customer: said('customer'),
    paidOn: said('paidOn'),
    paidBy: said('paidBy'),
    paidReference: said('paidReference'),
    notes: said('notes'),
  };
  if (total !== null && total !== sum) {
    const message = `Its lines come to ${say(sum, currency)} and its total is ${say(total, currency)}: correct the one that is wrong.`;
    problems.push({ line: first.line, column: 'total', message });
  }
  if (issueDate === null) {
    problems.push({ line: first.line, column: 'issueDate', message: 'Give the day on which it was issued.' });
    return null;
  }
  const status = asked ?? (paid === sum ? 'paid' : 'open');
  return { number: first.row.number, currency, status, issueDate, lines, total: sum, paid, ...rest };
}

function wholeProblems(invoice: TakenInvoice, line: number, today: LocalDate): readonly ProblemOnLine[] {
  const { total, paid, status, currency, issueDate, dueDate, paidOn } = invoice;
  const problems: ProblemOnLine[] = [];
  const wrong = (column: string, message: string) => problems.push({ line, column, message });
  const tax = invoice.lines.reduce((all, one) => all + one.tax, 0);
  if (total < 0)
    wrong('gross', 'It comes to less than nothing: a credit note is not taken over. Leave it out.');
  else if (!isMinor(total) || tax < 0) wrong('gross', 'Its sums are no sums of an invoice.');
  if (issueDate > today) wrong('issueDate', `It is after today, which is ${today} where you are.`);
  if (dueDate !== null && dueDate < issueDate) wrong('dueDate', 'It was due before it was issued.');
  if (paidOn !== null && paidOn > today)
    wrong('paidOn', `It is after today, which is ${today} where you are.`);
  if (paid > Math.max(total, 0)) {
    wrong('paid', `More is paid than it comes to, ${say(total, currency)}: the surplus is no part of it.`);
  } else if (status === 'paid' && paid < total) {
    wrong('paid', `It is paid in part alone, ${say(paid, currency)} of ${say(total, currency)}: it is open.`);
  } else if (status === 'open' && paid === total) {
    wrong('status', 'All of it is paid: it is paid, and not open.');
  } else if (status === 'void' && paid > 0) {
    wrong('paid', 'What is void was not paid.');
  }
  if (paid > 0 && paidOn === null) wrong('paidOn', 'Give the day on which it was paid.');
  return problems;
}
