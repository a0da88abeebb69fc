import { and, eq, gte, inArray, lt, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import { type MoneySumKind, moneySums } from '../schema/index.ts';
import { within } from './scoped.ts';

/** Days are `YYYY-MM-DD`, the last one excluded; empty for those without a day. */
export type SumSpan = {
  readonly kind: MoneySumKind;
  readonly from?: string | null;
  readonly before?: string | null;
  readonly currency?: string | null;
};

/** The select for kept sums of a span, by currency. */
export const selectSums = (db: Database, scope: Scope, { kind, from, before, currency }: SumSpan) =>
  db
    .select({
      currency: moneySums.currency,
      items: sql<number>`sum(${moneySums.items})`,
      amount: sql<number>`sum(${moneySums.amount})`,
    })
    .from(moneySums)
    .where(
      and(
        within(moneySums, scope),
        eq(moneySums.kind, kind),
        from == null ? undefined : gte(moneySums.day, from),
        before == null ? undefined : lt(moneySums.day, before),
        currency == null ? undefined : eq(moneySums.currency, currency),
      ),
    )
    .groupBy(moneySums.currency)
    .orderBy(moneySums.currency);

const SUM = {
  kind: moneySums.kind,
  day: moneySums.day,
  currency: moneySums.currency,
  items: moneySums.items,
  amount: moneySums.amount,
};

/** The select for what is open, by the day that it is due on, and what is on its way. */
export const selectStanding = (db: Database, scope: Scope) =>
  db
    .select(SUM)
    .from(moneySums)
    .where(and(within(moneySums, scope), inArray(moneySums.kind, ['open', 'processing'])));

/** The select for what was billed, collected and refunded since a day, by day. */
export const selectMoved = (db: Database, scope: Scope, since: string) =>
  db
    .select(SUM)
    .from(moneySums)
    .where(
      and(
        within(moneySums, scope),
        inArray(moneySums.kind, ['billed', 'collected', 'refunded']),
        gte(moneySums.day, since),
      ),
    );
