import { lineDetails } from '../detail-facts.ts';
import type { Speaker, Writer } from '../format.ts';
import type { InvoiceView, LineView, MerchantView } from '../model.ts';
import { taxLines } from '../tax-lines.ts';
import { afterTransfer, transferText } from '../transfer.ts';
import { unitPrice } from '../unit-price.ts';
import { adjustmentRows, deductionRows, payableOf, type SumRow, totalWithTax } from '../whole-rows.ts';
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
  return {
    kind: 'items',
    heading: writer.words.invoice.lines,
    items: shown.map((line) => itemOf(line, writer)),
    more: hidden > 0 ? (isPdfAttached ? moreItems : moreItemsOnline)(count) : null,
    sums: sumsOf(view, writer),
    notes: taxLines(view, writer).map((text) => manyLines(text, 500)),
  };
}

function itemOf(line: LineView, writer: Writer): Item {
  const { words } = writer;
  return {
    description: oneLine(line.description, 300),
    details: [
      `${writer.decimal(line.quantity)} × ${unitPrice(line, writer)}`,
      ...lineDetails(line, writer).map((text) => oneLine(text, 300)),
      ...(line.discount !== 0 ? [words.invoice.lineDiscount(writer.amount(-line.discount))] : []),
      ...line.taxLabels.map((label) => oneLine(label, 60)),
    ],
    amount: writer.amount(line.amount),
  };
}

/** From subtotal to what is due: a row only where it says something that the others do not. */
export function sumsOf(view: InvoiceView, writer: Writer): readonly Sum[] {
  const { words, amount, percentage } = writer;
  const labels = words.invoice;
  const sum = (label: string, minor: number, strong = false): Sum => ({
    label,
    value: amount(minor),
    strong,
  });
  const exclusive = view.taxes.filter((tax) => !tax.inclusive);
  const inclusive = view.taxes.filter((tax) => tax.inclusive);
  const adjustments = adjustmentRows(view);
  const payable = payableOf(view);
  const plain = view.discountTotal === 0 && exclusive.length === 0 && adjustments.length === 0;
  const isSettled = view.amountPaid === 0 && view.amountRemaining === 0;
  const rows = (all: readonly SumRow[]) => all.map(({ label, minor }) => sum(oneLine(label, 200), minor));
  return [
    ...(plain ? [] : [sum(labels.subtotal, view.subtotal)]),
    ...(view.discountTotal === 0 ? [] : [sum(labels.discount, -view.discountTotal)]),
    ...rows(adjustments),
    ...exclusive.map((tax) => {
      const share = percentage(tax.percentage);
      return sum(labels.taxOn(oneLine(tax.name, 60), share, amount(tax.taxable)), tax.amount);
    }),
    sum(labels.total, totalWithTax(view), isSettled),
    ...inclusive.map((tax) =>
      sum(labels.taxIncluded(oneLine(tax.name, 60), percentage(tax.percentage)), tax.amount),
    ),
    ...rows(deductionRows(view, writer)),
    ...(payable === null ? [] : [sum(writer.speech.words.taxes.deductions.payable, payable)]),
    ...(view.amountPaid > 0 ? [sum(labels.paid, -view.amountPaid)] : []),
    ...(view.status === 'void' ? [] : [sum(labels.remaining, view.amountRemaining, true)]),
  ];
}

/** The merchant's notes; nothing where there are none. */
export function notesSection(view: InvoiceView, writer: Writer): readonly Section[] {
  const text = manyLines(view.notes ?? '');
  return text === '' ? [] : [{ kind: 'written', heading: writer.words.invoice.notes, text, after: null }];
}

/** How to pay by bank transfer, while something is owed and the merchant says how; else nothing. */
export function transferSection(view: InvoiceView, writer: Writer): readonly Section[] {
  const transfer = transferText(view, writer, (reference) => oneLine(reference, 60));
  const text = manyLines(transfer?.text ?? '');
  if (transfer === null || text === '' || view.amountRemaining === 0) return [];
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
