import type { LocalDate } from '../calendar.ts';
import type { CreditedLine } from '../credit-note/creditable.ts';
import type { CreditedDeductions } from '../credit-note/credited-deductions.ts';
import { printedLine } from '../credit-note/printed-line.ts';
import type { EInvoiceSource, SourceLine } from './source.ts';

/** A credit note as it was issued, or as it would be now. Minor units. */
export type NoteSource = {
  readonly number: string;
  readonly issuedOn: LocalDate;
  readonly reason: string | null;
  readonly total: number;
  readonly deductions: CreditedDeductions | null;
  readonly lines: readonly CreditedLine[];
};

/**
 * What the e-invoice of a credit note is made of: what its invoice was issued with, and its own lines. The parts of discounts
 * and charges on the whole are lines, too, as it prints them. It names its invoice and asks for no payment, so it gives no
 * account to pay to.
 */
export function creditNoteOf(invoice: EInvoiceSource, note: NoteSource): EInvoiceSource {
  const { withholdings = [], deposits = [], rounding = 0 } = note.deductions ?? {};
  return {
    ...invoice,
    kind: 'credit_note',
    number: note.number,
    issuedOn: note.issuedOn,
    dueOn: null,
    notes: note.reason,
    lines: note.lines.map((line) => lineOf(invoice, line)),
    adjustments: [],
    total: note.total,
    prepaid: sumOf(deposits.map(({ total }) => total)),
    withheld: sumOf(withholdings.map(({ amount }) => amount)),
    rounding,
    preceding: [{ number: invoice.number, issuedOn: invoice.issuedOn }],
    accounts: [],
    takesOnlinePayment: false,
  };
}

function lineOf({ lines, currency }: EInvoiceSource, line: CreditedLine): SourceLine {
  const of = lines[line.position];
  const invoiced =
    of === undefined ? undefined : { unitDecimal: of.unitAmountDecimal ?? null, discount: of.discount };
  const { unitDecimal, ...printed } = printedLine(invoiced, line, currency);
  return {
    ...printed,
    ...(unitDecimal !== null && { unitAmountDecimal: unitDecimal }),
    note: null,
    supply: null,
    taxes: line.taxes,
  };
}

const sumOf = (amounts: readonly number[]): number => amounts.reduce((all, amount) => all + amount, 0);
