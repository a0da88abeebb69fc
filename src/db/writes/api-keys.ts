import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { apiKeys, portalSessions, signIns } from '../schema/index.ts';

/** Writes down that a key's secret was used; of two requests at once only one writes. */
export async function recordKeyUse(
  db: Database,
  { id, isPrevious, at, before }: { id: string; isPrevious: boolean; at: number; before: number | null },
): Promise<void> {
  const column = isPrevious ? apiKeys.previousUsedAt : apiKeys.lastUsedAt;
  await db
    .update(apiKeys)
    .set(isPrevious ? { previousUsedAt: at } : { lastUsedAt: at })
    .where(and(eq(apiKeys.id, id), before === null ? isNull(column) : eq(column, before)));
}

/** The end of every portal session that a key has opened, and of its links that are not used yet. To be committed. */
export const endedPortals = (db: Database, apiKeyId: string, at: number) => [
  db
    .update(portalSessions)
    .set({ revokedAt: at })
    .where(
      and(
        isNull(portalSessions.revokedAt),
        sql`${portalSessions.id} IN (SELECT session_id FROM sign_ins WHERE api_key_id = ${apiKeyId})`,
      ),
    ),
  db
    .update(signIns)
    .set({ expiresAt: at })
    .where(and(eq(signIns.apiKeyId, apiKeyId), isNull(signIns.usedAt), gt(signIns.expiresAt, at))),
];
