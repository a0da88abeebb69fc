import type { CustomerMessage } from '../../../domain/message.ts';
import { writerFor } from '../../format.ts';
import type { CustomerFrame } from '../customer-frame.ts';
import type { Mail } from '../mail.ts';

type On = Extract<CustomerMessage, { template: 'autopay_on' }>;
type Off = Extract<CustomerMessage, { template: 'autopay_off' }>;

/** What was agreed when autopay was switched on: when, with what, at most how much, and how to end it. */
export function autopayOn(message: On, frame: CustomerFrame): Mail {
  const words = frame.words.autopayOn;
  const date = frame.day(message.at);
  const caps = [...(message.cap === null ? [] : [message.cap]), ...(message.otherCaps ?? [])];
  return frame.mail({
    subject: words.subject(frame.merchant, date),
    headline: words.headline,
    status: { tone: 'good', text: words.status(date) },
    paragraphs: [
      whenAndWith(message, frame),
      ...caps.map((cap) => words.cap(writerFor(cap, frame.speaker.speech).amount(cap.amount))),
      ...(message.noticeDays === 0 || message.when === 'on_send' ? [] : [words.notice(message.noticeDays)]),
      words.off,
    ],
    actions: [{ label: frame.words.autopay, url: frame.view.links.autopay }],
    sections: [{ kind: 'note', text: frame.words.notYou(frame.merchantIn) }],
  });
}

/** That nothing is charged automatically any more. */
export function autopayOff(message: Off, frame: CustomerFrame): Mail {
  const words = frame.words.autopayOff;
  const date = frame.day(message.at);
  return frame.mail({
    subject: words.subject(frame.merchant, date),
    headline: words.headline,
    status: { tone: 'plain', text: words.status(date) },
    paragraphs: [words.explained(frame.merchantIn), words.underWay, frame.words.notYou(frame.merchantIn)],
    actions: [{ label: frame.words.autopay, url: frame.view.links.autopay }],
    sections: [],
  });
}

function whenAndWith(message: On, frame: CustomerFrame): string {
  const words = frame.words.autopayOn;
  const method = frame.method(message.method);
  switch (message.when) {
    case 'on_send':
      return words.onSend(frame.merchantIn, method);
    case 'on_due_date':
      return words.onDueDate(frame.merchantIn, method);
    case null:
      return words.asAgreed(frame.merchantIn, method);
    default:
      return message.when satisfies never;
  }
}
