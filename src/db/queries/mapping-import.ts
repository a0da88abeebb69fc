import { and, asc, desc, eq, gt, lte, sql } from 'drizzle-orm';
import type { RowState } from '../../domain/mapping/status.ts';
import type { Database } from '../database.ts';
import { clientImportRows, clientImports, connections, customers } from '../schema/index.ts';

/** The select for the newest import of a connection, for a read batch. */
export const selectNewestImport = (db: Database, connectionId: string) =>
  db
    .select()
    .from(clientImports)
    .where(eq(clientImports.connectionId, connectionId))
    .orderBy(desc(clientImports.id))
    .limit(1);

/** The select for one import of a connection. */
export const selectImport = (db: Database, connectionId: string, id: string) =>
  db
    .select()
    .from(clientImports)
    .where(and(eq(clientImports.id, id), eq(clientImports.connectionId, connectionId)));

/** The select for a row of an import with its import and connection. */
export const selectImportRow = (db: Database, importId: string, customerId: string) =>
  db
    .select({ row: clientImportRows, of: clientImports, connection: connections, customer: customers })
    .from(clientImportRows)
    .innerJoin(clientImports, eq(clientImports.id, clientImportRows.importId))
    .innerJoin(connections, eq(connections.id, clientImports.connectionId))
    .innerJoin(customers, eq(customers.id, clientImportRows.customerId))
    .where(and(eq(clientImportRows.importId, importId), eq(clientImportRows.customerId, customerId)));

/** The select for any row of an import that is not over; none where all are. */
export const selectWaiting = (db: Database, importId: string) =>
  db
    .select({ customerId: clientImportRows.customerId })
    .from(clientImportRows)
    .where(and(eq(clientImportRows.importId, importId), sql`${clientImportRows.state} = 'waiting'`))
    .limit(1);

/** The select for how many rows are handed out now, up to so many. */
export const selectHandedOut = (db: Database, importId: string, now: number) =>
  db
    .select({ customerId: clientImportRows.customerId })
    .from(clientImportRows)
    .where(
      and(
        eq(clientImportRows.importId, importId),
        sql`${clientImportRows.state} = 'waiting'`,
        gt(clientImportRows.takenUntil, now),
      ),
    )
    .limit(MOST_HANDED_OUT);

/** No more are handed out at once. */
export const MOST_HANDED_OUT = 100;

/** The select for a page of an import's rows in one state, and one beyond it. */
export const selectImportRows = (
  db: Database,
  importId: string,
  state: RowState,
  page: { readonly startingAfter: string | null; readonly limit: number },
) =>
  db
    .select({ row: clientImportRows, name: customers.legalName, email: customers.email })
    .from(clientImportRows)
    .innerJoin(customers, eq(customers.id, clientImportRows.customerId))
    .where(
      and(
        eq(clientImportRows.importId, importId),
        eq(clientImportRows.state, state),
        page.startingAfter === null ? undefined : sql`${clientImportRows.customerId} > ${page.startingAfter}`,
      ),
    )
    .orderBy(asc(clientImportRows.customerId))
    .limit(page.limit + 1);

/** Imports that are due, the longest waiting first. */
export const selectImportsDue = (db: Database, livemode: boolean, now: number, most: number) =>
  db
    .select({ id: clientImports.id, connectionId: clientImports.connectionId })
    .from(clientImports)
    .innerJoin(connections, eq(connections.id, clientImports.connectionId))
    .where(and(lte(clientImports.dueAt, now), eq(connections.livemode, livemode)))
    .orderBy(asc(clientImports.dueAt))
    .limit(most);
