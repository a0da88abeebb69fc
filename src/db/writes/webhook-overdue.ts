import { and, lt, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import { listed } from '../queries/listed.ts';
import { within } from '../queries/scoped.ts';
import { webhookOverdue } from '../schema/index.ts';
import { type Noted, noteEvents } from './webhook-events.ts';

/** From an endpoint's first day on, a business is told of invoices that become overdue: from a local day, `YYYY-MM-DD`. */
export const beginOverdue = (db: Database, { merchantId, livemode }: Scope, today: string, now: number) =>
  db
    .insert(webhookOverdue)
    .values({ merchantId, livemode, toldUntil: `${today}/`, lookAt: now })
    .onConflictDoNothing();

/** Takes the look at a business's overdue invoices; undefined where another worker has. */
export async function takeOverdue(
  db: Database,
  { merchantId, livemode }: Scope,
  { dueBy, next }: { readonly dueBy: number; readonly next: number },
): Promise<{ readonly toldUntil: string; readonly timeZone: string } | undefined> {
  const [row] = await db.all<{ readonly toldUntil: string; readonly timeZone: string }>(sql`
    UPDATE webhook_overdue SET look_at = ${next}
    WHERE merchant_id = ${merchantId} AND livemode = ${Number(livemode)} AND look_at <= ${dueBy}
    RETURNING told_until AS toldUntil, (SELECT m.time_zone FROM merchants m WHERE m.id = merchant_id) AS timeZone`);
  return row;
}

type Newly = {
  readonly events: readonly Noted[];
  readonly at: number;
  /** How far the business is told then. */
  readonly until: string;
  /** When it is looked at again, ms; null leaves that as it is. */
  readonly lookAt: number | null;
};

/** Notes what became overdue, and how far its business is told, in one batch. */
export async function noteOverdueEvents(
  db: Database,
  scope: Scope,
  { events, at, until, lookAt }: Newly,
): Promise<void> {
  await db.batch([
    noteEvents(db, scope, at, events),
    db
      .update(webhookOverdue)
      .set({ toldUntil: until, ...(lookAt !== null && { lookAt }) })
      .where(and(within(webhookOverdue, scope), lt(webhookOverdue.toldUntil, until))),
  ]);
}

/** Notes that these businesses are in the queue until an instant (ms); returns those it noted. */
export async function holdOverdue(
  db: Database,
  livemode: boolean,
  merchantIds: readonly string[],
  { dueBy, until }: { readonly dueBy: number; readonly until: number },
): Promise<readonly string[]> {
  const rows = await db.all<{ readonly merchantId: string }>(sql`UPDATE webhook_overdue SET look_at = ${until}
    WHERE merchant_id IN ${listed(merchantIds)} AND livemode = ${Number(livemode)} AND look_at <= ${dueBy}
    RETURNING merchant_id AS merchantId`);
  return rows.map(({ merchantId }) => merchantId);
}
