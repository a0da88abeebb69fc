import { and, eq, inArray, lte, ne, sql } from 'drizzle-orm';
import type { Database, Statement } from '../database.ts';
import { listed } from '../queries/listed.ts';
import { attachments, invoices } from '../schema/index.ts';

/** Notes a file that is about to be kept; refused by the schema where no further one goes with its invoice. */
export const insertAttachment = (db: Database, row: typeof attachments.$inferInsert) =>
  db.insert(attachments).values(row);

/** Takes up an upload that was left half way, so that it is not given up meanwhile; false where it was. */
export async function resumeUpload(db: Database, attachmentId: string, checkAt: number): Promise<boolean> {
  const resumed = await db
    .update(attachments)
    .set({ checkAt })
    .where(and(eq(attachments.id, attachmentId), eq(attachments.state, 'uploading')))
    .returning({ id: attachments.id });
  return resumed.length > 0;
}

/** The statement by which a file is there, once its object is. */
export const setReady = (db: Database, attachmentId: string): Statement =>
  db
    .update(attachments)
    .set({ state: 'ready', checkAt: null })
    .where(and(eq(attachments.id, attachmentId), eq(attachments.state, 'uploading')));

/**
 * One that was ready is deleted from `at` on. An upload that is under way may write its object yet: its row stays for as long as
 * that takes.
 */
const ended = (at: number) =>
  ({ state: 'removing', checkAt: sql`coalesce(${attachments.checkAt}, ${at})` }) as const;

/** The statement by which a file is there no more; its object is deleted from then on. */
export const setRemoving = (db: Database, attachmentId: string, at: number): Statement =>
  db
    .update(attachments)
    .set(ended(at))
    .where(and(eq(attachments.id, attachmentId), ne(attachments.state, 'removing')));

/** The statement that ends the files of a customer's invoices, with their names. */
export const endAttachmentsOf = (db: Database, customerId: string, name: string, at: number): Statement =>
  db
    .update(attachments)
    .set({ ...ended(at), name })
    .where(
      inArray(
        attachments.invoiceId,
        db.select({ id: invoices.id }).from(invoices).where(eq(invoices.customerId, customerId)),
      ),
    );

/** Gives up one upload that has failed; false where it was finished meanwhile. */
export async function giveUpUpload(db: Database, attachmentId: string): Promise<boolean> {
  const [row] = await db
    .update(attachments)
    .set({ state: 'removing' })
    .where(and(eq(attachments.id, attachmentId), ne(attachments.state, 'ready')))
    .returning({ id: attachments.id });
  return row !== undefined;
}

/** Gives up uploads that were left half way: their objects are deleted from then on. */
export const giveUpUploads = (db: Database, now: number) =>
  db
    .update(attachments)
    .set({ state: 'removing' })
    .where(
      and(
        sql`${attachments.checkAt} is not null`,
        lte(attachments.checkAt, now),
        eq(attachments.state, 'uploading'),
      ),
    );

/** Deletes the rows of files whose objects are gone. */
export const deleteRemoved = (db: Database, ids: readonly string[]) =>
  db
    .delete(attachments)
    .where(and(sql`${attachments.id} in ${listed(ids)}`, eq(attachments.state, 'removing')));

/** Has them tried again, each after an eighth of its age, within limits. */
export const postponeRemoval = (
  db: Database,
  ids: readonly string[],
  { now, least, most }: { readonly now: number; readonly least: number; readonly most: number },
) =>
  db
    .update(attachments)
    .set({
      checkAt: sql`${now} + max(${least}, min(${most}, (${now} - ${attachments.createdAt}) / 8))`,
    })
    .where(and(sql`${attachments.id} in ${listed(ids)}`, eq(attachments.state, 'removing')));
