import { eq } from 'drizzle-orm';
import { connections } from '../../db/schema/index.ts';
import { headOf, selectHead } from '../../db/streams.ts';
import { readSooner, writeStatus } from '../../db/writes/accounts.ts';
import { type Gate, gateOf } from '../../domain/account/readiness.ts';
import type { AccountStatus } from '../../domain/account/status.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  effect,
  retryOnConflict,
} from '../core/context.ts';
import type { Connection } from '../core/event-handler.ts';

/** An account that cannot charge is waited for. */
const HELD_EVERY_MS = 5 * 60_000;

/** Stores what Stripe said of an account, and holds or frees money with it where that has changed. */
export async function keepAccountStatus(
  ctx: Context,
  { id: connectionId, merchantId }: Pick<Connection, 'id' | 'merchantId'>,
  { status, readAt }: { readonly status: AccountStatus; readonly readAt: number },
): Promise<void> {
  const gate = gateOf(status);
  const mine = eq(connections.id, connectionId);
  const stream = { type: 'merchant', id: merchantId } as const;
  await retryOnConflict(ctx, async (): Promise<ConflictOr<null>> => {
    const [[row], head] = await ctx.db.batch([
      ctx.db.select().from(connections).where(mine),
      selectHead(ctx.db, stream),
    ]);
    // The connection has ended, or a later read has begun: what that one says counts.
    if (row?.state !== 'active' || row.accountReadAt > readAt) return decided(null);
    if (isSame(row, gate)) {
      await writeStatus(ctx.db, connectionId, { status, readAt });
      if (gate.isHeld) await readSooner(ctx.db, connectionId, readAt + HELD_EVERY_MS);
      return decided(null);
    }
    const at = ctx.now();
    const { isHeld, takesCard, takesAch } = gate;
    const why = status.disabledReason;
    const columns = {
      heldSince: isHeld ? (row.heldSince ?? at) : null,
      takesCard,
      takesAch,
      ...(isHeld && { accountDueAt: readAt + HELD_EVERY_MS }),
    };
    const committed = await commitChange(ctx, {
      merchantId,
      commandId: `account/${connectionId}/${headOf(head).seq + 1}`,
      at,
      appends: [
        {
          stream,
          head: headOf(head),
          type: 'account_changed',
          data: { connectionId, held: isHeld, card: takesCard, ach: takesAch, why },
        },
      ],
      rows: [
        ctx.db.update(connections).set(columns).where(mine),
        writeStatus(ctx.db, connectionId, { status, readAt }),
      ],
      // Whatever waited for it goes on by itself.
      effects: [effect(ctx, 'replan_collection', { merchantId })],
      result: null,
    });
    if (committed.kind !== 'committed') return CONFLICT;
    ctx.log('account_changed', { connectionId, held: isHeld, card: takesCard, ach: takesAch, code: why });
    return decided(null);
  });
}

const isSame = ({ heldSince, takesCard, takesAch }: Connection, gate: Gate): boolean =>
  (heldSince !== null) === gate.isHeld && takesCard === gate.takesCard && takesAch === gate.takesAch;
