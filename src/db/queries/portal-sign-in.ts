import { and, asc, desc, eq } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { customerAddresses, customers, merchants, signIns } from '../schema/index.ts';

/** The one business of a deployment, if it has one only: two rows tell that it has more. */
const selectTwoMerchants = (db: Database) => db.select().from(merchants).orderBy(asc(merchants.id)).limit(2);

export const readTwoMerchants = (db: Database) => selectTwoMerchants(db).all();

/** A customer that an address may sign in for, the newest; mail goes to the address as the business wrote it. */
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

/** A sign-in, the customer it is for where it is for one, and whose house this is: one round trip. */
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
