import { and, eq, lte, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/scope.ts';
import type { Database, Statement } from '../database.ts';
import { listed } from '../queries/listed.ts';
import { within } from '../queries/scoped.ts';
import { monthlyStatements, statementRuns } from '../schema/index.ts';
import type { Bite } from './retention.ts';

export type StatementRun = typeof statementRuns.$inferSelect;
export type MonthlyStatement = typeof monthlyStatements.$inferSelect;
type Due = { readonly dueBy: number; readonly until: number };
type Key = Pick<MonthlyStatement, 'customerId' | 'month'>;

/** Begins a business's statements with a month. */
export const startRun = (
  db: Database,
  scope: Scope,
  begins: Pick<StatementRun, 'month' | 'dueAt'>,
): Statement =>
  db
    .insert(statementRuns)
    .values({ ...scope, ...begins })
    .onConflictDoUpdate({
      target: [statementRuns.merchantId, statementRuns.livemode],
      set: { ...begins, opening: null, afterId: '' },
    });

export const endRun = (db: Database, scope: Scope): Statement =>
  db.delete(statementRuns).where(within(statementRuns, scope));

/** Takes a run that is due, so that nobody else does it; undefined where somebody has. */
export async function takeRun(db: Database, scope: Scope, due: Due): Promise<StatementRun | undefined> {
  const [run] = await db
    .update(statementRuns)
    .set({ dueAt: due.until })
    .where(and(within(statementRuns, scope), lte(statementRuns.dueAt, due.dueBy)))
    .returning();
  return run;
}

const movedRun = (db: Database, run: StatementRun, to: Partial<StatementRun>): Statement =>
  db
    .update(statementRuns)
    .set(to)
    .where(
      and(
        within(statementRuns, run),
        eq(statementRuns.month, run.month),
        eq(statementRuns.afterId, run.afterId),
      ),
    );

/** Moves a run on, unless another worker did or it was begun anew. */
export async function moveRun(db: Database, run: StatementRun, to: Partial<StatementRun>): Promise<void> {
  await movedRun(db, run, to);
}

type Noted = { readonly customerIds: readonly string[]; readonly month: string; readonly at: number };

/**
 * Notes customers whose statements are due, and moves their run on. One that was noted stays as it is, and one that is gone
 * is left out.
 */
export async function noteCustomers(
  db: Database,
  run: StatementRun,
  { customerIds, month, at }: Noted,
  to: Partial<StatementRun>,
): Promise<void> {
  await db.batch([
    db
      .insert(monthlyStatements)
      .select(
        sql`SELECT c.id, ${month}, ${run.month}, c.merchant_id, c.livemode, NULL, ${at}, ${at}
          FROM json_each(${JSON.stringify(customerIds)}) given JOIN customers c ON c.id = given.value WHERE true`,
      )
      .onConflictDoNothing(),
    movedRun(db, run, to),
  ]);
}

/** Notes that runs of a mode are in the queue until an instant; returns the businesses of those that were still due. */
export async function holdRuns(
  db: Database,
  livemode: boolean,
  merchantIds: readonly string[],
  { dueBy, until }: Due,
): Promise<readonly string[]> {
  const held = await db
    .update(statementRuns)
    .set({ dueAt: until })
    .where(
      and(
        sql`${statementRuns.merchantId} IN ${listed(merchantIds)}`,
        eq(statementRuns.livemode, livemode),
        lte(statementRuns.dueAt, dueBy),
      ),
    )
    .returning({ merchantId: statementRuns.merchantId });
  return held.map(({ merchantId }) => merchantId);
}

const ofThis = ({ customerId, month }: Key) =>
  and(eq(monthlyStatements.customerId, customerId), eq(monthlyStatements.month, month));

/** Takes a statement that is due, so that nobody else decides it; undefined where somebody has. */
export async function takeStatement(
  db: Database,
  key: Key,
  { dueBy, until }: Due,
): Promise<MonthlyStatement | undefined> {
  const [taken] = await db
    .update(monthlyStatements)
    .set({ dueAt: until })
    .where(and(ofThis(key), lte(monthlyStatements.dueAt, dueBy)))
    .returning();
  return taken;
}

/** Says what was decided of a statement. */
export const decideStatement = (
  db: Database,
  key: Key,
  outcome: NonNullable<MonthlyStatement['outcome']>,
): Statement =>
  db
    .update(monthlyStatements)
    .set({ outcome, dueAt: null })
    .where(and(ofThis(key), sql`${monthlyStatements.outcome} IS NULL`));

/** Notes that statements, each `customer/month`, are in the queue until an instant; returns those that were still due. */
export async function holdStatements(
  db: Database,
  keys: readonly string[],
  { dueBy, until }: Due,
): Promise<readonly string[]> {
  const held = await db
    .update(monthlyStatements)
    .set({ dueAt: until })
    .where(
      and(
        sql`(customer_id, month) IN (SELECT substr(value, 1, instr(value, '/') - 1), substr(value, instr(value, '/') + 1)
          FROM json_each(${JSON.stringify(keys)}))`,
        lte(monthlyStatements.dueAt, dueBy),
      ),
    )
    .returning({ customerId: monthlyStatements.customerId, month: monthlyStatements.month });
  return held.map(({ customerId, month }) => `${customerId}/${month}`);
}

/** Forgets statements that were decided long ago: their business has gone on to later months. */
export async function deleteOldStatements(db: Database, { before, most }: Bite): Promise<number> {
  const gone = await db
    .delete(monthlyStatements)
    .where(
      sql`(customer_id, month) IN (SELECT customer_id, month FROM monthly_statements
        WHERE created_at < ${before} AND outcome IS NOT NULL ORDER BY created_at LIMIT ${most})`,
    )
    .returning({ month: monthlyStatements.month });
  return gone.length;
}
