import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { ProposedBy } from '../../domain/mapping/propose.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import { customerExternalIds, customers } from '../schema/index.ts';
import { listed } from './listed.ts';

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
