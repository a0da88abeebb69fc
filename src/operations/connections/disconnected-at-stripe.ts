import { and, eq, isNotNull } from 'drizzle-orm';
import { connections, payments } from '../../db/schema/index.ts';
import { headOf, selectHead } from '../../db/streams.ts';
import { done, type Outcome, STRIPE_UNAVAILABLE } from '../../domain/outcome.ts';
import { CONFLICT, type ConflictOr, type Context, decided, retryOnConflict } from '../core/context.ts';
import { NO_ACCESS } from '../core/is-lost.ts';
import { commitDisconnected } from './commit-disconnected.ts';

/**
 * Stripe says that an account's owner has disconnected it. If the account can indeed not be reached any more, nothing
 * is charged through it from now on (I8). Payments that are still open there can be neither closed nor retrieved: each
 * raises an alarm, and ends when nobody can pay it any more. https://docs.stripe.com/connect/oauth-reference#deauthorize
 */
export async function disconnectedAtStripe(
  ctx: Context,
  { connectionId }: { readonly connectionId: string },
): Promise<Outcome<'ended' | 'still_connected'>> {
  return retryOnConflict(ctx, async (): Promise<ConflictOr<Outcome<'ended' | 'still_connected'>>> => {
    const mine = eq(connections.id, connectionId);
    const [connection] = await ctx.db.select().from(connections).where(mine);
    if (connection === undefined || connection.state !== 'active') return decided(done('ended'));
    const stream = { type: 'merchant', id: connection.merchantId } as const;
    const [open, head] = await ctx.db.batch([
      ctx.db
        .select({ id: payments.id, state: payments.state })
        .from(payments)
        .where(and(eq(payments.connectionId, connectionId), isNotNull(payments.checkAt))),
      selectHead(ctx.db, stream),
    ]);
    const balance = await (await ctx.stripe(connection.account)).retrieveBalance();
    if (balance.kind === 'unknown') return decided(STRIPE_UNAVAILABLE);
    // An event may be late: the account may have been connected again since, or never disconnected. A key without
    // permission to read balances does not mean a disconnect either.
    if (balance.kind === 'ok' || balance.code !== NO_ACCESS) return decided(done('still_connected'));
    const committed = await commitDisconnected(ctx, connection, headOf(head), 'stripe');
    if (committed.kind !== 'committed') return CONFLICT;
    if (!committed.replayed) {
      ctx.log('connection_disconnected', { connectionId, code: balance.code });
      for (const { id, state } of open)
        ctx.log('payment_unreachable', { paymentId: id, state, reason: 'disconnected' });
    }
    return decided(done('ended'));
  });
}
