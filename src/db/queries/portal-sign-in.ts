import { and, asc, desc, eq } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { customerAddresses, customers, merchants, signIns } from '../schema/index.ts';

/** Two rows are enough to know whether the deployment has one business or more. */
const selectTwoMerchants = (db: Database) => db.select().from(merchants).orderBy(asc(merchants.id)).limit(2);

export const readTwoMerchants = (db: Database) => selectTwoMerchants(db).all();

/** The newest customer that an address may sign in for. Mail goes to the address as the business wrote it. */
export const selectAddressee = (db: Database, address: string, livemode: boolean) =>
  db
    .select({
      customerId: customers.id,
      merchantId: customers.merchantId,
      written: customerAddresses.written,
    })
    .from(customerAddresses)
    .innerJoin(customers, eq(customers.id, customerAddresses.customerId))
    .where(and(eq(customerAddresses.address, address), eq(customers.livemode, livemode)))
    .orderBy(desc(customers.id))
    .limit(1);

export const selectSignIn = (db: Database, id: string) => db.select().from(signIns).where(eq(signIns.id, id));

/** A sign-in with its customer, if it is for one, and the deployment's merchants: one round trip. */
export async function readSignIn(db: Database, id: string) {
  const [[row], house, [guest]] = await db.batch([
    selectSignIn(db, id),
    selectTwoMerchants(db),
    db
      .select({ customerName: customers.legalName, merchant: merchants })
      .from(signIns)
      .innerJoin(customers, eq(customers.id, signIns.customerId))
      .innerJoin(merchants, eq(merchants.id, customers.merchantId))
      .where(eq(signIns.id, id)),
  ]);
  return row === undefined ? null : { row, house, guest: guest ?? null };
}
