import { and, type SQL, sql } from 'drizzle-orm';
import { AGE_LIMITS, AGEING, type Ageing } from '../../domain/oldest-age.ts';
import type { Database } from '../database.ts';
import { someRow } from './waiting-parts.ts';

/** Stripe gives a week to three to answer a dispute, where it does not say until when. */
const ANSWER_WITHIN_MS = 21 * 24 * 3_600_000;

/** What is open, with its state and since when it is; each is read by an index of what is open. */
const OPEN: Readonly<Record<Ageing, SQL>> = {
  setup: sql`select id as subject, state, created_at as since from method_setups where check_at is not null`,
  refund: sql`select id as subject, state, coalesce(sent_at, not_before, updated_at) as since from refunds
    where check_at is not null`,
  dispute: sql`select id as subject, state, coalesce(evidence_due_at, created_at + ${ANSWER_WITHIN_MS}) as since
    from disputes where closed_at is null`,
  connection: sql`select id as subject, pause_reason as state, paused_at as since from connections
    where state = 'active' and paused_at is not null`,
  stripe_customer: sql`select connection_id || '/' || customer_id as subject, 'requested' as state,
    requested_at as since from stripe_customers where stripe_customer_id is null`,
  effect: sql`select id as subject, state, due_at as since from outbox where state = 'pending'`,
  event: sql`select account || '/' || event_id as subject, state, received_at as since from inbox
    where state = 'pending' union all select account || '/' || event_id, state, received_at from inbox
    where state = 'quarantined'`,
  email: sql`select id as subject, state, created_at as since from emails
    where state in ('queued', 'sending', 'unknown')`,
  unknown_object: sql`select connection_id || '/' || payment_id as subject, 'open' as state, found_at as since
    from unknown_objects where resolved_at is null`,
};

const KINDS = AGEING.map((what) => ({
  what,
  limits: JSON.stringify(AGE_LIMITS.filter((limit) => limit.what === what)),
}));

/** D1 takes few terms of a compound select: each kind is a statement of its own, all of them one round trip. */
const standing = (what: Ageing, limits: string) =>
  sql`(${OPEN[what]}) standing join json_each(${limits}) allowed on allowed.value ->> 'state' = standing.state`;
const isOverdue = (now: number) => sql`standing.since < ${now} - (allowed.value ->> 'ms')`;

const causeOf = (what: Ageing) =>
  sql<string>`${`${what}_unresolved/`} || standing.subject || '/' || standing.state`;
const isNew = (what: Ageing, now: number) =>
  and(isOverdue(now), sql`not exists (select 1 from alarms where alarms.cause = ${causeOf(what)})`);

/** Conditions, one a kind: something is older than its state can last, as of `now` (ms), and was not alarmed before. */
export const someOverdue = (now: number): readonly SQL[] =>
  KINDS.map(({ what, limits }) => someRow(standing(what, limits), isNew(what, now)));

export type Overdue = {
  readonly what: Ageing;
  readonly subject: string;
  readonly state: string;
  /** It and its state, once for all. */
  readonly cause: string;
};

/** What is older than its state can last, as of `now` (ms), and was not alarmed before; so many of each, oldest first. */
export async function selectOverdue(db: Database, now: number, limit: number): Promise<readonly Overdue[]> {
  const [first, ...others] = KINDS.map(({ what, limits }) =>
    db
      .select({
        what: sql<Ageing>`${what}`.as('what'),
        subject: sql<string>`standing.subject`.as('subject'),
        state: sql<string>`standing.state`.as('state'),
        cause: causeOf(what).as('cause'),
      })
      .from(standing(what, limits))
      .where(isNew(what, now))
      .orderBy(sql`standing.since`)
      .limit(limit),
  );
  return first === undefined ? [] : (await db.batch([first, ...others])).flat();
}

/** How much of it is older than its state can last, as of `now` (ms), as a column. */
export function overdueCount(what: Ageing, now: number): SQL<number> {
  const limits = JSON.stringify(AGE_LIMITS.filter((limit) => limit.what === what));
  return sql<number>`(select count(*) from ${standing(what, limits)} where ${isOverdue(now)})`;
}
