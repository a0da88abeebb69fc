import type { DeclinedMethod, InvoiceMessage } from '../../../domain/message.ts';
import { failureSentence } from '../../i18n/dictionary.ts';
import { type Frame, methodFact } from '../frame.ts';
import type { Fact, Mail, Tone } from '../mail.ts';
import { nameIn, oneLine } from '../plain.ts';

type Of<T extends InvoiceMessage['template']> = Extract<InvoiceMessage, { template: T }>;
type Wording = {
  readonly subject: (amount: string, date: string, number: string, customer: string) => string;
  readonly status: (date: string) => string;
};
type Content = {
  readonly wording: Wording;
  readonly amount: number;
  /** The instant it is about, ms. */
  readonly at: number;
  readonly tone: Tone;
  readonly paragraphs: readonly string[];
  readonly facts: readonly Fact[];
  /** What there is to do first, where that is not to look at the invoice. */
  readonly action?: Mail['actions'][number];
};

/** To the business, when a charge failed: the code, whether it is tried again, and what the customer was told. */
export function paymentFailedBusiness(message: Of<'payment_failed_business'>, frame: Frame): Mail {
  const words = frame.words.business;
  const { nextAttemptAt } = message;
  return businessMail(frame, {
    wording: words.failed,
    amount: message.amount,
    at: frame.view.payment?.at ?? frame.setting.at,
    tone: 'bad',
    paragraphs: [nextAttemptAt === null ? words.failed.noNext : nextAttempt(message, nextAttemptAt, frame)],
    facts: failureFacts(message, frame),
  });
}

function nextAttempt({ nextMethod }: Of<'payment_failed_business'>, at: number, frame: Frame): string {
  const words = frame.words.business.failed;
  const [date, method] = [instantIn(frame, at), frame.method(nextMethod ?? null)];
  return method === '' ? words.next(date) : words.nextWith(date, method);
}

/** To the business, when a method was declined and another one of the customer's was charged at once. */
export function methodDeclinedBusiness(message: Of<'method_declined_business'>, frame: Frame): Mail {
  const words = frame.words.business;
  return businessMail(frame, {
    wording: words.declined,
    amount: message.amount,
    at: frame.view.payment?.at ?? frame.setting.at,
    tone: 'good',
    paragraphs: [words.declined.explained],
    facts: [
      ...message.declined.flatMap((each) => declinedFacts(each, frame)),
      ...methodFact(words.declined.charged, frame.method(message.paidWith)),
      ...paymentFact(frame),
    ],
  });
}

const declinedFacts = ({ method, failureCode }: DeclinedMethod, frame: Frame): readonly Fact[] => {
  const words = frame.words.business;
  return [
    ...methodFact(words.method, frame.method(method)),
    { label: words.code, value: oneLine(failureCode ?? words.noCode) },
  ];
};

/** To the business, when automatic collection has ended without money. */
export function collectionEndedBusiness(message: Of<'collection_ended_business'>, frame: Frame): Mail {
  const words = frame.words.business;
  return businessMail(frame, {
    wording: words.ended,
    amount: message.amount,
    at: frame.view.payment?.at ?? frame.setting.at,
    tone: 'bad',
    paragraphs: [words.ended.explained, words.ended.open],
    facts: failureFacts(message, frame),
  });
}

/** To the business, when money that had been received went back. */
export function paymentReturnedBusiness(message: Of<'payment_returned_business'>, frame: Frame): Mail {
  const words = frame.words.business;
  return businessMail(frame, {
    wording: words.returned,
    amount: message.amount,
    at: frame.setting.at,
    tone: 'bad',
    paragraphs: [
      words.returned.explained(frame.writer.amount(message.amount)),
      ...(frame.view.status === 'open' ? [words.returned.open] : []),
    ],
    facts: [
      ...methodFact(words.method, frame.method(message.method)),
      { label: words.reason, value: oneLine(message.reason) },
      ...paymentFact(frame),
    ],
  });
}

/** To the business, when a refund did not reach its customer. */
export function refundFailedBusiness(message: Of<'refund_failed_business'>, frame: Frame): Mail {
  const words = frame.words.business;
  return businessMail(frame, {
    wording: words.refundFailed,
    amount: message.amount,
    at: frame.setting.at,
    tone: 'bad',
    paragraphs: [words.refundFailed.explained, words.refundFailed.next],
    facts: [
      { label: words.reason, value: oneLine(message.reason ?? words.noCode) },
      { label: words.refund, value: oneLine(message.refundId) },
      ...paymentFact(frame),
    ],
  });
}

/** Where disputes are answered, in whichever mode the reader is there. */
const STRIPE_DISPUTES = 'https://dashboard.stripe.com/disputes';

/** To the business, when a dispute or an inquiry was opened, or a dispute was decided. */
export function disputeBusiness(message: Of<'dispute_business'>, frame: Frame): Mail {
  const words = frame.words.business;
  const { dispute } = words;
  const isOpened = message.stage === 'opened';
  const wording = isOpened ? (message.isInquiry ? dispute.inquiry : dispute.opened) : dispute[message.stage];
  const due = message.evidenceDueAt === null ? null : instantIn(frame, message.evidenceDueAt);
  const answer = due === null ? dispute.answerUndated : dispute.answer(due);
  return businessMail(frame, {
    wording,
    amount: message.amount,
    at: frame.setting.at,
    tone: isOpened ? 'wait' : message.stage === 'won' ? 'good' : 'bad',
    paragraphs: [
      wording.explained,
      ...(isOpened ? [answer] : []),
      ...(message.stage === 'lost' && frame.view.status === 'open' ? [words.returned.open] : []),
    ],
    ...(isOpened && { action: { label: dispute.answerThere, url: STRIPE_DISPUTES } }),
    facts: [
      { label: words.reason, value: oneLine(message.reason) },
      ...(isOpened && due !== null ? [{ label: words.evidenceDue, value: due }] : []),
      ...paymentFact(frame),
    ],
  });
}

function businessMail(frame: Frame, content: Content): Mail {
  const { view, writer, number } = frame;
  const words = frame.words.business;
  const amount = writer.amount(content.amount);
  const date = frame.day(content.at);
  const [first = ''] = content.paragraphs;
  return {
    subject: content.wording.subject(amount, date, number, oneLine(view.customer.name, 60)),
    preview: first,
    title: words.title(number, nameIn(view.customer.name)),
    headline: amount,
    status: { tone: content.tone, text: content.wording.status(date) },
    paragraphs: content.paragraphs,
    actions: [
      ...(content.action === undefined ? [] : [content.action]),
      { label: words.view, url: view.links.view },
    ],
    sections: [
      {
        kind: 'facts',
        facts: [
          { label: words.customer, value: oneLine(view.customer.name) },
          { label: words.invoice, value: number },
          ...(view.dueOn === null ? [] : [{ label: words.due, value: writer.date(view.dueOn) }]),
          { label: words.remaining, value: writer.amount(view.amountRemaining) },
          ...content.facts,
        ],
      },
    ],
    closing: words.closing(oneLine(view.merchant.email ?? '')),
  };
}

function failureFacts(
  message: Of<'payment_failed_business' | 'collection_ended_business'>,
  frame: Frame,
): readonly Fact[] {
  const words = frame.words.business;
  const isOver = message.template === 'collection_ended_business';
  const next = isOver ? null : message.nextAttemptAt;
  return [
    ...(message.before ?? []).flatMap((each) => declinedFacts(each, frame)),
    ...declinedFacts(message, frame),
    { label: words.told, value: failureSentence(frame.writer.words, message.failureCode) },
    { label: words.origin, value: message.wasAutomatic ? words.automatic : words.byCustomer },
    { label: words.next, value: next === null ? words.noNext : instantIn(frame, next) },
    ...paymentFact(frame),
  ];
}

function paymentFact({ view, words }: Frame): readonly Fact[] {
  return view.payment === null
    ? []
    : [{ label: words.business.payment, value: oneLine(view.payment.reference) }];
}

const instantIn = ({ writer, setting }: Frame, instant: number): string =>
  writer.instant(instant, setting.timeZone);
