import { and, eq, isNotNull } from 'drizzle-orm';
import { connections, payments } from '../../db/schema/index.ts';
import { headOf, selectHead } from '../../db/streams.ts';
import { ok, type Result, rejected } from '../../domain/rejection.ts';
import { AGAIN, type Context, commitChange, done, untilCommitted } from '../context.ts';
import { expirePayment } from '../payments/expire.ts';
import { pauseMoney } from './pause-money.ts';

/**
 * A person ends a connection. It forbids money (I8): money is paused, so that nothing new begins; then every open
 * payment is closed at Stripe; then it takes effect. A bank debit that is on its way cannot be stopped, and is still
 * looked at. Rejects with `stripe_unavailable` where a payment could not be closed: it stays paused, and the same
 * again goes on.
 */
export async function disconnect(
  ctx: Context,
  connectionId: string,
  by: string,
): Promise<Result<{ readonly connectionId: string }>> {
  await pauseMoney(ctx, connectionId, 'disconnecting', { from: ctx.now(), by });
  const open = await ctx.db
    .select({ id: payments.id })
    .from(payments)
    .where(and(eq(payments.connectionId, connectionId), isNotNull(payments.checkAt)));
  for (const { id } of open) {
    const state = await expirePayment(ctx, id);
    if (isStoppable(state)) return rejected({ code: 'stripe_unavailable' });
  }
  return untilCommitted(ctx, async () => {
    const mine = eq(connections.id, connectionId);
    const [connection] = await ctx.db.select().from(connections).where(mine);
    if (connection === undefined) return done(rejected({ code: 'not_found', what: 'connection' }));
    const stream = { type: 'merchant', id: connection.merchantId } as const;
    const [[again], head] = await ctx.db.batch([
      ctx.db.select({ state: connections.state }).from(connections).where(mine),
      selectHead(ctx.db, stream),
    ]);
    if (again?.state !== 'active') return done(ok({ connectionId }));
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
    if (committed.kind !== 'committed') return AGAIN;
    ctx.log('connection_disconnected', { connectionId, code: 'staff' });
    return done(ok({ connectionId }));
  });
}

/** Money may still come of it, and could have been kept from coming. */
function isStoppable(state: Awaited<ReturnType<typeof expirePayment>>): boolean {
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
