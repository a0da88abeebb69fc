import { daysBetween, localDateAt, parseLocalDate } from '../../../domain/calendar.ts';
import type { InvoiceMessage } from '../../../domain/message.ts';
import { askedAmount, planSentences } from '../../instalments.ts';
import { type Frame, invoiceFacts, otherWay, payActions } from '../frame.ts';
import type { Mail } from '../mail.ts';
import { closingLine, planSection, transferSection } from '../sections.ts';

type Reminder = Extract<InvoiceMessage, { template: 'reminder' }>;

/** To the customer, while an invoice is owed and not paid: how much, since when, and how to pay. */
export function reminder(message: Reminder, frame: Frame): Mail {
  const { view, writer } = frame;
  const words = frame.words.reminder;
  const amount = writer.amount(askedAmount(view));
  const due = view.dueOn === null ? null : writer.date(view.dueOn);
  const explained = message.failed
    ? words.failed(frame.merchantIn, amount)
    : words.explained(frame.merchantIn, amount);
  return {
    subject: subjectOf(
      message,
      frame,
      amount,
      view.overdue && view.dueOn !== null ? writer.shortDate(view.dueOn) : null,
    ),
    preview: explained,
    title: frame.words.invoiceTitle(frame.number, frame.merchantIn),
    headline: amount,
    status: statusOf(frame, due),
    paragraphs: [explained, overdueOrNot(frame), ...otherWay(frame), ...planSentences(view, writer)],
    actions: payActions(frame),
    sections: [
      {
        kind: 'facts',
        facts: [
          ...invoiceFacts(frame),
          { label: writer.words.invoice.issued, value: writer.date(view.issuedOn) },
        ],
      },
      ...planSection(view, writer),
      ...transferSection(view, writer),
    ],
    closing: closingLine(view.merchant, writer),
  };
}

function subjectOf(message: Reminder, frame: Frame, amount: string, wasDue: string | null): string {
  const words = frame.words.reminder;
  if (wasDue !== null) return words.subject(frame.number, frame.merchant, amount, wasDue);
  const subject = message.failed ? words.subjectFailed : words.subjectUndated;
  return subject(frame.number, frame.merchant, amount, frame.day(frame.setting.at));
}

function statusOf({ view, words }: Frame, due: string | null): Mail['status'] {
  if (due === null) return { tone: 'plain', text: words.invoiceSent.dueOnReceipt };
  return view.overdue
    ? { tone: 'wait', text: words.invoiceSent.wasDue(due) }
    : { tone: 'plain', text: words.invoiceSent.due(due) };
}

/** How long it has been owed, where it's late, and what to do if the payment has crossed with the mail. */
function overdueOrNot({ view, words, writer, setting }: Frame): string {
  const { overdueFor, crossed } = words.reminder;
  const due = view.overdue && view.dueOn !== null ? parseLocalDate(view.dueOn) : null;
  const days = due === null ? 0 : daysBetween(due, localDateAt(setting.at, setting.timeZone));
  return days < 1 ? crossed : `${overdueFor(days)}${writer.words.sentenceGap}${crossed}`;
}
