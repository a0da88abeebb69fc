import { and, desc, eq, isNotNull, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import { accountCreations, accountStatuses, connections, stripeCustomers } from '../schema/index.ts';
import { isActive, selectConnectionOfAccount } from './active-connection.ts';
import { listed } from './listed.ts';

/** A business has had few accounts. */
const MOST_ACCOUNTS = 50;

/** The select for all connections that a business has had in a mode, the newest first, with what their account is called. */
export const selectConnections = (db: Database, { merchantId, livemode }: Scope) =>
  db
    .select({ connection: connections, status: accountStatuses.status })
    .from(connections)
    .leftJoin(accountStatuses, eq(accountStatuses.connectionId, connections.id))
    .where(and(eq(connections.merchantId, merchantId), eq(connections.livemode, livemode)))
    .orderBy(desc(connections.id))
    .limit(MOST_ACCOUNTS);

/**
 * Whether another business is connected to an account in a mode: by its id, or since it is the account of the deployment's own
 * key.
 */
export async function isAccountTaken(
  db: Database,
  { account, livemode, merchantId }: Scope & { readonly account: string },
): Promise<boolean> {
  const others = sql`${connections.merchantId} <> ${merchantId}`;
  const [named, [own]] = await db.batch([
    selectConnectionOfAccount(db, { account, livemode }),
    db
      .select({
        merchantId: connections.merchantId,
        accountId: sql`${accountStatuses.status} ->> 'accountId'`,
      })
      .from(connections)
      .innerJoin(accountStatuses, eq(accountStatuses.connectionId, connections.id))
      .where(and(eq(connections.account, 'self'), eq(connections.livemode, livemode), isActive, others)),
  ]);
  if (own?.accountId === account) return true;
  const [found] = named;
  if (found === undefined) return false;
  const [row] = await db
    .select({ id: connections.id })
    .from(connections)
    .where(and(eq(connections.id, found.id), others));
  return row !== undefined;
}

/** Whether another business was connected to an account in a mode, and is no more. */
export async function wasAnothers(
  db: Database,
  { account, livemode, merchantId }: Scope & { readonly account: string },
): Promise<boolean> {
  const rows = await db
    .select({ id: connections.id })
    .from(connections)
    .where(
      and(
        eq(connections.account, account),
        eq(connections.livemode, livemode),
        sql`${connections.merchantId} <> ${merchantId} AND ${connections.state} <> 'active'`,
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/** Whether an account was ever connected here in a mode, whoever's it was: what was paid through it is still asked about. */
export async function wasEverConnected(
  db: Database,
  { account, livemode }: { readonly account: string; readonly livemode: boolean },
): Promise<boolean> {
  const rows = await db
    .select({ id: connections.id })
    .from(connections)
    .where(and(eq(connections.account, account), eq(connections.livemode, livemode)))
    .limit(1);
  return rows.length > 0;
}

/** The newest account that Stripe made for a business and that it was never connected to: its worker died in between. */
export async function findUnconnectedAccount(
  db: Database,
  { merchantId, livemode }: Scope,
): Promise<string | null> {
  const [row] = await db
    .select({ account: accountCreations.account })
    .from(accountCreations)
    .where(
      and(
        eq(accountCreations.merchantId, merchantId),
        eq(accountCreations.livemode, livemode),
        isNotNull(accountCreations.account),
        sql`NOT EXISTS (SELECT 1 FROM connections c WHERE c.account = ${accountCreations.account} AND c.livemode = ${accountCreations.livemode})`,
      ),
    )
    .orderBy(desc(accountCreations.id))
    .limit(1);
  return row?.account ?? null;
}

/** Whether the business was told of a trouble with its account, in whatever mode, that is not over. */
export async function isAccountTroubled(
  db: Database,
  merchantId: string,
  accountId: string,
): Promise<boolean> {
  const rows = await db
    .select({ id: connections.id })
    .from(connections)
    .innerJoin(accountStatuses, eq(accountStatuses.connectionId, connections.id))
    .where(
      and(
        eq(connections.merchantId, merchantId),
        isActive,
        isNotNull(accountStatuses.told),
        sql`${accountStatuses.status} ->> 'accountId' = ${accountId}`,
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/** The creation that a business has asked for and that Stripe has not answered. */
export const selectOpenCreation = (db: Database, { merchantId, livemode }: Scope) =>
  db
    .select()
    .from(accountCreations)
    .where(
      and(
        eq(accountCreations.merchantId, merchantId),
        eq(accountCreations.livemode, livemode),
        sql`${accountCreations.account} IS NULL AND ${accountCreations.refusal} IS NULL`,
      ),
    );

/** How many of these Stripe customers are mapped on a connection. */
export async function mappedAmong(
  db: Database,
  connectionId: string,
  stripeCustomerIds: readonly string[],
): Promise<number> {
  const [row] = await db
    .select({ mapped: sql<number>`count(*)` })
    .from(stripeCustomers)
    .where(
      and(
        eq(stripeCustomers.connectionId, connectionId),
        sql`${stripeCustomers.stripeCustomerId} IN ${listed(stripeCustomerIds)}`,
      ),
    );
  return row?.mapped ?? 0;
}
