import { eq } from 'drizzle-orm';
import type { Committed } from '../../db/commit.ts';
import { connections } from '../../db/schema/index.ts';
import type { Head } from '../../db/streams.ts';
import { type Context, commitChange } from '../core/context.ts';

/** Ends a connection, decided on the `head` of its merchant's stream; `by` names a person, cron, or Stripe. */
export function commitDisconnected(
  ctx: Context,
  { id: connectionId, account, merchantId }: typeof connections.$inferSelect,
  head: Head,
  by: string,
): Promise<Committed> {
  const at = ctx.now();
  return commitChange(ctx, {
    merchantId,
    // An account can be connected again, and disconnected again after that.
    commandId: `disconnected/${connectionId}/${head.seq + 1}`,
    at,
    appends: [
      {
        stream: { type: 'merchant', id: merchantId },
        head,
        type: 'connection_disconnected',
        data: { connectionId, account, by },
      },
    ],
    rows: [
      ctx.db
        .update(connections)
        .set({ state: 'disconnected', disconnectedAt: at })
        .where(eq(connections.id, connectionId)),
    ],
    effects: [],
    result: null,
  });
}
