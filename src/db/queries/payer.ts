import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';

/** The customer of the invoice that a statement reads. */
export const OF_INVOICE = sql`invoices.customer_id`;

/** Whether a customer, which a statement calls `owing` and its business `house`, has something of its own switched on. */
const HAS_OWN = sql`(owing.autopay <> 'off'
  AND (owing.autopay = 'on' OR coalesce(owing.collect_policy, house.collect_policy) <> 'never')
  AND EXISTS (
    SELECT 1 FROM payment_methods own JOIN connections here ON here.id = own.connection_id
    WHERE own.customer_id = owing.id AND own.state = 'usable' AND here.state = 'active' AND own.refused_at IS NULL
      AND (own.kept_by IS NULL OR own.confirmed_at IS NOT NULL OR EXISTS (
        SELECT 1 FROM customer_addresses theirs WHERE theirs.address = lower(trim(own.payer_email))
          AND theirs.customer_id = owing.id AND theirs.portal = 1))))`;

/**
 * Who pays the invoices of a customer by itself: the customer, where it has no parent or has something of its own switched
 * on, which is a method on file that may be charged and a policy by which it is; else its parent. It is the one place that
 * says so: what is charged, announced, asked and checked before money moves all read it here.
 */
export const payerOf = (customerId: SQLWrapper): SQL<string> => sql<string>`(
  SELECT CASE WHEN owing.parent_id IS NULL OR ${HAS_OWN} THEN owing.id ELSE owing.parent_id END
  FROM customers owing JOIN merchants house ON house.id = owing.merchant_id WHERE owing.id = ${customerId})`;

/** Whether whoever pays the invoice that a statement reads has switched automatic payment on or off. */
export const PAYER_AUTOPAY = sql<string>`(select payer.autopay from customers payer where payer.id = ${payerOf(OF_INVOICE)})`;

/** Whether a customer would go on paying by itself, whoever its parent is: 1 or 0. */
export const hasOwnOf = (customerId: string): SQL<number> => sql<number>`(
  SELECT ${HAS_OWN} FROM customers owing JOIN merchants house ON house.id = owing.merchant_id
  WHERE owing.id = ${customerId})`;

/** The parent of the customer of an invoice, which need not be one that a statement reads: a select of at most one id. */
export const parentOf = (invoiceId: SQLWrapper | string): SQL =>
  sql`select mine.parent_id from invoices owed join customers mine on mine.id = owed.customer_id
    where owed.id = ${invoiceId}`;

/** That a customer pays by itself the invoice that a statement reads. */
export const paidBy = (customerId: string): SQL => sql`${payerOf(OF_INVOICE)} = ${customerId}`;

/** Whose methods pay a cart: a link's its customer's own, whoever is signed in theirs, and nobody's button by `payerOf`. */
export type Pays =
  | { readonly by: 'link' }
  | { readonly by: 'visitor'; readonly customerId: string }
  | { readonly by: 'itself' };

/** The value of the placeholder `pays`. */
export const paysValue = (pays: Pays): string => (pays.by === 'visitor' ? pays.customerId : pays.by);

const PAYS = sql.placeholder('pays');

/** Who pays the invoice that a statement reads, by its placeholder `pays`. */
export const PAYER = sql<string>`CASE ${PAYS} WHEN 'link' THEN ${OF_INVOICE} WHEN 'itself' THEN ${payerOf(OF_INVOICE)}
  ELSE ${PAYS} END`;

/** A customer's id and those of the customers that it may pay for, as a list of SQL. */
export const familyOf = (customerId: string): SQL =>
  sql`(SELECT ${customerId} UNION ALL SELECT child.id FROM customers child WHERE child.parent_id = ${customerId})`;
