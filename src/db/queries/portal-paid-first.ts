import { and, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { invoices } from '../schema/index.ts';
import { planOf } from './plan.ts';
import { isOpenOf, type OwnerScope } from './portal-invoices.ts';
import { alsoWithin } from './scoped.ts';

/** Whether a payment for the invoice is on its way, whatever its own row says so far. */
const IS_MOVING: SQL<boolean> = sql`EXISTS (SELECT 1 FROM payment_targets AS target
  JOIN payments AS moving ON moving.id = target.payment_id
  WHERE target.invoice_id = invoices.id AND moving.state IN ('processing', 'verifying'))`.mapWith(Boolean);

/** Of each currency so many of an owner's open invoices as are paid at once: those due first, as a payment of all takes them. */
export const selectPaidFirst = (db: Database, owner: OwnerScope, most: number) =>
  db
    .select({ invoice: invoices, plan: planOf(invoices.id), isMoving: IS_MOVING })
    .from(invoices)
    .where(
      and(
        sql`invoices.rowid IN (SELECT place FROM (SELECT rowid AS place,
          row_number() OVER (PARTITION BY currency ORDER BY due_at IS NULL, due_at, id) AS turn
          FROM invoices WHERE ${isOpenOf(owner)}) WHERE turn <= ${most})`,
        alsoWithin(invoices, owner),
      ),
    );
