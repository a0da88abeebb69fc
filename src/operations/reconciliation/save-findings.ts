import { and, eq, isNull } from 'drizzle-orm';
import { type FindingKind, findings } from '../../db/schema/index.ts';
import { writeFindings } from '../../db/writes/reconciliation.ts';
import type { Context } from '../core/context.ts';
import type { Connection } from '../core/event-handler.ts';
import type { Found } from './check-rows.ts';

/**
 * Saves findings: a new one raises an alarm, once; earlier ones of the checked kinds that are not found any more are
 * resolved.
 */
export async function saveFindings(
  ctx: Context,
  connection: Connection,
  found: readonly Found[],
  checked: readonly FindingKind[],
): Promise<void> {
  const at = ctx.now();
  const open = await ctx.db
    .select({ kind: findings.kind, subject: findings.subject, state: findings.state })
    .from(findings)
    .where(and(eq(findings.connectionId, connection.id), isNull(findings.resolvedAt)));
  const keyOf = ({ kind, subject }: { readonly kind: FindingKind; readonly subject: string }) =>
    `${kind}/${subject}`;
  const alarmed = new Set(open.filter(({ state }) => state === 'unexplained').map(keyOf));
  await writeFindings(ctx.db, connection.id, found, checked, at);
  for (const item of found) {
    if (item.state === 'waiting' || alarmed.has(keyOf(item))) continue;
    const { kind, subject, currency, amount } = item;
    ctx.log('unexplained', { connectionId: connection.id, kind, subject, currency, amount });
  }
}
