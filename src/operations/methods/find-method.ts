import { and, eq } from 'drizzle-orm';
import type { Database } from '../../db/database.ts';
import { connections, paymentMethods } from '../../db/schema/index.ts';
import type { ForCustomer } from './customer-scope.ts';
import { type MethodsSnapshot, readMethods } from './read-methods.ts';

/** A method of a customer, with everything else on file; null for another customer's, and for a removed one. */
export async function findMethod(
  db: Database,
  who: ForCustomer,
  methodId: string,
): Promise<{
  readonly snapshot: MethodsSnapshot;
  readonly method: MethodsSnapshot['methods'][number];
} | null> {
  const [row] = await db
    .select({ connectionId: paymentMethods.connectionId })
    .from(paymentMethods)
    .innerJoin(connections, eq(connections.id, paymentMethods.connectionId))
    .where(
      and(
        eq(paymentMethods.id, methodId),
        eq(paymentMethods.customerId, who.customerId),
        eq(paymentMethods.merchantId, who.merchantId),
        eq(connections.livemode, who.livemode),
      ),
    );
  if (row === undefined) return null;
  const snapshot = await readMethods(db, { customerId: who.customerId, connectionId: row.connectionId });
  const method = snapshot?.methods.find(({ id }) => id === methodId);
  return snapshot === null || method === undefined || method.state === 'detached'
    ? null
    : { snapshot, method };
}
