import { and, eq, inArray } from 'drizzle-orm';
import { inbox, journal, payments, paymentTargets, slots } from '../../../src/db/schema/index.ts';
import type { Shop } from './shop.ts';

/** The database as it was before the payments were begun: a snapshot that was restored. */
export async function forgetPayments(
  { ctx: { db } }: Pick<Shop, 'ctx'>,
  account: string,
  paymentIds: readonly string[],
): Promise<void> {
  const ids = [...paymentIds];
  await db.batch([
    db.delete(slots).where(inArray(slots.paymentId, ids)),
    db.delete(paymentTargets).where(inArray(paymentTargets.paymentId, ids)),
    db.delete(payments).where(inArray(payments.id, ids)),
    db.delete(journal).where(and(eq(journal.streamType, 'payment'), inArray(journal.streamId, ids))),
    db.delete(journal).where(eq(journal.type, 'payment_claimed')),
    db.delete(inbox).where(eq(inbox.account, account)),
  ]);
}
