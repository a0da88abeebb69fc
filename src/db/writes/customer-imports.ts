import { and, eq, inArray, lte, sql } from 'drizzle-orm';
import type { ImportKind } from '../../domain/imports/states.ts';
import type { Database } from '../database.ts';
import { type customerImportRows, customerImports } from '../schema/index.ts';

export type ImportRow = typeof customerImports.$inferSelect;
export type ImportLine = typeof customerImportRows.$inferSelect;

type NewImport = Omit<typeof customerImports.$inferInsert, 'kind' | 'about'> & { readonly kind: ImportKind };

/** A program of before files of schedules takes one for invoices, and refuses each of its lines. */
export const insertImport = (db: Database, { kind, ...row }: NewImport) =>
  db
    .insert(customerImports)
    .values(
      kind === 'schedules' || kind === 'subscriptions'
        ? { ...row, kind: 'invoices', about: kind }
        : { ...row, kind },
    );

/** Stores lines of a file in one statement. */
export async function storeLines(
  db: Database,
  importId: string,
  lines: readonly Pick<ImportLine, 'line' | 'given' | 'firstLine' | 'number'>[],
): Promise<void> {
  await db.run(sql`INSERT INTO customer_import_rows (import_id, line, given, state, first_line, number)
    SELECT ${importId}, value ->> 'line', value -> 'given', 'read', value ->> 'firstLine', value ->> 'number' FROM json_each(${JSON.stringify(lines)}) WHERE true`);
}

export const deleteImport = (db: Database, importId: string) =>
  db.delete(customerImports).where(eq(customerImports.id, importId));

/** Moves an import on from one of these states; false where somebody else did. */
export async function moveImport(
  db: Database,
  importId: string,
  from: readonly ImportRow['state'][],
  set: Partial<Omit<ImportRow, 'id'>>,
): Promise<boolean> {
  const moved = await db
    .update(customerImports)
    .set(set)
    .where(and(eq(customerImports.id, importId), inArray(customerImports.state, [...from])))
    .returning({ id: customerImports.id });
  return moved.length > 0;
}

/** Takes an import that is due, for a time; undefined where another worker has it. */
export async function leaseImport(
  db: Database,
  importId: string,
  { now, until }: { readonly now: number; readonly until: number },
): Promise<ImportRow | undefined> {
  const [row] = await db
    .update(customerImports)
    .set({ dueAt: until })
    .where(and(eq(customerImports.id, importId), lte(customerImports.dueAt, now)))
    .returning();
  return row;
}

type Written = Pick<ImportLine, 'line' | 'state' | 'customerId' | 'report'> &
  Partial<Pick<ImportLine, 'invoiceId' | 'scheduleId'>>;

/** Writes what became of lines, in one statement. */
export async function writeLines(db: Database, importId: string, lines: readonly Written[]): Promise<void> {
  if (lines.length === 0) return;
  await db.run(sql`UPDATE customer_import_rows SET state = given.value ->> 'state',
      customer_id = given.value ->> 'customerId', report = given.value -> 'report',
      invoice_id = given.value ->> 'invoiceId', schedule_id = given.value ->> 'scheduleId'
    FROM json_each(${JSON.stringify(lines)}) AS given
    WHERE import_id = ${importId} AND line = given.value ->> 'line'`);
}

/** Deletes imports with their lines, which hold what people are called. */
export async function deleteOldImports(db: Database, before: number, most: number): Promise<number> {
  const gone = await db
    .delete(customerImports)
    .where(
      sql`id IN (SELECT id FROM customer_imports WHERE created_at < ${before} ORDER BY created_at LIMIT ${most})`,
    )
    .returning({ id: customerImports.id });
  return gone.length;
}
