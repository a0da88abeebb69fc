import { and, desc, eq, inArray, lt, ne, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { ClientStatus } from '../../domain/mapping/status.ts';
import type { Database } from '../database.ts';
import {
  clientMappings,
  customers,
  listedStripeCustomers,
  mappedClients,
  stripeCustomers,
} from '../schema/index.ts';

/** The select for how far a connection's clients are mapped, for a read batch. */
export const selectMapping = (db: Database, connectionId: string) =>
  db.select().from(clientMappings).where(eq(clientMappings.connectionId, connectionId));

/** The select for how many clients stand where, for a read batch. */
export const selectStatusCounts = (db: Database, connectionId: string) =>
  db
    .select({ status: mappedClients.status, count: sql<number>`count(*)` })
    .from(mappedClients)
    .where(eq(mappedClients.connectionId, connectionId))
    .groupBy(mappedClients.status);

export type ClientsFilter = {
  readonly status: ClientStatus | null;
  /** Folded; null for all. */
  readonly search: string | null;
};

export const clientsWhere = (connectionId: string, { status, search }: ClientsFilter): SQL | undefined =>
  and(
    eq(mappedClients.connectionId, connectionId),
    status === null ? undefined : eq(mappedClients.status, status),
    search === null ? undefined : sql`instr(${mappedClients.search}, ${search}) > 0`,
  );

const proposedOne = alias(listedStripeCustomers, 'proposed_one');
const linkedOne = alias(listedStripeCustomers, 'linked_one');

/** The select for a page of clients, the newest first, and one beyond it. */
export const selectClients = (
  db: Database,
  connectionId: string,
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
        eq(mappedClients.connectionId, connectionId),
        inArray(mappedClients.customerId, pageOfClients(db, connectionId, filter, page)),
      ),
    )
    .orderBy(desc(mappedClients.customerId));

/** Their ids alone, which the index of a status has. */
const pageOfClients = (
  db: Database,
  connectionId: string,
  filter: ClientsFilter,
  page: { readonly startingAfter: string | null; readonly limit: number },
) =>
  db
    .select({ id: mappedClients.customerId })
    .from(mappedClients)
    .where(
      and(
        clientsWhere(connectionId, filter),
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

/** The select for a page of the account's customers, the newest first, each with the client that has it. */
export const selectListed = (
  db: Database,
  connectionId: string,
  filter: { readonly search: string | null; readonly free: boolean },
  page: { readonly startingAfter: string | null; readonly limit: number },
) =>
  db
    .select({ listed: listedStripeCustomers, heldBy: customers.id, holderName: customers.legalName })
    .from(listedStripeCustomers)
    .leftJoin(
      stripeCustomers,
      and(
        eq(stripeCustomers.connectionId, listedStripeCustomers.connectionId),
        eq(stripeCustomers.stripeCustomerId, listedStripeCustomers.stripeCustomerId),
      ),
    )
    .leftJoin(customers, eq(customers.id, stripeCustomers.customerId))
    .where(
      and(
        eq(listedStripeCustomers.connectionId, connectionId),
        filter.search === null
          ? undefined
          : sql`(instr(lower(${listedStripeCustomers.name}), ${filter.search}) > 0
              or instr(${listedStripeCustomers.nameKey}, ${filter.search}) > 0
              or instr(${listedStripeCustomers.email}, ${filter.search}) > 0
              or instr(lower(${listedStripeCustomers.stripeCustomerId}), ${filter.search}) > 0)`,
        filter.free ? sql`${stripeCustomers.customerId} is null` : undefined,
        page.startingAfter === null
          ? undefined
          : sql`(${listedStripeCustomers.createdAt}, ${listedStripeCustomers.stripeCustomerId}) < (select created_at,
              stripe_customer_id from listed_stripe_customers where connection_id = ${connectionId}
              and stripe_customer_id = ${page.startingAfter})`,
      ),
    )
    .orderBy(desc(listedStripeCustomers.createdAt), desc(listedStripeCustomers.stripeCustomerId))
    .limit(page.limit + 1);

/** What an import does: everything that was decided, or what failed alone. */
export const toImport = (only: 'all' | 'failed'): SQL =>
  only === 'failed'
    ? sql`${mappedClients.status} = 'failed'`
    : sql`${mappedClients.status} in ('to_map', 'to_create', 'failed')`;

/** The select for how many clients an import would do something for. */
export const selectToImport = (db: Database, connectionId: string, only: 'all' | 'failed') =>
  db
    .select({ count: sql<number>`count(*)` })
    .from(mappedClients)
    .where(and(eq(mappedClients.connectionId, connectionId), toImport(only)));

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
