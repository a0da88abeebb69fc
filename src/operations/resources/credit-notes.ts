import {
  type CreditNoteFilters,
  selectCreditNote,
  selectCreditNoteLines,
  selectCreditNotes,
  selectRefundsFor,
} from '../../db/queries/credit-notes.ts';
import type { creditNoteLines, creditNotes } from '../../db/schema/index.ts';
import type { CreditedDeductions } from '../../domain/credit-note/credited-deductions.ts';
import { invoiceNumber } from '../../domain/invoice/number.ts';
import type { TaxRate, TaxTotal } from '../../domain/invoice/totals.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { type ListOf, type Page, toPage } from '../core/page.ts';
import type { Scoped } from '../core/scope.ts';
import { type RefundResource, refundResource } from './refunds.ts';

/** A credit note as lists show it. Amounts in minor units; instants ISO 8601 in UTC. */
export type CreditNoteSummary = {
  readonly id: string;
  readonly object: 'credit_note';
  readonly number: string;
  readonly invoiceId: string;
  readonly customerId: string;
  readonly currency: string;
  readonly issueDate: string;
  readonly reason: string | null;
  readonly net: number;
  readonly taxes: readonly TaxTotal[];
  readonly taxTotal: number;
  readonly total: number;
  /** What its customer had been asked to pay of the total: the sum of the four below. */
  readonly payable: number;
  readonly withholdings: CreditedDeductions['withholdings'];
  readonly deposits: CreditedDeductions['deposits'];
  readonly rounding: number;
  readonly offDue: number;
  readonly refunded: number;
  readonly asCredit: number;
  readonly outside: number;
  /** The credit that its customer was given. */
  readonly creditId: string | null;
  readonly pdfUrl: string;
  readonly issuedBy: string;
  readonly livemode: boolean;
  readonly createdAt: string;
};

/** A line of it: what was credited of the invoice's line at `position`, counted from 0. */
export type CreditNoteLineResource = {
  readonly position: number;
  readonly description: string;
  readonly quantity: string | null;
  readonly taxRates: readonly TaxRate[];
  readonly net: number;
  readonly taxAmount: number;
  readonly total: number;
};

export type CreditNoteResource = CreditNoteSummary & {
  readonly lines: readonly CreditNoteLineResource[];
  /** Those that give back what was paid. */
  readonly refunds: readonly RefundResource[];
};

type Found = { readonly note: typeof creditNotes.$inferSelect; readonly linkVersion: number };

/** A row → a credit note of the API. Its link is made here and never stored. */
async function creditNoteSummary(ctx: Context, { note, linkVersion }: Found): Promise<CreditNoteSummary> {
  const { id, invoiceId } = note;
  const view = await ctx.links.url('view', { id: invoiceId, version: linkVersion });
  return {
    id,
    object: 'credit_note',
    number: invoiceNumber(note) ?? '',
    invoiceId,
    customerId: note.customerId,
    currency: note.currency,
    issueDate: note.issueDate,
    reason: note.reason,
    net: note.net,
    taxes: note.taxes,
    taxTotal: note.taxTotal,
    total: note.total,
    payable: note.payable,
    withholdings: note.deductions?.withholdings ?? [],
    deposits: note.deductions?.deposits ?? [],
    rounding: note.deductions?.rounding ?? 0,
    offDue: note.offDue,
    refunded: note.refunded,
    asCredit: note.asCredit,
    outside: note.outside,
    creditId: note.creditId,
    pdfUrl: `${view}/credit-notes/${id}/pdf`,
    issuedBy: note.issuedBy,
    livemode: note.livemode,
    createdAt: new Date(note.createdAt).toISOString(),
  };
}

const lineResource = (line: typeof creditNoteLines.$inferSelect): CreditNoteLineResource => ({
  position: line.position,
  description: line.description,
  quantity: line.quantity,
  taxRates: line.taxes.map(({ amount: _, ...rate }) => rate),
  net: line.taxable,
  taxAmount: line.total - line.taxable,
  total: line.total,
});

/** One credit note of the merchant with its lines and refunds, in one round trip. Rejects with `not_found`. */
export async function readCreditNote(
  ctx: Context,
  { scope, creditNoteId }: Scoped<{ readonly creditNoteId: string }>,
): Promise<Outcome<CreditNoteResource>> {
  const [[found], lines, refunds] = await ctx.db.batch([
    selectCreditNote(ctx.db, scope, creditNoteId),
    selectCreditNoteLines(ctx.db, creditNoteId),
    selectRefundsFor(ctx.db, creditNoteId),
  ]);
  if (found === undefined) return refused({ code: 'not_found', what: 'credit note' });
  return done({
    ...(await creditNoteSummary(ctx, found)),
    lines: lines.map(lineResource),
    refunds: refunds.map(refundResource),
  });
}

/** The merchant's credit notes, newest first, in one round trip. */
export async function listCreditNotes(
  ctx: Context,
  { scope, filters, page }: Scoped<{ readonly filters: CreditNoteFilters; readonly page: Page }>,
): Promise<Outcome<ListOf<CreditNoteSummary>>> {
  const rows = await selectCreditNotes(ctx.db, scope, filters, page);
  const notes = await Promise.all(rows.map((found) => creditNoteSummary(ctx, found)));
  return done(toPage(notes, page.limit));
}
