import { type CreditNoteFilters, selectCreditNotes } from '../../db/queries/credit-notes.ts';
import type { creditNotes } from '../../db/schema/index.ts';
import { type Id, parseId } from '../../domain/ids.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scope, Scoped } from '../core/scope.ts';

const AT_ONCE = 1000;

export type CreditNoteRow = typeof creditNotes.$inferSelect;

/** All credit notes of a list, newest first, page by page as they are asked for. */
export const streamCreditNotes = async (
  ctx: Context,
  { scope, filters }: Scoped<{ readonly filters: CreditNoteFilters }>,
): Promise<Outcome<AsyncGenerator<readonly CreditNoteRow[]>>> => done(pagesOf(ctx, scope, filters));

async function* pagesOf(
  ctx: Context,
  scope: Scope,
  filters: CreditNoteFilters,
): AsyncGenerator<readonly CreditNoteRow[]> {
  for (let startingAfter: Id<'cno'> | null = null; ; ) {
    const found: { readonly note: CreditNoteRow }[] = await selectCreditNotes(ctx.db, scope, filters, {
      startingAfter,
      limit: AT_ONCE,
    });
    const shown = found.slice(0, AT_ONCE).map(({ note }) => note);
    yield shown;
    const last = parseId('cno', shown.at(-1)?.id ?? '');
    if (found.length <= AT_ONCE || last === null) return;
    startingAfter = last;
  }
}
