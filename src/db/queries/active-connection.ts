import { and, type Column, eq, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import { connections, customers, invoices } from '../schema/index.ts';

/**
 * A connection that new money may move through. Refunds and disputes also run on ended ones. A literal, as the indexes have
 * it: with a bound value, SQLite would not use them.
 */
export const isActive = sql`${connections.state} = 'active'`;

type Owner = {
  readonly merchantId: string | Column;
  readonly livemode: boolean | Column;
};

/** The active connection of a merchant in a mode, at most one, by values or by joined columns. */
export const activeConnectionOf = ({ merchantId, livemode }: Owner) =>
  and(eq(connections.merchantId, merchantId), eq(connections.livemode, livemode), isActive);

/** Joins a customer with the active connection of its merchant, in its mode. */
export const connectionOfCustomer = activeConnectionOf(customers);

/** Joins an invoice with the active connection of its merchant, in its mode. */
export const connectionOfInvoice = activeConnectionOf(invoices);

/** The select for the active connection of a merchant in a mode, for a read batch. */
export const selectActiveConnection = (db: Database, { merchantId, livemode }: Scope) =>
  db.select().from(connections).where(activeConnectionOf({ merchantId, livemode }));

/** The select for the active connection of an account at Stripe (`self` for the deployment's own) in a mode, at most one. */
export const selectConnectionOfAccount = (
  db: Database,
  { account, livemode }: { readonly account: string; readonly livemode: boolean },
) =>
  db
    .select({ id: connections.id })
    .from(connections)
    .where(and(eq(connections.account, account), eq(connections.livemode, livemode), isActive));
