import { and, count, desc, eq, gt, isNull, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { BlockStanding } from '../../domain/payment/card-testing.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import { paymentBlocks } from '../schema/index.ts';

/** The condition that a block lasts at an instant. */
const blocksAt = (now: number) => and(isNull(paymentBlocks.releasedAt), gt(paymentBlocks.until, now));

/** The select for the blocks of a business that last, newest first. */
export const selectLastingBlocks = (db: Database, { merchantId, livemode }: Scope, now: number) =>
  db
    .select()
    .from(paymentBlocks)
    .where(and(eq(paymentBlocks.merchantId, merchantId), eq(paymentBlocks.livemode, livemode), blocksAt(now)))
    .orderBy(desc(paymentBlocks.since), desc(paymentBlocks.id))
    .limit(200);

/** The select for a block of a business, for a read batch. */
export const selectBlock = (db: Database, { merchantId, livemode }: Scope, blockId: string) =>
  db
    .select()
    .from(paymentBlocks)
    .where(
      and(
        eq(paymentBlocks.id, blockId),
        eq(paymentBlocks.merchantId, merchantId),
        eq(paymentBlocks.livemode, livemode),
      ),
    );

/** The select for how many blocks of a mode last, for a read batch. */
export const selectBlockCount = (db: Database, livemode: boolean, now: number) =>
  db
    .select({ count: count() })
    .from(paymentBlocks)
    .where(and(eq(paymentBlocks.livemode, livemode), blocksAt(now)));

/** The column of the blocks that were not released: of an invoice's link, its customer and its business. */
export const blocksOf = (invoice: {
  readonly id: SQLWrapper;
  readonly customerId: SQLWrapper;
  readonly merchantId: SQLWrapper;
  readonly livemode: SQLWrapper;
  readonly linkPass: SQLWrapper;
}): SQL<readonly BlockStanding[]> =>
  sql`(SELECT json_group_array(json_object('subject', b.subject_type, 'until', b.until, 'releasedAt', b.released_at, 'passedUntil', ${invoice.linkPass} ->> 'until')) FROM payment_blocks b WHERE b.released_at IS NULL AND b.livemode = ${invoice.livemode} AND b.subject_id IN (${invoice.id}, ${invoice.customerId}, ${invoice.merchantId}))`.mapWith(
    (stored: string): readonly BlockStanding[] => JSON.parse(stored),
  );
