import { and, desc, eq, gte, inArray, lt, sql } from 'drizzle-orm';
import type { AuditAction } from '../../domain/audit.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import { auditLog } from '../schema/index.ts';
import type { Page } from './invoices.ts';

export type AuditRow = typeof auditLog.$inferSelect;

/** What a page of the log is about; null leaves it open. Ids sort by time, so instants come as the first id of them. */
export type AuditFilter = {
  readonly action: AuditAction | null;
  readonly subjectId: string | null;
  readonly actorId: string | null;
  readonly fromId: string | null;
  readonly beforeId: string | null;
};

/** One page of a business's audit log in a mode, newest first, and one line beyond it. */
export const readAuditPage = (
  db: Database,
  { merchantId, livemode }: Scope,
  { action, subjectId, actorId, fromId, beforeId }: AuditFilter,
  { startingAfter, limit }: Page,
): Promise<AuditRow[]> =>
  db
    .select()
    .from(auditLog)
    .where(
      and(
        eq(auditLog.merchantId, merchantId),
        eq(auditLog.livemode, livemode),
        action === null ? undefined : eq(auditLog.action, action),
        subjectId === null ? undefined : eq(auditLog.subjectId, subjectId),
        actorId === null
          ? undefined
          : eq(actorId.startsWith('per_') ? auditLog.personId : auditLog.actorId, actorId),
        fromId === null ? undefined : gte(auditLog.id, fromId),
        beforeId === null ? undefined : lt(auditLog.id, beforeId),
        startingAfter === null ? undefined : lt(auditLog.id, startingAfter),
      ),
    )
    .orderBy(desc(auditLog.id))
    .limit(limit + 1)
    .all();

/** The select for who did something to these, and from where, newest first, for a read batch. */
export const selectHands = (
  db: Database,
  { merchantId, livemode }: Scope,
  subjectIds: readonly string[],
  most: number,
) =>
  db
    .select({
      subjectId: auditLog.subjectId,
      at: auditLog.at,
      name: auditLog.actorName,
      ip: auditLog.ip,
      userAgent: auditLog.userAgent,
    })
    .from(auditLog)
    .where(
      and(
        eq(auditLog.merchantId, merchantId),
        eq(auditLog.livemode, livemode),
        inArray(auditLog.subjectId, sql`(select value from json_each(${JSON.stringify(subjectIds)}))`),
      ),
    )
    .orderBy(desc(auditLog.id))
    .limit(most);

export type HandRow = Awaited<ReturnType<typeof selectHands>>[number];
