import { type AnyColumn, and, ne, type SQL, sql } from 'drizzle-orm';
import { invoices } from '../schema/index.ts';
import { listed } from './listed.ts';
import { alsoWithin } from './scoped.ts';

/** Whose rows are read; a row must match all three, whichever of its customers it is of. */
export type OwnerScope = {
  readonly customerId: string;
  /** The customers that it pays for: their invoices are shown to it, and never its own to them. */
  readonly childIds?: readonly string[] | undefined;
  readonly merchantId: string;
  readonly livemode: boolean;
};

/** That a column names the owner, or a customer that it pays for. */
export const isOwners = (column: AnyColumn | SQL, { customerId, childIds = [] }: OwnerScope): SQL =>
  childIds.length === 0
    ? sql`${column} = ${customerId}`
    : sql`${column} in ${listed([customerId, ...childIds])}`;

/** An owner's invoices without drafts, which only the business may see. */
export const ownedBy = (owner: OwnerScope): SQL | undefined =>
  and(isOwners(invoices.customerId, owner), alsoWithin(invoices, owner), ne(invoices.status, 'draft'));

/** So many open invoices of an owner are summed, planned and asked about at once; the list pages through all of them. */
export const MOST_OPEN = 1_000;

/**
 * The places of an owner's open invoices, the oldest of each customer first, as that index has them: they are read as far as
 * {@link MOST_OPEN}.
 */
export const openRows = (owner: OwnerScope): SQL =>
  sql`SELECT rowid FROM invoices INDEXED BY invoices_customer_status
    WHERE ${isOwners(invoices.customerId, owner)} AND status = 'open' LIMIT ${MOST_OPEN}`;

/** That an invoice is one of those. */
export const isOpenOf = (owner: OwnerScope): SQL =>
  sql`invoices.rowid IN (${openRows(owner)}) AND ${alsoWithin(invoices, owner)}`;
