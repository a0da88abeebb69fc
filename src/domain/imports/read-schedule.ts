import { type Currency, parseCurrency } from '../currency.ts';
import { NO_REFERENCES } from '../invoice/references.ts';
import type { FiledSchedule } from './filed-schedule.ts';
import type { ProblemOnLine } from './read-invoice.ts';
import { readScheduleRow, type ScheduleRow } from './read-schedule-row.ts';
import type { ScheduleCells } from './schedule-columns.ts';

/** A line of a file with the cells that are not empty. */
export type LineOf<Cells> = { readonly line: number; readonly cells: Cells };

/** What rows come to: a schedule, one that is over and of which nothing is made, or everything that is wrong, each on its line. */
export type ReadSchedule =
  | { readonly kind: 'schedule'; readonly filed: FiledSchedule }
  | { readonly kind: 'over'; readonly key: string; readonly remark: string }
  | { readonly kind: 'wrong'; readonly problems: readonly ProblemOnLine[] };

const NOBODY = { id: null, email: null, name: null, externalIds: [] } as const;

/** Reads the rows of one schedule, as they are exported. `currency` is that of rows that name none. */
export function readSchedule(
  rows: readonly LineOf<ScheduleCells>[],
  { currency }: { readonly currency: Currency },
): ReadSchedule {
  const problems: ProblemOnLine[] = [];
  const read: { readonly line: number; readonly row: ScheduleRow }[] = [];
  // Amounts are read in the currency that any of its rows names.
  const named = parseCurrency(rows.find(({ cells }) => cells.currency !== undefined)?.cells.currency ?? '');
  for (const { line, cells } of rows) {
    const row = readScheduleRow(cells, named ?? currency);
    if ('key' in row) read.push({ line, row });
    else problems.push(...row.map((problem) => ({ line, ...problem })));
  }
  const [first] = read;
  if (problems.length > 0 || first === undefined) return { kind: 'wrong', problems };
  const said = <K extends Exclude<keyof ScheduleRow, 'key' | 'line'>>(key: K): ScheduleRow[K] => {
    const by = read.find(({ row }) => row[key] !== null) ?? first;
    for (const { line, row } of read) {
      if (row[key] === null || JSON.stringify(row[key]) === JSON.stringify(by.row[key])) continue;
      const message = `Line ${by.line} says another ${key} of the same schedule: correct one of the two.`;
      problems.push({ line, column: key === 'customer' ? null : key, message });
    }
    return by.row[key];
  };
  const need = <K extends 'name' | 'unit' | 'startsOn'>(key: K, message: string): ScheduleRow[K] => {
    const value = said(key);
    if (value === null) problems.push({ line: first.line, column: key, message });
    return value;
  };
  const { key } = first.row;
  const [status, name, unit, startsOn] = [
    said('status'),
    need('name', 'Name it, as your staff know it.'),
    need('unit', 'Give days, weeks, months or years.'),
    need('startsOn', 'Give the first day of its first period.'),
  ];
  const rest = {
    currency: said('currency'),
    every: said('every') ?? 1,
    timing: said('timing') ?? ('advance' as const),
    trialDays: said('trialDays') ?? 0,
    day: said('day'),
    endsOn: said('endsOn'),
    runs: said('runs'),
    timeZone: said('timeZone'),
    hour: said('hour'),
    catchUpLimit: said('catchUpLimit') ?? 3,
    mails: said('mails') ?? true,
  };
  const terms = {
    lines: read.map(({ row }) => row.line),
    adjustments: [],
    withholdings: [],
    roundToCoin: false,
    notes: said('notes'),
    references: NO_REFERENCES,
    netDays: said('netDays'),
    plan: null,
    paymentLink: said('paymentLink') ?? true,
    collectPolicy: said('collectPolicy'),
    issue: said('issue') ?? ('send' as const),
  };
  const [nextNumber, beyond] = [said('nextNumber'), said('beyondColumns')];
  const customer = said('customer') ?? NOBODY;
  if (problems.length > 0 || name === null || unit === null || startsOn === null) {
    return { kind: 'wrong', problems };
  }
  if (status === 'ended') return { kind: 'over', key, remark: 'It has ended: nothing is made of it.' };
  const asked = { ...rest, name, unit, startsOn, terms };
  const filed = {
    key,
    customer,
    asked,
    status: status ?? 'active',
    nextNumber,
    beyond,
    remarks: [],
    there: null,
  };
  return { kind: 'schedule', filed };
}
