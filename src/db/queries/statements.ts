import { and, asc, eq, gt, isNull, lte, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import { customers, invoices, merchants, monthlyStatements, statementRuns } from '../schema/index.ts';
import { overdueLeft } from './plan.ts';
import { isOwners, type OwnerScope } from './portal-invoices.ts';
import { alsoWithin, within } from './scoped.ts';

/** The select for businesses of a mode that are due to have their customers' statements noted. */
export const selectRunsDue = (db: Database, livemode: boolean, now: number) =>
  db
    .select({ merchantId: statementRuns.merchantId })
    .from(statementRuns)
    .where(and(lte(statementRuns.dueAt, now), sql`+${statementRuns.livemode} = ${Number(livemode)}`));

/** The select for statements of a mode that are due to be decided. */
export const selectStatementsDue = (db: Database, livemode: boolean, now: number) =>
  db
    .select({
      customerId: monthlyStatements.customerId,
      month: monthlyStatements.month,
      merchantId: monthlyStatements.merchantId,
    })
    .from(monthlyStatements)
    .where(and(lte(monthlyStatements.dueAt, now), sql`+${monthlyStatements.livemode} = ${Number(livemode)}`));

/** The next customers of a business after one with somebody who may get statements, in the order of their ids. */
export const selectWithStatements = (db: Database, scope: Scope, after: string, limit: number) =>
  db
    .select({ id: customers.id })
    .from(customers)
    .where(
      and(
        within(customers, scope),
        gt(customers.id, after),
        // Spelled exactly as in the index.
        sql`instr(contacts, '"statements"') > 0`,
        isNull(customers.erasedAt),
      ),
    )
    .orderBy(asc(customers.id))
    .limit(limit);

const CHILD_IDS = sql<readonly string[]>`(SELECT json_group_array(child.id) FROM customers child
  WHERE child.parent_id = customers.id)`.mapWith((text: string): readonly string[] => JSON.parse(text));

/** The select for whom a statement is made for: a customer, those that it pays for, and its business, for a read batch. */
export const selectStated = (db: Database, customerId: string) =>
  db
    .select({ customer: customers, merchant: merchants, childIds: CHILD_IDS })
    .from(customers)
    .innerJoin(merchants, eq(merchants.id, customers.merchantId))
    .where(eq(customers.id, customerId));

/** The select for a statement that is not decided yet, for a read batch. */
export const selectUndecided = (db: Database, customerId: string, month: string) =>
  db
    .select()
    .from(monthlyStatements)
    .where(
      and(
        eq(monthlyStatements.customerId, customerId),
        eq(monthlyStatements.month, month),
        isNull(monthlyStatements.outcome),
      ),
    );

/** What of an owner's invoices is overdue at an instant, by currency: minor units. */
export const selectOverdueSums = (db: Database, owner: OwnerScope, now: number) =>
  db
    .select({
      currency: invoices.currency,
      amount: sql<number>`sum(${overdueLeft(now)})`,
    })
    .from(invoices)
    .where(
      and(
        isOwners(invoices.customerId, owner),
        alsoWithin(invoices, owner),
        // As the index of what is open has it.
        sql`status = 'open'`,
        lte(invoices.dueAt, now),
        sql`${invoices.amountPaid} < ${invoices.amountDue}`,
        sql`${invoices.paymentStatus} NOT IN ('processing', 'disputed')`,
      ),
    )
    .groupBy(invoices.currency);
