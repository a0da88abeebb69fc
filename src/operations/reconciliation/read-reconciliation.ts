import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { selectDays, selectNetBefore } from '../../db/queries/book-sums.ts';
import { type BookKind, balanceChecks, connections, findings } from '../../db/schema/index.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import { booksByDay, type DayBooks } from '../../domain/reconciliation/report.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';

const DAY_MS = 86_400_000;
const MOST_DAYS = 366;
const MOST_ITEMS = 1000;

/** The default length of the period. */
const DAYS_BY_DEFAULT = 30;

/** Days by UTC, both included, `YYYY-MM-DD`, the last by default today; a settlement currency, or null for all. */
type Period = { readonly from: string | null; readonly to: string | null; readonly currency: string | null };

export type Item = {
  readonly connectionId: string;
  readonly kind: BookKind;
  /** A balance transaction, a payment, refund or dispute of ours, or a currency. */
  readonly subject: string;
  readonly currency: string;
  readonly amount: number;
  /** When the money moved, and when it was found, ms. */
  readonly at: number;
  readonly foundAt: number;
};

export type Balance = {
  readonly connectionId: string;
  readonly currency: string;
  readonly stated: number;
  readonly reckoned: number;
  readonly difference: number;
  readonly checkedAt: number;
};

/** Amounts in Stripe's minor units of the settlement currency, as its own reports have them. */
export type Reconciliation = {
  readonly from: string;
  readonly to: string;
  readonly days: readonly (DayBooks & { readonly connectionId: string })[];
  readonly unexplained: readonly Item[];
  readonly waiting: readonly Item[];
  readonly balances: readonly Balance[];
};

/**
 * The merchant's reconciliation with Stripe: per connection, day and settlement currency, with every unexplained item,
 * whenever it happened, and Stripe's last stated balances. Rejects with `invalid`.
 */
export async function readReconciliation(
  ctx: Context,
  { scope, currency, ...asked }: Scoped<Period>,
): Promise<Outcome<Reconciliation>> {
  const to = asked.to ?? dateAt(ctx.now());
  const from = asked.from ?? dateAt(Date.parse(to) - DAYS_BY_DEFAULT * DAY_MS);
  const [start, end] = [Date.parse(from), Date.parse(to) + DAY_MS];
  if (end <= start) return invalid('to', 'Give a day that is not before `from`.');
  if (end - start > MOST_DAYS * DAY_MS) return invalid('to', `Give at most ${MOST_DAYS} days.`);
  const { db } = ctx;
  const mine = db
    .select({ id: connections.id })
    .from(connections)
    .where(and(eq(connections.merchantId, scope.merchantId), eq(connections.livemode, scope.livemode)));
  const connectionIds = sql`SELECT id FROM connections
    WHERE merchant_id = ${scope.merchantId} AND livemode = ${Number(scope.livemode)}`;
  const span = { from: start / DAY_MS, before: end / DAY_MS, currency };
  const [sums, before, checks, found] = await db.batch([
    selectDays(db, connectionIds, span),
    selectNetBefore(db, connectionIds, { before: span.from, currency }),
    db
      .select()
      .from(balanceChecks)
      .where(
        and(
          inArray(balanceChecks.connectionId, mine),
          currency === null ? undefined : eq(balanceChecks.currency, currency),
        ),
      ),
    db
      .select()
      .from(findings)
      .where(
        and(
          inArray(findings.connectionId, mine),
          isNull(findings.resolvedAt),
          currency === null ? undefined : eq(findings.currency, currency),
        ),
      )
      .orderBy(asc(findings.at))
      .limit(MOST_ITEMS),
  ]);
  const days = [...Map.groupBy(sums, ({ connectionId }) => connectionId)].flatMap(([connectionId, its]) => {
    const openings = new Map<string, number>();
    const add = (code: string, amount: number) => openings.set(code, (openings.get(code) ?? 0) + amount);
    for (const check of checks) if (check.connectionId === connectionId) add(check.currency, check.opening);
    for (const sum of before) if (sum.connectionId === connectionId) add(sum.currency, sum.net);
    return booksByDay(its, openings).map((day) => ({ connectionId, ...day }));
  });
  const items = (state: 'unexplained' | 'waiting'): readonly Item[] =>
    found
      .filter((finding) => finding.state === state)
      .map(({ connectionId, kind, subject, currency: code, amount, at, foundAt }) => ({
        connectionId,
        kind,
        subject,
        currency: code,
        amount,
        at,
        foundAt,
      }));
  return done({
    from,
    to,
    days,
    unexplained: items('unexplained'),
    waiting: items('waiting'),
    balances: checks.map(({ connectionId, currency: code, stated, reckoned, checkedAt }) => ({
      connectionId,
      currency: code,
      stated,
      reckoned,
      difference: stated - reckoned,
      checkedAt,
    })),
  });
}

const dateAt = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const invalid = (path: string, message: string): Outcome<Reconciliation> =>
  refused({ code: 'invalid', problems: [{ path, message }] });
