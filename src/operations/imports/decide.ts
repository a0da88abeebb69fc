import { selectImport, selectLines } from '../../db/queries/customer-imports.ts';
import { type ImportRow, moveImport } from '../../db/writes/customer-imports.ts';
import type { ImportKind, OnProposal } from '../../domain/imports/states.ts';
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
  const [row] = await selectImport(ctx.db, scope, importId, 'customers');
  if (row === undefined) return refused({ code: 'not_found', what: 'import' });
  return begin(ctx, row, { proposals, appliedBy: by });
}

type Chosen = Pick<ImportRow, 'appliedBy'> & Partial<Pick<ImportRow, 'proposals' | 'collects'>>;

async function begin(ctx: Context, { id: importId, state }: ImportRow, chosen: Chosen): Promise<Decided> {
  if (state === 'applying' || state === 'done') return done({ importId });
  const applying = { ...chosen, state: 'applying', dueAt: ctx.now() } as const;
  if (!(await moveImport(ctx.db, importId, ['ready'], applying))) {
    const message =
      state === 'canceled' ? 'It was canceled: send the file again.' : 'Its lines are being compared.';
    return refused({ code: 'invalid', problems: [{ path: '', message }] });
  }
  await wakeImport(ctx, importId);
  return done({ importId });
}

type TakeAsk = {
  readonly importId: string;
  readonly kind: Exclude<ImportKind, 'customers'>;
  /** What becomes of the others where some lines are wrong: nothing at all, unless whoever decides leaves those out. */
  readonly wrongLines: 'refuse' | 'leave_out';
  /** Of invoices: whether open ones are charged and reminded of from then on, as any that was sent. */
  readonly collect?: boolean;
  readonly by: string;
};

/** So many wrong lines are named at once; the list of lines has all. */
const MOST_NAMED = 10;

/**
 * Begins to take over the invoices, schedules or subscriptions of a file; asking again changes nothing. Rejects with `not_found`, and with `invalid`
 * where lines are wrong and nobody said that those are to be left out, while lines are compared, or once it was canceled.
 */
export async function takeOver(
  ctx: Context,
  { scope, importId, kind, wrongLines, collect = false, by }: Scoped<TakeAsk>,
): Promise<Decided> {
  const [row] = await selectImport(ctx.db, scope, importId, kind);
  if (row === undefined) return refused({ code: 'not_found', what: 'import' });
  if (row.state === 'ready' && wrongLines === 'refuse') {
    const wrong = await selectLines(ctx.db, importId, ['wrong'], { most: MOST_NAMED + 1 });
    if (wrong.length > 0) {
      const named = wrong.slice(0, MOST_NAMED).map(({ line }) => line);
      const more = wrong.length > MOST_NAMED ? ' and more' : '';
      const message = `Nothing was taken over, since lines are wrong: ${named.join(', ')}${more}. Correct the file and send it again, or leave their ${kind} out.`;
      return refused({ code: 'invalid', problems: [{ path: 'wrongLines', message }] });
    }
  }
  return begin(ctx, row, { appliedBy: by, collects: collect });
}

/** Ends an import where it stands: what its lines changed stays changed. Rejects with `not_found`. */
export async function cancelImport(
  ctx: Context,
  { scope, importId, kind }: Scoped<{ readonly importId: string; readonly kind: ImportKind }>,
): Promise<Decided> {
  const [row] = await selectImport(ctx.db, scope, importId, kind);
  if (row === undefined) return refused({ code: 'not_found', what: 'import' });
  const canceled = { state: 'canceled', dueAt: null, endedAt: ctx.now() } as const;
  await moveImport(ctx.db, importId, ['checking', 'ready', 'applying'], canceled);
  return done({ importId });
}
