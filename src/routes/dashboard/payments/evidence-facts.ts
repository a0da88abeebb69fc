import { localDateAt } from '../../../domain/calendar.ts';
import type { EvidenceFacts } from '../../../domain/payment/evidence.ts';
import type { EvidenceDocument, EvidenceSection } from '../../../domain/payment/evidence-document.ts';
import type { EvidenceRead } from '../../../operations/dashboard/read-evidence.ts';
import { EVIDENCE_WORDS as words } from '../../../views/dashboard/words/evidence.ts';
import { INVOICE_WORDS } from '../../../views/dashboard/words/invoice.ts';
import { disputeReason } from '../../../views/dashboard/words/payments.ts';
import { type Speaker, speakerFor, writerFor } from '../../../views/format.ts';
import { speechFor } from '../../../views/i18n/speech.ts';
import { historyOf } from './one.ts';

/** What is on file of a disputed payment, in sentences. */
export async function evidenceFacts(
  { dispute, invoices, mails, timeline, agreed, journals }: EvidenceRead,
  timeZone: string,
): Promise<EvidenceFacts> {
  const speech = await speechFor('en');
  const speaker: Speaker = speakerFor(speech);
  const [first] = invoices;
  const { payment } = dispute;
  const paidAt = speaker.instant(payment.succeededAt ?? payment.claimedAt, timeZone);
  const how = payment.method === null ? payment.via : `${payment.method.kind}, ${payment.via}`;
  return {
    customer: first?.view.customer.name ?? '',
    email: payment.payerEmail ?? first?.view.customer.email ?? null,
    address: first?.view.customer.addressLines ?? [],
    invoices: invoices.map(({ view, row }) => {
      const writer = writerFor(view, speech);
      return {
        number: view.number,
        issuedOn: writer.date(view.issuedOn),
        dueOn: view.dueOn === null ? null : writer.date(view.dueOn),
        total: writer.amount(view.total),
        lines: view.lines.map(
          ({ quantity, description, amount }) => `${quantity} × ${description}: ${writer.amount(amount)}`,
        ),
        seen: row.seenAt === null ? null : speaker.instant(row.seenAt, timeZone),
      };
    }),
    payment: [words.paid(writerFor(payment, speech).amount(payment.amountReceived), paidAt, how)],
    mails: mails.map((mail) => ({
      at: speaker.instant(mail.outcomeAt ?? mail.createdAt, timeZone),
      text: words.mail(
        INVOICE_WORDS.mailNames[mail.template] ?? mail.template,
        mail.to,
        INVOICE_WORDS.deliveries[mail.delivery],
      ),
    })),
    agreements: agreed.map(({ agreedBy, agreedAt, ipAddress, text: terms }) => ({
      head: words.agreed(agreedBy, speaker.instant(agreedAt, timeZone), ipAddress),
      text: terms,
    })),
    journals: journals.map(({ id, seq, hash }) => words.journal(id, seq, hash)),
    history: historyOf({ kind: 'done', value: timeline }, speech, timeZone),
  };
}

const section = (
  heading: string,
  { explained = null, rows = [], texts = [] }: Partial<Omit<EvidenceSection, 'heading'>>,
): readonly EvidenceSection[] =>
  rows.length + texts.length === 0 ? [] : [{ heading, explained, rows, texts }];

/** The same as one document for a bank to read. */
export async function evidenceDocument(
  read: EvidenceRead,
  timeZone: string,
  now: number,
): Promise<EvidenceDocument> {
  const { dispute, merchant } = read;
  const facts = await evidenceFacts(read, timeZone);
  const speech = await speechFor('en');
  const speaker = speakerFor(speech);
  const { document } = words;
  const preparedOn = localDateAt(now, timeZone);
  const about = [
    [document.dispute, dispute.stripeDisputeId],
    [document.amount, writerFor(dispute, speech).amount(dispute.amount)],
    [document.reason, disputeReason(dispute.reason)],
    [document.charge, dispute.payment.stripePaymentIntentId ?? ''],
    [document.due, dispute.evidenceDueAt === null ? '' : speaker.instant(dispute.evidenceDueAt, timeZone)],
    [document.prepared, speaker.date(preparedOn)],
  ] as const;
  return {
    title: document.title(dispute.stripeDisputeId),
    locale: 'en',
    currency: dispute.currency,
    merchant,
    customer: { name: facts.customer, addressLines: facts.address, email: facts.email, taxIds: [] },
    parties: { from: document.from, to: document.to },
    preparedOn,
    facts: about.filter(([, text]) => text !== ''),
    sections: [
      ...facts.invoices.flatMap(({ number, issuedOn, dueOn, total, lines, seen }) =>
        section(document.invoice(number), {
          rows: [
            [document.issued, issuedOn],
            ...(dueOn === null ? [] : [[document.dueOn, dueOn] as const]),
            ...lines.map((line) => [document.line, line] as const),
            [document.total, total],
            ...(seen === null ? [] : [[document.opened, seen] as const]),
          ],
        }),
      ),
      ...section(document.payment, { rows: facts.payment.map((line) => [document.paid, line]) }),
      ...section(document.agreed, { explained: document.agreedText, texts: facts.agreements }),
      ...section(document.mails, {
        explained: document.mailsText,
        rows: facts.mails.map(({ at, text }) => [at, text]),
      }),
      ...section(document.did, { rows: facts.history.map(({ at, text }) => [at, text]) }),
      ...section(document.proof, {
        explained: document.proofText,
        rows: facts.journals.map((line) => [document.entry, line]),
      }),
    ],
  };
}
