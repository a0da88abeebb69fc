import type { Writer } from '../../format.ts';
import { partsPaid } from '../../instalments.ts';
import type { InvoiceView } from '../../model.ts';
import { paymentDay } from '../../payment-day.ts';
import { sentenceCase } from '../../text.ts';
import { billedTo, type Frame } from '../frame.ts';
import type { Fact, Mail, Section } from '../mail.ts';
import { oneLine } from '../plain.ts';
import { receiptFact, receiptSentence } from '../receipt-parts.ts';
import { closingLine } from '../sections.ts';

/** To the payer, when a payment has succeeded: what was paid, when, how, and for which invoices. */
export function receipt(frame: Frame): Mail {
  const { view, writer, number, setting } = frame;
  const words = frame.words.receipt;
  const isForSeveral = setting.covers.length > 0;
  const paid = isForSeveral
    ? setting.covers.reduce((sum, { amount }) => sum + amount, 0)
    : (view.payment?.amount ?? view.amountPaid);
  const amount = writer.amount(paid);
  const date = paidDate(view, writer);
  return {
    subject: isForSeveral
      ? words.subjectSeveral(String(setting.covers.length), amount, date)
      : words.subject(number, amount, date),
    preview: words.preview(frame.merchantIn),
    title: words.title(frame.merchantIn),
    headline: amount,
    status: { tone: 'good', text: words.paid(date) },
    paragraphs: [
      words.preview(frame.merchantIn),
      ...(isForSeveral || view.amountRemaining === 0
        ? []
        : [words.stillDue(writer.amount(view.amountRemaining))]),
      ...receiptSentence(frame),
    ],
    actions: [{ label: frame.words.view, url: view.links.view }],
    sections: [{ kind: 'facts', facts: factsOf(frame, date) }, ...coveredSection(frame)],
    closing: closingLine(view.merchant, writer),
  };
}

function factsOf(frame: Frame, date: string): readonly Fact[] {
  const { view, writer, words: all, number, setting } = frame;
  const words = all.receipt;
  const { payment } = view;
  const { covers } = setting;
  const inParts = covers.length === 0 && payment !== null && payment.amount !== view.total;
  return [
    ...receiptFact(frame),
    covers.length === 0
      ? { label: words.invoice, value: number }
      : { label: words.invoices, value: String(covers.length) },
    { label: words.date, value: date },
    ...(payment === null || payment.method === null
      ? []
      : [{ label: words.method, value: sentenceCase(oneLine(writer.method(payment.method))) }]),
    ...(setting.receipt?.reference === undefined
      ? []
      : [{ label: words.reference, value: oneLine(setting.receipt.reference) }]),
    // An id is for whoever has no number to quote.
    ...(payment === null || frame.setting.receipt !== undefined
      ? []
      : [{ label: words.reference, value: oneLine(payment.reference) }]),
    billedTo(view, writer),
    ...paidParts(frame),
    ...(inParts
      ? [
          { label: words.amountOfInvoice, value: writer.amount(view.total) },
          { label: words.paidInAll, value: writer.amount(view.amountPaid) },
          ...whatFollows(frame),
        ]
      : []),
  ];
}

/** Which of an invoice's parts this payment went to. */
function paidParts({ view, writer, setting }: Frame): readonly Fact[] {
  const words = writer.speech.words.instalments;
  if (setting.covers.length > 0 || view.payment === null) return [];
  const of = writer.decimal(String(view.plan?.parts.length ?? 0));
  const parts = partsPaid(view, view.payment.amount).map((position) =>
    words.number(writer.decimal(String(position)), of),
  );
  return parts.length === 0 ? [] : [{ label: words.pays, value: parts.join(' · ') }];
}

/** What is left to pay of an invoice with a plan, and what is due of it next. */
function whatFollows({ view, writer }: Frame): readonly Fact[] {
  const words = writer.speech.words.instalments;
  const asked = view.plan?.asked ?? null;
  if (asked === null) return [];
  return [
    { label: words.leftLabel, value: writer.amount(view.amountRemaining) },
    { label: words.nextLabel, value: words.nextValue(writer.amount(asked.amount), writer.date(asked.dueOn)) },
  ];
}

/** What each invoice was paid, where one payment was for several. */
function coveredSection({ writer, setting }: Frame): readonly Section[] {
  if (setting.covers.length === 0) return [];
  const facts = setting.covers.map(({ number, amount }) => ({
    label: oneLine(number, 60),
    value: writer.amount(amount),
  }));
  return [{ kind: 'facts', facts }];
}

/** The day of this payment in the merchant's zone; a part payment has its own, before the invoice is paid. */
function paidDate(view: InvoiceView, writer: Writer): string {
  if (view.payment !== null) return writer.date(paymentDay(view.payment));
  return writer.date(view.paidOn ?? view.issuedOn);
}
