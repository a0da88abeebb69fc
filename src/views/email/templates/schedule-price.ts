import type { ScheduleMessage } from '../../../domain/schedule/messages.ts';
import type { CustomerFrame } from '../customer-frame.ts';
import type { Mail } from '../mail.ts';
import { aboutSchedule, amountWriter, howToEnd, nameOf, scheduleMail, subjectOf } from '../schedule-parts.ts';

type Price = Extract<ScheduleMessage, { template: 'schedule_price' }>;

/** That the price changes: from when, the new amount beside the old one, and how to end it. */
export function schedulePrice(message: Price, frame: CustomerFrame): Mail {
  const { schedules, merchant, merchantIn } = frame;
  const { price: words } = schedules;
  const writer = amountWriter(message.currency, frame);
  const [was, becomes] = [writer.amount(message.was), writer.amount(message.becomes)];
  const date = writer.date(message.from);
  return scheduleMail(frame, {
    subject: words.subject(subjectOf(message), becomes, date, merchant),
    headline: becomes,
    status: { tone: 'plain', text: words.status(date) },
    paragraphs: [
      words.explained(merchantIn, nameOf(message), date),
      message.invoicedOn === null ? words.atOnce : words.first(writer.date(message.invoicedOn)),
      ...(message.isCounted ? [words.counted(merchantIn)] : []),
      howToEnd(frame),
    ],
    sections: [
      {
        kind: 'facts',
        facts: [
          ...aboutSchedule(message, schedules),
          { label: words.was, value: was },
          { label: words.becomes, value: becomes },
        ],
      },
    ],
  });
}
