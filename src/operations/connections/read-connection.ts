import { and, eq, isNull, sql } from 'drizzle-orm';
import { activeConnectionOf } from '../../db/queries/active-connection.ts';
import { refusalOf } from '../../db/queries/refusals.ts';
import { accountStatuses, connections, findings, sweeps, unknownObjects } from '../../db/schema/index.ts';
import { type Readiness, readinessOf } from '../../domain/account/readiness.ts';
import type { AccountStatus } from '../../domain/account/status.ts';
import type { PauseReason } from '../../domain/connection.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { StripeRefusal } from '../../domain/stripe-refusal.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';

export type ConnectionView = {
  readonly id: string;
  /** `self` for the deployment's own account, else `acct_…`. */
  readonly account: string;
  readonly livemode: boolean;
  readonly pausedAt: number | null;
  readonly pauseReason: PauseReason | null;
  /** Everything that happened at Stripe before this instant has been read; null before the first time. */
  readonly eventsReadUntil: number | null;
  /** Why events cannot be read, as Stripe's code or the permission that the key lacks; null if they can. */
  readonly eventsFailure: string | null;
  /** The same of the books: balance and balance transactions. */
  readonly booksFailure: string | null;
  /** Quarantined objects: their metadata says they are ours, and they are not known here. */
  readonly unknownObjects: number;
  readonly unexplained: number;
  readonly stripeRefusal: StripeRefusal | null;
  /** Since when Stripe says that the account cannot take charges; null where it can, or has not said. */
  readonly heldSince: number | null;
  /** The account as Stripe last described it; null until it was read. */
  readonly status: (AccountStatus & { readonly readiness: Readiness; readonly readAt: number }) | null;
  /** Why the last read of the account failed, as Stripe's code. */
  readonly accountFailure: string | null;
};

/** The merchant's active connection in a mode, and its status. Rejects with `not_found`. */
export async function readConnection(
  ctx: Context,
  { scope }: Scoped<unknown>,
): Promise<Outcome<ConnectionView>> {
  const { db } = ctx;
  const [rows] = await db.batch([
    db
      .select({
        id: connections.id,
        account: connections.account,
        livemode: connections.livemode,
        pausedAt: connections.pausedAt,
        pauseReason: connections.pauseReason,
        eventsReadUntil: sweeps.watermark,
        eventsFailure: sweeps.failure,
        booksFailure: sql<
          string | null
        >`(SELECT s.failure FROM sweeps s WHERE s.connection_id = ${connections.id} AND s.list = 'transactions')`,
        unknownObjects: db.$count(
          unknownObjects,
          and(eq(unknownObjects.connectionId, connections.id), isNull(unknownObjects.resolvedAt)),
        ),
        heldSince: connections.heldSince,
        status: accountStatuses.status,
        accountReadAt: accountStatuses.readAt,
        accountFailure: accountStatuses.failure,
        stripeRefusal: refusalOf('connection', connections.id),
        unexplained: db.$count(
          findings,
          and(
            eq(findings.connectionId, connections.id),
            eq(findings.state, 'unexplained'),
            isNull(findings.resolvedAt),
          ),
        ),
      })
      .from(connections)
      .leftJoin(sweeps, and(eq(sweeps.connectionId, connections.id), sql`${sweeps.list} = 'events'`))
      .leftJoin(accountStatuses, eq(accountStatuses.connectionId, connections.id))
      .where(activeConnectionOf(scope)),
  ]);
  const [row] = rows;
  if (row === undefined) return refused({ code: 'not_found', what: 'connection' });
  const { status, accountReadAt, ...view } = row;
  const read = status && { ...status, readiness: readinessOf(status), readAt: accountReadAt ?? 0 };
  return done({ ...view, status: read });
}
