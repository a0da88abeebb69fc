import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Cells, LineProblem } from '../../domain/imports/cells.ts';
import type { FieldChange } from '../../domain/imports/changes.ts';
import type { NextOfRow, Remark } from '../../domain/imports/filed-schedule.ts';
import type {
  ImportKind,
  ImportState,
  OnProposal,
  RowState,
  ScheduleKind,
  SeriesUse,
} from '../../domain/imports/states.ts';
import { flag, id, instant, json } from './columns.ts';

export const customerImports = sqliteTable('customer_imports', {
  id: id('id').primaryKey(),
  merchantId: id('merchant_id'),
  livemode: flag('livemode').notNull(),
  state: text('state').$type<ImportState>().notNull(),
  fileName: text('file_name'),
  lines: integer('lines').notNull().default(0),
  proposals: text('proposals').$type<OnProposal>().notNull().default('skip'),
  startedBy: text('started_by').notNull(),
  appliedBy: text('applied_by'),
  createdAt: instant('created_at').notNull(),
  endedAt: instant('ended_at'),
  /** When it is gone on with; null where it waits for a person, or is over. */
  dueAt: instant('due_at'),
  kind: text('kind').$type<Exclude<ImportKind, ScheduleKind>>().notNull().default('customers'),
  /** Whether open invoices are collected from when they are taken over. */
  collects: flag('collects').notNull().default(false),
  /** The highest number that its invoices have in each series. */
  series: json<readonly SeriesUse[]>('series'),
  /** What its lines are about, where `kind` has no word for it. */
  about: text('about').$type<ScheduleKind>(),
});

export const customerImportRows = sqliteTable(
  'customer_import_rows',
  {
    importId: id('import_id'),
    line: integer('line').notNull(),
    given: json<Cells>('given').notNull(),
    state: text('state').$type<RowState>().notNull(),
    customerId: text('customer_id'),
    report: json<readonly (FieldChange | LineProblem | NextOfRow | Remark)[]>('report').notNull().default([]),
    /** Of a line of an invoice: the first line of it, its number, and the invoice that it makes. */
    firstLine: integer('first_line'),
    number: text('number'),
    invoiceId: text('invoice_id'),
    /** The schedule that it makes. */
    scheduleId: text('schedule_id'),
  },
  (table) => [primaryKey({ columns: [table.importId, table.line] })],
);
