import fc from 'fast-check';
import type { CreditTotals } from '../../src/domain/credit-note/credit-note.ts';
import {
  type CreditAsk,
  type Creditable,
  type CreditableLine,
  type CreditedLine,
  leftToCredit,
} from '../../src/domain/credit-note/creditable.ts';
import { fromMillionths, millionths, readQuantitySize } from '../../src/domain/credit-note/quantities.ts';
import { computeInvoice, type InvoiceInput } from '../../src/domain/invoice/invoice-totals.ts';

/** The invoice with so many thousandths of what is to be paid deducted as a deposit. */
function withDeposit(input: InvoiceInput, thousandths: number): InvoiceInput {
  const result = computeInvoice(input);
  if (thousandths === 0 || !result.ok || result.totals.payable <= 0) return input;
  const total = Math.ceil((result.totals.payable * thousandths) / 1000);
  return { ...input, deposits: [{ number: 'A-1', issuedOn: '2026-01-31', total, taxes: [] }] };
}

/** An invoice as it was summed, of which nothing is credited yet; null where it is none that can be issued. */
export function creditable(given: InvoiceInput, deposit = 0): Creditable | null {
  const input = withDeposit(given, deposit);
  const result = computeInvoice(input);
  if (!result.ok || result.totals.total <= 0 || result.totals.payable < 0) return null;
  const { totals } = result;
  const lines = totals.lines.map((line, position): CreditableLine => {
    const { description, quantity, unitAmount, withheld = true } = input.lines[position] ?? missing(position);
    return { position, description, quantity, unitAmount, ...summed(line, withheld) };
  });
  const parts = totals.adjustments.flatMap(({ description, parts }, i) =>
    parts.map((part) => ({ description, part, withheld: input.adjustments?.[i]?.withheld ?? true })),
  );
  return {
    lines: [
      ...lines,
      ...parts.map(({ description, part, withheld }, i) => ({
        position: lines.length + i,
        description,
        quantity: '1',
        unitAmount: part.amount,
        ...summed(part, withheld),
      })),
    ],
    payable: totals.payable,
    creditedPayable: 0,
    withholdings: totals.withholdings,
    deposits: totals.deposits,
  };
}

type Summed = Pick<CreditableLine, 'taxable' | 'taxes'>;
const summed = ({ taxable, taxes }: Summed, withheld: boolean): Omit<CreditableLine, keyof Named> => ({
  taxable,
  taxes,
  withheld: withheld && !taxes.some(({ category }) => category === 'outside_scope'),
  credited: { taxable: 0, taxes: taxes.map(() => 0), quantity: '0' },
});
type Named = Pick<CreditableLine, 'position' | 'description' | 'quantity' | 'unitAmount'>;

const missing = (position: number): never => {
  throw new Error(`there is no line ${position}`);
};

/** The invoice after a credit note. */
export const withNote = (invoice: Creditable, note: CreditTotals): Creditable => ({
  ...invoice,
  creditedPayable: invoice.creditedPayable + note.payable,
  lines: invoice.lines.map((line) => {
    const taken = note.lines.find(({ position }) => position === line.position);
    return taken === undefined ? line : { ...line, credited: added(line, taken) };
  }),
});

const added = ({ credited }: CreditableLine, taken: CreditedLine): CreditableLine['credited'] => ({
  taxable: credited.taxable + taken.taxable,
  taxes: credited.taxes.map((tax, i) => tax + (taken.taxes[i]?.amount ?? 0)),
  quantity: fromMillionths(sizeOf(credited.quantity) + sizeOf(taken.quantity ?? '0')),
});

const sizeOf = (text: string): bigint => {
  const read = readQuantitySize(text);
  return read === null ? 0n : millionths(read);
};

/** What may be asked for, drawn without looking at the invoice: shares in thousandths, and one line in so many. */
export type Draw = {
  readonly kind: 'amount' | 'line' | 'lines' | 'quantity' | 'full';
  readonly share: number;
  readonly at: number;
};

export const draws: fc.Arbitrary<readonly Draw[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('amount', 'amount', 'line', 'lines', 'quantity', 'full'),
    share: fc.integer({ min: 1, max: 1000 }),
    at: fc.nat(30),
  }),
  { maxLength: 6 },
);

/** The ask that a draw makes of an invoice. */
export function askOf(invoice: Creditable, { kind, share, at }: Draw): CreditAsk {
  const line = invoice.lines[at % invoice.lines.length] ?? missing(at);
  switch (kind) {
    case 'full':
      return { kind };
    case 'amount':
      return { kind, amount: Math.ceil((leftToCredit(invoice) * share) / 1000) };
    case 'line':
      return { kind: 'lines', lines: [{ position: line.position }] };
    case 'lines': {
      const several = [at, at + 1, at + share].map((each) => each % invoice.lines.length);
      return { kind, lines: [...new Set(several)].map((position) => ({ position })) };
    }
    case 'quantity': {
      const quantity = fromMillionths((sizeOf(line.quantity) * BigInt(share)) / 1000n);
      return { kind: 'lines', lines: [{ position: line.position, quantity }] };
    }
    default:
      return kind satisfies never;
  }
}
