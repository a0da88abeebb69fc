import { type Writer, writerFor } from './format.ts';
import { withoutControls } from './html.ts';
import type { Speech } from './i18n/speech.ts';
import type { InvoiceView } from './model.ts';

type Due = { readonly on: string; readonly minor: number; readonly part: number };

/** What is still to be paid on which day: the open parts, or all of it. */
function duesOf(invoice: InvoiceView): readonly Due[] {
  if (invoice.status !== 'open' || invoice.amountRemaining <= 0) return [];
  if (invoice.paymentStatus === 'processing' || invoice.paymentStatus === 'disputed') return [];
  const { plan, dueOn, amountRemaining } = invoice;
  if (plan == null) return dueOn === null ? [] : [{ on: dueOn, minor: amountRemaining, part: 0 }];
  return plan.parts
    .filter(({ open }) => open > 0)
    .map(({ dueOn: on, open, position }) => ({ on, minor: open, part: position }));
}

/** Whether anything of an invoice belongs into a calendar. */
export const hasEvents = (invoice: InvoiceView): boolean => duesOf(invoice).length > 0;

/** The days on which an invoice is due, for a calendar (RFC 5545); null where there is none. `host` makes their ids unique. */
export function dueCalendar(invoice: InvoiceView, speech: Speech, host: string): string | null {
  const dues = duesOf(invoice);
  if (dues.length === 0) return null;
  const writer = writerFor(invoice, speech);
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Quittance//Quittance//EN',
    ...dues.flatMap((due) => event(due, invoice, writer, host)),
    'END:VCALENDAR',
  ]
    .map((line) => `${folded(line)}\r\n`)
    .join('');
}

function event(due: Due, { number, merchant, issuedOn, links }: InvoiceView, writer: Writer, host: string) {
  const { calendarEvent } = writer.speech.words.hosted;
  const summary = escaped(calendarEvent(writer.amount(due.minor), merchant.name, number));
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(`${encodeURIComponent(number)}-${due.part}@${host}`)}`,
    `DTSTAMP:${digits(issuedOn)}T000000Z`,
    `DTSTART;VALUE=DATE:${digits(due.on)}`,
    `SUMMARY:${summary}`,
    `DESCRIPTION:${escaped(links.view)}`,
    `URL:${links.view}`,
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'TRIGGER:-P1D',
    `DESCRIPTION:${summary}`,
    'END:VALARM',
    'END:VEVENT',
  ];
}

const digits = (day: string): string => day.replaceAll('-', '');

/** RFC 5545, 3.3.11. */
const escaped = (text: string): string =>
  withoutControls(text.toWellFormed().replaceAll(/\s+/gu, ' ')).replaceAll(/[\\;,]/g, '\\$&');

/** RFC 5545, 3.1: no line has more than 75 bytes, and no character is cut. */
function folded(line: string): string {
  const lines: string[] = [];
  let [written, bytes] = ['', 0];
  for (const character of line) {
    const size = new TextEncoder().encode(character).length;
    if (bytes + size > 75) {
      lines.push(written);
      [written, bytes] = [' ', 1];
    }
    written += character;
    bytes += size;
  }
  return [...lines, written].join('\r\n');
}
