import { and, eq, isNotNull, isNull, min, sql } from 'drizzle-orm';
import { isActive } from '../../db/queries/active-connection.ts';
import { selectBlockCount } from '../../db/queries/card-testing.ts';
import { selectUndeliveredCount } from '../../db/queries/deliveries.ts';
import { countOverdue } from '../../db/queries/overdue.ts';
import { selectLastingRefusals } from '../../db/queries/refusals.ts';
import {
  connections,
  findings,
  inbox,
  invoices,
  outbox,
  payments,
  sweeps,
  unknownObjects,
} from '../../db/schema/index.ts';
import type { Ageing } from '../../domain/oldest-age.ts';
import type { Context } from '../core/context.ts';
import { isPaymentUnresolved } from './raise-alarms.ts';

const WEEK_MS = 7 * 24 * 3_600_000;

export type Health = {
  /** The newest applied migration, by its file's name. */
  readonly schema: string | null;
  /** How long the oldest due job or event has been waiting, in milliseconds. */
  readonly oldestUndoneMs: number;
  /** How long the most overdue check of an open invoice has been waiting. */
  readonly collectionLagMs: number;
  /** How long ago Stripe's events were last read, for the connection that is furthest behind. */
  readonly eventsLagMs: number;
  /** Connections of which Stripe does not let the events be read; the connection says why. */
  readonly unreadableEvents: number;
  readonly deadEffects: number;
  readonly quarantinedEvents: number;
  /** Quarantined objects at Stripe, whose metadata claims an unknown payment of ours. */
  readonly unknownObjects: number;
  /** Unexplained findings of the reconciliation. */
  readonly unexplained: number;
  /** Attempts that are open for longer than anything of their state can take. */
  readonly unresolvedPayments: number;
  /** Refunds that are open for longer than anything of their state can take. */
  readonly unresolvedRefunds: number;
  /** Set-ups of payment methods, the same. */
  readonly unresolvedSetups: number;
  /** All else that is open for too long: disputes, pauses, requests, effects, events, mails, unknown objects. */
  readonly overdue: number;
  readonly pausedConnections: number;
  /** Connections, customers and open invoices of which Stripe refuses something for good. */
  readonly stripeRefusals: number;
  /** Links, customers and businesses where cards are tested and none is taken for now. */
  readonly paymentBlocks: number;
  /** Messages of the last week that did not get to their recipient. */
  readonly undelivered: number;
};

/** Whether the database answers, and how far behind we are: counts and ages, nothing about anybody. */
export async function readHealth(ctx: Context): Promise<Health> {
  const { db } = ctx;
  const now = ctx.now();
  const count = sql<number>`count(*)`;
  const [
    migration,
    effects,
    events,
    collection,
    sweep,
    dead,
    quarantined,
    unknown,
    odd,
    unresolved,
    paused,
    refused,
    blocked,
    undelivered,
  ] = await db.batch([
    db.select({ name: sql<string>`name` }).from(sql`d1_migrations`).orderBy(sql`id DESC`).limit(1),
    db
      .select({ oldest: min(outbox.dueAt) })
      .from(outbox)
      .where(sql`state = 'pending'`),
    db
      .select({ oldest: min(inbox.dueAt) })
      .from(inbox)
      .where(sql`state = 'pending'`),
    db
      .select({ oldest: min(invoices.nextCheckAt) })
      .from(invoices)
      .where(and(isNotNull(invoices.nextCheckAt), eq(invoices.status, 'open'))),
    db
      .select({
        // Where they cannot be read, other lists may stand in for them: what was read of them is what counts here.
        oldest: sql<
          number | null
        >`min(CASE WHEN ${sweeps.failedAt} IS NULL THEN ${sweeps.touchedAt} ELSE ${sweeps.watermark} END)`,
        failing: sql<number>`count(${sweeps.failedAt})`,
      })
      .from(sweeps)
      .innerJoin(connections, eq(connections.id, sweeps.connectionId))
      .where(and(eq(sweeps.list, 'events'), isActive, eq(connections.livemode, ctx.livemode))),
    db.select({ count }).from(outbox).where(sql`state = 'dead'`),
    db.select({ count }).from(inbox).where(sql`state = 'quarantined'`),
    db.select({ count }).from(unknownObjects).where(isNull(unknownObjects.resolvedAt)),
    db
      .select({ count })
      .from(findings)
      .where(and(eq(findings.state, 'unexplained'), isNull(findings.resolvedAt))),
    db.select({ count }).from(payments).where(isPaymentUnresolved(now)),
    db
      .select({ count })
      .from(connections)
      .where(and(isActive, isNotNull(connections.pausedAt))),
    selectLastingRefusals(db, ctx.livemode),
    selectBlockCount(db, ctx.livemode, now),
    selectUndeliveredCount(db, now - WEEK_MS),
  ]);
  const overdue = await countOverdue(db, now);
  const late = (what: Ageing): number => overdue.find((row) => row.what === what)?.count ?? 0;
  const ageOf = (oldest: number | null | undefined): number => Math.max(0, now - (oldest ?? now));
  return {
    schema: migration[0]?.name ?? null,
    oldestUndoneMs: Math.max(ageOf(effects[0]?.oldest), ageOf(events[0]?.oldest)),
    collectionLagMs: ageOf(collection[0]?.oldest),
    eventsLagMs: ageOf(sweep[0]?.oldest),
    unreadableEvents: sweep[0]?.failing ?? 0,
    deadEffects: dead[0]?.count ?? 0,
    quarantinedEvents: quarantined[0]?.count ?? 0,
    unknownObjects: unknown[0]?.count ?? 0,
    unexplained: odd[0]?.count ?? 0,
    unresolvedPayments: unresolved[0]?.count ?? 0,
    unresolvedRefunds: late('refund'),
    unresolvedSetups: late('setup'),
    overdue: overdue.reduce((sum, { count: of }) => sum + of, 0) - late('refund') - late('setup'),
    pausedConnections: paused[0]?.count ?? 0,
    stripeRefusals: refused[0]?.count ?? 0,
    paymentBlocks: blocked[0]?.count ?? 0,
    undelivered: undelivered[0]?.count ?? 0,
  };
}
