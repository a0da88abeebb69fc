import type { ScheduleMessage } from '../../../domain/schedule/messages.ts';
import type { CustomerFrame } from '../customer-frame.ts';
import type { Mail } from '../mail.ts';
import { aboutSchedule, howToEnd, nameOf, scheduleMail, subjectOf } from '../schedule-parts.ts';

type Of<T extends ScheduleMessage['template']> = Extract<ScheduleMessage, { template: T }>;

/** That no invoice comes any more, or none for days after one. */
export function scheduleEnded(message: Of<'schedule_ended'>, frame: CustomerFrame): Mail {
  const { schedules, merchant, merchantIn, speaker } = frame;
  const { ended: words } = schedules;
  const { lastDay, isOver } = message;
  const date = lastDay === null ? frame.day(frame.view.at) : speaker.date(lastDay);
  return scheduleMail(frame, {
    subject: words.subject(subjectOf(message), date, merchant),
    headline: words.headline,
    status: { tone: 'plain', text: words.status(date) },
    paragraphs: [
      isOver ? words.over(merchantIn, nameOf(message)) : words.later(nameOf(message), date, merchantIn),
      words.open,
    ],
    sections: [{ kind: 'facts', facts: aboutSchedule(message, schedules) }],
  });
}

/** To the customer, who paused it: that it is done. */
export function schedulePaused(message: Of<'schedule_paused'>, frame: CustomerFrame): Mail {
  const { schedules, merchant, merchantIn } = frame;
  const { paused: words } = schedules;
  const date = frame.day(frame.view.at);
  return scheduleMail(frame, {
    subject: words.subject(subjectOf(message), date, merchant),
    headline: words.headline,
    status: { tone: 'wait', text: words.status(date) },
    paragraphs: [words.explained(merchantIn, nameOf(message)), frame.words.notYou(merchantIn)],
    sections: [{ kind: 'facts', facts: aboutSchedule(message, schedules) }],
  });
}

/** To the customer, who resumed it: that it is done, and when the next invoice comes. */
export function scheduleResumed(message: Of<'schedule_resumed'>, frame: CustomerFrame): Mail {
  const { schedules, merchant, merchantIn, speaker } = frame;
  const { resumed: words } = schedules;
  const date = frame.day(frame.view.at);
  return scheduleMail(frame, {
    subject: words.subject(subjectOf(message), date, merchant),
    headline: words.headline,
    status: { tone: 'good', text: words.status(date) },
    paragraphs: [
      words.explained(merchantIn, nameOf(message)),
      ...(message.nextOn === null ? [] : [words.next(speaker.date(message.nextOn))]),
      howToEnd(frame),
    ],
    sections: [{ kind: 'facts', facts: aboutSchedule(message, schedules) }],
  });
}
