import { and, count, eq, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { invoices } from '../schema/index.ts';
import { paidBy } from './payer.ts';
import { isOwners, MOST_OPEN, type OwnerScope, openRows, ownedBy } from './portal-invoices.ts';
import { alsoWithin } from './scoped.ts';

/** The invoices of an owner that wait for a choice, at most {@link MOST_OPEN}. */
const waitingOf = ({ customerId }: OwnerScope): SQL =>
  sql`(SELECT invoice_id FROM invoice_choices WHERE customer_id = ${customerId} AND choice IS NULL LIMIT ${MOST_OPEN})`;

/** That an invoice is open and its owner's to choose for: those that wait, however many are open before them, and the others. */
export const isToChoose = (owner: OwnerScope): SQL | undefined =>
  and(
    sql`invoices.rowid IN (SELECT rowid FROM (${openRows(owner)})
      UNION ALL SELECT rowid FROM invoices WHERE id IN ${waitingOf(owner)})`,
    // Unary pluses leave SQLite no other index.
    isOwners(sql`+${invoices.customerId}`, owner),
    alsoWithin(invoices, owner),
    paidBy(owner.customerId),
    sql`+${invoices.status} = 'open'`,
  );

/** The select for how many of an owner's open invoices wait for the choice that a method on file asked for. */
export const selectUnanswered = (db: Database, owner: OwnerScope) =>
  db
    .select({ waiting: count() })
    .from(invoices)
    .where(
      and(
        sql`invoices.id IN ${waitingOf(owner)}`,
        ownedBy(owner),
        paidBy(owner.customerId),
        eq(invoices.status, 'open'),
      ),
    );
