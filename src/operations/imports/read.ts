import { selectImport, selectLineCounts, selectLines } from '../../db/queries/customer-imports.ts';
import type { ImportLine, ImportRow } from '../../db/writes/customer-imports.ts';
import { type ImportKind, ROW_STATES, type RowState } from '../../domain/imports/states.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';

export type { ImportLine } from '../../db/writes/customer-imports.ts';

export type ImportView = ImportRow & { readonly counts: Readonly<Record<RowState, number>> };

const NOT_FOUND = refused({ code: 'not_found', what: 'import' });

/** An import with how many of its lines are in which state. Rejects with `not_found`. */
export async function readImport(
  ctx: Context,
  { scope, importId, kind }: Scoped<{ readonly importId: string; readonly kind: ImportKind }>,
): Promise<Outcome<ImportView>> {
  const [[row], counted] = await ctx.db.batch([
    selectImport(ctx.db, scope, importId, kind),
    selectLineCounts(ctx.db, importId),
  ]);
  if (row === undefined) return NOT_FOUND;
  const none = Object.fromEntries(ROW_STATES.map((state) => [state, 0]));
  const found = Object.fromEntries(counted.map(({ state, lines }) => [state, lines]));
  return done({ ...row, counts: countsOf({ ...none, ...found }) });
}

const countsOf = (of: Readonly<Record<string, number>>): Readonly<Record<RowState, number>> => ({
  read: of.read ?? 0,
  create: of.create ?? 0,
  change: of.change ?? 0,
  same: of.same ?? 0,
  propose: of.propose ?? 0,
  wrong: of.wrong ?? 0,
  done: of.done ?? 0,
  skipped: of.skipped ?? 0,
  failed: of.failed ?? 0,
});

export type ImportLinesPage = { readonly lines: readonly ImportLine[]; readonly next: number | null };

type Ask = {
  readonly importId: string;
  readonly kind: ImportKind;
  readonly state: RowState | null;
  readonly after: number;
  readonly limit: number;
};

/** One page of an import's lines in the order of the file, with what each changes or what is wrong with it. */
export async function listImportLines(
  ctx: Context,
  { scope, importId, kind, state, after, limit }: Scoped<Ask>,
): Promise<Outcome<ImportLinesPage>> {
  const [row] = await selectImport(ctx.db, scope, importId, kind);
  if (row === undefined) return NOT_FOUND;
  const found = await selectLines(ctx.db, importId, state === null ? [] : [state], {
    after,
    most: limit + 1,
  });
  const lines = found.slice(0, limit);
  return done({ lines, next: found.length > limit ? (lines.at(-1)?.line ?? null) : null });
}
