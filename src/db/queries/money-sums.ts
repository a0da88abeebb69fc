import { and, eq, gte, inArray, lt, type SQL, sql } from 'drizzle-orm';
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

/** Sums with so much of their day as a report tells apart: as many rows as it has lines, however many days there are. */
const summed = (db: Database, day: SQL<string>) =>
  db
    .select({
      kind: moneySums.kind,
      day: day.as('shown_day'),
      currency: moneySums.currency,
      items: sql<number>`sum(${moneySums.items})`,
      amount: sql<number>`sum(${moneySums.amount})`,
    })
    .from(moneySums);
const BY_DAY = [moneySums.kind, moneySums.currency, sql`shown_day`] as const;

/** The select for what is open, by the ages that it falls into, and what is on its way. Ages begin with `from`, youngest first. */
export function selectStanding(
  db: Database,
  scope: Scope,
  ages: readonly { readonly from: string | null; readonly day: string }[],
) {
  const cases = ages.map(({ from, day }) =>
    from === null ? sql`ELSE ${day}` : sql`WHEN ${moneySums.day} >= ${from} THEN ${day}`,
  );
  const day = sql<string>`CASE WHEN ${moneySums.day} = '' THEN '' ${sql.join(cases, sql` `)} END`;
  return summed(db, day)
    .where(and(within(moneySums, scope), inArray(moneySums.kind, ['open', 'processing'])))
    .groupBy(...BY_DAY);
}

/** The select for what was billed, collected and refunded since a day, by the Monday of its week. */
export const selectMoved = (db: Database, scope: Scope, since: string) =>
  summed(db, sql<string>`date(${moneySums.day}, 'weekday 0', '-6 days')`)
    .where(
      and(
        within(moneySums, scope),
        inArray(moneySums.kind, ['billed', 'collected', 'refunded']),
        gte(moneySums.day, since),
      ),
    )
    .groupBy(...BY_DAY);
