import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { type FindingKind, findings } from '../../db/schema/index.ts';
import type { Context } from '../core/context.ts';
import type { Connection } from '../core/event-handler.ts';
import type { Found } from './check-rows.ts';

/**
 * Puts what was found on record: new ones raise an alarm, once; those of the kinds that were checked and are not
 * found any more are resolved.
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
  const rows = JSON.stringify(found);
  await ctx.db.batch([
    ctx.db
      .insert(findings)
      .select(
        sql`select ${connection.id}, value ->> 'kind', value ->> 'subject', value ->> 'state', value ->> 'currency',
          value ->> 'amount', value ->> 'at', ${at}, null from json_each(${rows}) where true`,
      )
      .onConflictDoUpdate({
        target: [findings.connectionId, findings.kind, findings.subject],
        set: {
          state: sql`excluded.state`,
          currency: sql`excluded.currency`,
          amount: sql`excluded.amount`,
          foundAt: sql`iif(${findings.resolvedAt} is null, ${findings.foundAt}, excluded.found_at)`,
          resolvedAt: null,
        },
      }),
    ctx.db
      .update(findings)
      .set({ resolvedAt: at })
      .where(
        and(
          eq(findings.connectionId, connection.id),
          isNull(findings.resolvedAt),
          inArray(findings.kind, [...checked]),
          sql`${findings.kind} || '/' || ${findings.subject} not in (select value ->> 'kind' || '/' || (value ->> 'subject') from json_each(${rows}))`,
        ),
      ),
  ]);
  for (const item of found) {
    if (item.state === 'waiting' || alarmed.has(keyOf(item))) continue;
    const { kind, subject, currency, amount } = item;
    ctx.log('unexplained', { connectionId: connection.id, kind, subject, currency, amount });
  }
}
