import type { DraftColumns } from '../../db/queries/invoices-write.ts';
import type { merchants } from '../../db/schema/index.ts';
import { endOfDay, type LocalDate } from '../../domain/calendar.ts';
import type { Currency } from '../../domain/currency.ts';
import { computeTotals, type LineInput, type Totals } from '../../domain/invoice/totals.ts';
import { ok, type Result, rejected } from '../../domain/rejection.ts';
import { totalsSentences } from './totals-sentences.ts';

/** A draft as its writer gives it, parsed. Amounts in minor units of `currency`. */
export type DraftInput = {
  readonly customerId: string;
  /** The merchant's own where absent. */
  readonly currency: Currency | null;
  /** A day in the merchant's time zone. */
  readonly dueDate: LocalDate | null;
  readonly notes: string | null;
  /** Whether it will carry a pay link, as far as it can. */
  readonly paymentLink: boolean;
  readonly lines: readonly LineInput[];
};

/** Computes what a draft comes to. Rejects with `invalid` and the path of each line's problem. */
export function draftTotals(draft: DraftInput): Result<Totals> {
  const computed = computeTotals(draft.lines);
  return computed.ok
    ? ok(computed.totals)
    : rejected({ code: 'invalid', problems: totalsSentences(computed.problems) });
}

/** The row of a draft. It is due until the end of its due date where the merchant is now. */
export function draftColumns(draft: DraftInput, merchant: typeof merchants.$inferSelect): DraftColumns {
  const { customerId, dueDate, notes, paymentLink } = draft;
  const { timeZone, defaultCurrency } = merchant;
  return {
    customerId,
    currency: draft.currency ?? defaultCurrency,
    dueDate,
    dueAt: dueDate === null ? null : endOfDay(dueDate, timeZone),
    timeZone,
    notes,
    paymentLink,
  };
}

/** Refuses a customer that is not there (or is another merchant's, which is the same). */
export const unknownCustomer = (customerId: string) =>
  rejected({
    code: 'invalid',
    problems: [{ path: 'customerId', message: `There is no customer ${customerId}.` }],
  });
