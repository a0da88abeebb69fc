import { selectFirsts, selectLinesBetween } from '../../db/queries/taken-invoices.ts';
import type { ImportLine, ImportRow, writeLines } from '../../db/writes/customer-imports.ts';
import type { ProblemOnLine } from '../../domain/imports/read-invoice.ts';
import type { RowState } from '../../domain/imports/states.ts';
import type { Context } from '../core/context.ts';

/** All is done; there is more, for another invocation; or Stripe or another writer is in the way for now. */
export type Progress = 'over' | 'more' | 'later';
export type Written = Parameters<typeof writeLines>[2][number];

/** D1 binds 2 MB as one value. An invoice or a schedule has fewer lines than these. */
const MOST_LINES = 1500;

/** The first line of the invoice or schedule that a line is of. */
export const firstOf = ({ firstLine, line }: ImportLine): number => firstLine ?? line;

/** The next wholes of an import whose lines are in a state, each with all of its lines. */
export async function nextBite(ctx: Context, row: ImportRow, state: RowState, most: number) {
  const firsts = await selectFirsts(ctx.db, row.id, state, most);
  const [from, lastFirst] = [firsts[0]?.line, firsts.at(-1)?.line];
  if (from === undefined || lastFirst === undefined) return { lines: [], isLast: true };
  const wanted = new Set(firsts.map(({ line }) => line));
  const between = await selectLinesBetween(ctx.db, row.id, { from, lastFirst, most: MOST_LINES });
  const last = between.at(-1);
  // The last invoice of a full bite may go on behind it.
  const cut = between.length === MOST_LINES && last !== undefined ? firstOf(last) : null;
  const lines = between.filter((line) => wanted.has(firstOf(line)) && firstOf(line) !== cut);
  return { lines, isLast: firsts.length < most && cut === null };
}

/** The lines of a whole that is wrong: those that are right themselves say which are not. */
export function wrongLines(
  lines: readonly ImportLine[],
  problems: readonly ProblemOnLine[],
  { state, whole }: { readonly state: 'wrong' | 'failed'; readonly whole: 'invoice' | 'schedule' },
): readonly Written[] {
  const named = [...new Set(problems.map(({ line }) => line))].toSorted((a, b) => a - b);
  const held = {
    column: null,
    message: `It is right itself; line ${named.join(', ')} of the same ${whole} is not.`,
  };
  return lines.map(({ line, customerId }) => {
    const own = problems.filter((problem) => problem.line === line);
    return {
      line,
      state: own.length > 0 ? state : 'skipped',
      customerId,
      invoiceId: null,
      report: own.length > 0 ? own.map(({ column, message }) => ({ column, message })) : [held],
    };
  });
}
