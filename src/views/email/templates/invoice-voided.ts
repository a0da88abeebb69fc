import type { Writer } from '../../format.ts';
import type { InvoiceView } from '../../model.ts';
import { billedTo } from '../frame.ts';
import type { Mail } from '../mail.ts';
import { nameIn, oneLine } from '../plain.ts';
import { closingLine } from '../sections.ts';

/** To the customer, when an invoice that had been sent is voided: nothing is owed any more. */
export function invoiceVoided(view: InvoiceView, writer: Writer): Mail {
  const words = writer.speech.words.emails;
  const labels = writer.words.invoice;
  const number = oneLine(view.number, 60);
  const amount = writer.amount(view.total);
  const merchant = nameIn(view.merchant.name);
  const date = writer.date(view.voidedOn ?? view.issuedOn);
  return {
    subject: words.invoiceVoided.subject(number, oneLine(view.merchant.name, 60), amount, date),
    preview: words.invoiceVoided.preview(merchant),
    title: words.invoiceTitle(number, merchant),
    headline: amount,
    status: {
      tone: 'plain',
      text: view.voidedOn === null ? words.invoiceVoided.statusUndated : words.invoiceVoided.status(date),
    },
    paragraphs: [words.invoiceVoided.explained(merchant), words.invoiceVoided.alreadyPaid(merchant)],
    actions: [{ label: words.view, url: view.links.view }],
    sections: [
      {
        kind: 'facts',
        facts: [
          billedTo(view, writer),
          { label: labels.number, value: number },
          { label: labels.issued, value: writer.date(view.issuedOn) },
          { label: words.invoiceVoided.amount, value: amount },
        ],
      },
    ],
    closing: closingLine(view.merchant, writer),
  };
}
