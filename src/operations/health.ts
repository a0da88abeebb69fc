import { eq, min, sql } from 'drizzle-orm';
import { inbox, outbox } from '../db/schema/index.ts';
import type { Context } from './context.ts';

export type Health = {
  /** The newest migration that is applied, by its file's name. */
  readonly schema: string | null;
  /** How long the oldest thing that is due has been waiting, in milliseconds. */
  readonly oldestUndoneMs: number;
  readonly deadEffects: number;
  readonly quarantinedEvents: number;
};

/** Whether the database answers, and how far behind we are. */
export async function readHealth(ctx: Context): Promise<Health> {
  const { db } = ctx;
  const [migration, effects, events, dead, quarantined] = await db.batch([
    db.select({ name: sql<string>`name` }).from(sql`d1_migrations`).orderBy(sql`id DESC`).limit(1),
    db
      .select({ oldest: min(outbox.dueAt) })
      .from(outbox)
      .where(eq(outbox.state, 'pending')),
    db
      .select({ oldest: min(inbox.dueAt) })
      .from(inbox)
      .where(eq(inbox.state, 'pending')),
    db.select({ count: sql<number>`count(*)` }).from(outbox).where(eq(outbox.state, 'dead')),
    db.select({ count: sql<number>`count(*)` }).from(inbox).where(eq(inbox.state, 'quarantined')),
  ]);
  const now = ctx.now();
  const waiting = [effects[0]?.oldest, events[0]?.oldest].map((oldest) => Math.max(0, now - (oldest ?? now)));
  return {
    schema: migration[0]?.name ?? null,
    oldestUndoneMs: Math.max(...waiting),
    deadEffects: dead[0]?.count ?? 0,
    quarantinedEvents: quarantined[0]?.count ?? 0,
  };
}
