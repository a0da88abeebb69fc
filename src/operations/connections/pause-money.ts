import { and, eq, gt, inArray } from 'drizzle-orm';
import type { Effect } from '../../db/commit.ts';
import { paymentsInDispute } from '../../db/queries/open-disputes.ts';
import { connections, sweeps } from '../../db/schema/index.ts';
import { headOf, selectHead } from '../../db/streams.ts';
import { recheckPaused } from '../../db/writes/checks.ts';
import { firstRow, rewindPausedLists } from '../../db/writes/sweeps.ts';
import { endsByItself, outranks, type PauseReason } from '../../domain/connection.ts';
import type { EntryOf } from '../../domain/journal.ts';
import { CONFLICT, type Context, commitChange, decided, effect, retryOnConflict } from '../core/context.ts';

const HOUR_MS = 3_600_000;
const LISTS = ['sessions', 'intents'] as const;

/**
 * Pauses money on a connection until everything created at Stripe since `from` (ms, less an hour) has been checked. A
 * pause for a graver reason keeps that reason; the lists are read from the earliest instant of all pauses.
 */
export async function pauseMoney(
  ctx: Context,
  connectionId: string,
  reason: PauseReason,
  { from, by }: { readonly from: number; readonly by: string },
): Promise<void> {
  const row = {
    watermark: from - HOUR_MS,
    since: null,
    startedAt: null,
    cursor: null,
    leaseUntil: 0,
    dueAt: 0,
  };
  const lists = and(eq(sweeps.connectionId, connectionId), inArray(sweeps.list, [...LISTS]));
  const isLater = gt(sweeps.watermark, row.watermark);
  // Already paused, for whatever reason: the lists have to be read from this instant at the latest.
  await rewindPausedLists(ctx.db, connectionId, LISTS, row);
  const paused = { type: 'money_paused', data: { connectionId, reason, by } } as const;
  await changePause(ctx, paused, (connection, at) => {
    if (connection.pausedAt !== null && !outranks(reason, connection.pauseReason)) return null;
    return [
      ctx.db
        .update(connections)
        .set({ pausedAt: at, pauseReason: reason })
        .where(eq(connections.id, connectionId)),
      ...LISTS.map((list) =>
        ctx.db
          .insert(sweeps)
          .values({ ...firstRow(connection, list), ...row })
          .onConflictDoNothing(),
      ),
      ctx.db
        .update(sweeps)
        .set(row)
        .where(connection.pausedAt === null ? lists : and(lists, isLater)),
    ];
  });
}

/**
 * Everything created at Stripe is known: resumes money, if the pause is still the one of `pausedAt` (ms). Whether an open
 * dispute was decided meanwhile is read once more: its event may be older than Stripe keeps events.
 */
export async function resumeMoney(
  ctx: Context,
  connectionId: string,
  { by, pausedAt }: { readonly by: string; readonly pausedAt: number },
): Promise<void> {
  const disputed = await paymentsInDispute(ctx.db, connectionId);
  const resumed = { type: 'money_resumed', data: { connectionId, by } } as const;
  await changePause(
    ctx,
    resumed,
    (connection, at) => (connection.pausedAt === pausedAt ? end(ctx, connection, at) : null),
    disputed.map((paymentId) => effect(ctx, 'record_refunds_and_disputes', { paymentId })),
  );
}

/**
 * A person resumes money. What was created at Stripe during their pause, or before it if the database was restored, is
 * checked first, and then the pause ends automatically. A pause that was going to end automatically ends at once, since
 * the person overrides it knowingly.
 */
export async function liftPause(ctx: Context, connectionId: string, by: string): Promise<void> {
  const resumed = { type: 'money_resumed', data: { connectionId, by } } as const;
  await changePause(ctx, resumed, (connection, at) => {
    const { pausedAt, pauseReason } = connection;
    if (pausedAt === null) return null;
    return endsByItself(pauseReason)
      ? end(ctx, connection, at)
      : [pauseColumns(ctx, connectionId, pausedAt, 'catching_up')];
  });
}

/** What rested goes on with the next tick. */
const end = (ctx: Context, connection: ConnectionRow, at: number): Rows => [
  pauseColumns(ctx, connection.id, null, null),
  recheckPaused(ctx.db, connection, at),
];

const pauseColumns = (
  ctx: Context,
  connectionId: string,
  pausedAt: number | null,
  pauseReason: PauseReason | null,
) => ctx.db.update(connections).set({ pausedAt, pauseReason }).where(eq(connections.id, connectionId));

type ConnectionRow = typeof connections.$inferSelect;
type Rows = Parameters<typeof commitChange>[1]['rows'];

async function changePause(
  ctx: Context,
  entry: Extract<EntryOf<'merchant'>, { readonly type: 'money_paused' | 'money_resumed' }>,
  rowsOf: (connection: ConnectionRow, at: number) => Rows | null,
  effects: readonly Effect[] = [],
): Promise<void> {
  const { type } = entry;
  const { connectionId } = entry.data;
  await retryOnConflict(ctx, async () => {
    const [connection] = await ctx.db.select().from(connections).where(eq(connections.id, connectionId));
    if (connection === undefined) return decided(null);
    const stream = { type: 'merchant', id: connection.merchantId } as const;
    const [[again], head] = await ctx.db.batch([
      ctx.db.select().from(connections).where(eq(connections.id, connectionId)),
      selectHead(ctx.db, stream),
    ]);
    const at = ctx.now();
    const rows = again === undefined ? null : rowsOf(again, at);
    if (rows === null) return decided(null);
    const committed = await commitChange(ctx, {
      merchantId: connection.merchantId,
      commandId: `${type}/${connectionId}/${headOf(head).seq + 1}`,
      at,
      appends: [{ stream, head: headOf(head), ...entry }],
      rows,
      effects,
      result: null,
    });
    if (committed.kind !== 'committed') return CONFLICT;
    const reason = entry.type === 'money_paused' ? entry.data.reason : null;
    // A concurrent request that did the same finds it done, and logs nothing.
    if (!committed.replayed) ctx.log(type, { connectionId, reason });
    return decided(null);
  });
}
