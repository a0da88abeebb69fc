import { type LocalDate, parseLocalDate } from '../calendar.ts';
import type { CollectPolicy } from '../collection/types.ts';
import { type Currency, parseCurrency } from '../currency.ts';
import { emailProblem } from '../email-address.ts';
import { CADENCE_UNITS, type CadenceUnit, TIMINGS, type Timing } from '../schedule/recurrence.ts';
import { ISSUES, type Issue, type ScheduleLine } from '../schedule/terms.ts';
import { textProblem } from '../text.ts';
import type { LineProblem } from './cells.ts';
import type { InvoiceRow } from './read-invoice-row.ts';
import { readScheduleLine, readYesOrNo, type Wrong } from './read-schedule-line.ts';
import type { ScheduleCells, ScheduleColumn } from './schedule-columns.ts';

/** A row of a file of schedules: one line of its invoices, and what the row says of the whole schedule; null where it does not. */
export type ScheduleRow = {
  readonly key: string;
  readonly line: ScheduleLine;
  readonly customer: InvoiceRow['customer'] | null;
  readonly name: string | null;
  readonly status: (typeof STATUSES)[number] | null;
  readonly currency: Currency | null;
  readonly every: number | null;
  readonly unit: CadenceUnit | null;
  readonly timing: Timing | null;
  readonly startsOn: LocalDate | null;
  readonly trialDays: number | null;
  readonly day: number | null;
  readonly endsOn: LocalDate | null;
  readonly runs: number | null;
  readonly timeZone: string | null;
  readonly hour: number | null;
  readonly nextNumber: number | null;
  readonly catchUpLimit: number | null;
  readonly mails: boolean | null;
  readonly netDays: number | null;
  readonly paymentLink: boolean | null;
  readonly collectPolicy: CollectPolicy | null;
  readonly issue: Issue | null;
  readonly notes: string | null;
  readonly beyondColumns: string | null;
};

const STATUSES = ['active', 'paused', 'ended'] as const;
const POLICIES = ['on_send', 'on_due_date', 'never'] as const;

const LONGEST: Readonly<Partial<Record<ScheduleColumn, number>>> = {
  id: 60,
  externalId: 255,
  name: 200,
  customerId: 60,
  customer: 200,
  customerEmail: 254,
  description: 400,
  timeZone: 64,
  notes: 5000,
};

/** Reads a row, or says everything that is wrong with it. `fallback` is the currency of rows that name none. */
export function readScheduleRow(
  cells: ScheduleCells,
  fallback: Currency,
): ScheduleRow | readonly LineProblem[] {
  const problems: LineProblem[] = [];
  const wrong: Wrong = (column, message) => {
    problems.push({ column, message });
    return null;
  };
  checkTexts(cells, wrong);
  const key =
    cells.externalId ??
    cells.id ??
    wrong('externalId', 'Give an id of yours, so that the same file makes nothing twice.');
  const currency =
    cells.currency === undefined
      ? null
      : (parseCurrency(cells.currency) ?? wrong('currency', 'Give an ISO 4217 code, such as EUR.'));
  const line =
    cells.currency !== undefined && currency === null
      ? null
      : readScheduleLine(cells, currency ?? fallback, wrong);
  const day = (column: 'startsOn' | 'endsOn'): LocalDate | null => {
    const text = cells[column];
    if (text === undefined) return null;
    return parseLocalDate(text) ?? wrong(column, 'Give a day that exists as YYYY-MM-DD, such as 2026-03-31.');
  };
  const count = (column: ScheduleColumn): number | null => {
    const text = cells[column];
    if (text === undefined) return null;
    return /^\d{1,6}$/.test(text) ? Number(text) : wrong(column, 'Give a whole number, such as 1.');
  };
  const word = <T extends string>(column: ScheduleColumn, words: readonly T[]): T | null => {
    const text = cells[column]?.toLowerCase();
    if (text === undefined) return null;
    return words.find((one) => one === text) ?? wrong(column, `Give ${listed(words)}.`);
  };
  const yesOrNo = (column: ScheduleColumn): boolean | null => readYesOrNo(cells, column, wrong);
  const row = {
    customer: Object.keys(cells).some((column) => /^(?:customer|externalId:)/.test(column))
      ? customerOf(cells)
      : null,
    name: cells.name ?? null,
    status: word('status', STATUSES),
    currency,
    every: count('every'),
    unit: word('unit', CADENCE_UNITS),
    timing: word('timing', TIMINGS),
    startsOn: day('startsOn'),
    trialDays: count('trialDays'),
    day: count('day'),
    endsOn: day('endsOn'),
    runs: count('runs'),
    timeZone: cells.timeZone ?? null,
    hour: count('hour'),
    nextNumber: count('nextNumber'),
    catchUpLimit: count('catchUpLimit'),
    mails: yesOrNo('mails'),
    netDays: count('netDays'),
    paymentLink: yesOrNo('paymentLink'),
    collectPolicy: word('collectPolicy', POLICIES),
    issue: word('issue', ISSUES),
    notes: cells.notes ?? null,
    beyondColumns: cells.beyondColumns ?? null,
  };
  return problems.length > 0 || key === null || line === null ? problems : { ...row, key, line };
}

/** The customer of a row, as files name one. */
const customerOf = (cells: ScheduleCells): InvoiceRow['customer'] => ({
  id: cells.customerId ?? null,
  email: cells.customerEmail ?? null,
  name: cells.customer ?? null,
  externalIds: Object.entries(cells).flatMap(([column, value]) =>
    column.startsWith('externalId:') && value !== undefined
      ? [{ key: column.slice('externalId:'.length), value }]
      : [],
  ),
});

function checkTexts(cells: ScheduleCells, wrong: Wrong): void {
  for (const column of Object.keys(LONGEST) as ScheduleColumn[]) {
    const [text, most] = [cells[column], LONGEST[column]];
    if (text === undefined || most === undefined) continue;
    const lineBreaks = column === 'notes';
    const problem =
      [...text].length > most ? `has more than ${most} characters` : textProblem(text, { lineBreaks });
    if (problem !== null) wrong(column, `This text ${problem}.`);
  }
  const problem = cells.customerEmail === undefined ? null : emailProblem(cells.customerEmail);
  if (problem !== null) wrong('customerEmail', `This address ${problem}.`);
}

const listed = (words: readonly string[]): string =>
  `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
