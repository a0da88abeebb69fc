import { localDateAt } from '../domain/calendar.ts';
import type { Cell } from '../domain/csv/write.ts';
import type { BookLine } from '../operations/books/list-lines.ts';
import { csvStream } from './csv-stream.ts';

const HEADER = [
  'date',
  'instant',
  'connection',
  'kind',
  'ours',
  'currency',
  'amount',
  'fee',
  'net',
  'payout',
  'invoices',
  'customer',
  'payment',
  'source',
  'balance transaction',
  'category',
  'available',
];

/** The lines of the books as CSV: days in the business's time zone, amounts in Stripe's minor units. */
export const booksCsv = (
  timeZone: string,
  pages: AsyncGenerator<readonly BookLine[]>,
): ReadableStream<Uint8Array> =>
  csvStream(HEADER, pages, (line): readonly Cell[] => [
    localDateAt(line.createdAt, timeZone),
    new Date(line.createdAt).toISOString(),
    line.connectionId,
    line.kind,
    line.isOurs ? 'yes' : 'no',
    line.currency,
    line.amount,
    line.fee,
    line.net,
    line.payoutId,
    line.invoices.join(' '),
    line.customerName,
    line.paymentId,
    line.source,
    line.stripeId,
    line.reportingCategory,
    line.availableAt === null ? null : localDateAt(line.availableAt, timeZone),
  ]);
