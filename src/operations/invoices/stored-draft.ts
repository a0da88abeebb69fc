import type { PlanRow } from '../../db/queries/plan.ts';
import type { invoiceLines, invoices } from '../../db/schema/index.ts';
import { parseLocalDate } from '../../domain/calendar.ts';
import { parseCurrency } from '../../domain/currency.ts';
import { givenDetails } from '../../domain/invoice/details.ts';
import { taxOnly } from '../../domain/invoice/read-rates.ts';
import { signedLine } from '../../domain/invoice/signed-line.ts';
import { sumsOf } from '../../domain/invoice/stored-sums.ts';
import type { DraftInput, WholeInput } from './draft-input.ts';

type Stored = {
  readonly invoice: typeof invoices.$inferSelect;
  readonly lines: readonly (typeof invoiceLines.$inferSelect)[];
  readonly plan: PlanRow;
};

/** The draft that an invoice was written as. */
export const storedDraft = ({ invoice, lines, plan }: Stored): DraftInput => ({
  customerId: invoice.customerId,
  currency: parseCurrency(invoice.currency),
  // Of a plan it is the day of a part, once it is issued.
  dueDate: plan.plan === null ? parseLocalDate(invoice.dueDate ?? '') : null,
  plan: plan.plan,
  parts: plan.partPayments === null ? null : { allowed: plan.partPayments, least: plan.partMinimum },
  issueDate: parseLocalDate(invoice.issueDate ?? ''),
  notes: invoice.notes,
  paymentLink: invoice.paymentLink,
  collectPolicy: invoice.collectPolicy,
  details: givenDetails(invoice.details),
  whole: wholeOf(invoice),
  lines: lines.map((line) => ({
    description: line.description,
    quantity: line.quantity,
    unitAmount: signedLine(line).unitAmount,
    discount: line.discount,
    taxRates: line.taxes.map((tax) => taxOnly(tax)),
    withheld: line.withheld,
    ...(line.unitDecimal !== null && { unitAmountDecimal: line.unitDecimal }),
    ...(line.details !== null && { details: line.details }),
  })),
});

/** What was given of it, without what it came to. */
function wholeOf(invoice: Stored['invoice']): WholeInput {
  const { adjustments, withholdings, deposits, roundTo } = sumsOf(invoice);
  return {
    adjustments: adjustments.map(({ kind, description, value, taxRates, withheld }) => ({
      kind,
      description,
      value,
      ...(taxRates !== undefined && { taxRates }),
      ...(withheld !== undefined && { withheld }),
    })),
    withholdings: withholdings.map(({ name, percentage }) => ({ name, percentage })),
    deposits,
    roundToCoin: roundTo !== null,
  };
}
