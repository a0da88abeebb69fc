import { eq, inArray } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { invoices, paymentMethods } from '../schema/index.ts';

/** The select for the methods of an invoice's customer, for a read batch. */
export const selectMethodsFor = (db: Database, invoiceId: string) =>
  db
    .select()
    .from(paymentMethods)
    .where(
      inArray(
        paymentMethods.customerId,
        db.select({ id: invoices.customerId }).from(invoices).where(eq(invoices.id, invoiceId)),
      ),
    );
