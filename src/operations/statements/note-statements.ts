import { selectMerchant } from '../../db/queries/invoices.ts';
import { selectWithStatements } from '../../db/queries/statements.ts';
import { moveRun, noteCustomers, takeRun } from '../../db/writes/statements.ts';
import { mailedAt, monthAfter, newestToMail } from '../../domain/statement-month.ts';
import { hasRoomFor } from '../core/budget.ts';
import type { Context } from '../core/context.ts';

/** If its worker dies, it is taken again after this. */
const LEASE_MS = 5 * 60_000;
const AT_ONCE = 500;
const BITES = 10;
/** What a bite takes, statements. */
const A_BITE = 3;

/**
 * Notes each customer of a business whose monthly statement is due, bite by bite; the next month is due after that. Where
 * none was made for months, one statement covers them. Safe to run twice and cut off anywhere.
 */
export async function noteStatements(
  ctx: Context,
  { merchantId, dueBy }: { readonly merchantId: string; readonly dueBy: number },
): Promise<void> {
  const at = ctx.now();
  const scope = { merchantId, livemode: ctx.livemode };
  let run = await takeRun(ctx.db, scope, { dueBy, until: at + LEASE_MS });
  const [merchant] = await selectMerchant(ctx.db, merchantId);
  if (run === undefined || merchant === undefined) return;
  const { collectHour, timeZone } = merchant;
  const month = run.opening ?? newestToMail(at, timeZone);
  if (month < run.month) {
    await moveRun(ctx.db, run, { dueAt: mailedAt(run.month, collectHour, timeZone) });
    return;
  }
  for (let bites = 0; bites < BITES && hasRoomFor(A_BITE); bites += 1) {
    const found = await selectWithStatements(ctx.db, scope, run.afterId, AT_ONCE);
    const customerIds = found.map(({ id }) => id);
    const isLast = found.length < AT_ONCE;
    const next = monthAfter(month);
    const to = isLast
      ? { month: next, opening: null, afterId: '', dueAt: mailedAt(next, collectHour, timeZone) }
      : { opening: month, afterId: customerIds.at(-1) ?? '' };
    await noteCustomers(ctx.db, run, { customerIds, month, at }, to);
    if (isLast) return;
    run = { ...run, ...to };
  }
  await moveRun(ctx.db, run, { dueAt: at });
}
