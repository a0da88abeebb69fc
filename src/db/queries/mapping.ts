import { and, desc, eq, inArray, lt, ne, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { ProposedBy } from '../../domain/mapping/propose.ts';
import type { ClientStatus } from '../../domain/mapping/status.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import {
  clientMappings,
  customerExternalIds,
  customers,
  listedStripeCustomers,
  mappedClients,
  stripeCustomers,
} from '../schema/index.ts';
import { listed } from './listed.ts';

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

/** The select for how many customers the account has, as it was listed. */
export const selectListedCount = (db: Database, connectionId: string) =>
  db
    .select({ count: sql<number>`count(*)` })
    .from(listedStripeCustomers)
    .where(eq(listedStripeCustomers.connectionId, connectionId));

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
      link: {
        lostAt: stripeCustomers.lostAt,
        lostId: stripeCustomers.lostId,
        since: stripeCustomers.createdAt,
      },
      named: { name: proposedOne.name, email: proposedOne.email },
      linkedTo: { name: linkedOne.name, email: linkedOne.email },
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

/** What a client may be known by at Stripe, by its id. */
export type ClientKey = { readonly customerId: string; readonly by: ProposedBy; readonly key: string };

/** A Stripe customer that has a key of a client. */
export type AlikeRow = {
  readonly customerId: string;
  readonly by: ProposedBy;
  readonly stripeCustomerId: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly createdAt: number;
  readonly heldBy: string | null;
};

const COLUMN: Readonly<Record<ProposedBy, string>> = {
  external_id: 'names_client',
  email: 'email',
  name: 'name_key',
  domain: 'domain',
};

/** A name that more customers have than these, or a domain, says nothing about any of them. */
const MOST_ALIKE = 20;

/** The select for those of the account that have a key of one kind, a few for each. */
const selectAlikeBy = (db: Database, connectionId: string, by: ProposedBy, keys: readonly ClientKey[]) => {
  const column = sql.raw(COLUMN[by]);
  // The ids come from the index alone: SQLite would rather read all of a connection than look up each row.
  const ids = sql`select stripe_customer_id as id from listed_stripe_customers where connection_id = ${connectionId}
    and ${column} = json_extract(wanted.value, '$.key') and ${column} is not null limit ${MOST_ALIKE + 1}`;
  return db
    .select({
      customerId: sql<string>`json_extract(wanted.value, '$.customerId')`,
      found: sql<string>`(select json_group_array(json_object('stripeCustomerId', one.stripe_customer_id, 'name', one.name,
          'email', one.email, 'createdAt', one.created_at, 'heldBy', link.customer_id))
        from (${ids}) found cross join listed_stripe_customers one
          on one.connection_id = ${connectionId} and one.stripe_customer_id = found.id
        left join stripe_customers link on link.connection_id = ${connectionId}
          and link.stripe_customer_id = one.stripe_customer_id)`,
    })
    .from(sql`json_each(${JSON.stringify(keys)}) as wanted`);
};

type Found = Omit<AlikeRow, 'customerId' | 'by'>;

/** The account's customers that may be one of these clients, each once for every reason. */
export async function readAlike(
  db: Database,
  connectionId: string,
  keys: readonly ClientKey[],
): Promise<readonly AlikeRow[]> {
  const of = (by: ProposedBy) =>
    selectAlikeBy(
      db,
      connectionId,
      by,
      keys.filter((key) => key.by === by),
    );
  const [ids, emails, names, domains] = await db.batch([
    of('external_id'),
    of('email'),
    of('name'),
    of('domain'),
  ]);
  const read = (by: ProposedBy, rows: typeof ids): readonly AlikeRow[] =>
    rows.flatMap(({ customerId, found }) => {
      const all: readonly Found[] = JSON.parse(found);
      const saysNothing = all.length > MOST_ALIKE && (by === 'name' || by === 'domain');
      return saysNothing ? [] : all.map((one) => ({ ...one, customerId, by }));
    });
  return [
    ...read('external_id', ids),
    ...read('email', emails),
    ...read('name', names),
    ...read('domain', domains),
  ];
}

/** The select for clients that have one of these ids in another system, named as Stripe's metadata names them. */
export const selectByExternalIds = (
  db: Database,
  scope: Scope,
  ids: readonly { readonly key: string; readonly value: string }[],
) =>
  db
    .select({
      key: customerExternalIds.key,
      value: customerExternalIds.value,
      customerId: customerExternalIds.customerId,
    })
    .from(sql`json_each(${JSON.stringify(ids)}) as wanted`)
    .innerJoin(
      customerExternalIds,
      and(
        sql`${customerExternalIds.key} = json_extract(wanted.value, '$.key')`,
        sql`${customerExternalIds.value} = json_extract(wanted.value, '$.value')`,
      ),
    )
    .innerJoin(customers, eq(customers.id, customerExternalIds.customerId))
    .where(isClientOf(scope));

/** A test customer is none of a live account's clients, though it has the same ids. */
const isClientOf = ({ merchantId, livemode }: Scope): SQL =>
  sql`+${customers.merchantId} = ${merchantId} and +${customers.livemode} = ${Number(livemode)} and ${customers.erasedAt} is null`;

/** Those of these ids that are clients of a merchant in a mode. */
export const selectOwnClients = (db: Database, scope: Scope, ids: readonly string[]) =>
  db
    .select({ id: customers.id })
    .from(customers)
    .where(and(sql`${customers.id} in ${listed(ids)}`, isClientOf(scope)));

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
