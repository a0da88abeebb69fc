import type { AttachmentsBy } from '../../domain/attachment/delivery.ts';
import { mayBePaid } from '../../domain/ledger/types.ts';
import { lineDetails } from '../detail-facts.ts';
import { fileSize } from '../file-size.ts';
import type { Speaker, Writer } from '../format.ts';
import { partLines } from '../instalments.ts';
import { type LedgerRow, ledgerRows } from '../ledger-rows.ts';
import { linesSayTaxes } from '../line-taxes.ts';
import type { InvoiceView, LineView, MerchantView } from '../model.ts';
import { taxLines } from '../tax-lines.ts';
import { isolated } from '../text.ts';
import { afterTransfer, transferText } from '../transfer.ts';
import { unitPrice } from '../unit-price.ts';
import type { Item, Section, Sum } from './mail.ts';
import { manyLines, nameIn, oneLine } from './plain.ts';

/** More make the mail longer than it is read; the PDF has all of them. */
const MOST_ITEMS = 8;

/** The items and what they come to. */
export function itemsSection(view: InvoiceView, writer: Writer, isPdfAttached: boolean): Section {
  const shown = view.lines.slice(0, MOST_ITEMS);
  const hidden = view.lineCount - shown.length;
  const count = new Intl.NumberFormat(writer.locale).format(hidden);
  const { moreItems, moreItemsOnline } = writer.speech.words.emails;
  const saysTaxes = linesSayTaxes(view);
  return {
    kind: 'items',
    heading: writer.words.invoice.lines,
    items: shown.map((line) => itemOf(line, saysTaxes, writer)),
    more: hidden > 0 ? (isPdfAttached ? moreItems : moreItemsOnline)(count) : null,
    sums: sumsOf(view, writer),
    notes: taxLines(view, writer).map((text) => manyLines(text, 500)),
  };
}

function itemOf(line: LineView, saysTaxes: boolean, writer: Writer): Item {
  const { words } = writer;
  return {
    description: oneLine(line.description, 300),
    details: [
      `${writer.decimal(line.quantity)} × ${unitPrice(line, writer)}`,
      ...lineDetails(line, writer).map((text) => oneLine(text, 300)),
      ...(line.discount !== 0 ? [words.invoice.lineDiscount(writer.amount(-line.discount))] : []),
      ...(saysTaxes ? line.taxLabels.map((label) => oneLine(label, 60)) : []),
    ],
    amount: writer.amount(line.amount),
  };
}

/** From the sum of the lines to what is due, each row on one line; what matters most is strong. */
export function sumsOf(view: InvoiceView, writer: Writer): readonly Sum[] {
  const rows = ledgerRows(view, writer);
  const strongest =
    rows.findLast(({ look }) => look === 'due') ?? rows.findLast(({ look }) => look === 'line');
  return rows.map((row) => ({
    label: labelOf(row, writer),
    value: writer.amount(row.minor),
    strong: row === strongest,
  }));
}

/** On one line; a name that the business gave is isolated where the words around it run the other way. */
function labelOf({ label, isNamed, detail }: LedgerRow, { speech }: Writer): string {
  const said = oneLine(detail === '' ? label : `${label} · ${detail}`, 200);
  return isNamed && speech.direction === 'rtl' ? isolated(said) : said;
}

/** The parts of an invoice, each with its day and state; nothing where it is paid at once. */
export function planSection(view: InvoiceView, writer: Writer): readonly Section[] {
  const lines = partLines(view, writer);
  if (lines.length === 0) return [];
  const facts = lines.map(({ label, amount, detail }) => ({ label, value: `${amount} · ${detail}` }));
  return [{ kind: 'facts', facts }];
}

/** The merchant's notes; nothing where there are none. */
export function notesSection(view: InvoiceView, writer: Writer): readonly Section[] {
  const text = manyLines(view.notes ?? '');
  const heading =
    view.correction === null ? writer.words.invoice.notes : writer.speech.words.creditNotes.reason;
  return text === '' ? [] : [{ kind: 'written', heading, text, after: null }];
}

/** The files that go with the invoice, and how; nothing where there are none. */
export function attachmentsSection(view: InvoiceView, writer: Writer, by: AttachmentsBy): readonly Section[] {
  if (view.attachments.length === 0) return [];
  const words = writer.speech.words.attachments;
  const lines = view.attachments.map(
    ({ name, bytes }) => `${oneLine(name, 120)} (${fileSize(bytes, writer.locale)})`,
  );
  const after = by === 'mail' ? words.mail.attached : words.mail.linked;
  return [{ kind: 'written', heading: words.list, text: lines.join('\n'), after }];
}

/** How to pay by bank transfer, while something is owed and the merchant says how; else nothing. */
export function transferSection(view: InvoiceView, writer: Writer): readonly Section[] {
  const transfer = transferText(view, writer, (reference) => oneLine(reference, 60));
  const text = manyLines(transfer?.text ?? '');
  if (transfer === null || text === '' || !mayBePaid(view.ledger.next)) return [];
  const labels = writer.words.invoice;
  const heading = view.links.pay === null ? labels.transfer : labels.transferInstead;
  return [{ kind: 'written', heading, text, after: afterTransfer(transfer, writer) }];
}

/** Where to ask: the merchant's address, or the merchant. */
export function closingLine(merchant: MerchantView, speaker: Speaker): string {
  const words = speaker.speech.words.emails;
  const address = oneLine(merchant.email ?? '');
  return address === '' ? words.questions(nameIn(merchant.name)) : words.questionsAt(address);
}
