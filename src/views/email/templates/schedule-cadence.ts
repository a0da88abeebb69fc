import type { ScheduleMessage } from '../../../domain/schedule/messages.ts';
import type { CustomerFrame } from '../customer-frame.ts';
import type { Mail } from '../mail.ts';
import { howItIsBilled, nextInvoices } from '../schedule-billing.ts';
import { nameOf, rhythm, scheduleMail, subjectOf } from '../schedule-parts.ts';

type Cadence = Extract<ScheduleMessage, { template: 'schedule_cadence' }>;

/** That invoices go on, more or less often: how often, from when, and which come next. */
export function scheduleCadence(message: Cadence, frame: CustomerFrame): Mail {
  const { schedules, merchant, merchantIn, speaker } = frame;
  const { cadence: words } = schedules;
  const date = speaker.date(message.from);
  return scheduleMail(frame, {
    subject: words.subject(subjectOf(message), date, merchant),
    headline: rhythm(message.cadence, schedules),
    status: { tone: 'plain', text: words.status(date) },
    paragraphs: [words.explained(merchantIn, nameOf(message), date), ...howItIsBilled(message, frame)],
    sections: nextInvoices(message, frame),
  });
}
