import { type SQL, sql } from 'drizzle-orm';

/** A payer's address as a payment keeps it: an outcome that comes late brings none back of a customer who was erased. */
export const payerUnlessErased = (address: string): SQL =>
  sql`iif((select erased_at from customers where customers.id = payments.customer_id) is null, ${address}, null)`;
