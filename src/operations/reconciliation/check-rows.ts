import { sql } from 'drizzle-orm';
import type { BookKind } from '../../db/schema/index.ts';
import { firstIdAt } from '../../domain/ids.ts';
import type { Context } from '../core/context.ts';
import type { Connection } from '../core/event-handler.ts';

const DAY_MS = 86_400_000;
/** How far back our rows are compared with Stripe's each day; earlier findings are checked until they are explained. */
const WINDOW_MS = 35 * DAY_MS;
/** How much later than its object a transaction may appear; until then it is not missing. */
const LATE_MS = DAY_MS;

/** A mismatch. Amounts in Stripe's minor units of the currency, signed as the balance moves. */
export type Found = {
  readonly kind: BookKind;
  readonly subject: string;
  readonly state: 'waiting' | 'unexplained';
  readonly currency: string;
  readonly amount: number;
  readonly at: number;
};

type Row = {
  readonly what: 'payment' | 'refund' | 'dispute';
  readonly id: string;
  readonly currency: string;
  /** ISO minor units, as our row has it. */
  readonly expected: number;
  readonly at: number;
  readonly booked: number | null;
  readonly bookedIn: string | null;
  readonly converted: number;
};

/**
 * Compares our payments, refunds and disputes with their balance transactions: each that moved money has one, over the
 * same amount unless converted. And the reverse: a transaction that was classified as ours still has its row.
 */
export async function checkRows(ctx: Context, connection: Connection): Promise<readonly Found[]> {
  const now = ctx.now();
  const from = now - WINDOW_MS;
  // Ids sort by time: a range of the primary key, whatever other indexes there are.
  const oldest = firstIdAt('pay', from);
  const { account, livemode } = connection;
  const mine = sql`in (select id from connections where account = ${account} and livemode = ${livemode ? 1 : 0})`;
  const open = sql`in (select subject from findings where connection_id = ${connection.id} and resolved_at is null)`;
  // A dispute is decided anew long after it was made: its money says so.
  const moved = sql`in (select owner_id from balance_transactions
    where connection_id = ${connection.id} and created_at >= ${from} and reporting_category like 'dispute%')`;
  // Amounts of these are compared below; of all others, only what differs leaves the database.
  const otherwise = JSON.stringify(ctx.rules.countedOtherwise);
  // What a row should have moved, by its state; a debit under way may have been booked or not.
  const rows = await ctx.db.all<Row>(sql`
    with moved as (
      select 'payment' as what, id, currency, iif(state in ('succeeded', 'returned'), amount_received, 0) as expected,
        coalesce(succeeded_at, closed_at, claimed_at) as at
      from payments where connection_id ${mine} and id in (
          select id from payments where id >= ${oldest}
          union all select subject from findings where connection_id = ${connection.id} and resolved_at is null)
        and state not in ('claimed', 'session_open', 'confirming', 'authenticating', 'verifying', 'processing', 'unknown')
      union all
      select 'refund', id, currency, iif(state in ('failed', 'canceled'), 0, -amount), created_at
      from refunds where connection_id ${mine} and stripe_refund_id is not null
        and id in (select id from refunds where connection_id ${mine} and created_at >= ${from}
          union all select subject from findings where connection_id = ${connection.id} and resolved_at is null)
        and state not in ('requested', 'unknown', 'requires_action', 'pending')
      union all
      select 'dispute', id, currency, iif(withdrawn = 1, -amount, 0), created_at
      from disputes where connection_id ${mine} and (created_at >= ${from} or id ${open} or id ${moved})
    )
    select moved.what, moved.id, moved.currency, moved.expected, moved.at, sum(t.amount) as booked,
      max(t.currency) as bookedIn, max(t.exchange_rate is not null) as converted
    from moved left join balance_transactions t on t.owner_id = moved.id
    group by moved.what, moved.id
    having iif(booked is null, moved.expected <> 0, converted = 0 and bookedIn = moved.currency
      and (booked <> moved.expected or moved.currency in (select value from json_each(${otherwise}))))`);
  const found: Found[] = [];
  for (const row of rows) {
    const one = judge(ctx, row, now);
    if (one !== null) found.push(one);
  }
  return [...found, ...(await findOrphans(ctx, connection, from))];
}

function judge(ctx: Context, row: Row, now: number): Found | null {
  const state = now - row.at < LATE_MS ? 'waiting' : 'unexplained';
  const expected = ctx.rules.stripeAmount(row.currency, row.expected);
  const about = { subject: row.id, state, currency: row.bookedIn ?? row.currency, at: row.at } as const;
  if (row.booked === null)
    return expected === 0 ? null : { ...about, kind: 'row_without_transaction', amount: expected };
  // A converted amount differs by nature; only its presence is checked.
  const isConverted = row.converted === 1 || row.bookedIn !== row.currency;
  if (isConverted || row.booked === expected) return null;
  return { ...about, kind: 'amount_differs', amount: row.booked - expected };
}

/** Transactions of ours whose row is missing: it was deleted, or the database was restored. */
async function findOrphans(ctx: Context, connection: Connection, from: number): Promise<readonly Found[]> {
  const rows = await ctx.db.all<{
    readonly id: string;
    readonly currency: string;
    readonly net: number;
    readonly at: number;
  }>(sql`
    select stripe_id as id, currency, net, created_at as at from balance_transactions t
    where connection_id = ${connection.id} and classification = 'ours' and created_at >= ${from}
      and not exists (select 1 from payments where id = t.owner_id)
      and not exists (select 1 from refunds where id = t.owner_id)
      and not exists (select 1 from disputes where id = t.owner_id)`);
  return rows.map(({ id, currency, net, at }) => ({
    kind: 'ours_without_row',
    subject: id,
    state: 'unexplained',
    currency,
    amount: net,
    at,
  }));
}
