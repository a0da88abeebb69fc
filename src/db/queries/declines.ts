import { and, count, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { payments } from '../schema/index.ts';

/**
 * A bank refused it: one that a payer tried on Stripe's page and left is cancelled, with the decline's code. Spelled
 * exactly as in the index.
 */
export const WAS_DECLINED = sql`(${payments.state} = 'failed'
  OR (${payments.state} = 'canceled' AND ${payments.failureCode} IS NOT NULL))`;

/** Each kind of failure at least once, as JSON. */
export const DISTINCT_FAILURES = sql<string>`json_group_array(distinct
  json_array(${payments.failureCode}, ${payments.adviceCode}) || '')`;

/** Each kind of failure that a card or account ever had, as JSON. */
export async function failuresEver(db: Database, fingerprint: string): Promise<string> {
  const [row] = await db
    .select({ failures: DISTINCT_FAILURES })
    .from(payments)
    .where(and(eq(payments.fingerprint, fingerprint), WAS_DECLINED));
  return row?.failures ?? '[]';
}

const DAY_MS = 24 * 3_600_000;

/** How often a card was declined of late, and the charges of it that are under way. */
export async function triesWith(db: Database, fingerprint: string, now: number) {
  const [[declined], [underWay]] = await db.batch([
    db
      .select({
        last24h: sql<number>`coalesce(sum(${payments.closedAt} > ${now - DAY_MS}), 0)`.as('last_24h'),
        last30d: count(),
      })
      .from(payments)
      .where(
        and(eq(payments.fingerprint, fingerprint), WAS_DECLINED, gt(payments.closedAt, now - 30 * DAY_MS)),
      ),
    db
      .select({ open: count() })
      .from(payments)
      .where(and(eq(payments.fingerprint, fingerprint), isNull(payments.closedAt))),
  ]);
  return {
    last24h: declined?.last24h ?? 0,
    last30d: declined?.last30d ?? 0,
    open: underWay?.open ?? 0,
  };
}
