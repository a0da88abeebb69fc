import { done, type Outcome } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { type AuditAsk, type AuditLine, listAuditLog } from './list-audit-log.ts';

/** So many lines are read at once for an export. */
const AT_ONCE = 500;

/** All lines that are asked for, newest first, page by page as they are taken. */
export async function streamAuditLog(
  ctx: Context,
  ask: Scoped<Omit<AuditAsk, 'page'>>,
): Promise<Outcome<AsyncGenerator<readonly AuditLine[]>>> {
  return done(pagesOf(ctx, ask));
}

async function* pagesOf(
  ctx: Context,
  ask: Scoped<Omit<AuditAsk, 'page'>>,
): AsyncGenerator<readonly AuditLine[]> {
  for (let startingAfter: string | null = null; ; ) {
    const listed = await listAuditLog(ctx, { ...ask, page: { startingAfter, limit: AT_ONCE } });
    if (listed.kind !== 'done') return;
    yield listed.value.data;
    if (listed.value.nextCursor === null) return;
    startingAfter = listed.value.nextCursor;
  }
}
