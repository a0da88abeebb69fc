import { and, asc, eq, lt, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { clientImportRows, clientMappings, listedStripeCustomers, mappedClients } from '../schema/index.ts';
import type { Bite } from './retention.ts';

/**
 * Deletes what is kept for mapping alone, once nobody has worked with it for its time: the copy of the account's list, what
 * imports said of each client, and what clients are searched by. What was decided, and how many an import did, stays. How
 * many rows it took.
 */
export async function pruneMapping(db: Database, { before, most }: Bite): Promise<number> {
  const [old] = await db
    .select({ id: clientMappings.connectionId })
    .from(clientMappings)
    .where(
      and(
        lt(clientMappings.usedAt, before),
        sql`${clientMappings.state} <> 'pruned'`,
        sql`not exists (select 1 from client_imports running where running.connection_id = ${clientMappings.connectionId}
          and running.state = 'running')`,
      ),
    )
    .orderBy(asc(clientMappings.usedAt))
    .limit(1);
  if (old === undefined) return 0;
  const { id } = old;
  const gone =
    (await deleteListed(db, id, most)) ||
    (await deleteRows(db, id, most)) ||
    (await emptySearch(db, id, most));
  if (gone > 0) return gone;
  await db
    .update(clientMappings)
    .set({ state: 'pruned', place: null, dueAt: null, readAt: null, lastBatch: null, failure: null })
    .where(and(eq(clientMappings.connectionId, id), lt(clientMappings.usedAt, before)));
  return 1;
}

async function deleteListed(db: Database, connectionId: string, most: number): Promise<number> {
  const gone = await db
    .delete(listedStripeCustomers)
    .where(
      and(
        eq(listedStripeCustomers.connectionId, connectionId),
        sql`${listedStripeCustomers.stripeCustomerId} in (select stripe_customer_id from listed_stripe_customers
          where connection_id = ${connectionId} limit ${most})`,
      ),
    )
    .returning({ id: listedStripeCustomers.stripeCustomerId });
  return gone.length;
}

async function deleteRows(db: Database, connectionId: string, most: number): Promise<number> {
  const gone = await db
    .delete(clientImportRows)
    .where(
      sql`(import_id, customer_id) in (select row.import_id, row.customer_id from client_imports mine
        cross join client_import_rows row on row.import_id = mine.id where mine.connection_id = ${connectionId}
        limit ${most})`,
    )
    .returning({ id: clientImportRows.customerId });
  return gone.length;
}

async function emptySearch(db: Database, connectionId: string, most: number): Promise<number> {
  const emptied = await db
    .update(mappedClients)
    .set({ search: '' })
    .where(
      and(
        eq(mappedClients.connectionId, connectionId),
        sql`${mappedClients.customerId} in (select customer_id from mapped_clients
          where connection_id = ${connectionId} and search <> '' limit ${most})`,
      ),
    )
    .returning({ id: mappedClients.customerId });
  return emptied.length;
}
