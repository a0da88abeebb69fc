import { addressee } from '../../addressee.ts';
import { totalWithTax } from '../../whole-rows.ts';
import type { Frame } from '../frame.ts';
import type { Mail } from '../mail.ts';
import { oneLine } from '../plain.ts';
import { closingLine, itemsSection, notesSection } from '../sections.ts';

/** To the customer, when an invoice is credited: how much, what is still due, and where what was paid goes. */
export function creditNote(frame: Frame): Mail {
  const { view, writer, number, merchant, merchantIn } = frame;
  const words = writer.speech.words.creditNotes;
  const amount = writer.amount(totalWithTax(view));
  const invoice = oneLine(view.correction?.invoiceNumber ?? '', 60);
  const explained = words.mail.explained(merchantIn, amount, invoice);
  const isPdfTooLarge = frame.setting.isPdfTooLarge === true;
  return {
    subject: words.mail.subject(number, merchant, amount, invoice),
    preview: explained,
    title: words.title(number, merchantIn),
    headline: amount,
    status: { tone: 'plain', text: words.mail.status(writer.date(view.issuedOn)) },
    paragraphs: [explained, ...settled(frame), isPdfTooLarge ? words.mail.linked : words.mail.attached],
    actions: [{ label: frame.words.view, url: view.links.view }],
    sections: [
      {
        kind: 'facts',
        facts: [
          { label: frame.words.billedTo, value: oneLine(addressee(view.customer, writer)) },
          { label: words.number, value: number },
          { label: words.invoice, value: invoice },
        ],
      },
      itemsSection(view, writer, !isPdfTooLarge),
      ...notesSection(view, writer),
    ],
    closing: closingLine(view.merchant, writer),
  };
}

/** What is left to pay, and a sentence for each way that money goes back. */
function settled({ view, writer, merchantIn }: Frame): readonly string[] {
  const { correction } = view;
  if (correction === null) return [];
  const { mail } = writer.speech.words.creditNotes;
  const { offDue, refunded, asCredit, outside } = correction;
  const due = view.amountRemaining;
  return [
    ...(offDue === 0 ? [] : [due === 0 ? mail.closed : mail.stillDue(writer.amount(due))]),
    ...(refunded === 0 ? [] : [mail.refunded(writer.amount(refunded))]),
    ...(asCredit === 0 ? [] : [mail.asCredit(writer.amount(asCredit))]),
    ...(outside === 0 ? [] : [mail.outside(writer.amount(outside), merchantIn)]),
  ];
}
