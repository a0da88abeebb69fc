import { localDateAt } from '../../../domain/calendar.ts';
import { type Writer, writerFor } from '../../format.ts';
import type { InvoiceView } from '../../model.ts';
import type { Fact, Mail } from '../mail.ts';
import { nameIn, oneLine } from '../plain.ts';
import { closingLine } from '../sections.ts';
import { emailWords } from '../words.ts';

/** To the payer, when a payment has succeeded: what was paid, when and how. */
export function receipt(view: InvoiceView): Mail {
  const writer = writerFor(view, view.locale);
  const words = emailWords(writer.words);
  const number = oneLine(view.number, 60);
  const amount = writer.amount(view.payment?.amount ?? view.amountPaid);
  const date = paidDate(view, writer);
  return {
    subject: words.receipt.subject(number, amount, date),
    preview: words.receipt.preview(nameIn(view.merchant.name)),
    title: words.receipt.title(nameIn(view.merchant.name)),
    headline: amount,
    status: { tone: 'good', text: words.receipt.paid(date) },
    paragraphs: view.amountRemaining > 0 ? [words.receipt.stillDue(writer.amount(view.amountRemaining))] : [],
    actions: [{ label: words.view, url: view.links.view }],
    sections: [{ kind: 'facts', facts: factsOf(view, writer, number, date) }],
    closing: closingLine(view.merchant, writer),
  };
}

function factsOf(view: InvoiceView, writer: Writer, number: string, date: string): readonly Fact[] {
  const words = emailWords(writer.words).receipt;
  const { payment } = view;
  const inParts = payment !== null && payment.amount !== view.total;
  return [
    { label: words.invoice, value: number },
    { label: words.date, value: payment === null ? date : writer.instant(payment.at, payment.timeZone) },
    ...(payment === null || payment.method === null
      ? []
      : [{ label: words.method, value: oneLine(writer.method(payment.method)) }]),
    ...(payment === null ? [] : [{ label: words.reference, value: oneLine(payment.reference) }]),
    { label: emailWords(writer.words).billedTo, value: oneLine(view.customer.name) },
    ...(inParts
      ? [
          { label: words.amountOfInvoice, value: writer.amount(view.total) },
          { label: words.paidInAll, value: writer.amount(view.amountPaid) },
        ]
      : []),
  ];
}

/** The day of this payment in the merchant's zone; a part payment has its own, before the invoice is paid. */
function paidDate(view: InvoiceView, writer: Writer): string {
  if (view.payment !== null) return writer.date(localDateAt(view.payment.at, view.payment.timeZone));
  return writer.date(view.paidOn ?? view.issuedOn);
}
