import { and, eq, isNull } from 'drizzle-orm';
import { type BookKind, dismissals, findings } from '../../db/schema/index.ts';
import { writeFindings } from '../../db/writes/reconciliation.ts';
import type { FindingKind } from '../../domain/finding.ts';
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
  checked: readonly BookKind[],
): Promise<void> {
  const at = ctx.now();
  const [open, dismissed] = await ctx.db.batch([
    ctx.db
      .select({ kind: findings.kind, subject: findings.subject, state: findings.state })
      .from(findings)
      .where(and(eq(findings.connectionId, connection.id), isNull(findings.resolvedAt))),
    ctx.db
      .select({ kind: dismissals.kind, subject: dismissals.subject, amount: dismissals.amount })
      .from(dismissals)
      .where(eq(dismissals.connectionId, connection.id)),
  ]);
  const keyOf = ({ kind, subject }: { readonly kind: FindingKind; readonly subject: string }) =>
    `${kind}/${subject}`;
  const gone = new Map(dismissed.map((item) => [keyOf(item), item.amount]));
  const alarmed = new Set(open.filter(({ state }) => state === 'unexplained').map(keyOf));
  await writeFindings(ctx.db, connection.id, found, checked, at);
  for (const item of found) {
    if (item.state === 'waiting' || alarmed.has(keyOf(item)) || gone.get(keyOf(item)) === item.amount)
      continue;
    const { kind, subject, currency, amount } = item;
    ctx.log('unexplained', { connectionId: connection.id, kind, subject, currency, amount });
  }
}
