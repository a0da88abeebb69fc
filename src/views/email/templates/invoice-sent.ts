import { isPlanned, mayBePaid } from '../../../domain/ledger/types.ts';
import type { InvoiceMessage } from '../../../domain/message.ts';
import { detailFacts } from '../../detail-facts.ts';
import type { Writer } from '../../format.ts';
import { askedDay, planSentences } from '../../instalments.ts';
import type { InvoiceView } from '../../model.ts';
import { nextSentence } from '../../whats-next.ts';
import { billedTo, type Frame } from '../frame.ts';
import type { Action, Mail } from '../mail.ts';
import { nameIn, oneLine } from '../plain.ts';
import {
  attachmentsSection,
  closingLine,
  itemsSection,
  notesSection,
  planSection,
  transferSection,
} from '../sections.ts';

type InvoiceSent = Extract<InvoiceMessage, { template: 'invoice_sent' }>;

/** To the customer, when an invoice is sent: what is owed and until when, whether it is charged, how to pay, and the PDF. */
export function invoiceSent(message: InvoiceSent, frame: Frame): Mail {
  const { view, writer } = frame;
  const isAttached = frame.setting.isPdfTooLarge !== true;
  const words = writer.speech.words.emails;
  const number = oneLine(view.number, 60);
  const amount = writer.amount(view.ledger.headline.amount);
  const charge = chargeNamed(message, frame);
  const merchant = oneLine(view.merchant.name, 60);
  const day = askedDay(view);
  const due = day === null || view.amountRemaining === 0 ? null : writer.date(day);
  return {
    subject:
      due === null
        ? words.invoiceSent.subject(number, merchant, amount)
        : words.invoiceSent.subjectDue(number, merchant, amount, writer.shortDate(day ?? '')),
    preview: (isAttached ? words.invoiceSent.preview : words.invoiceSent.previewLinked)(
      nameIn(view.merchant.name),
    ),
    title: words.invoiceTitle(number, nameIn(view.merchant.name)),
    headline: amount,
    status: statusOf(view, writer),
    paragraphs: [...planSentences(view, writer), ...charge.sentences],
    actions: actionsOf(view, writer, charge.isPlanned),
    sections: [
      {
        kind: 'facts',
        facts: [
          billedTo(view, writer),
          { label: writer.words.invoice.number, value: number },
          { label: writer.words.invoice.issued, value: writer.date(view.issuedOn) },
          ...(due === null ? [] : [{ label: writer.words.invoice.due, value: due }]),
          ...detailFacts(view, writer, 'mail').map(({ label, value }) => ({
            label: oneLine(label, 60),
            value: oneLine(value),
          })),
        ],
      },
      ...planSection(view, writer),
      itemsSection(view, writer, isAttached),
      ...notesSection(view, writer),
      ...attachmentsSection(view, writer, frame.setting.attachmentsBy ?? 'link'),
      ...transferSection(view, writer),
      { kind: 'note', text: isAttached ? words.invoiceSent.attached : words.invoiceSent.linked },
    ],
    closing: closingLine(view.merchant, writer),
  };
}

function statusOf(view: InvoiceView, writer: Writer): Mail['status'] {
  const words = writer.speech.words.emails.invoiceSent;
  if (view.ledger.headline.kind === 'processing') {
    return { tone: 'wait', text: writer.words.status.processing };
  }
  if (view.ledger.due === 0) return { tone: 'plain', text: words.nothingDue };
  if (view.dueOn === null) return { tone: 'plain', text: words.dueOnReceipt };
  const date = writer.date(view.dueOn);
  return view.overdue ? { tone: 'wait', text: words.wasDue(date) } : { tone: 'plain', text: words.due(date) };
}

/** What is charged by itself leaves paying by hand the second thing to do. */
function actionsOf({ links, ledger }: InvoiceView, writer: Writer, isCharged: boolean): readonly Action[] {
  const words = writer.speech.words.emails;
  const view = { label: words.view, url: links.view };
  if (links.pay === null || !mayBePaid(ledger.next)) return [view];
  return isCharged
    ? [view, { label: writer.speech.words.ledger.next.payNow, url: links.pay }]
    : [{ label: words.pay, url: links.pay }, view];
}

/** What happens next: as the rules decided, or before they have, the charge that the customer may rely on. */
function chargeNamed(
  { chargeAt = null }: InvoiceSent,
  { view, words, writer, setting, day }: Frame,
): { readonly sentences: readonly string[]; readonly isPlanned: boolean } {
  const { next } = view.ledger;
  const perPart = view.plan == null ? [] : [writer.speech.words.instalments.charged];
  if (next.kind !== 'pay') {
    const said = nextSentence(view, writer);
    const sentences = [...(said === null ? [] : [said]), ...(next.kind === 'charge' ? perPart : [])];
    return { sentences, isPlanned: isPlanned(next) };
  }
  if (chargeAt === null) return { sentences: [], isPlanned: false };
  const { chargedAtOnce, chargedOn } = words.invoiceSent;
  const charge = chargeAt <= setting.at ? chargedAtOnce : chargedOn(day(chargeAt));
  return { sentences: [charge, ...perPart], isPlanned: true };
}
