import type { CreditFacts } from '../../db/queries/credit-notes.ts';
import type { invoices } from '../../db/schema/index.ts';
import type { Creditable, CreditableLine } from '../../domain/credit-note/creditable.ts';
import { fromMillionths, millionths, readQuantitySize } from '../../domain/credit-note/quantities.ts';

type Invoice = Pick<typeof invoices.$inferSelect, 'amountDue'>;

/** Rows → an invoice as credit notes see it. */
export const creditableOf = (
  { amountDue }: Invoice,
  { lines, notes, credited }: Pick<CreditFacts, 'lines' | 'notes' | 'credited'>,
): Creditable => ({
  payable: amountDue,
  creditedPayable: sum(notes.map(({ payable }) => payable)),
  lines: lines.map(({ position, description, quantity, unitAmount, taxes, total }): CreditableLine => {
    const taken = credited.filter((line) => line.position === position);
    return {
      position,
      description,
      quantity,
      unitAmount,
      taxable: total - sum(taxes.map(({ amount }) => amount)),
      taxes,
      credited: {
        taxable: sum(taken.map((line) => line.taxable)),
        taxes: taxes.map((_, i) => sum(taken.map((line) => line.taxes[i]?.amount ?? 0))),
        quantity: fromMillionths(taken.reduce((all, line) => all + sizeOf(line.quantity), 0n)),
      },
    };
  }),
});

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

function sizeOf(quantity: string | null): bigint {
  const read = quantity === null ? null : readQuantitySize(quantity);
  return read === null ? 0n : millionths(read);
}
