import { taxLabel } from '../domain/invoice/tax-label.ts';
import type { ReceiptInvoice, ReceiptView } from '../domain/receipt/view.ts';
import { oneLine } from './email/plain.ts';
import type { Writer } from './format.ts';

export type Tone = 'good' | 'bad' | 'plain';

/** What the document is, its number and whose it is: `Receipt R-NW-0042 from Northwind`. */
export function receiptTitle({ kind, number, merchant }: ReceiptView, { speech }: Writer): string {
  const { title, refundTitle } = speech.words.receipts;
  return (kind === 'refund' ? refundTitle : title)(oneLine(number), oneLine(merchant.name));
}

export type StatusLine = { readonly text: string; readonly tone: Tone };

/** How it stands with the money, a sentence for each thing that happened, and how that is coloured. */
export function receiptStatus(view: ReceiptView, writer: Writer): readonly StatusLine[] {
  const { status } = writer.speech.words.receipts;
  const day = writer.date(view.movedOn);
  switch (view.refundState) {
    case 'failed':
      return [{ text: status.refundFailed, tone: 'bad' }];
    case 'on_its_way':
      return [{ text: status.refundOnItsWay(day), tone: 'plain' }];
    case 'made':
      return [{ text: status.refundMade(day), tone: 'good' }];
    case null: {
      const since = after(view, writer);
      const paid = status.paid(day);
      return since === null
        ? [{ text: paid, tone: 'good' }]
        : [
            { text: paid, tone: 'plain' },
            { text: since, tone: 'bad' },
          ];
    }
    default:
      return view.refundState satisfies never;
  }
}

/** Around Stripe, so that no bank told us of it. */
const isRecorded = ({ method }: ReceiptView): boolean => method?.kind === 'offline';

/** What became of the money since it came; null where nothing did. */
function after(view: ReceiptView, writer: Writer): string | null {
  const { status } = writer.speech.words.receipts;
  if (view.returned !== null) {
    if (isRecorded(view)) return status.reversed;
    return view.returned.amount >= view.amount
      ? status.returned
      : status.partlyReturned(writer.amount(view.returned.amount));
  }
  const refunded = view.refunds.reduce((sum, { amount }) => sum + amount, 0);
  if (refunded === 0) return null;
  return refunded >= view.amount ? status.refunded : status.partlyRefunded(writer.amount(refunded));
}

export type SumLine = { readonly label: string; readonly value: string; readonly strong: boolean };

/** From what came to what is left of it, which adds up; then what was still to pay. */
export function receiptSums(view: ReceiptView, writer: Writer): readonly SumLine[] {
  const words = writer.speech.words.receipts;
  // What became of it is called what the invoice calls it.
  const { row } = writer.speech.words.ledger;
  if (view.kind === 'refund') return [];
  const less = [
    ...view.refunds.map(({ amount, on, state }) => ({
      label: (state === 'made' ? row.refund : row.refunding)(writer.date(on)),
      amount,
    })),
    ...(view.returned === null
      ? []
      : [
          {
            label:
              view.returned.on === null
                ? words.returnedUndated
                : (isRecorded(view) ? row.reversed : row.takenBack)(writer.date(view.returned.on)),
            amount: view.returned.amount,
          },
        ]),
  ];
  const kept = less.reduce((left, { amount }) => left - amount, view.amount);
  return [
    { label: words.received, value: writer.amount(view.amount), strong: true },
    ...less.map(({ label, amount }) => ({ label, value: writer.amount(-amount), strong: false })),
    ...(less.length === 0 ? [] : [{ label: row.kept, value: writer.amount(kept), strong: true }]),
    ...view.invoices
      .filter(({ left }) => left > 0)
      .map(({ number, left }) => ({
        label: words.left(oneLine(number)),
        value: writer.amount(left),
        strong: false,
      })),
  ];
}

/** The parts of a plan that a payment went to, such as *Instalment 1 of 3*; empty without a plan. */
export function partsOf({ parts, partCount }: ReceiptInvoice, writer: Writer): string {
  const { number } = writer.speech.words.instalments;
  const of = writer.decimal(String(partCount));
  return parts.map((position) => number(writer.decimal(String(position)), of)).join(' · ');
}

/** The tax of the invoices that it paid, a line for each rate. */
export function receiptTaxes(view: ReceiptView, writer: Writer): readonly string[] {
  const { taxLine, taxLineOf } = writer.speech.words.receipts;
  return view.invoices.flatMap(({ number, taxes }) =>
    taxes.map((tax) => {
      const label = oneLine(taxLabel(tax, writer.locale), 80);
      const [taxable, amount] = [writer.amount(tax.taxable), writer.amount(tax.amount)];
      return view.invoices.length > 1
        ? taxLineOf(oneLine(number), label, taxable, amount)
        : taxLine(label, taxable, amount);
    }),
  );
}
