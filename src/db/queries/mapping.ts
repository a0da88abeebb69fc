import { and, desc, eq, inArray, lt, ne, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { ClientStatus } from '../../domain/mapping/status.ts';
import type { Database } from '../database.ts';
import {
  clientMappings,
  customers,
  listedStripeCustomers,
  mappedClientCounts,
  mappedClients,
  stripeCustomers,
} from '../schema/index.ts';
import { isClientFound, type Of, type Search } from './mapping-search.ts';

/** The select for how far a connection's clients are mapped, for a read batch. */
export const selectMapping = (db: Database, connectionId: string) =>
  db.select().from(clientMappings).where(eq(clientMappings.connectionId, connectionId));

/** The select for how many clients stand where, for a read batch. */
export const selectStatusCounts = (db: Database, connectionId: string) =>
  db
    .select({ status: mappedClientCounts.status, count: mappedClientCounts.clients })
    .from(mappedClientCounts)
    .where(eq(mappedClientCounts.connectionId, connectionId));

export type ClientsFilter = {
  readonly status: ClientStatus | null;
  readonly search: Search | null;
};

export const clientsWhere = (of: Of, { status, search }: ClientsFilter): SQL | undefined =>
  and(
    eq(mappedClients.connectionId, of.id),
    status === null ? undefined : eq(mappedClients.status, status),
    search === null ? undefined : isClientFound(of, search),
  );

const proposedOne = alias(listedStripeCustomers, 'proposed_one');
const linkedOne = alias(listedStripeCustomers, 'linked_one');

/** The select for a page of clients, the newest first, and one beyond it. */
export const selectClients = (
  db: Database,
  of: Of,
  filter: ClientsFilter,
  page: { readonly startingAfter: string | null; readonly limit: number },
) =>
  db
    .select({
      client: mappedClients,
      customer: {
        id: customers.id,
        legalName: customers.legalName,
        label: customers.label,
        email: customers.email,
        billingEmails: customers.billingEmails,
      },
      // Of each the id comes first: drizzle takes a joined row whose first column is null for none.
      link: { customerId: stripeCustomers.customerId, lostId: stripeCustomers.lostId },
      named: { id: proposedOne.stripeCustomerId, name: proposedOne.name, email: proposedOne.email },
      linkedTo: { id: linkedOne.stripeCustomerId, name: linkedOne.name, email: linkedOne.email },
    })
    .from(mappedClients)
    .innerJoin(customers, eq(customers.id, mappedClients.customerId))
    .leftJoin(
      stripeCustomers,
      and(
        eq(stripeCustomers.connectionId, mappedClients.connectionId),
        eq(stripeCustomers.customerId, mappedClients.customerId),
      ),
    )
    .leftJoin(
      proposedOne,
      and(
        eq(proposedOne.connectionId, mappedClients.connectionId),
        eq(proposedOne.stripeCustomerId, sql`coalesce(${mappedClients.target}, ${mappedClients.proposed})`),
      ),
    )
    .leftJoin(
      linkedOne,
      and(
        eq(linkedOne.connectionId, mappedClients.connectionId),
        eq(linkedOne.stripeCustomerId, mappedClients.linked),
      ),
    )
    .where(
      and(
        eq(mappedClients.connectionId, of.id),
        inArray(mappedClients.customerId, pageOfClients(db, of, filter, page)),
      ),
    )
    .orderBy(desc(mappedClients.customerId));

/** Their ids alone, which the index of a status has. */
const pageOfClients = (
  db: Database,
  of: Of,
  filter: ClientsFilter,
  page: { readonly startingAfter: string | null; readonly limit: number },
) =>
  db
    .select({ id: mappedClients.customerId })
    .from(mappedClients)
    .where(
      and(
        clientsWhere(of, filter),
        page.startingAfter === null ? undefined : lt(mappedClients.customerId, page.startingAfter),
      ),
    )
    .orderBy(desc(mappedClients.customerId))
    .limit(page.limit + 1);

/** The select for one client. */
export const selectClient = (db: Database, connectionId: string, customerId: string) =>
  db
    .select()
    .from(mappedClients)
    .where(and(eq(mappedClients.connectionId, connectionId), eq(mappedClients.customerId, customerId)));

/** What an import does: everything that was decided, or what failed alone. */
export const toImport = (only: 'all' | 'failed'): SQL =>
  only === 'failed' ? sql`status = 'failed'` : sql`status in ('to_map', 'to_create', 'failed')`;

/** The select for how many clients an import would do something for. */
export const selectToImport = (db: Database, connectionId: string, only: 'all' | 'failed') =>
  db
    .select({ count: sql<number>`coalesce(sum(${mappedClientCounts.clients}), 0)` })
    .from(mappedClientCounts)
    .where(and(eq(mappedClientCounts.connectionId, connectionId), toImport(only)));

/** The select for the other client that has a Stripe customer, or is to be mapped to it. */
export const selectHolderName = (
  db: Database,
  connectionId: string,
  { customerId, stripeCustomerId }: { readonly customerId: string; readonly stripeCustomerId: string },
) =>
  db
    .select({ customerId: customers.id, name: customers.legalName })
    .from(customers)
    .where(
      and(
        sql`${customers.id} in (select customer_id from stripe_customers where connection_id = ${connectionId}
            and stripe_customer_id = ${stripeCustomerId}
          union all select customer_id from mapped_clients where connection_id = ${connectionId}
            and target = ${stripeCustomerId})`,
        ne(customers.id, customerId),
      ),
    )
    .limit(1);
