import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { disputes } from '../schema/index.ts';

/** Few are open at a time; of many the oldest, which the next reading finds closed. */
const AT_MOST = 100;

/** The payments of a connection with a dispute that is not decided, as far as is known here. */
export async function paymentsInDispute(db: Database, connectionId: string): Promise<readonly string[]> {
  const rows = await db
    .select({ paymentId: disputes.paymentId })
    .from(disputes)
    .where(and(isNull(disputes.closedAt), eq(disputes.connectionId, connectionId)))
    .orderBy(asc(disputes.paymentId))
    .limit(AT_MOST);
  return [...new Set(rows.map(({ paymentId }) => paymentId))];
}
