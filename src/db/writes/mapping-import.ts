import { and, asc, eq, lte, sql } from 'drizzle-orm';
import type { ImportState, RowState } from '../../domain/mapping/status.ts';
import type { Database, Statement } from '../database.ts';
import { listed } from '../queries/listed.ts';
import { toImport } from '../queries/mapping.ts';
import { clientImportRows, clientImports, clientMappings, mappedClients } from '../schema/index.ts';

type Import = typeof clientImports.$inferSelect;
export type ImportRow = typeof clientImportRows.$inferSelect;

/** An import of everything that was decided, or of what failed alone, with a row for each, for the commit that begins it. */
export const beginImportRows = (
  db: Database,
  row: Pick<Import, 'id' | 'connectionId' | 'begunBy' | 'begunAt' | 'wave'>,
  only: 'all' | 'failed',
): Statement[] => {
  const { id, connectionId, begunAt } = row;
  return [
    db.insert(clientImports).values({ ...row, state: 'running', dueAt: begunAt }),
    db.insert(clientImportRows).select(
      sql`select ${id}, customer_id, decision, target, 'waiting', 0, 0, null, null, null, null from mapped_clients
          where connection_id = ${connectionId} and ${toImport(only)}`,
    ),
    db
      .update(clientImports)
      .set({ total: sql`(select count(*) from client_import_rows where import_id = ${id})` })
      .where(eq(clientImports.id, id)),
    db.update(clientMappings).set({ usedAt: begunAt }).where(eq(clientMappings.connectionId, connectionId)),
  ];
};

/** Takes an import that is due until then; undefined where another worker has it, or it is over. */
export async function takeImport(
  db: Database,
  id: string,
  { now, until }: { readonly now: number; readonly until: number },
): Promise<Import | undefined> {
  const [row] = await db
    .update(clientImports)
    .set({ dueAt: until })
    .where(
      and(eq(clientImports.id, id), lte(clientImports.dueAt, now), sql`${clientImports.state} = 'running'`),
    )
    .returning();
  return row;
}

/** Hands out the next rows of an import until then. */
export async function takeRows(
  db: Database,
  importId: string,
  { now, until, most }: { readonly now: number; readonly until: number; readonly most: number },
): Promise<readonly Pick<ImportRow, 'customerId'>[]> {
  const next = db
    .select({ id: clientImportRows.customerId })
    .from(clientImportRows)
    .where(waiting(importId, now))
    .orderBy(asc(clientImportRows.takenUntil))
    .limit(most);
  return db
    .update(clientImportRows)
    .set({ takenUntil: until })
    .where(and(eq(clientImportRows.importId, importId), sql`${clientImportRows.customerId} in ${next}`))
    .returning({ customerId: clientImportRows.customerId });
}

const waiting = (importId: string, now: number) =>
  and(
    eq(clientImportRows.importId, importId),
    sql`${clientImportRows.state} = 'waiting'`,
    lte(clientImportRows.takenUntil, now),
  );

/** Notes what became of a row, once; of a client whose import failed, why. */
export async function endRow(
  db: Database,
  row: Pick<ImportRow, 'importId' | 'customerId'> & { readonly connectionId: string },
  ended: {
    readonly state: Exclude<RowState, 'waiting'>;
    readonly stripeCustomerId: string | null;
    readonly code: string | null;
    readonly message: string | null;
    readonly at: number;
  },
): Promise<void> {
  const { state, stripeCustomerId, code, message, at } = ended;
  await db.batch([
    db
      .update(clientImportRows)
      .set({ state, stripeCustomerId, code, message, endedAt: at })
      .where(
        and(
          eq(clientImportRows.importId, row.importId),
          eq(clientImportRows.customerId, row.customerId),
          sql`${clientImportRows.state} = 'waiting'`,
        ),
      ),
    db
      .update(mappedClients)
      .set({
        failureCode: state === 'failed' ? code : null,
        failure: state === 'failed' ? message : null,
      })
      .where(
        and(eq(mappedClients.connectionId, row.connectionId), eq(mappedClients.customerId, row.customerId)),
      ),
  ]);
}

/** Puts a row back that could not be worked on now, for another time. */
export async function putBack(
  db: Database,
  { importId, customerId }: Pick<ImportRow, 'importId' | 'customerId'>,
  { at, counts }: { readonly at: number; readonly counts: boolean },
): Promise<void> {
  await db
    .update(clientImportRows)
    .set({ takenUntil: at, ...(counts && { tries: sql`${clientImportRows.tries} + 1` }) })
    .where(
      and(
        eq(clientImportRows.importId, importId),
        eq(clientImportRows.customerId, customerId),
        sql`${clientImportRows.state} = 'waiting'`,
      ),
    );
}

/**
 * Stripe said that it was too fast: nothing is sent until then, and fewer at once after that. Of requests that were on their
 * way together, several are told so: that is once.
 */
export async function slowDown(
  db: Database,
  importId: string,
  { now, until }: { readonly now: number; readonly until: number },
): Promise<void> {
  const { slowUntil, slowed, wave } = clientImports;
  await db
    .update(clientImports)
    .set({
      slowUntil: sql`max(${slowUntil}, ${until})`,
      slowed: sql`${slowed} + (${slowUntil} <= ${now})`,
      wave: sql`iif(${slowUntil} <= ${now}, max(1, ${wave} / 2), ${wave})`,
    })
    .where(eq(clientImports.id, importId));
}

/** Stripe had nothing to say against as many as there may be at once: there may be more, and a pause need not be as long. */
export async function speedUp(db: Database, importId: string, most: number): Promise<void> {
  const { slowed, wave } = clientImports;
  await db
    .update(clientImports)
    .set({ slowed: sql`max(0, ${slowed} - 1)`, wave: sql`min(${most}, ${wave} + 5)` })
    .where(and(eq(clientImports.id, importId), sql`${clientImports.state} = 'running'`));
}

export async function setImportDue(db: Database, id: string, columns: Pick<Import, 'dueAt'>): Promise<void> {
  await db
    .update(clientImports)
    .set(columns)
    .where(and(eq(clientImports.id, id), sql`${clientImports.state} = 'running'`));
}

type Ended = {
  readonly state: Exclude<ImportState, 'running'>;
  readonly why: string | null;
  readonly at: number;
};

/** The statement that ends an import, once; what was not done of it waits for another one. */
export const endImportRow = (db: Database, id: string, { state, why, at }: Ended) =>
  db
    .update(clientImports)
    .set({ state, endedAt: at, endedWhy: why, dueAt: null })
    .where(and(eq(clientImports.id, id), sql`${clientImports.state} = 'running'`));

/** Ends an import, once; a mapping is complete from its first end on. */
export async function endImport(
  db: Database,
  { id, connectionId }: Pick<Import, 'id' | 'connectionId'>,
  ended: Ended,
): Promise<void> {
  const { state, at } = ended;
  await db.batch([
    endImportRow(db, id, ended),
    ...(state === 'finished'
      ? [
          db
            .update(clientMappings)
            .set({ completedAt: sql`coalesce(${clientMappings.completedAt}, ${at})`, usedAt: at })
            .where(eq(clientMappings.connectionId, connectionId)),
        ]
      : []),
  ]);
}

/** Notes that imports that are due are in the queue until then; returns those. */
export async function holdImports(
  db: Database,
  ids: readonly string[],
  { dueBy, until }: { readonly dueBy: number; readonly until: number },
): Promise<readonly string[]> {
  const rows = await db
    .update(clientImports)
    .set({ dueAt: until })
    .where(and(lte(clientImports.dueAt, dueBy), sql`${clientImports.id} in ${listed(ids)}`))
    .returning({ id: clientImports.id });
  return rows.map(({ id }) => id);
}
