import { and, asc, eq, gt, gte, lt, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import { bulkActs, bulkRows, customers, invoices, memberships } from '../schema/index.ts';
import { LAST_SEQ } from './last-seq.ts';
import { listed } from './listed.ts';
import { alsoWithin, within } from './scoped.ts';
import type { ListPlan } from './staff-invoices.ts';

/** The list of just these invoices, if they are the business's. */
export const planIds = (scope: Scope, ids: readonly string[]): ListPlan => ({
  order: { by: 'createdAt', direction: 'desc' },
  indexed: [alsoWithin(invoices, scope), sql`${invoices.id} IN ${listed(ids)}`],
  asked: [],
});

/** The select for the last entries of invoices' journals. */
export const selectSeqs = (db: Database, ids: readonly string[]) =>
  db
    .select({ id: invoices.id, seq: LAST_SEQ })
    .from(invoices)
    .where(sql`${invoices.id} IN ${listed(ids)}`);

/** The select for one act. */
export const selectBulkAct = (db: Database, scope: Scope, bulkId: string) =>
  db
    .select()
    .from(bulkActs)
    .where(and(within(bulkActs, scope), eq(bulkActs.id, bulkId)));

/** The select for how many of its invoices are in which state. */
export const selectBulkCounts = (db: Database, bulkId: string) =>
  db
    .select({ state: bulkRows.state, rows: sql<number>`count(*)` })
    .from(bulkRows)
    .where(eq(bulkRows.bulkId, bulkId))
    .groupBy(bulkRows.state);

type Page = { readonly bulkId: string; readonly after: number; readonly limit: number };

/** The select for a page of its invoices, in the order in which they were chosen, and one beyond it. */
export const selectBulkRows = (db: Database, { bulkId, after, limit }: Page) =>
  db
    .select({
      row: bulkRows,
      series: invoices.series,
      numberValue: invoices.numberValue,
      customer: customers.legalName,
      currency: invoices.currency,
      amountDue: invoices.amountDue,
    })
    .from(bulkRows)
    .leftJoin(invoices, eq(invoices.id, bulkRows.invoiceId))
    .leftJoin(customers, eq(customers.id, invoices.customerId))
    .where(and(eq(bulkRows.bulkId, bulkId), gt(bulkRows.position, after)))
    .orderBy(asc(bulkRows.position))
    .limit(limit + 1);

/** What a job works on: the act, who began it with their role now, and a part of its invoices that wait. */
export async function readBulkPart(db: Database, bulkId: string, from: number, before: number) {
  const [[act], rows] = await db.batch([
    db
      .select({ act: bulkActs, role: memberships.role })
      .from(bulkActs)
      .leftJoin(
        memberships,
        and(eq(memberships.merchantId, bulkActs.merchantId), eq(memberships.personId, bulkActs.personId)),
      )
      .where(eq(bulkActs.id, bulkId)),
    db
      .select()
      .from(bulkRows)
      .where(and(eq(bulkRows.bulkId, bulkId), gte(bulkRows.position, from), lt(bulkRows.position, before)))
      .orderBy(asc(bulkRows.position)),
  ]);
  return act === undefined ? null : { ...act, rows: rows.filter(({ state }) => state === 'waiting') };
}

export type BulkPart = NonNullable<Awaited<ReturnType<typeof readBulkPart>>>;
