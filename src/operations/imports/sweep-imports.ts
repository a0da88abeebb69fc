import { selectDueImports, someImportIsDue } from '../../db/queries/customer-imports.ts';
import type { Context, ReadContext } from '../core/context.ts';

export const MINUTE_MS = 60_000;
const AT_ONCE = 20;

/** Hands an import to the queue; cron does where that is lost. */
export const wakeImport = (ctx: Context, importId: string): Promise<void> =>
  ctx.enqueue([{ kind: 'sweep', of: 'customer_import', id: importId, until: ctx.now() }]);

/** Whether an import is due. */
export const importsWait = (ctx: ReadContext) => someImportIsDue(ctx.now());

/** Hands imports that are due to the queue. */
export async function sweepImports(ctx: Context): Promise<void> {
  for (const { id } of await selectDueImports(ctx.db, ctx.now(), AT_ONCE)) await wakeImport(ctx, id);
}
