import { eq } from 'drizzle-orm';
import type { Committed } from '../../db/commit.ts';
import { connections } from '../../db/schema/index.ts';
import type { Head } from '../../db/streams.ts';
import { type Context, commitChange } from '../core/context.ts';
import { tellOwners } from '../core/tell-owners.ts';

/** Who is no person, as a mail calls them. */
const SAID: Readonly<Record<string, string>> = {
  stripe: 'The account’s owner, at Stripe',
  cron: 'Quittance',
};

/** Ends a connection, decided on the `head` of its merchant's stream; `by` names a person, cron, or Stripe. */
export async function commitDisconnected(
  ctx: Context,
  { id: connectionId, account, merchantId }: typeof connections.$inferSelect,
  head: Head,
  by: string,
): Promise<Committed> {
  const at = ctx.now();
  // An account can be connected again, and disconnected again after that.
  const commandId = `disconnected/${connectionId}/${head.seq + 1}`;
  const change = { kind: 'stripe_disconnected', account } as const;
  const mail = await tellOwners(ctx, at, { merchantId, cause: commandId, change, by: SAID[by] ?? by });
  return commitChange(ctx, {
    merchantId,
    commandId,
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
      ...mail.rows,
    ],
    effects: mail.effects,
    result: null,
  });
}
