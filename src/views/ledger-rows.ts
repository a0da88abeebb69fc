import { coveredBy } from '../domain/ledger/movements.ts';
import type { Ledger, Movement, MovementDocument } from '../domain/ledger/types.ts';
import type { Writer } from './format.ts';
import type { Correction, InvoiceView, TaxView } from './model.ts';
import { adjustmentRows, deductionRows, netOfLines, payableOf, totalWithTax } from './whole-rows.ts';

/** A row below the lines: what it says, and minor units. The same on page, in mails and in the PDF. */
export type LedgerRow = {
  readonly label: string;
  /** A name that the business gave, which runs its own way. */
  readonly isNamed: boolean;
  /** How, or by which document; may be empty. */
  readonly detail: string;
  readonly minor: number;
  /** `soft`: it repeats what another row holds. `line`: a sum of what is above. `due`: what is still owed. */
  readonly look: 'plain' | 'soft' | 'line' | 'due';
  /** What proves it; null where nothing does. */
  readonly document: MovementDocument | null;
};

const row = (label: string, minor: number, look: LedgerRow['look'] = 'plain'): LedgerRow => ({
  label,
  isNamed: false,
  detail: '',
  minor,
  look,
  document: null,
});

/**
 * From the sum of the lines, as they are printed, to what is to be paid, and what became of that. Rows add up to the `line`
 * below them; one that would only repeat another is left out.
 */
export const ledgerRows = (view: InvoiceView, writer: Writer): readonly LedgerRow[] => [
  ...amountRows(view, writer),
  ...settlementRows(view, writer),
];

function amountRows(view: InvoiceView, writer: Writer): readonly LedgerRow[] {
  const { invoice: words } = writer.words;
  const adjustments = adjustmentRows(view);
  const exclusive = view.taxes.filter((tax) => !tax.inclusive);
  const inclusive = view.taxes.filter((tax) => tax.inclusive);
  const payable = payableOf(view);
  const isPlain = exclusive.length === 0 && adjustments.length === 0;
  return [
    // Lines are printed with their discounts off.
    ...(isPlain ? [] : [row(words.subtotal, view.subtotal - view.discountTotal)]),
    ...adjustments.map(({ label, minor }) => ({ ...row(label, minor), isNamed: true })),
    ...exclusive.map((tax) => row(taxLabel(tax, view, writer), tax.amount)),
    row(words.total, totalWithTax(view), 'line'),
    ...inclusive.map((tax) =>
      row(words.taxIncluded(tax.name, writer.percentage(tax.percentage)), tax.amount, 'soft'),
    ),
    ...deductionRows(view, writer).map(({ label, minor }) => row(label, minor)),
    ...(payable === null ? [] : [row(writer.speech.words.taxes.deductions.payable, payable, 'line')]),
  ];
}

/** The base of a tax is shown if it is not the whole net amount, as with several rates. */
function taxLabel(tax: TaxView, view: InvoiceView, writer: Writer): string {
  const { invoice: words } = writer.words;
  const percentage = writer.percentage(tax.percentage);
  return tax.taxable === netOfLines(view)
    ? words.tax(tax.name, percentage)
    : words.taxOn(tax.name, percentage, writer.amount(tax.taxable));
}

/** What covers it, what is left, and what went back: each with its day, and how. */
function settlementRows({ ledger, correction }: InvoiceView, writer: Writer): readonly LedgerRow[] {
  const { kind } = ledger.headline;
  if (correction !== null) return settledRows(correction, writer);
  if (kind === 'void' || kind === 'draft') return [];
  const words = writer.speech.words.ledger.row;
  const covering = ledger.movements.filter((movement) => coveredBy(movement) !== 0);
  const back = ledger.movements.filter(isBack);
  return [
    ...(ledger.earlier === 0 ? [] : [row(words.earlier, -ledger.earlier)]),
    ...covering.map((movement) => movementRow(movement, -coveredBy(movement), writer)),
    ...leftRows(ledger, writer),
    ...back.map((movement) => movementRow(movement, movement.amount, writer)),
    ...(back.length === 0 ? [] : [row(words.kept, ledger.paid - ledger.refunded - ledger.givenBack, 'line')]),
  ];
}

/** What becomes of a credit note's amount: the parts that there are. */
function settledRows(correction: Correction, { speech }: Writer): readonly LedgerRow[] {
  const labels = speech.words.creditNotes.settled;
  const parts = ['offDue', 'refunded', 'asCredit', 'outside'] as const;
  return parts.filter((part) => correction[part] > 0).map((part) => row(labels[part], correction[part]));
}

/** What is left to pay. While money for it is on its way, that is beside it, and never asked for. */
function leftRows(ledger: Ledger, writer: Writer): readonly LedgerRow[] {
  const words = writer.speech.words.ledger.row;
  if (ledger.headline.kind === 'closed') return [row(words.closed, ledger.closed, 'line')];
  if (ledger.processing === 0) return [row(writer.words.invoice.remaining, ledger.due, 'due')];
  const moving = ledger.movements.filter(({ kind, state }) => kind === 'payment' && state === 'pending');
  return [
    ...moving.map((movement) => movementRow(movement, -ledger.processing, writer)),
    row(words.dueAfter, ledger.dueAfter, 'due'),
  ];
}

const isBack = ({ kind }: Movement): boolean =>
  kind === 'refund' || kind === 'as_credit' || kind === 'outside';

const movementRow = (movement: Movement, minor: number, writer: Writer): LedgerRow => ({
  ...row(movementLabel(movement, writer), minor),
  detail: movementDetail(movement, writer),
  // The receipt of what was taken back stands where it came.
  document: movement.kind === 'taken_back' || movement.kind === 'reversed' ? null : movement.document,
});

/** What happened, and when. */
export function movementLabel({ kind, state, on, document }: Movement, writer: Writer): string {
  const words = writer.speech.words.ledger.row;
  const date = writer.date(on);
  switch (kind) {
    case 'payment':
      return state === 'pending' ? words.processing(date) : words.payment(date);
    case 'offline_payment':
      return words.payment(date);
    case 'credit':
      return words.credit(date);
    case 'credit_note':
      return words.creditNote(document.kind === 'credit_note' ? document.number : '', date);
    case 'taken_back':
      return words.takenBack(date);
    case 'reversed':
      return words.reversed(date);
    case 'refund':
      return state === 'pending' ? words.refunding(date) : words.refund(date);
    case 'as_credit':
      return words.asCredit(date);
    case 'outside':
      return words.outside(date);
    default:
      return kind satisfies never;
  }
}

/** By which card, account or other way, and the reference of what came around Stripe. */
function movementDetail({ method, document }: Movement, writer: Writer): string {
  const reference = document.kind === 'offline_payment' ? document.reference : null;
  return [method === null ? null : writer.shortMethod(method), reference]
    .filter((text) => text !== null)
    .join(' · ');
}
