import { and, type SQL, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/scope.ts';
import { STUCK, type StoppedKind } from '../../domain/watch/stopped.ts';
import type { Database } from '../database.ts';
import { NAMED_IN_EVENT } from './findings.ts';

/** One piece of stopped work. `id` is of its kind; `details` names rows and holds nothing of anybody. */
export type StoppedRow = {
  readonly id: string;
  readonly merchantId: string | null;
  readonly what: string;
  readonly reason: string | null;
  readonly attempts: number;
  /** When it first failed, or was found, ms. */
  readonly since: number;
  readonly stoppedAt: number;
  readonly details: string | null;
};

/** Whose work is asked about: a business's, or null for all of this mode. */
export type Within = { readonly scope: Scope | null; readonly livemode: boolean };

export type StoppedFilter = {
  readonly id: string | null;
  readonly reason: string | null;
  /** Only what stopped before this, ms: what was run again and stopped again is not run in a circle. */
  readonly before: number | null;
};

/** Of an account's connections the active one owns its events, else the newest. */
const OWNER = sql`(select owner.merchant_id from connections owner where owner.account = inbox.account
  and owner.livemode = inbox.livemode order by owner.state, owner.id desc limit 1)`;

const JOB = sql`select id, merchant_id as merchantId, kind as what, last_error as reason, attempts,
  coalesce(failed_since, created_at) as since, due_at as stoppedAt, payload as details from outbox`;
const EVENT = (livemode: boolean) => sql`select account || ':' || event_id as id, ${OWNER} as merchantId,
  type as what, reason, attempts, coalesce(failed_since, received_at) as since, coalesce(handled_at, due_at) as stoppedAt,
  json_object('account', account, 'eventId', event_id, 'object', payload ->> '$.data.object.id') as details
  from inbox where livemode = ${livemode ? 1 : 0}`;
const isStuck = (now: number) =>
  sql`(failed_since <= ${now - STUCK.failingMs} or due_at <= ${now - STUCK.dueMs})`;

/** The rows of a kind, each by an index of what is open. */
export function stoppedRows(kind: StoppedKind, { livemode }: Within, now: number): SQL {
  switch (kind) {
    case 'dead_effect':
      return sql`${JOB} where state = 'dead'`;
    case 'stuck_effect':
      return sql`${JOB} where state = 'pending' and ${isStuck(now)}`;
    case 'quarantined_event':
      return sql`${EVENT(livemode)} and state = 'quarantined'`;
    case 'stuck_event':
      return sql`${EVENT(livemode)} and state = 'pending' and ${isStuck(now)}`;
    case 'unknown_object':
      return sql`select found.payment_id as id, at.merchant_id as merchantId, 'payment' as what, found.reason as reason,
        (select count(*) from inbox where state = 'quarantined' and reason = 'unknown_payment'
          and account = at.account and ${NAMED_IN_EVENT} = found.payment_id) as attempts,
        found.found_at as since, found.found_at as stoppedAt,
        json_object('connectionId', found.connection_id, 'stripeId', found.stripe_id) as details
        from unknown_objects found, connections at where at.id = found.connection_id
        and found.resolved_at is null and at.livemode = ${livemode ? 1 : 0}`;
    case 'dead_letter':
      return sql`select id, null as merchantId, coalesce(names, 'unreadable') as what, outcome as reason, 0 as attempts,
        arrived_at as since, arrived_at as stoppedAt, body as details from dead_letters where settled_at is null`;
  }
}

/** The condition of rows of {@link stoppedRows} that are asked about. A dead letter is nobody's but the operator's. */
export const isAsked = ({ scope }: Within, { id, reason, before }: StoppedFilter): SQL =>
  and(
    scope === null ? undefined : sql`merchantId = ${scope.merchantId}`,
    id === null ? undefined : sql`id = ${id}`,
    reason === null ? undefined : sql`reason = ${reason}`,
    before === null ? undefined : sql`stoppedAt < ${before}`,
  ) ?? sql`1 = 1`;

export type Counted = { readonly reason: string | null; readonly count: number; readonly oldest: number };

type Ask = { readonly within: Within; readonly filter: StoppedFilter; readonly now: number };

/** How much of a kind there is, by reason; for a read batch, too. */
export const countStopped = (db: Database, kind: StoppedKind, { within, filter, now }: Ask) =>
  db
    .select({
      reason: sql<string | null>`reason`,
      count: sql<number>`count(*)`,
      oldest: sql<number>`min(since)`,
    })
    .from(sql`(${stoppedRows(kind, within, now)})`)
    .where(isAsked(within, filter))
    .groupBy(sql`reason`)
    .orderBy(sql`count(*) desc, reason`);

/** The same of each of these kinds, in one round trip. */
export const countEachStopped = (
  db: Database,
  [first, ...others]: readonly [StoppedKind, ...StoppedKind[]],
  ask: Ask,
): Promise<readonly Counted[][]> =>
  db.batch([countStopped(db, first, ask), ...others.map((kind) => countStopped(db, kind, ask))]);

export const ANY: StoppedFilter = { id: null, reason: null, before: null };

/** What stopped of a kind, oldest first; after a cursor, so many. */
export const listStopped = (
  db: Database,
  kind: StoppedKind,
  {
    within,
    filter,
    after,
    limit,
    now,
  }: {
    readonly within: Within;
    readonly filter: StoppedFilter;
    readonly after: { readonly since: number; readonly id: string } | null;
    readonly limit: number;
    readonly now: number;
  },
): Promise<StoppedRow[]> =>
  db.all<StoppedRow>(sql`select * from (${stoppedRows(kind, within, now)}) where ${isAsked(within, filter)}
    and ${after === null ? sql`1 = 1` : sql`(since, id) > (${after.since}, ${after.id})`}
    order by since, id limit ${limit}`);
