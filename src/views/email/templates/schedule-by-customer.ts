import type { ScheduleMessage } from '../../../domain/schedule/messages.ts';
import type { CustomerFrame } from '../customer-frame.ts';
import type { Mail } from '../mail.ts';
import { nameIn, oneLine } from '../plain.ts';
import { nameOf, subjectOf } from '../schedule-parts.ts';

type ByCustomer = Extract<ScheduleMessage, { template: 'schedule_by_customer_business' }>;

/** To the business: its customer paused, resumed or ended a schedule in the portal. */
export function scheduleByCustomer(message: ByCustomer, frame: CustomerFrame): Mail {
  const { view, business, speaker } = frame;
  const { byCustomer } = frame.schedules;
  const words = byCustomer[message.did];
  const date = frame.day(view.at);
  const explained = words.explained(nameIn(view.customer.name), nameOf(message));
  return {
    subject: words.subject(subjectOf(message), oneLine(view.customer.name, 60), date),
    preview: explained,
    title: byCustomer.title,
    headline: words.headline,
    status: { tone: message.did === 'resumed' ? 'good' : 'wait', text: words.status(date) },
    paragraphs: [explained, byCustomer.allowed],
    actions: [],
    sections: [
      {
        kind: 'facts',
        facts: [
          { label: business.customer, value: oneLine(view.customer.name) },
          { label: byCustomer.schedule, value: oneLine(message.name) },
          ...(message.lastDay === null
            ? []
            : [{ label: byCustomer.lastDay, value: speaker.date(message.lastDay) }]),
        ],
      },
    ],
    closing: business.closing(oneLine(view.merchant.email ?? '')),
  };
}
