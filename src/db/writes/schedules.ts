import { and, eq, lte, sql } from 'drizzle-orm';
import type { Database, Statement } from '../database.ts';
import { listed } from '../queries/listed.ts';
import { schedulePeriods, scheduleQuantities, schedules, scheduleTerms } from '../schema/index.ts';
import { insertMany } from './insert-many.ts';

export type Schedule = typeof schedules.$inferSelect;
export type SchedulePeriod = typeof schedulePeriods.$inferSelect;
type Due = { readonly dueBy: number; readonly until: number };

export const insertSchedule = (db: Database, row: typeof schedules.$inferInsert): Statement =>
  db.insert(schedules).values(row);

export const updateSchedule = (db: Database, scheduleId: string, set: Partial<Schedule>): Statement =>
  db.update(schedules).set(set).where(eq(schedules.id, scheduleId));

export const insertScheduleTerms = (db: Database, row: typeof scheduleTerms.$inferInsert): Statement =>
  db.insert(scheduleTerms).values(row);

/** Its key is the lock: a period that was dealt with fails the whole batch. */
export const insertPeriod = (db: Database, row: typeof schedulePeriods.$inferInsert): Statement =>
  db.insert(schedulePeriods).values(row);

export const insertPeriods = (
  db: Database,
  rows: readonly (typeof schedulePeriods.$inferInsert)[],
): Statement => insertMany(db, schedulePeriods, rows);

type PeriodKey = Pick<SchedulePeriod, 'scheduleId' | 'number' | 'part'>;

const isPeriod = ({ scheduleId, number, part }: PeriodKey) =>
  and(
    eq(schedulePeriods.scheduleId, scheduleId),
    eq(schedulePeriods.number, number),
    eq(schedulePeriods.part, part),
  );

/** The period's invoice is gone for good, and another one takes its place. */
export const replaceInvoiceOfPeriod = (
  db: Database,
  key: PeriodKey,
  { invoiceId, attempt }: Pick<SchedulePeriod, 'invoiceId' | 'attempt'>,
): Statement => db.update(schedulePeriods).set({ invoiceId, attempt, problem: null }).where(isPeriod(key));

/** Says why what a schedule made could not be sent; null once it was. */
export async function notePeriodProblem(db: Database, key: PeriodKey, problem: string | null): Promise<void> {
  await db.update(schedulePeriods).set({ problem }).where(isPeriod(key));
}

/** A later report of the same period and meter replaces the one before. */
export const reportQuantity = (db: Database, row: typeof scheduleQuantities.$inferInsert): Statement =>
  db
    .insert(scheduleQuantities)
    .values(row)
    .onConflictDoUpdate({
      target: [scheduleQuantities.scheduleId, scheduleQuantities.number, scheduleQuantities.meter],
      set: { quantity: row.quantity, reportedAt: row.reportedAt },
    });

type Lease = { readonly dueBy: number; readonly now: number; readonly leaseMs: number };

/**
 * Takes a schedule that is due, so that nobody else works on it, and counts that; undefined where somebody has. Each time that
 * its worker did not end, it rests for twice as long.
 */
export async function takeSchedule(
  db: Database,
  scheduleId: string,
  { dueBy, now, leaseMs }: Lease,
): Promise<Pick<Schedule, 'tries'> | undefined> {
  const [taken] = await db
    .update(schedules)
    .set({
      checkAt: sql`${now} + ${leaseMs} * (1 << min(${schedules.tries}, 8))`,
      tries: sql`${schedules.tries} + 1`,
    })
    .where(and(eq(schedules.id, scheduleId), lte(schedules.checkAt, dueBy)))
    .returning({ tries: schedules.tries });
  return taken;
}

/** Has a schedule rest until an instant, unless somebody changed it since it was read. */
export async function restSchedule(
  db: Database,
  { id, nextNumber, updatedAt }: Pick<Schedule, 'id' | 'nextNumber' | 'updatedAt'>,
  checkAt: number,
): Promise<void> {
  await db
    .update(schedules)
    .set({ checkAt, tries: 0 })
    .where(
      and(
        eq(schedules.id, id),
        eq(schedules.nextNumber, nextNumber),
        eq(schedules.updatedAt, updatedAt),
        sql`${schedules.checkAt} IS NOT NULL`,
      ),
    );
}

/** Notes that schedules are in the queue until an instant; returns those that were still due. */
export async function holdSchedules(
  db: Database,
  ids: readonly string[],
  { dueBy, until }: Due,
): Promise<readonly string[]> {
  const held = await db
    .update(schedules)
    .set({ checkAt: until })
    .where(and(sql`${schedules.id} IN ${listed(ids)}`, lte(schedules.checkAt, dueBy)))
    .returning({ id: schedules.id });
  return held.map(({ id }) => id);
}
