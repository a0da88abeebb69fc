import type { ScheduleMessage } from '../../../domain/schedule/messages.ts';
import type { CustomerFrame } from '../customer-frame.ts';
import type { Mail } from '../mail.ts';
import { howItIsBilled, nextInvoices } from '../schedule-billing.ts';
import { amountWriter, nameOf, scheduleMail, subjectOf } from '../schedule-parts.ts';

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
    paragraphs: [words.explained(merchantIn, nameOf(message)), ...howItIsBilled(message, frame)],
    sections: nextInvoices(message, frame),
  });
}
