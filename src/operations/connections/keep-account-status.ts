import { eq } from 'drizzle-orm';
import { accountStatuses, connections } from '../../db/schema/index.ts';
import { headOf, selectHead } from '../../db/streams.ts';
import { readSooner, writeStatus } from '../../db/writes/accounts.ts';
import { type Gate, gateOf } from '../../domain/account/readiness.ts';
import type { AccountStatus } from '../../domain/account/status.ts';
import { CALM_FOR_MS, type News, newsOf, type Trouble, troubleOf } from '../../domain/account/trouble.ts';
import type { StaffMessage } from '../../domain/message.ts';
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
import { NO_MESSAGES } from '../core/queue-message.ts';
import { accountMessageRows } from './tell-people.ts';

/** An account that cannot charge is waited for. */
const HELD_EVERY_MS = 5 * 60_000;

/**
 * Stores what Stripe said of an account, holds or frees money with it where that has changed, and tells the business's people
 * of what is wrong with it.
 */
export async function keepAccountStatus(
  ctx: Context,
  { id: connectionId, merchantId }: Pick<Connection, 'id' | 'merchantId'>,
  { status, readAt }: { readonly status: AccountStatus; readonly readAt: number },
): Promise<void> {
  const gate = gateOf(status);
  const mine = eq(connections.id, connectionId);
  const stream = { type: 'merchant', id: merchantId } as const;
  await retryOnConflict(ctx, async (): Promise<ConflictOr<null>> => {
    const [[row], head, [kept]] = await ctx.db.batch([
      ctx.db.select().from(connections).where(mine),
      selectHead(ctx.db, stream),
      ctx.db.select().from(accountStatuses).where(eq(accountStatuses.connectionId, connectionId)),
    ]);
    // The connection has ended, or a later read has begun: what that one says counts.
    if (row?.state !== 'active' || row.accountReadAt > readAt) return decided(null);
    const at = ctx.now();
    const before = { isHeld: row.heldSince !== null, takesCard: row.takesCard, takesAch: row.takesAch };
    const earlier = kept?.told ?? null;
    const trouble = troubleOf(status, { before, lost: earlier?.lost ?? [], now: at });
    const isSeen = (kept?.status ?? null) === null || !status.detailsSubmitted;
    const news = newsOf({ told: earlier, trouble, now: at, isSeen });
    const next = nextRead(gate, news, readAt);
    if (isSame(before, gate) && news.mail === null) {
      await writeStatus(ctx.db, connectionId, { status, readAt, told: news.told });
      if (next !== null) await readSooner(ctx.db, connectionId, next);
      return decided(null);
    }
    const { isHeld, takesCard, takesAch } = gate;
    const why = status.disabledReason;
    const seq = headOf(head).seq + 1;
    const message = messageOf(news, trouble, status);
    const mail =
      message === null
        ? NO_MESSAGES
        : await accountMessageRows(ctx, at, {
            merchantId,
            cause: `account/${connectionId}/${seq}`,
            message,
          });
    const columns = {
      heldSince: isHeld ? (row.heldSince ?? at) : null,
      takesCard,
      takesAch,
      ...(next !== null && { accountDueAt: next }),
    };
    const committed = await commitChange(ctx, {
      merchantId,
      commandId: `account/${connectionId}/${seq}`,
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
        writeStatus(ctx.db, connectionId, { status, readAt, told: news.told }),
        ...mail.rows,
      ],
      // Whatever waited for it goes on by itself.
      effects: [effect(ctx, 'replan_collection', { merchantId }), ...mail.effects],
      result: null,
    });
    if (committed.kind !== 'committed') return CONFLICT;
    ctx.log('account_changed', { connectionId, held: isHeld, card: takesCard, ach: takesAch, code: why });
    if (news.mail !== null) ctx.log('account_told', { connectionId, of: news.mail });
    return decided(null);
  });
}

/** When to look again before the hour is over: money waits, or what seems to be over is to be told. */
function nextRead({ isHeld }: Gate, { told }: News, readAt: number): number | null {
  if (isHeld) return readAt + HELD_EVERY_MS;
  return (told?.calmSince ?? null) === null ? null : readAt + CALM_FOR_MS;
}

function messageOf({ mail }: News, trouble: Trouble | null, status: AccountStatus): StaffMessage | null {
  const about = { account: status.accountId, name: status.name, wants: trouble?.wants ?? [] };
  switch (mail) {
    case null:
      return null;
    case 'over':
      return { template: 'staff_account_over', ...about };
    case 'trouble':
      return trouble === null
        ? null
        : {
            template: 'staff_account_trouble',
            ...about,
            trouble: trouble.kind,
            lost: trouble.lost,
            decision: trouble.decision,
          };
  }
}

const isSame = (a: Gate, b: Gate): boolean =>
  a.isHeld === b.isHeld && a.takesCard === b.takesCard && a.takesAch === b.takesAch;
