import { and, desc, eq } from 'drizzle-orm';
import { isAccountTaken } from '../../db/queries/accounts.ts';
import { selectActiveConnection } from '../../db/queries/active-connection.ts';
import { connections } from '../../db/schema/index.ts';
import { headOf, selectHead } from '../../db/streams.ts';
import { takeUpAgain } from '../../db/writes/connect.ts';
import { type Gate, gateOf } from '../../domain/account/readiness.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  effect,
  newId,
  retryOnConflict,
} from '../core/context.ts';
import type { Connection } from '../core/event-handler.ts';
import type { Scoped } from '../core/scope.ts';
import { tellOwners } from '../core/tell-owners.ts';

type Ask = {
  /** `acct_…`, or `self` for the deployment's own. */
  readonly account: string;
  readonly how: 'oauth' | 'created';
  readonly by: string;
  /** What it can do; null where it is not known yet. */
  readonly status: Parameters<typeof gateOf>[0] | null;
};
type Connected = Outcome<{ readonly connectionId: string }>;

const HOUR_MS = 3_600_000;

/**
 * Connects a business to an account. One that it was connected to before is taken up again with everything that belongs to
 * it, the mapping of customers and their methods, once all that happened at Stripe in between is known; any other account
 * begins anew. Rejects with `already_connected` and `account_taken`.
 */
export async function connectAccount(ctx: Context, ask: Scoped<Ask>): Promise<Connected> {
  try {
    return await retryOnConflict(ctx, () => attempt(ctx, ask));
  } catch (error) {
    // Another business may have been connected to it in the same moment: the unique index let one of them through.
    if (await isAccountTaken(ctx.db, { ...ask.scope, account: ask.account })) return TAKEN;
    throw error;
  }
}

const TAKEN = refused({ code: 'account_taken' });

async function attempt(ctx: Context, ask: Scoped<Ask>): Promise<ConflictOr<Connected>> {
  const { scope, account, by } = ask;
  const { merchantId, livemode } = scope;
  const stream = { type: 'merchant', id: merchantId } as const;
  const [[active], [before], head] = await ctx.db.batch([
    selectActiveConnection(ctx.db, scope),
    ctx.db
      .select()
      .from(connections)
      .where(
        and(
          eq(connections.merchantId, merchantId),
          eq(connections.livemode, livemode),
          eq(connections.account, account),
        ),
      )
      .orderBy(desc(connections.id))
      .limit(1),
    selectHead(ctx.db, stream),
  ]);
  if (active?.account === account) return decided(done({ connectionId: active.id }));
  if (active !== undefined) return decided(refused({ code: 'already_connected', account: active.account }));
  if (await isAccountTaken(ctx.db, { ...scope, account })) return decided(TAKEN);
  const at = ctx.now();
  const connectionId = before?.id ?? newId(ctx, 'con');
  const gate = ask.status === null ? null : gateOf(ask.status);
  const commandId = `connected/${connectionId}/${headOf(head).seq + 1}`;
  const change = { kind: 'stripe_connected', account } as const;
  const mail = await tellOwners(ctx, at, { merchantId, cause: commandId, change, by });
  const committed = await commitChange(ctx, {
    merchantId,
    commandId,
    at,
    appends: [
      {
        stream,
        head: headOf(head),
        type: 'connection_added',
        data: { connectionId, account, how: before === undefined ? ask.how : 'again', by },
      },
    ],
    rows: [
      ...(before === undefined
        ? [ctx.db.insert(connections).values({ ...firstRow(ask, gate, at), id: connectionId })]
        : againRows(ctx, before, gate, at)),
      ...mail.rows,
    ],
    effects: [effect(ctx, 'replan_collection', { merchantId }), ...mail.effects],
    result: null,
  });
  if (committed.kind !== 'committed') return CONFLICT;
  ctx.log('connection_added', { connectionId, again: before !== undefined });
  return decided(done({ connectionId }));
}

/** An account that was just made cannot charge before Stripe has said so. */
const gateColumns = (how: Ask['how'], gate: Gate | null, at: number) => ({
  heldSince: (gate?.isHeld ?? how === 'created') ? at : null,
  takesCard: gate?.takesCard ?? true,
  takesAch: gate?.takesAch ?? true,
  accountDueAt: 0,
});

const firstRow = ({ scope, account, how }: Scoped<Ask>, gate: Gate | null, at: number) => ({
  ...scope,
  account,
  state: 'active' as const,
  createdAt: at,
  eventsWatermark: 0,
  ...gateColumns(how, gate, at),
});

/** Nothing is charged before all that was made at Stripe since the connection ended is known. */
function againRows(ctx: Context, before: Connection, gate: Gate | null, at: number) {
  const from = (before.disconnectedAt ?? before.createdAt) - HOUR_MS;
  return [
    ctx.db
      .update(connections)
      .set({
        state: 'active',
        disconnectedAt: null,
        pausedAt: at,
        // A person's pause outlasts a connection that its owner ended at Stripe: only a person ends it.
        pauseReason: before.pauseReason === 'staff' ? 'staff' : 'catching_up',
        ...gateColumns('oauth', gate, at),
      })
      .where(eq(connections.id, before.id)),
    ...takeUpAgain(ctx.db, before.id, { from, now: at }),
  ];
}
