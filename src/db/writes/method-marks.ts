import { and, eq, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import type { Database, Statement } from '../database.ts';
import { paymentMethods, type payments } from '../schema/index.ts';

/** A payment, and the card or account that it was made with as far as it is known. */
type Used = Pick<
  typeof payments.$inferSelect,
  'customerId' | 'connectionId' | 'paymentMethodId' | 'fingerprint' | 'claimedAt'
>;

/** The customer's methods on file that are that card or account, under whatever ids. */
const usedBy = ({ customerId, connectionId, paymentMethodId, fingerprint }: Used): SQL | undefined =>
  and(
    eq(paymentMethods.customerId, customerId),
    eq(paymentMethods.connectionId, connectionId),
    or(
      eq(paymentMethods.id, paymentMethodId ?? ''),
      fingerprint === null ? undefined : eq(paymentMethods.fingerprint, fingerprint),
    ),
  );

/** A method has paid: it leads from now on, and an earlier decline of it is forgotten. Instants in ms. */
export const markPaid = (db: Database, used: Used, paidAt: number, at: number): Statement =>
  db
    .update(paymentMethods)
    .set({
      paidAt: sql`max(coalesce(${paymentMethods.paidAt}, 0), ${paidAt})`,
      declinedAt: sql`iif(${paymentMethods.declinedAt} > ${paidAt}, ${paymentMethods.declinedAt}, null)`,
      updatedAt: at,
    })
    .where(usedBy(used));

/** A method was declined, and has not paid since the payment was claimed: it steps back. */
export const markDeclined = (db: Database, used: Used, at: number): Statement =>
  db
    .update(paymentMethods)
    .set({ declinedAt: at, updatedAt: at })
    .where(and(usedBy(used), or(isNull(paymentMethods.paidAt), lte(paymentMethods.paidAt, used.claimedAt))));

/** Money that it paid was taken back: unless it has paid since, it has no lead by that. */
export const markTakenBack = (
  db: Database,
  used: Used & Pick<typeof payments.$inferSelect, 'succeededAt'>,
  at: number,
): Statement =>
  db
    .update(paymentMethods)
    .set({ paidAt: null, updatedAt: at })
    .where(and(usedBy(used), lte(paymentMethods.paidAt, used.succeededAt ?? at)));

/** When a card or account that is put on file now last paid for the customer, who may have paid by link with it. */
export const paidBefore = (customerId: string, fingerprint: string | null): SQL<number | null> =>
  sql`(SELECT max(succeeded_at) FROM payments
    WHERE customer_id = ${customerId} AND state = 'succeeded' AND fingerprint = ${fingerprint})`;
