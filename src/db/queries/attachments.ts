import { and, asc, eq, lte, ne, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import { attachments, invoices } from '../schema/index.ts';
import { alsoWithin } from './scoped.ts';

/** The select for the files of an invoice of a merchant that are there or coming, oldest first, for a read batch. */
export const selectAttachments = (db: Database, scope: Scope, invoiceId: string) =>
  db
    .select()
    .from(attachments)
    .where(
      and(
        eq(attachments.invoiceId, invoiceId),
        alsoWithin(attachments, scope),
        ne(attachments.state, 'removing'),
      ),
    )
    .orderBy(asc(attachments.id));

/** The select for a file that is ready, of an invoice of a merchant. */
export const selectAttachment = (
  db: Database,
  scope: Scope,
  { invoiceId, attachmentId }: { readonly invoiceId: string; readonly attachmentId: string },
) =>
  db
    .select()
    .from(attachments)
    .where(
      and(
        eq(attachments.id, attachmentId),
        eq(attachments.invoiceId, invoiceId),
        alsoWithin(attachments, scope),
        eq(attachments.state, 'ready'),
      ),
    );

/** The select for an invoice's link version, with one of its files where it has that. */
export const selectLinkedAttachment = (db: Database, invoiceId: string, attachmentId: string) =>
  db
    .select({ linkVersion: invoices.linkVersion, attachment: attachments })
    .from(invoices)
    .leftJoin(
      attachments,
      and(
        eq(attachments.id, attachmentId),
        eq(attachments.invoiceId, invoices.id),
        eq(attachments.state, 'ready'),
      ),
    )
    .where(and(eq(invoices.id, invoiceId), ne(invoices.status, 'draft')));

const isDue = (now: number) => and(sql`${attachments.checkAt} is not null`, lte(attachments.checkAt, now));

/** A condition: a file waits to be given up, or for its object to be deleted. */
export const someAttachmentDue = (now: number) =>
  sql`exists (select 1 from ${attachments} where ${isDue(now)})`;

/** Files whose objects are to be deleted, those that wait longest first. */
export const selectAttachmentsDue = (db: Database, now: number, most: number) =>
  db
    .select({ id: attachments.id, merchantId: attachments.merchantId })
    .from(attachments)
    .where(and(isDue(now), eq(attachments.state, 'removing')))
    .orderBy(asc(attachments.checkAt))
    .limit(most);
