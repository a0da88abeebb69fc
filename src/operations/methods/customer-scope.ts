import { and, eq } from 'drizzle-orm';
import type { Database } from '../../db/database.ts';
import { connectionOfCustomer } from '../../db/queries/active-connection.ts';
import { connections, customers, merchants } from '../../db/schema/index.ts';
import { headOf, selectHead } from '../../db/streams.ts';
import type { Scope } from '../core/scope.ts';

/** The customer that a verb acts for, within one merchant: data outside this scope does not exist for it. */
export type ForCustomer = Scope & { readonly customerId: string };

/** The select for a customer with its merchant and the active connection, for a read batch. */
export const selectOwner = (db: Database, { customerId, merchantId, livemode }: ForCustomer) =>
  db
    .select({ customer: customers, merchant: merchants, connection: connections })
    .from(customers)
    .innerJoin(merchants, eq(merchants.id, customers.merchantId))
    .leftJoin(connections, connectionOfCustomer)
    .where(
      and(
        eq(customers.id, customerId),
        eq(customers.merchantId, merchantId),
        eq(customers.livemode, livemode),
      ),
    );

/** A customer with its merchant, the active connection and the head of its stream: one round trip. */
export async function readOwner(db: Database, who: ForCustomer) {
  const [found, head] = await db.batch([
    selectOwner(db, who),
    selectHead(db, { type: 'customer', id: who.customerId }),
  ]);
  const row = found[0];
  return row === undefined ? null : { ...row, head: headOf(head) };
}

export type Owner = NonNullable<Awaited<ReturnType<typeof readOwner>>>;
