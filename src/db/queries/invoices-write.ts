import { eq, sql } from 'drizzle-orm';
import { type LineDetails, lineDetailsOrNull, NO_LINE_DETAILS } from '../../domain/invoice/details.ts';
import { signOf } from '../../domain/invoice/signed-line.ts';
import type { StoredSums } from '../../domain/invoice/stored-sums.ts';
import type { LineInput, Totals } from '../../domain/invoice/totals.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Database, Statement } from '../database.ts';
import {
  invoiceLines,
  invoices,
  invoiceVersions,
  numberSeries,
  type Parties,
  type VersionReason,
} from '../schema/index.ts';
import { isSeries } from './number-series.ts';

/** The columns of a draft that its author sets. */
export type DraftColumns = Pick<
  typeof invoices.$inferSelect,
  | 'customerId'
  | 'currency'
  | 'dueDate'
  | 'dueAt'
  | 'timeZone'
  | 'notes'
  | 'paymentLink'
  | 'collectPolicy'
  | 'details'
  | 'issueDate'
>;

/** The columns hold nothing below zero: a draft whose sums are is told by those, and cannot be issued. */
export const columnsOf = ({ sums, taxes }: DraftSums) => ({
  subtotal: Math.max(sums.subtotal, 0),
  discountTotal: Math.max(sums.discountTotal, 0),
  taxTotal: Math.max(sums.taxTotal, 0),
  taxes,
  amountDue: Math.max(sums.payable, 0),
  sums,
});

export const insertDraft = (
  db: Database,
  scope: Scope,
  draft: DraftColumns & { readonly id: string; readonly at: number },
  sums: DraftSums,
): Statement => {
  const { id, at, ...columns } = draft;
  return db.insert(invoices).values({
    id,
    ...scope,
    ...columns,
    ...columnsOf(sums),
    status: 'draft',
    createdAt: at,
    updatedAt: at,
  });
};

export const updateDraft = (
  db: Database,
  invoiceId: string,
  draft: DraftColumns & { readonly at: number },
  sums: DraftSums,
): Statement => {
  const { at, ...columns } = draft;
  return db
    .update(invoices)
    .set({ ...columns, ...columnsOf(sums), updatedAt: at })
    .where(eq(invoices.id, invoiceId));
};

export const deleteLines = (db: Database, invoiceId: string): Statement =>
  db.delete(invoiceLines).where(eq(invoiceLines.invoiceId, invoiceId));

export const deleteInvoice = (db: Database, invoiceId: string): Statement =>
  db.delete(invoices).where(eq(invoices.id, invoiceId));

/** What a draft comes to. */
export type DraftSums = { readonly sums: StoredSums; readonly taxes: Totals['taxes'] };

export type DraftLine = LineInput & { readonly details?: LineDetails | undefined };

type LineRow = typeof invoiceLines.$inferSelect;

/** A draft's lines as they are stored. */
export const lineRows = (
  invoiceId: string,
  lines: readonly DraftLine[],
  totals: Totals,
): readonly LineRow[] =>
  lines.map((line, position) => {
    const { discount, amount, taxes, total } = totals.lines[position] ?? missing(position);
    const { description, quantity, unitAmount, unitAmountDecimal = null, withheld = true } = line;
    return {
      invoiceId,
      position,
      description,
      quantity,
      unitAmount: Math.abs(unitAmount),
      discount: line.discount,
      discountAmount: Math.abs(discount),
      amount: Math.abs(amount),
      taxes,
      total: Math.abs(total),
      details: lineDetailsOrNull(line.details ?? NO_LINE_DETAILS),
      sign: signOf(line),
      unitDecimal: unitAmountDecimal,
      withheld,
    };
  });

/** All lines in one statement: D1 binds at most 100 values, and an invoice may have a thousand lines. */
export function insertLines(
  db: Database,
  invoiceId: string,
  lines: readonly DraftLine[],
  totals: Totals,
): Statement {
  const rows = lineRows(invoiceId, lines, totals).map((row) => [
    row.position,
    row.description,
    row.quantity,
    row.unitAmount,
    row.discount,
    row.discountAmount,
    row.amount,
    row.taxes,
    row.total,
    row.details,
    row.sign,
    row.unitDecimal,
    row.withheld,
  ]);
  // A raw statement with values cannot stand in drizzle's batch; an INSERT … SELECT of every column can.
  return db.insert(invoiceLines).select(sql`
    SELECT ${invoiceId}, value ->> 0, value ->> 1, value ->> 2, value ->> 3,
      NULLIF(value -> 4, 'null'), value ->> 5, value ->> 6, value -> 7, value ->> 8, NULLIF(value -> 9, 'null'),
      value ->> 10, value ->> 11, value ->> 12
    FROM json_each(${JSON.stringify(rows)})`);
}

const missing = (position: number): never => {
  throw new Error(`line ${position} has no totals`);
};

/** The columns that finalizing writes, beside the number. */
export type Finalization = {
  readonly status: 'open' | 'paid';
  readonly series: string;
  readonly issueDate: string;
  /** The date was chosen, and may not be before the last one of the series. */
  readonly isInOrder: boolean;
  readonly timeZone: string;
  /** The first part's, where it is paid in parts. */
  readonly dueDate: string | null;
  readonly dueAt: number | null;
  readonly parties: Parties;
  readonly sums: StoredSums | null;
  readonly profileVersion: number;
  readonly at: number;
  readonly sent: boolean;
  /** The amount paid from credit at once, minor units. */
  readonly credited: number;
};

/**
 * Finalizes and takes the next number of the series. D1 runs a batch as one transaction, one after the other:
 * the counter is read and advanced in the same batch as the invoice that gets the number, so that there are neither
 * gaps nor duplicates, and no lock.
 */
export function finalizeRows(
  db: Database,
  invoice: typeof invoices.$inferSelect,
  finalization: Finalization,
): Statement[] {
  const { series, at, sent, status, credited, isInOrder, ...columns } = finalization;
  const { issueDate } = columns;
  const { id, merchantId, livemode } = invoice;
  const counter = isSeries({ merchantId, livemode, series });
  return [
    db.insert(numberSeries).values({ merchantId, livemode, series, nextValue: 1 }).onConflictDoNothing(),
    db
      .update(invoices)
      .set({
        ...columns,
        series,
        status,
        amountPaid: credited,
        numberValue: sql`(SELECT next_value FROM number_series WHERE ${counter})`,
        finalizedAt: at,
        updatedAt: at,
        ...(status === 'paid' && { paidAt: at }),
        ...(sent && { sentAt: at }),
      })
      .where(eq(invoices.id, id)),
    db
      .update(numberSeries)
      .set({
        nextValue: sql`next_value + 1`,
        lastIssued: isInOrder ? issueDate : sql`max(coalesce(last_issued, ''), ${issueDate})`,
      })
      .where(counter),
    insertVersion(
      db,
      { ...invoice, dueDate: columns.dueDate },
      { version: invoice.version, amountPaid: credited, reason: 'finalized', at },
    ),
  ];
}

/** A new version of the invoice, which payers see from then on; `amountPaid` (minor units) is covered (I10). */
export const insertVersion = (
  db: Database,
  invoice: typeof invoices.$inferSelect,
  shown: {
    readonly version: number;
    readonly amountPaid: number;
    readonly reason: VersionReason;
    readonly at: number;
  },
): Statement =>
  db.insert(invoiceVersions).values({
    invoiceId: invoice.id,
    version: shown.version,
    currency: invoice.currency,
    amountDue: invoice.amountDue,
    amountRemaining: invoice.amountDue - shown.amountPaid,
    dueDate: invoice.dueDate,
    reason: shown.reason,
    createdAt: shown.at,
  });

/** `sent_at` stays the instant of the first sending. */
export const markSent = (db: Database, invoice: typeof invoices.$inferSelect, at: number): Statement =>
  db
    .update(invoices)
    .set({ sentAt: invoice.sentAt ?? at, updatedAt: at })
    .where(eq(invoices.id, invoice.id));

export const setLinkVersion = (db: Database, invoiceId: string, linkVersion: number, at: number): Statement =>
  db.update(invoices).set({ linkVersion, updatedAt: at }).where(eq(invoices.id, invoiceId));
