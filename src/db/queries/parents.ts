import { and, asc, count, eq, isNotNull, ne, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import { customers, invoices, payments, slots } from '../schema/index.ts';
import { hasOwnOf } from './payer.ts';
import { alsoWithin } from './scoped.ts';

/** The select for a customer that is named as a parent, of this business and mode alone, for a read batch. */
export const selectNamedParent = (db: Database, scope: Scope, parentId: string) =>
  db
    .select({
      id: customers.id,
      name: customers.legalName,
      parentId: customers.parentId,
      erasedAt: customers.erasedAt,
    })
    .from(customers)
    .where(and(eq(customers.id, parentId), alsoWithin(customers, scope)));

/** The select for the customer that pays for one of this business and mode, for a read batch. */
export const selectParentOf = (db: Database, scope: Scope, customerId: string) =>
  db
    .select({ id: customers.id, name: customers.legalName })
    .from(customers)
    .where(
      and(
        sql`${customers.id} = (SELECT own.parent_id FROM customers own WHERE own.id = ${customerId})`,
        alsoWithin(customers, scope),
      ),
    );

/** The select for one of the customers that a customer pays for, for a read batch. */
export const selectAnyChild = (db: Database, customerId: string) =>
  db.select({ id: customers.id }).from(customers).where(eq(customers.parentId, customerId)).limit(1);

/** The select for whether a customer has something of its own switched on, for a read batch. */
export const selectHasOwn = (db: Database, customerId: string) =>
  db
    .select({ hasOwn: hasOwnOf(customerId) })
    .from(customers)
    .where(eq(customers.id, customerId));

/** The select for the open payments of a customer's invoices that another one pays, for a read batch. */
export const selectPaidByOthers = (db: Database, customerId: string) =>
  db
    .selectDistinct({ id: payments.id, state: payments.state })
    .from(invoices)
    .innerJoin(slots, eq(slots.invoiceId, invoices.id))
    .innerJoin(payments, eq(payments.id, slots.paymentId))
    .where(
      and(
        eq(invoices.customerId, customerId),
        eq(invoices.status, 'open'),
        ne(payments.customerId, customerId),
      ),
    );

const sentAndOpen = (customerId: string) =>
  and(eq(invoices.customerId, customerId), eq(invoices.status, 'open'), isNotNull(invoices.sentAt));

/** The selects for the invoices that a change of parent is about: the first so many, those charged soonest first, and how many. */
export const selectConcerned = (db: Database, customerId: string, most: number) =>
  [
    db
      .select()
      .from(invoices)
      .where(sentAndOpen(customerId))
      .orderBy(sql`${invoices.collectAt} IS NULL`, asc(invoices.collectAt), asc(invoices.id))
      .limit(most),
    db.select({ count: count() }).from(invoices).where(sentAndOpen(customerId)),
  ] as const;
