import { and, asc, eq, gt, inArray, lte, type SQL, sql } from 'drizzle-orm';
import type { ImportKind, RowState } from '../../domain/imports/states.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import { customerImportRows, customerImports } from '../schema/index.ts';
import { within } from './scoped.ts';
import { someRow } from './waiting-parts.ts';

/** A condition: some import is due. */
export const someImportIsDue = (now: number): SQL =>
  someRow(customerImports, lte(customerImports.dueAt, now));

export const selectDueImports = (db: Database, now: number, most: number) =>
  db
    .select({ id: customerImports.id })
    .from(customerImports)
    .where(lte(customerImports.dueAt, now))
    .orderBy(asc(customerImports.dueAt))
    .limit(most);

/** The next lines of an import in one of these states, in the order of the file. */
export const selectLines = (
  db: Database,
  importId: string,
  states: readonly RowState[],
  { after = 0, most }: { readonly after?: number; readonly most: number },
) =>
  db
    .select()
    .from(customerImportRows)
    .where(
      and(
        eq(customerImportRows.importId, importId),
        states.length === 0 ? undefined : inArray(customerImportRows.state, [...states]),
        gt(customerImportRows.line, after),
      ),
    )
    .orderBy(asc(customerImportRows.line))
    .limit(most);

/** How many lines of an import are in each state. */
export const selectLineCounts = (db: Database, importId: string) =>
  db
    .select({ state: customerImportRows.state, lines: sql<number>`count(*)` })
    .from(customerImportRows)
    .where(eq(customerImportRows.importId, importId))
    .groupBy(customerImportRows.state);

export const selectImport = (db: Database, scope: Scope, importId: string, kind: ImportKind) =>
  db
    .select()
    .from(customerImports)
    .where(
      and(
        within(customerImports, scope),
        eq(customerImports.id, importId),
        eq(sql`coalesce(${customerImports.about}, ${customerImports.kind})`, kind),
      ),
    );
