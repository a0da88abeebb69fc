import { parseCurrency } from '../domain/currency.ts';
import { money, toDecimalString } from '../domain/money.ts';
import type { ListedSchedule } from '../operations/schedules/list-schedules.ts';
import { csvStream } from './csv-stream.ts';

const COLUMNS = [
  'id',
  'name',
  'customerId',
  'customer',
  'status',
  'currency',
  'amount',
  'every',
  'unit',
  'timing',
  'startsOn',
  'firstPeriodOn',
  'day',
  'endsOn',
  'runs',
  'timeZone',
  'hour',
  'nextNumber',
  'nextInvoiceAt',
  'createdAt',
  'endedAt',
] as const;

/** Schedules as CSV: amounts in major units, without tax and without what is counted. */
export const schedulesCsv = (pages: AsyncGenerator<readonly ListedSchedule[]>): ReadableStream<Uint8Array> =>
  csvStream(COLUMNS, pages, (schedule) =>
    COLUMNS.map((column) => {
      switch (column) {
        case 'customer':
          return schedule.customerName;
        case 'amount':
          return amountOf(schedule);
        default:
          return schedule[column];
      }
    }),
  );

function amountOf({ amount, currency: code }: ListedSchedule): string {
  const currency = parseCurrency(code);
  if (currency === null) throw new Error(`a schedule in the unknown currency ${code}`);
  return toDecimalString(money(currency, amount));
}
