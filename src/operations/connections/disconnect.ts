import { and, eq, isNotNull, lt, notInArray } from 'drizzle-orm';
import { isActive } from '../../db/queries/active-connection.ts';
import { someRow } from '../../db/queries/waiting-parts.ts';
import { connections, payments } from '../../db/schema/index.ts';
import { headOf, selectHead } from '../../db/streams.ts';
import { done, LOST_RACE, type Outcome, refused, STRIPE_UNAVAILABLE } from '../../domain/outcome.ts';
import type { PaymentState } from '../../domain/payment/state.ts';
import { mayBeginUnit } from '../core/budget.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  decided,
  type ReadContext,
  retryOnConflict,
} from '../core/context.ts';
import { describeError } from '../core/describe-error.ts';
import { expireSession } from '../payments/expire-session.ts';
import { commitDisconnected } from './commit-disconnected.ts';
import { pauseMoney } from './pause-money.ts';

/** Payments closed in one run; cron continues with the next. */
const AT_ONCE = 200;
/** A bank debit on its way cannot be stopped. */
const CANNOT_BE_STOPPED: readonly PaymentState[] = ['processing', 'verifying'];
/** After this, the request that began it is certainly over. */
const LEFT_AFTER_MS = 2 * 60_000;

type Disconnected = Outcome<{ readonly connectionId: string }>;

/**
 * A person ends a connection. It forbids money (I8): money is paused, so that nothing new begins; then every open
 * payment is closed at Stripe; then it takes effect. A bank debit that is on its way cannot be stopped, and is still
 * polled. If a payment could not be closed at Stripe, money stays paused and cron retries; the race is lost if somebody
 * resumed money in the meantime.
 */
export async function disconnect(
  ctx: Context,
  { connectionId, by }: { readonly connectionId: string; readonly by: string },
): Promise<Disconnected> {
  await pauseMoney(ctx, connectionId, 'disconnecting', { from: ctx.now(), by });
  return endConnection(ctx, connectionId, by);
}

const isLeft = (ctx: ReadContext) =>
  and(
    eq(connections.livemode, ctx.livemode),
    isActive,
    eq(connections.pauseReason, 'disconnecting'),
    lt(connections.pausedAt, ctx.now() - LEFT_AFTER_MS),
  );

/** Whether a disconnection was left half way. */
export const disconnectsWait = (ctx: ReadContext) => someRow(connections, isLeft(ctx));

/** Cron finishes what a person began: the Worker died, or Stripe did not answer. */
export async function finishDisconnects(ctx: Context): Promise<void> {
  const left = await ctx.db.select({ id: connections.id }).from(connections).where(isLeft(ctx));
  for (const { id } of left) {
    if (!mayBeginUnit()) return;
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
  // What the invocation has no room for is left to the next: money stays paused until then.
  for (const { id } of open) if (!mayBeginUnit() || !(await isStopped(ctx, id))) left += 1;
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
    // Somebody resumed money in the meantime, and the newer decision wins.
    if (again.pauseReason !== 'disconnecting' || again.pausedAt !== pause?.pausedAt)
      return decided(LOST_RACE);
    const committed = await commitDisconnected(ctx, connection, headOf(head), by);
    if (committed.kind !== 'committed') return CONFLICT;
    ctx.log('connection_disconnected', { connectionId, code: 'staff' });
    return decided(done({ connectionId }));
  });
}

/** True if a payment cannot succeed any more, or can no longer be stopped. */
async function isStopped(ctx: Context, paymentId: string): Promise<boolean> {
  try {
    return !isStoppable(await expireSession(ctx, paymentId));
  } catch (error) {
    // One payment that fails does not keep the others open.
    ctx.log('disconnect_failed', { paymentId, ...describeError(error) });
    return false;
  }
}

/** It may still succeed, and can still be stopped. */
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
