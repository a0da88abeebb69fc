import { and, isNotNull, lt, ne, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { invoices, linkKeys } from '../schema/index.ts';

/** The select for the link keys that were ever listed. */
export const selectLinkKeys = (db: Database) => db.select().from(linkKeys).orderBy(linkKeys.number);

/** The select for how many invoices were finalized before an instant (ms), open ones and others, for a read batch. */
export const selectLinkedBefore = (db: Database, before: number) =>
  db
    .select({
      open: sql<number>`coalesce(sum(${invoices.status} = 'open'), 0)`,
      closed: sql<number>`coalesce(sum(${invoices.status} <> 'open'), 0)`,
    })
    .from(invoices)
    .where(
      and(ne(invoices.status, 'draft'), isNotNull(invoices.finalizedAt), lt(invoices.finalizedAt, before)),
    );
