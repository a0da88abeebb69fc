import type { BilledPeriod, ScheduleMessage } from '../../../domain/schedule/messages.ts';
import type { Writer } from '../../format.ts';
import type { CustomerFrame } from '../customer-frame.ts';
import type { Item, Mail } from '../mail.ts';
import { aboutSchedule, amountWriter, howToEnd, nameOf, scheduleMail, subjectOf } from '../schedule-parts.ts';

type Created = Extract<ScheduleMessage, { template: 'schedule_created' }>;

/** That invoices will come by a schedule: which, when, and whether they are charged by themselves. */
export function scheduleCreated(message: Created, frame: CustomerFrame): Mail {
  const { schedules, merchant, merchantIn } = frame;
  const { created: words } = schedules;
  const writer = amountWriter(message.currency, frame);
  const [first] = message.next;
  const date = first === undefined ? frame.day(frame.view.at) : writer.date(first.on);
  const amount = first === undefined || first.amount === null ? '' : writer.amount(first.amount);
  return scheduleMail(frame, {
    subject: words.subject(subjectOf(message), amount, date, merchant),
    headline: amount === '' ? words.headline : amount,
    status: { tone: 'plain', text: words.status(date) },
    paragraphs: [
      words.explained(merchantIn, nameOf(message)),
      charged(message, frame),
      ...(message.lastOn === null ? [] : [words.last(writer.date(message.lastOn))]),
      howToEnd(frame),
    ],
    sections: [
      { kind: 'facts', facts: aboutSchedule(message, schedules) },
      {
        kind: 'items',
        heading: words.next,
        items: message.next.map((period) => itemOf(period, writer, frame)),
        more: null,
        sums: [],
        notes: message.isCounted ? [schedules.counted] : [],
      },
    ],
  });
}

function charged({ charge, method }: Created, frame: CustomerFrame): string {
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
