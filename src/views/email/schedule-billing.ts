import type { BilledPeriod, Billing, ScheduleMessage } from '../../domain/schedule/messages.ts';
import type { Writer } from '../format.ts';
import type { CustomerFrame } from './customer-frame.ts';
import type { Item, Mail } from './mail.ts';
import { aboutSchedule, amountWriter, howToEnd } from './schedule-parts.ts';

type Told = Extract<ScheduleMessage, Billing>;

/** How the invoices are paid, when the last one comes, and how to end them. */
export const howItIsBilled = (message: Told, frame: CustomerFrame): readonly string[] => [
  charged(message, frame),
  ...(message.lastOn === null
    ? []
    : [frame.schedules.created.last(amountWriter(message.currency, frame).date(message.lastOn))]),
  howToEnd(frame),
];

/** What it is about, and the next invoices with their days and amounts. */
export function nextInvoices(message: Told, frame: CustomerFrame): Mail['sections'] {
  const { schedules } = frame;
  const writer = amountWriter(message.currency, frame);
  return [
    { kind: 'facts', facts: aboutSchedule(message, schedules) },
    {
      kind: 'items',
      heading: schedules.created.next,
      items: message.next.map((period) => itemOf(period, writer, frame)),
      more: null,
      sums: [],
      notes: message.isCounted ? [schedules.counted] : [],
    },
  ];
}

function charged({ charge, method }: Told, frame: CustomerFrame): string {
  const { created: words } = frame.schedules;
  switch (charge) {
    case 'on_send':
      return words.onSend(frame.method(method));
    case 'on_due_date':
      return words.onDueDate(frame.method(method));
    case null:
      return words.byYou;
  }
}

function itemOf({ from, to, on, amount }: BilledPeriod, writer: Writer, { schedules }: CustomerFrame): Item {
  const { created: words } = schedules;
  return {
    description: words.days(writer.date(from), writer.date(to)),
    details: [words.comesOn(writer.date(on))],
    amount: amount === null ? words.notSaid : writer.amount(amount),
  };
}
