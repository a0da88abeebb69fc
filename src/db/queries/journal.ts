import { and, desc, eq, inArray, lt, notInArray, or, type SQL, sql } from 'drizzle-orm';
import { ECHOES } from '../../domain/journal.ts';
import type { Database } from '../database.ts';
import { credits, journal, paymentMethods } from '../schema/index.ts';
import type { Stream } from '../streams.ts';

/** One entry by its place: the last one of the page before. */
export type Place = { readonly streamId: string; readonly seq: number };

const ENTRY = {
  streamType: journal.streamType,
  streamId: journal.streamId,
  seq: journal.seq,
  type: journal.type,
  data: journal.data,
  at: journal.at,
  commandId: journal.commandId,
};

/** The select for one page of a stream, newest first, and one row beyond it. */
export const selectEntries = (db: Database, stream: Stream, limit: number, after: Place | null) =>
  db
    .select(ENTRY)
    .from(journal)
    .where(
      and(
        eq(journal.streamType, stream.type),
        eq(journal.streamId, stream.id),
        after === null ? undefined : lt(journal.seq, after.streamId === stream.id ? after.seq : 0),
      ),
    )
    .orderBy(desc(journal.seq))
    .limit(limit + 1);

/** An invoice's own stream and those of its payments. */
const ofInvoice = (invoiceId: string): SQL | undefined =>
  and(
    inArray(journal.streamType, ['invoice', 'payment']),
    inArray(
      journal.streamId,
      sql`(select ${invoiceId} union all select payment_id from payment_targets where invoice_id = ${invoiceId})`,
    ),
  );

/**
 * The select for one page of what happened to an invoice and its payments, newest first, and one row beyond it. What
 * the invoice's stream only repeats of a payment is left out.
 */
export const selectInvoiceEntries = (db: Database, invoiceId: string, limit: number, after: Place | null) =>
  db
    .select(ENTRY)
    .from(journal)
    .where(
      and(
        ofInvoice(invoiceId),
        or(eq(journal.streamType, 'payment'), notInArray(journal.type, [...ECHOES])),
        after === null ? undefined : isBefore(invoiceId, after),
      ),
    )
    .orderBy(desc(journal.at), desc(journal.streamId), desc(journal.seq))
    .limit(limit + 1);

/** A place that is not one of the invoice's is before nothing. */
const isBefore = (invoiceId: string, { streamId, seq }: Place): SQL =>
  sql`(${journal.at}, ${journal.streamId}, ${journal.seq}) < (
    select at, stream_id, seq from journal where ${and(
      ofInvoice(invoiceId),
      eq(journal.streamId, streamId),
      eq(journal.seq, seq),
    )})`;

const asList = (ids: readonly string[]) => sql`(select value from json_each(${JSON.stringify(ids)}))`;

/** The select for how methods of a merchant are shown, for a read batch. */
export const selectCards = (db: Database, merchantId: string, ids: readonly string[]) =>
  db
    .select({ id: paymentMethods.id, card: paymentMethods.summary })
    .from(paymentMethods)
    .where(and(inArray(paymentMethods.id, asList(ids)), eq(paymentMethods.merchantId, merchantId)));

/** The select for the currencies of a merchant's credits, for a read batch. */
export const selectCreditCurrencies = (db: Database, merchantId: string, ids: readonly string[]) =>
  db
    .select({ id: credits.id, currency: credits.currency })
    .from(credits)
    .where(and(inArray(credits.id, asList(ids)), eq(credits.merchantId, merchantId)));

/** The select for the last pause of an invoice, whose data says whose it was, for a read batch. */
export const selectLastPause = (db: Database, invoiceId: string) =>
  db
    .select({ data: journal.data })
    .from(journal)
    .where(
      and(
        eq(journal.streamType, 'invoice'),
        eq(journal.streamId, invoiceId),
        eq(journal.type, 'collecting_paused'),
      ),
    )
    .orderBy(desc(journal.seq))
    .limit(1);
