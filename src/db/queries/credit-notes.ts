import { and, asc, count, desc, eq, lt, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import {
  allocations,
  creditNoteLines,
  creditNotes,
  invoiceLines,
  invoices,
  journal,
  refunds,
} from '../schema/index.ts';
import type { Page } from './invoices.ts';
import { alsoWithin, within } from './scoped.ts';

/** The select for the credit notes of an invoice, oldest first, for a read batch. */
export const selectCreditNotesOf = (db: Database, invoiceId: string) =>
  db.select().from(creditNotes).where(eq(creditNotes.invoiceId, invoiceId)).orderBy(asc(creditNotes.id));

/** How many credit notes of an invoice were asked for and dropped, since a debit was on its way that can't be stopped. */
export async function countDropped(db: Database, invoiceId: string): Promise<number> {
  const [row] = await db
    .select({ dropped: count() })
    .from(journal)
    .where(
      and(
        eq(journal.streamType, 'invoice'),
        eq(journal.streamId, invoiceId),
        eq(journal.type, 'credit_note_dropped'),
      ),
    );
  return row?.dropped ?? 0;
}

/** The select for what an invoice's credit notes took of its lines, for a read batch. */
const selectCreditedLines = (db: Database, invoiceId: string) =>
  db
    .select({ line: creditNoteLines })
    .from(creditNotes)
    .innerJoin(creditNoteLines, eq(creditNoteLines.creditNoteId, creditNotes.id))
    .where(eq(creditNotes.invoiceId, invoiceId));

/** What covers an invoice, by what it comes of. */
const selectCover = (db: Database, invoiceId: string) =>
  db
    .select({
      sourceType: allocations.sourceType,
      sourceId: allocations.sourceId,
      amount: sql<number>`SUM(${allocations.amount})`,
    })
    .from(allocations)
    .where(eq(allocations.invoiceId, invoiceId))
    .groupBy(allocations.sourceType, allocations.sourceId);

/** Everything that a credit note of an invoice is worked out of, in one round trip. */
export async function readCreditFacts(db: Database, invoiceId: string) {
  const [lines, notes, credited, cover] = await db.batch([
    db
      .select()
      .from(invoiceLines)
      .where(eq(invoiceLines.invoiceId, invoiceId))
      .orderBy(asc(invoiceLines.position)),
    selectCreditNotesOf(db, invoiceId),
    selectCreditedLines(db, invoiceId),
    selectCover(db, invoiceId),
  ]);
  return { lines, notes, credited: credited.map(({ line }) => line), cover };
}

export type CreditFacts = Awaited<ReturnType<typeof readCreditFacts>>;

/** The select for one credit note of a merchant, for a read batch. */
export const selectCreditNote = (db: Database, scope: Scope, creditNoteId: string) =>
  withLink(db).where(and(within(creditNotes, scope), eq(creditNotes.id, creditNoteId)));

/** With the version of its invoice's links, under which its PDF is. */
const withLink = (db: Database) =>
  db
    .select({ note: creditNotes, linkVersion: invoices.linkVersion })
    .from(creditNotes)
    .innerJoin(invoices, eq(invoices.id, creditNotes.invoiceId));

/** The select for a credit note's lines in their order, for a read batch. */
export const selectCreditNoteLines = (db: Database, creditNoteId: string) =>
  db
    .select()
    .from(creditNoteLines)
    .where(eq(creditNoteLines.creditNoteId, creditNoteId))
    .orderBy(asc(creditNoteLines.position));

/** The select for the refunds that settle a credit note, for a read batch. */
export const selectRefundsFor = (db: Database, creditNoteId: string) =>
  db.select().from(refunds).where(eq(refunds.creditNoteId, creditNoteId)).orderBy(asc(refunds.id));

export type CreditNoteFilters = { readonly invoiceId: string | null; readonly customerId: string | null };

/** The select for one page of a merchant's credit notes, newest first, and one row beyond it. */
export const selectCreditNotes = (
  db: Database,
  scope: Scope,
  { invoiceId, customerId }: CreditNoteFilters,
  page: Page,
) =>
  withLink(db)
    .where(
      and(
        invoiceId === null && customerId === null
          ? within(creditNotes, scope)
          : alsoWithin(creditNotes, scope),
        invoiceId === null ? undefined : eq(creditNotes.invoiceId, invoiceId),
        customerId === null ? undefined : eq(creditNotes.customerId, customerId),
        page.startingAfter === null ? undefined : lt(creditNotes.id, page.startingAfter),
      ),
    )
    .orderBy(desc(creditNotes.id))
    .limit(page.limit + 1);

/** A credit note with its lines, in one round trip, for whoever was let in by its invoice; null where there is none. */
export async function readCreditNoteFor(db: Database, creditNoteId: string) {
  const [[note], lines] = await db.batch([
    db.select().from(creditNotes).where(eq(creditNotes.id, creditNoteId)),
    selectCreditNoteLines(db, creditNoteId),
  ]);
  return note === undefined ? null : { note, lines };
}

export type CreditNoteFound = NonNullable<Awaited<ReturnType<typeof readCreditNoteFor>>>;
