import { and, asc, desc, eq, gt, gte, isNull, lt, lte, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import {
  connections,
  customers,
  invoices,
  journal,
  merchants,
  schedulePeriods,
  scheduleQuantities,
  schedules,
  scheduleTerms,
} from '../schema/index.ts';
import { activeConnectionOf } from './active-connection.ts';
import type { Page } from './invoices.ts';
import { listed } from './listed.ts';
import { packed } from './packed.ts';
import { alsoWithin, within } from './scoped.ts';

/** More versions of terms than one period has are not read. */
const MOST_TERMS = 50;

/** The select for a schedule with its business, customer and active connection, for a read batch. */
export const selectSchedule = (db: Database, scope: Scope, scheduleId: string) =>
  withParties(db).where(and(eq(schedules.id, scheduleId), alsoWithin(schedules, scope)));

/** The same for a job, which knows no business. */
export const selectScheduleOfJob = (db: Database, livemode: boolean, scheduleId: string) =>
  withParties(db).where(and(eq(schedules.id, scheduleId), eq(schedules.livemode, livemode)));

const withParties = (db: Database) =>
  db
    .select({
      schedule: schedules,
      merchant: packed(merchants),
      customer: packed(customers),
      connectionId: connections.id,
    })
    .from(schedules)
    .innerJoin(merchants, eq(merchants.id, schedules.merchantId))
    .innerJoin(customers, eq(customers.id, schedules.customerId))
    .leftJoin(connections, activeConnectionOf(schedules));

/** The select for a schedule's terms, the newest first, for a read batch. */
export const selectScheduleTerms = (db: Database, scheduleId: string) =>
  db
    .select()
    .from(scheduleTerms)
    .where(eq(scheduleTerms.scheduleId, scheduleId))
    .orderBy(desc(scheduleTerms.version))
    .limit(MOST_TERMS);

/** The number of a schedule's next period. */
const nextNumberOf = (scheduleId: string) =>
  sql`(SELECT next_number FROM schedules WHERE id = ${scheduleId})`;

/** The select for periods that were left out ahead of their time, for a read batch. */
export const selectSkippedAhead = (db: Database, scheduleId: string) =>
  db
    .select({ number: schedulePeriods.number })
    .from(schedulePeriods)
    .where(
      and(
        eq(schedulePeriods.scheduleId, scheduleId),
        gte(schedulePeriods.number, nextNumberOf(scheduleId)),
        eq(schedulePeriods.part, 0),
      ),
    )
    .orderBy(asc(schedulePeriods.number));

/** The select for what was counted in a schedule's next period and those after it, for a read batch. */
export const selectQuantitiesAhead = (db: Database, scheduleId: string) =>
  db
    .select()
    .from(scheduleQuantities)
    .where(
      and(
        eq(scheduleQuantities.scheduleId, scheduleId),
        gte(scheduleQuantities.number, nextNumberOf(scheduleId)),
      ),
    )
    .orderBy(asc(scheduleQuantities.number), asc(scheduleQuantities.meter));

/** The select for the parts of one period that were dealt with, the newest first, for a read batch. */
export const selectPeriod = (db: Database, scheduleId: string, number: number) =>
  db
    .select()
    .from(schedulePeriods)
    .where(and(eq(schedulePeriods.scheduleId, scheduleId), eq(schedulePeriods.number, number)))
    .orderBy(desc(schedulePeriods.part));

/** The select for what was counted in one period, for a read batch. */
export const selectQuantitiesOf = (db: Database, scheduleId: string, number: number) =>
  db
    .select()
    .from(scheduleQuantities)
    .where(and(eq(scheduleQuantities.scheduleId, scheduleId), eq(scheduleQuantities.number, number)));

/** The select for periods that were dealt with, the newest first, with how their invoices stand. */
export const selectPeriods = (
  db: Database,
  scheduleId: string,
  { before, limit }: { readonly before: number | null; readonly limit: number },
) =>
  db
    .select({
      period: schedulePeriods,
      invoice: {
        status: invoices.status,
        paymentStatus: invoices.paymentStatus,
        amountDue: invoices.amountDue,
        amountPaid: invoices.amountPaid,
        series: invoices.series,
        numberValue: invoices.numberValue,
      },
    })
    .from(schedulePeriods)
    .leftJoin(invoices, eq(invoices.id, schedulePeriods.invoiceId))
    .where(
      and(
        eq(schedulePeriods.scheduleId, scheduleId),
        ...(before === null ? [] : [lt(schedulePeriods.number, before)]),
      ),
    )
    .orderBy(desc(schedulePeriods.number), desc(schedulePeriods.part))
    .limit(limit);

/** The select for schedules of a mode that are due to be looked at, for a read batch. */
export const selectSchedulesDue = (db: Database, livemode: boolean, now: number) =>
  db
    .select({ id: schedules.id, merchantId: schedules.merchantId })
    .from(schedules)
    .where(
      and(
        sql`${schedules.checkAt} IS NOT NULL`,
        lte(schedules.checkAt, now),
        sql`+${schedules.livemode} = ${Number(livemode)}`,
      ),
    )
    .orderBy(asc(schedules.checkAt));

export type ScheduleFilters = {
  readonly customerId: string | null;
  /** That a person has to answer or to mend. */
  readonly waiting: boolean;
};

/** The select for a page of a business's schedules, and one row beyond it. */
export const selectSchedules = (
  db: Database,
  scope: Scope,
  { customerId, waiting }: ScheduleFilters,
  { startingAfter, limit }: Page,
) =>
  db
    .select({ schedule: schedules, customerName: customers.legalName })
    .from(schedules)
    .innerJoin(customers, eq(customers.id, schedules.customerId))
    .where(
      and(
        customerId === null ? within(schedules, scope) : alsoWithin(schedules, scope),
        ...(customerId === null ? [] : [eq(schedules.customerId, customerId)]),
        // A literal, as its index has it.
        ...(waiting
          ? [
              sql`${schedules.status} <> 'ended' AND (${schedules.asksThrough} IS NOT NULL OR ${schedules.problems} IS NOT NULL)`,
            ]
          : []),
        ...(startingAfter === null ? [] : [gt(schedules.id, startingAfter)]),
      ),
    )
    .orderBy(asc(schedules.id))
    .limit(limit + 1);

const withTerms = (db: Database) =>
  db
    .select({ schedule: schedules, customerName: customers.legalName, terms: scheduleTerms.terms })
    .from(schedules)
    .innerJoin(customers, eq(customers.id, schedules.customerId))
    .innerJoin(
      scheduleTerms,
      and(eq(scheduleTerms.scheduleId, schedules.id), eq(scheduleTerms.version, schedules.termsVersion)),
    );

/** The select for a page of a business's schedules with their newest terms, and one row beyond it. */
export const selectSchedulesWithTerms = (db: Database, scope: Scope, { startingAfter, limit }: Page) =>
  withTerms(db)
    .where(
      and(within(schedules, scope), ...(startingAfter === null ? [] : [gt(schedules.id, startingAfter)])),
    )
    .orderBy(asc(schedules.id))
    .limit(limit + 1);

/** The select for schedules by their ids with their newest terms. */
export const selectSchedulesById = (db: Database, scope: Scope, ids: readonly string[]) =>
  withTerms(db).where(and(sql`${schedules.id} IN ${listed(ids)}`, alsoWithin(schedules, scope)));

export type KeyedSchedule = {
  readonly key: string;
  readonly id: string;
  /** A hash of what the file said that made it; null where none did. */
  readonly content: string | null;
};

/** The schedules of a business that have one of these ids, here or in another system. One statement. */
export const readKeyedSchedules = (
  db: Database,
  { merchantId, livemode }: Scope,
  keys: readonly string[],
): Promise<KeyedSchedule[]> => {
  const given = JSON.stringify(keys);
  const content = sql`(SELECT j.data ->> 'content' FROM journal j WHERE j.stream_type = 'schedule' AND j.stream_id = s.id AND j.seq = 1)`;
  return db.all<KeyedSchedule>(sql`
    SELECT given.value AS key, s.id AS id, ${content} AS content FROM json_each(${given}) given
      CROSS JOIN schedules s ON s.id = given.value
      WHERE +s.merchant_id = ${merchantId} AND +s.livemode = ${Number(livemode)}
    UNION ALL
    SELECT given.value, s.id, ${content} FROM json_each(${given}) given
      CROSS JOIN schedules s ON s.merchant_id = ${merchantId} AND s.livemode = ${Number(livemode)}
        AND s.external_id = given.value AND s.external_id IS NOT NULL`);
};

/** What schedules come to together. */
const COMES_TO = {
  currency: schedules.currency,
  unit: schedules.unit,
  every: schedules.every,
  amount: sql<number>`sum(${schedules.amount})`,
  count: sql<number>`count(*)`,
};

/** The select for what active schedules come to, by currency and cadence. */
export const selectRecurring = (db: Database, scope: Scope) =>
  db
    .select(COMES_TO)
    .from(schedules)
    // A literal, as its index has it.
    .where(and(within(schedules, scope), sql`${schedules.status} = 'active'`))
    .groupBy(schedules.currency, schedules.unit, schedules.every);

/** The select for what schedules that ended since an instant (ms) came to, by currency and cadence. */
export const selectGone = (db: Database, scope: Scope, since: number) =>
  db
    .select(COMES_TO)
    .from(schedules)
    .where(
      and(
        within(schedules, scope),
        // A literal, as its index has it.
        sql`${schedules.status} = 'ended'`,
        gte(schedules.endedAt, since),
        isNull(schedules.succeededBy),
      ),
    )
    .groupBy(schedules.currency, schedules.unit, schedules.every);

/** The select for open invoices that schedules made and that could not be collected, by currency. */
export const selectFailedRenewals = (db: Database, scope: Scope) =>
  db
    .select({
      currency: invoices.currency,
      amount: sql<number>`sum(${invoices.amountDue} - ${invoices.amountPaid})`,
      count: sql<number>`count(*)`,
    })
    .from(invoices)
    .where(
      and(
        within(invoices, scope),
        // A literal, as its index has it.
        sql`${invoices.paymentStatus} <> 'none' AND ${invoices.paymentStatus} IN ('failed', 'returned')`,
        sql`+${invoices.status} = 'open'`,
        sql`EXISTS (SELECT 1 FROM schedule_periods p WHERE p.invoice_id = ${invoices.id})`,
      ),
    )
    .groupBy(invoices.currency);

/** The select for the last entry that says which version's price the customer was told, for a read batch. */
export const selectPriceTold = (db: Database, scheduleId: string) =>
  db
    .select({ data: journal.data })
    .from(journal)
    .where(
      and(
        eq(journal.streamType, 'schedule'),
        eq(journal.streamId, scheduleId),
        eq(journal.type, 'schedule_price_told'),
      ),
    )
    .orderBy(desc(journal.seq))
    .limit(1);

/** The select for how a schedule stands, for a read batch. */
export const selectScheduleStanding = (db: Database, scheduleId: string, customerId: string) =>
  db
    .select({ status: schedules.status, termsVersion: schedules.termsVersion })
    .from(schedules)
    .where(and(eq(schedules.id, scheduleId), eq(schedules.customerId, customerId)));

/** The select for any schedule of a customer. */
export const selectAnySchedule = (db: Database, customerId: string) =>
  db.select({ id: schedules.id }).from(schedules).where(eq(schedules.customerId, customerId)).limit(1);
