import { eq } from 'drizzle-orm';
import { type BooksPeriod, selectConnectionsOf } from '../../db/queries/books.ts';
import { merchants } from '../../db/schema/index.ts';
import {
  addDaysWithin,
  daysBetween,
  endOfDay,
  instantAt,
  type LocalDate,
  localDateAt,
} from '../../domain/calendar.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scope } from '../core/scope.ts';

const MOST_DAYS = 366;
const DAYS_BY_DEFAULT = 30;

/** Days in the business's time zone, both included; the last by default today, the first a month before it. */
export type AskedPeriod = {
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  readonly currency: string | null;
  /** A connection, or null for all. */
  readonly connectionId: string | null;
};

export type Books = {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly timeZone: string;
  readonly period: BooksPeriod;
  readonly connectionIds: readonly string[];
  /** Whose each connection is at Stripe: `self`, or `acct_…`. */
  readonly accounts: ReadonlyMap<string, string>;
};

/**
 * What books are asked for, in one round trip. Rejects with `invalid`, but for whoever would rather have the last month, and, for
 * a connection of somebody else, `not_found`.
 */
export async function booksOf(
  ctx: Context,
  scope: Scope,
  asked: AskedPeriod & { readonly elseLastMonth?: boolean },
): Promise<Outcome<Books>> {
  const [[merchant], connections] = await ctx.db.batch([
    ctx.db.select({ timeZone: merchants.timeZone }).from(merchants).where(eq(merchants.id, scope.merchantId)),
    selectConnectionsOf(ctx.db, scope),
  ]);
  const timeZone = merchant?.timeZone ?? 'UTC';
  const today = localDateAt(ctx.now(), timeZone);
  const given = daysOf(asked, today);
  if (given.kind !== 'done' && asked.elseLastMonth !== true) return given;
  const { from, to } = given.kind === 'done' ? given.value : lastDays(today);
  const accounts = new Map(connections.map(({ id, account }) => [id, account]));
  const ids = connections.map(({ id }) => id);
  const connectionIds = asked.connectionId === null ? ids : ids.filter((id) => id === asked.connectionId);
  if (asked.connectionId !== null && connectionIds.length === 0) {
    return refused({ code: 'not_found', what: 'connection' });
  }
  const period = {
    from: instantAt(from, 0, timeZone),
    before: endOfDay(to, timeZone),
    currency: asked.currency,
  };
  return done({ from, to, timeZone, period, connectionIds, accounts });
}

type Days = { readonly from: LocalDate; readonly to: LocalDate };

const lastDays = (to: LocalDate): Days => ({ from: addDaysWithin(to, 1 - DAYS_BY_DEFAULT), to });

function daysOf(asked: Pick<AskedPeriod, 'from' | 'to'>, today: LocalDate): Outcome<Days> {
  const to = asked.to ?? today;
  const from = asked.from ?? lastDays(to).from;
  if (from > to) return invalid('Give a day that is not before `from`.');
  if (daysBetween(from, to) >= MOST_DAYS) return invalid(`Give at most ${MOST_DAYS} days.`);
  return done({ from, to });
}

const invalid = (message: string) => refused({ code: 'invalid', problems: [{ path: 'to', message }] });
