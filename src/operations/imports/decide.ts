import { selectImport } from '../../db/queries/customer-imports.ts';
import { moveImport } from '../../db/writes/customer-imports.ts';
import type { OnProposal } from '../../domain/imports/states.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { wakeImport } from './sweep-imports.ts';

type Ask = { readonly importId: string; readonly proposals: OnProposal; readonly by: string };
type Decided = Outcome<{ readonly importId: string }>;

/**
 * Begins to do what an import said it would change; asking again changes nothing. Rejects with `not_found`, and with
 * `invalid` while its lines are being compared or once it was canceled.
 */
export async function applyImport(
  ctx: Context,
  { scope, importId, proposals, by }: Scoped<Ask>,
): Promise<Decided> {
  const [row] = await selectImport(ctx.db, scope, importId);
  if (row === undefined) return refused({ code: 'not_found', what: 'import' });
  if (row.state === 'applying' || row.state === 'done') return done({ importId });
  const applying = { state: 'applying', proposals, appliedBy: by, dueAt: ctx.now() } as const;
  if (!(await moveImport(ctx.db, importId, ['ready'], applying))) {
    const message =
      row.state === 'canceled' ? 'It was canceled: send the file again.' : 'Its lines are being compared.';
    return refused({ code: 'invalid', problems: [{ path: '', message }] });
  }
  await wakeImport(ctx, importId);
  return done({ importId });
}

/** Ends an import where it stands: what its lines changed stays changed. Rejects with `not_found`. */
export async function cancelImport(
  ctx: Context,
  { scope, importId }: Scoped<{ readonly importId: string }>,
): Promise<Decided> {
  const [row] = await selectImport(ctx.db, scope, importId);
  if (row === undefined) return refused({ code: 'not_found', what: 'import' });
  const canceled = { state: 'canceled', dueAt: null, endedAt: ctx.now() } as const;
  await moveImport(ctx.db, importId, ['checking', 'ready', 'applying'], canceled);
  return done({ importId });
}
