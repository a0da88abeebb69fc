import { type AuditRow, readAuditPage } from '../../db/queries/audit-log.ts';
import type { AuditAction } from '../../domain/audit.ts';
import { firstIdAt } from '../../domain/ids.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { type ListOf, type Page, toPage } from '../core/page.ts';
import type { Scoped } from '../core/scope.ts';

/** A line of the audit log. Instants in ms. */
export type AuditLine = AuditRow;

export type AuditAsk = {
  readonly action: AuditAction | null;
  readonly subjectId: string | null;
  readonly actorId: string | null;
  /** From this instant on (ms), and before that one. */
  readonly from: number | null;
  readonly before: number | null;
  readonly page: Page;
};

/** Who changed keys, settings and connections, and decided by hand, newest first. */
export async function listAuditLog(
  ctx: Context,
  { scope, from, before, page, ...about }: Scoped<AuditAsk>,
): Promise<Outcome<ListOf<AuditLine>>> {
  const filter = { ...about, fromId: idAt(from), beforeId: idAt(before) };
  return done(toPage(await readAuditPage(ctx.db, scope, filter, page), page.limit));
}

const idAt = (ms: number | null): string | null => (ms === null ? null : firstIdAt('aud', ms));
