import { selectImport, selectImportRows } from '../../db/queries/mapping-import.ts';
import type { RowState } from '../../domain/mapping/status.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { type ListOf, type Page, toPage } from '../core/page.ts';
import type { Scoped } from '../core/scope.ts';
import { connectionOf } from './connection-of.ts';
import type { ImportRow } from './read-mapping.ts';

/** Reads how far an import is. Rejects with `not_connected` or `not_found`. */
export async function readImport(
  ctx: Context,
  { scope, importId }: Scoped<{ readonly importId: string }>,
): Promise<Outcome<ImportRow>> {
  const connection = await connectionOf(ctx, scope);
  if (connection.kind !== 'done') return connection;
  const [row] = await selectImport(ctx.db, connection.value.id, importId);
  return row === undefined ? refused({ code: 'not_found', what: 'import' }) : done(row);
}

/** A client of an import, and what came of it. */
export type ImportedClient = {
  /** The client's. */
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly action: 'map' | 'create';
  readonly state: RowState;
  readonly stripeCustomerId: string | null;
  readonly code: string | null;
  readonly message: string | null;
  readonly endedAt: number | null;
};

/** A page of an import's clients in one state. Rejects with `not_connected` or `not_found`. */
export async function listImported(
  ctx: Context,
  {
    scope,
    importId,
    state,
    page,
  }: Scoped<{ readonly importId: string; readonly state: RowState; readonly page: Page }>,
): Promise<Outcome<ListOf<ImportedClient>>> {
  const found = await readImport(ctx, { scope, importId });
  if (found.kind !== 'done') return found;
  const rows = await selectImportRows(ctx.db, importId, state, page);
  return done(
    toPage(
      rows.map(({ row, name, email }) => ({
        id: row.customerId,
        name,
        email,
        action: row.action,
        state: row.state,
        stripeCustomerId: row.stripeCustomerId ?? row.target,
        code: row.code,
        message: row.message,
        endedAt: row.endedAt,
      })),
      page.limit,
    ),
  );
}
