import { and, count, eq, isNull, ne, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { RefusalSubject, StripeRefusal } from '../../domain/stripe-refusal.ts';
import type { Database } from '../database.ts';
import { connections, invoices, stripeRefusals } from '../schema/index.ts';
import { isActive } from './active-connection.ts';

export type Subject = { readonly type: RefusalSubject; readonly id: string };

/** The condition that a refusal is one that lasts. */
export const lasts = isNull(stripeRefusals.endedAt);

/** The select for the refusals that last of any of these, for a read batch. */
export const selectRefusals = (db: Database, subjects: readonly Subject[]) =>
  db
    .select()
    .from(stripeRefusals)
    .where(
      and(
        lasts,
        or(
          ...subjects.map(({ type, id }) =>
            and(eq(stripeRefusals.subjectType, type), eq(stripeRefusals.subjectId, id)),
          ),
        ),
      ),
    );

/** The column of what Stripe refuses of a row, by the column of its id; null where it refuses nothing. */
export const refusalOf = (type: RefusalSubject, rowId: SQLWrapper): SQL<StripeRefusal | null> =>
  sql`(SELECT json_object('code', r.code, 'param', r.param, 'message', r.message, 'since', r.since) FROM stripe_refusals r WHERE r.subject_type = ${sql.raw(`'${type}'`)} AND r.subject_id = ${rowId} AND r.ended_at IS NULL)`.mapWith(
    (stored: string): StripeRefusal => JSON.parse(stored),
  );

/** The column of how many refusals of a merchant last. */
export const refusalsOf = (merchantId: SQLWrapper): SQL<number> =>
  sql<number>`(SELECT COUNT(*) FROM stripe_refusals r WHERE r.merchant_id = ${merchantId} AND r.ended_at IS NULL)`;

/** The select for how many refusals of a mode last, for a read batch. An invoice that nobody has to pay is over. */
export const selectLastingRefusals = (db: Database, livemode: boolean) =>
  db
    .select({ count: count() })
    .from(stripeRefusals)
    .leftJoin(invoices, eq(invoices.id, stripeRefusals.subjectId))
    .leftJoin(connections, eq(connections.id, stripeRefusals.subjectId))
    .where(
      and(
        lasts,
        eq(stripeRefusals.livemode, livemode),
        or(ne(stripeRefusals.subjectType, 'invoice'), eq(invoices.status, 'open')),
        or(ne(stripeRefusals.subjectType, 'connection'), isActive),
      ),
    );
