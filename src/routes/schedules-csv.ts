import { SCHEDULE_FIELDS } from '../domain/imports/schedule-columns.ts';
import { type ExportedSchedule, scheduleRows } from '../domain/imports/schedule-row-cells.ts';
import { csvStream } from './csv-stream.ts';

/** Schedules as CSV, a row for each line of their invoices, in the columns that an import reads: amounts in major units. */
export const schedulesCsv = (
  pages: AsyncGenerator<readonly ExportedSchedule[]>,
): ReadableStream<Uint8Array> =>
  csvStream(SCHEDULE_FIELDS, inRows(pages), (row) => SCHEDULE_FIELDS.map((column) => row[column] ?? null));

async function* inRows(pages: AsyncGenerator<readonly ExportedSchedule[]>) {
  for await (const page of pages) yield page.flatMap(scheduleRows);
}
