import { eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { customers, invoices, paymentMethods } from '../schema/index.ts';
import { OF_INVOICE, parentOf, payerOf } from './payer.ts';

/** The select for the methods of whoever pays an invoice by itself, for a read batch. */
export const selectMethodsFor = (db: Database, invoiceId: string) =>
  db
    .select()
    .from(paymentMethods)
    .where(
      inArray(
        paymentMethods.customerId,
        db
          .select({ id: payerOf(OF_INVOICE) })
          .from(invoices)
          .where(eq(invoices.id, invoiceId)),
      ),
    );

/** The select for the parent of an invoice's customer, and whether it pays the invoice by itself, for a read batch. */
export const selectParentFor = (db: Database, invoiceId: string) =>
  db
    .select({
      parent: customers,
      pays: sql<number>`${customers.id} = (select ${payerOf(OF_INVOICE)} from invoices where id = ${invoiceId})`,
    })
    .from(customers)
    .where(sql`${customers.id} = (${parentOf(invoiceId)})`);
