import { and, eq, isNotNull, lt, notInArray } from 'drizzle-orm';
import { isActive } from '../../db/queries/active-connection.ts';
import { connections, payments } from '../../db/schema/index.ts';
import { headOf, selectHead } from '../../db/streams.ts';
import { done, LOST_RACE, type Outcome, refused, STRIPE_UNAVAILABLE } from '../../domain/outcome.ts';
import type { PaymentState } from '../../domain/payment/state.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  retryOnConflict,
} from '../core/context.ts';
import { describeError } from '../core/describe-error.ts';
import { expireSession } from '../payments/expire-session.ts';
import { pauseMoney } from './pause-money.ts';

/** Payments that are closed in one go; cron goes on with the next. */
const AT_ONCE = 200;
/** A bank debit that is on its way. */
const CANNOT_BE_STOPPED: readonly PaymentState[] = ['processing', 'verifying'];
/** By then whoever began it is not at it any more. */
const LEFT_AFTER_MS = 2 * 60_000;

type Disconnected = Outcome<{ readonly connectionId: string }>;

/**
 * A person ends a connection. It forbids money (I8): money is paused, so that nothing new begins; then every open
 * payment is closed at Stripe; then it takes effect. A bank debit that is on its way cannot be stopped, and is still
 * looked at. Where a payment could not be closed at Stripe, money stays paused and it goes on by itself; the race is
 * lost where somebody resumed money meanwhile.
 */
export async function disconnect(
  ctx: Context,
  { connectionId, by }: { readonly connectionId: string; readonly by: string },
): Promise<Disconnected> {
  await pauseMoney(ctx, connectionId, 'disconnecting', { from: ctx.now(), by });
  return endConnection(ctx, connectionId, by);
}

/** Cron goes on with what a person began, and could not finish: a Worker died, or Stripe did not answer. */
export async function finishDisconnects(ctx: Context): Promise<void> {
  const left = await ctx.db
    .select({ id: connections.id })
    .from(connections)
    .where(
      and(
        eq(connections.livemode, ctx.livemode),
        isActive,
        eq(connections.pauseReason, 'disconnecting'),
        lt(connections.pausedAt, ctx.now() - LEFT_AFTER_MS),
      ),
    );
  for (const { id } of left) {
    try {
      await endConnection(ctx, id, 'cron');
    } catch (error) {
      ctx.log('disconnect_failed', { connectionId: id, ...describeError(error) });
    }
  }
}

async function endConnection(ctx: Context, connectionId: string, by: string): Promise<Disconnected> {
  const mine = eq(connections.id, connectionId);
  const [[pause], open] = await ctx.db.batch([
    ctx.db.select({ pausedAt: connections.pausedAt }).from(connections).where(mine),
    ctx.db
      .select({ id: payments.id })
      .from(payments)
      .where(
        and(
          eq(payments.connectionId, connectionId),
          isNotNull(payments.checkAt),
          notInArray(payments.state, [...CANNOT_BE_STOPPED]),
        ),
      )
      .limit(AT_ONCE),
  ]);
  let left = 0;
  for (const { id } of open) if (!(await isStopped(ctx, id))) left += 1;
  if (left > 0 || open.length === AT_ONCE) {
    ctx.log('disconnect_waits', { connectionId, left });
    return STRIPE_UNAVAILABLE;
  }
  return retryOnConflict(ctx, async (): Promise<ConflictOr<Disconnected>> => {
    const [connection] = await ctx.db.select().from(connections).where(mine);
    if (connection === undefined) return decided(refused({ code: 'not_found', what: 'connection' }));
    const stream = { type: 'merchant', id: connection.merchantId } as const;
    const [[again], head] = await ctx.db.batch([
      ctx.db.select().from(connections).where(mine),
      selectHead(ctx.db, stream),
    ]);
    if (again?.state !== 'active') return decided(done({ connectionId }));
    // Somebody let money move again meanwhile: that is what a person wants now.
    if (again.pauseReason !== 'disconnecting' || again.pausedAt !== pause?.pausedAt)
      return decided(LOST_RACE);
    const at = ctx.now();
    const committed = await commitChange(ctx, {
      merchantId: connection.merchantId,
      commandId: `disconnected/${connectionId}`,
      at,
      appends: [
        {
          stream,
          head: headOf(head),
          type: 'connection_disconnected',
          data: { connectionId, account: connection.account, by },
        },
      ],
      rows: [ctx.db.update(connections).set({ state: 'disconnected', disconnectedAt: at }).where(mine)],
      effects: [],
      result: null,
    });
    if (committed.kind !== 'committed') return CONFLICT;
    ctx.log('connection_disconnected', { connectionId, code: 'staff' });
    return decided(done({ connectionId }));
  });
}

/** True where no money comes of a payment any more, or none that could have been kept from coming. */
async function isStopped(ctx: Context, paymentId: string): Promise<boolean> {
  try {
    return !isStoppable(await expireSession(ctx, paymentId));
  } catch (error) {
    // One that cannot be looked at does not keep the others open.
    ctx.log('disconnect_failed', { paymentId, ...describeError(error) });
    return false;
  }
}

/** Money may still come of it, and could have been kept from coming. */
function isStoppable(state: Awaited<ReturnType<typeof expireSession>>): boolean {
  switch (state) {
    case 'unknown':
    case 'claimed':
    case 'session_open':
    case 'confirming':
    case 'authenticating':
      return true;
    case 'verifying':
    case 'processing':
    case 'succeeded':
    case 'failed':
    case 'canceled':
    case 'returned':
      return false;
  }
}
