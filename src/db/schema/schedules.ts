import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { FieldProblem } from '../../domain/rejection.ts';
import type { CadenceUnit, Timing } from '../../domain/schedule/recurrence.ts';
import type { ScheduleStatus } from '../../domain/schedule/status.ts';
import type { ScheduleTerms } from '../../domain/schedule/terms.ts';
import { flag, id, instant, json, minor } from './columns.ts';

export const schedules = sqliteTable('schedules', {
  id: id('id').primaryKey(),
  merchantId: id('merchant_id'),
  livemode: flag('livemode').notNull(),
  customerId: id('customer_id'),
  name: text('name').notNull(),
  status: text('status').$type<ScheduleStatus>().notNull(),
  currency: text('currency').notNull(),
  every: integer('every').notNull(),
  unit: text('unit').$type<CadenceUnit>().notNull(),
  startsOn: text('starts_on').notNull(),
  trialDays: integer('trial_days').notNull(),
  /** The first day of period 1. */
  anchor: text('anchor').notNull(),
  day: integer('day'),
  endsOn: text('ends_on'),
  runs: integer('runs'),
  timing: text('timing').$type<Timing>().notNull(),
  timeZone: text('time_zone').notNull(),
  hour: integer('hour').notNull(),
  catchUpLimit: integer('catch_up_limit').notNull(),
  termsVersion: integer('terms_version').notNull(),
  /** The first period that is neither invoiced nor left out. */
  nextNumber: integer('next_number').notNull(),
  /** A person said that missed periods up to this one shall be made. */
  approvedThrough: integer('approved_through').notNull().default(0),
  /** So many were missed, up to this one, that a person is asked first. */
  asksThrough: integer('asks_through'),
  /** Why its invoices cannot be made, until a person has mended it. */
  problems: json<readonly FieldProblem[]>('problems'),
  /** How often a worker began and did not end. */
  tries: integer('tries').notNull().default(0),
  /** When it is looked at next; null where it waits for a person, or is over. */
  checkAt: instant('check_at'),
  pausedAt: instant('paused_at'),
  endedAt: instant('ended_at'),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
  /** What a period's fixed lines come to, without tax. */
  amount: minor('amount').notNull().default(0),
  /** Whether its customer is mailed of what becomes of it. */
  mails: flag('mails').notNull().default(true),
  /** Null where it is not paused, and of a pause from before it was noted: that was the business's. */
  pausedBy: text('paused_by').$type<'staff' | 'customer'>(),
  /** What another system calls it, where it came from a file. */
  externalId: text('external_id'),
  /** The schedule by which it goes on at another cadence. */
  succeededBy: text('succeeded_by'),
});

/** What a schedule's invoices say, in versions. */
export const scheduleTerms = sqliteTable(
  'schedule_terms',
  {
    scheduleId: id('schedule_id'),
    version: integer('version').notNull(),
    fromNumber: integer('from_number').notNull(),
    /** A day within that period, where the change came in its midst. */
    fromDate: text('from_date'),
    terms: json<ScheduleTerms>('terms').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.scheduleId, table.version] })],
);

/** What is given back of an earlier invoice: so many of its days. */
export type PeriodCredit = {
  readonly invoiceId: string;
  readonly days: number;
  readonly of: number;
  readonly creditNoteId: string;
};

/** A period that was dealt with. Part 0 is the period itself, the others what a change in its midst asked for. */
export const schedulePeriods = sqliteTable(
  'schedule_periods',
  {
    scheduleId: id('schedule_id'),
    number: integer('number').notNull(),
    part: integer('part').notNull(),
    fromDate: text('from_date').notNull(),
    toDate: text('to_date').notNull(),
    outcome: text('outcome').$type<'invoiced' | 'skipped'>().notNull(),
    invoiceId: text('invoice_id'),
    attempt: integer('attempt').notNull().default(1),
    credit: json<PeriodCredit>('credit'),
    problem: text('problem'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.scheduleId, table.number, table.part] })],
);

/** What was counted in a period, until its invoice is made. */
export const scheduleQuantities = sqliteTable(
  'schedule_quantities',
  {
    scheduleId: id('schedule_id'),
    number: integer('number').notNull(),
    meter: text('meter').notNull(),
    quantity: text('quantity').notNull(),
    reportedAt: instant('reported_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.scheduleId, table.number, table.meter] })],
);
