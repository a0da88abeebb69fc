import { and, isNotNull, sql } from 'drizzle-orm';
import { isActive } from '../../db/queries/active-connection.ts';
import { selectBlockCount } from '../../db/queries/card-testing.ts';
import { selectUndeliveredCount } from '../../db/queries/deliveries.ts';
import { readAppliedSchema, selectApplied } from '../../db/queries/schema.ts';
import { selectNotes } from '../../db/queries/watch-notes.ts';
import { selectFailingCount } from '../../db/queries/webhooks.ts';
import { connections } from '../../db/schema/index.ts';
import type { Cause, Vitals } from '../../domain/watch/causes.ts';
import { D1_LIMIT_BYTES, isNotReady, isReady, standing } from '../../domain/watch/limits.ts';
import { readTick } from '../../domain/watch/notes.ts';
import { runsOn, type SchemaStanding, schemaStanding } from '../../domain/watch/schema.ts';
import { sentenceOf } from '../../domain/watch/sentences.ts';
import type { AlarmState, WayNote } from '../../domain/watch/telling.ts';
import { WARN_AFTER_MS } from '../../domain/webhooks/delivery.ts';
import type { Context } from '../core/context.ts';
import { readVitals } from './vitals.ts';

const WEEK_MS = 7 * 24 * 3_600_000;

export type Health = Vitals & {
  readonly ready: boolean;
  /** The instant of the report, ms: a sandbox's clock may be ahead of the machine's. */
  readonly at: number;
  /** The newest applied migration, by its file's name. */
  readonly schema: string | null;
  /** How the schema differs from the one that this code was written for, and what mends it; null where it doesn't. */
  readonly schemaSays: string | null;
  /** How long ago the last tick ended; null where there was none. */
  readonly tickLagMs: number | null;
  readonly pausedConnections: number;
  /** Links, customers and businesses where cards are tested and none is taken for now. */
  readonly paymentBlocks: number;
  /** Messages of the last week that did not get to their recipient. */
  readonly undelivered: number;
  /** Businesses' own endpoints that nothing has reached for a day, and those of them that were switched off for it. */
  readonly webhooks: { readonly failing: number; readonly switchedOff: number };
  /** What is wrong by the limits, in sentences. */
  readonly causes: readonly { readonly cause: Cause; readonly notReady: boolean; readonly says: string }[];
  /** What was alarmed about, and by which way somebody was told. */
  readonly alarms: readonly AlarmState[];
  readonly alarmWays: { readonly mail: WayNote | null; readonly webhook: WayNote | null };
};

/** What an operator is told: how far behind we are, in counts and ages, nothing about anybody. */
export async function readHealth(ctx: Context, limitBytes: number = D1_LIMIT_BYTES): Promise<Health> {
  const { db } = ctx;
  const now = ctx.now();
  const { vitals, alarms, ways } = await readVitals(ctx, limitBytes);
  const schema = await readSchema(ctx);
  const [paused, blocked, undelivered, noted, [webhooks]] = await db.batch([
    db
      .select({ count: sql<number>`count(*)` })
      .from(connections)
      .where(and(isActive, isNotNull(connections.pausedAt))),
    selectBlockCount(db, ctx.livemode, now),
    selectUndeliveredCount(db, now - WEEK_MS),
    selectNotes(db, ['tick']),
    selectFailingCount(db, ctx.livemode, now - WARN_AFTER_MS),
  ]);
  const tick = tickOf(noted[0]?.value);
  const causes = standing(vitals);
  return {
    at: now,
    ready: isReady(tick, now) && !causes.some(isNotReady) && runsOn(schema),
    schema: schema.newest,
    schemaSays: schema.says,
    tickLagMs: tick === null ? null : Math.max(0, now - tick.at),
    ...vitals,
    pausedConnections: paused[0]?.count ?? 0,
    paymentBlocks: blocked[0]?.count ?? 0,
    undelivered: undelivered[0]?.count ?? 0,
    webhooks: { failing: webhooks?.failing ?? 0, switchedOff: webhooks?.switchedOff ?? 0 },
    causes: causes.map((cause) => ({ cause, notReady: isNotReady(cause), says: sentenceOf(cause, vitals) })),
    alarms,
    alarmWays: ways,
  };
}

/** How the database's schema stands to this code: read by itself, since of another schema nothing else may be readable. */
export const readSchema = async (ctx: Context): Promise<SchemaStanding> =>
  schemaStanding(await readAppliedSchema(ctx.db));

/**
 * Whether we are ready, by what the last tick found and the migrations' names, in two reads by key: anybody may ask. What the
 * database says of the texts that it was made with is left to the operator's report.
 */
export async function readReadiness(ctx: Context): Promise<{
  readonly ready: boolean;
  readonly schemaSays: string | null;
}> {
  const [[note], applied] = await ctx.db.batch([selectNotes(ctx.db, ['tick']), selectApplied(ctx.db)]);
  const schema = schemaStanding({ applied: applied.map(({ name }) => name), checksums: new Map() });
  const isSchemaRight = runsOn(schema);
  const ready = isSchemaRight && isReady(tickOf(note?.value), ctx.now());
  return { ready, schemaSays: isSchemaRight ? null : schema.says };
}

function tickOf(stored: unknown): { readonly at: number; readonly notReady: readonly string[] } | null {
  const tick = readTick(stored);
  return tick === undefined ? null : { at: tick.at, notReady: tick.notReady.split(' ').filter(Boolean) };
}
