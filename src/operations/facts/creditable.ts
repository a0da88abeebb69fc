import type { CreditFacts } from '../../db/queries/credit-notes.ts';
import type { Creditable, CreditableLine } from '../../domain/credit-note/creditable.ts';
import { fromMillionths, millionths, readQuantitySize } from '../../domain/credit-note/quantities.ts';
import { signedLine } from '../../domain/invoice/signed-line.ts';
import { type Sums, sumsOf } from '../../domain/invoice/stored-sums.ts';
import type { LineTax } from '../../domain/invoice/totals-types.ts';

type Uncredited = Omit<CreditableLine, 'credited'>;

/** Rows → an invoice as credit notes see it: behind its lines the parts of its discounts and charges on the whole. */
export function creditableOf(
  invoice: Parameters<typeof sumsOf>[0],
  { lines, notes, credited }: Pick<CreditFacts, 'lines' | 'notes' | 'credited'>,
): Creditable {
  const own = lines.map(ofRow);
  const sums = sumsOf(invoice);
  return {
    payable: invoice.amountDue,
    creditedPayable: sum(notes.map(({ payable }) => payable)),
    withholdings: sums.withholdings,
    deposits: sums.deposits,
    lines: [...own, ...partsBehind(own.length, sums)].map((line) => ({
      ...line,
      credited: creditedOf(line, credited),
    })),
  };
}

function ofRow(line: CreditFacts['lines'][number]): Uncredited {
  const { position, description, quantity, taxes } = line;
  const { unitAmount, total } = signedLine(line);
  return {
    position,
    description,
    quantity,
    unitAmount,
    taxable: total - sum(taxes.map(({ amount }) => amount)),
    taxes,
    withheld: line.withheld && !isOutside(taxes),
  };
}

/** Money laid out for the customer, which no income tax is withheld of. */
const isOutside = (taxes: readonly LineTax[]): boolean =>
  taxes.some(({ category }) => category === 'outside_scope');

const partsBehind = (lineCount: number, { adjustments }: Sums): readonly Uncredited[] =>
  adjustments
    .flatMap(({ description, parts, withheld = true }) =>
      parts.map((part) => ({ ...part, description, withheld })),
    )
    .map(({ description, amount, taxable, taxes, withheld }, i) => ({
      position: lineCount + i,
      description,
      quantity: '1',
      unitAmount: amount,
      taxable,
      taxes,
      withheld: withheld && !isOutside(taxes),
    }));

function creditedOf(
  { position, taxes }: Uncredited,
  credited: CreditFacts['credited'],
): CreditableLine['credited'] {
  const taken = credited.filter((line) => line.position === position);
  return {
    taxable: sum(taken.map((line) => line.taxable)),
    taxes: taxes.map((_, i) => sum(taken.map((line) => line.taxes[i]?.amount ?? 0))),
    quantity: fromMillionths(taken.reduce((all, line) => all + sizeOf(line.quantity), 0n)),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

function sizeOf(quantity: string | null): bigint {
  const read = quantity === null ? null : readQuantitySize(quantity);
  return read === null ? 0n : millionths(read);
}
