import { and, asc, count, eq, gt, inArray, isNull, ne, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { prepareOnce } from '../prepared.ts';
import {
  connections,
  customers,
  disputes,
  invoices,
  merchants,
  paymentMethods,
  payments,
  paymentTargets,
  slots,
  stripeCustomers,
  sweeps,
} from '../schema/index.ts';
import { headOf, selectHead } from '../streams.ts';
import { connectionOfInvoice } from './active-connection.ts';
import { eventsOfConnection, lastWatched } from './events-of-connection.ts';

const DAY_MS = 24 * 3_600_000;
const MONTH_MS = 30 * DAY_MS;

const INVOICE = sql.placeholder('invoiceId');
const OF_INVOICE = eq(invoices.id, INVOICE);

/** When the customer last agreed to autopay; null for never. */
const AGREED_AT = sql<number | null>`(
  select max(agreed_at) from agreements where customer_id = ${invoices.customerId} and kind = 'autopay')`;

/** When the customer was told of the charge that was last announced; null where none was. */
const NOTICED_AT = sql<number | null>`(
  select min(created_at) from emails where cause = 'notice/' || ${invoices.id} || '/' || ${invoices.noticedFor})`;

const selects = prepareOnce((db) => {
  const customerOf = db.select({ id: invoices.customerId }).from(invoices).where(OF_INVOICE);
  return {
    found: db
      .select({ invoice: invoices, customer: customers })
      .from(invoices)
      .innerJoin(customers, eq(customers.id, invoices.customerId))
      .where(OF_INVOICE),
    owners: db
      .select({
        merchant: merchants,
        connection: connections,
        stripeCustomerId: stripeCustomers.stripeCustomerId,
        caughtUpAt: sweeps.touchedAt,
        agreedAt: AGREED_AT,
        noticedAt: NOTICED_AT,
      })
      .from(invoices)
      .innerJoin(merchants, eq(merchants.id, invoices.merchantId))
      .leftJoin(connections, connectionOfInvoice)
      .leftJoin(sweeps, eventsOfConnection)
      .leftJoin(
        stripeCustomers,
        and(
          eq(stripeCustomers.connectionId, connections.id),
          eq(stripeCustomers.customerId, invoices.customerId),
        ),
      )
      .where(OF_INVOICE),
    taken: db
      .select({
        id: payments.id,
        state: payments.state,
        via: payments.via,
        flow: payments.flow,
        claimedAt: payments.claimedAt,
      })
      .from(slots)
      .innerJoin(payments, eq(payments.id, slots.paymentId))
      .where(eq(slots.invoiceId, INVOICE)),
    methods: db
      .select({ method: paymentMethods })
      .from(invoices)
      .innerJoin(connections, connectionOfInvoice)
      .innerJoin(
        paymentMethods,
        and(
          eq(paymentMethods.connectionId, connections.id),
          eq(paymentMethods.customerId, invoices.customerId),
          ne(paymentMethods.state, 'detached'),
        ),
      )
      .where(OF_INVOICE)
      .orderBy(asc(paymentMethods.position)),
    attempts: db
      .select({
        paymentId: payments.id,
        via: payments.via,
        state: payments.state,
        attempt: payments.attempt,
        amount: payments.amount,
        failureCode: payments.failureCode,
        methodId: payments.paymentMethodId,
        fingerprint: payments.fingerprint,
        method: payments.method,
        type: paymentMethods.type,
        summary: paymentMethods.summary,
        claimedAt: payments.claimedAt,
        closedAt: payments.closedAt,
      })
      .from(paymentTargets)
      .innerJoin(payments, eq(payments.id, paymentTargets.paymentId))
      .leftJoin(paymentMethods, eq(paymentMethods.id, payments.paymentMethodId))
      .where(eq(paymentTargets.invoiceId, INVOICE))
      .orderBy(asc(payments.claimedAt), asc(payments.attempt)),
    spent: db
      .select({
        fingerprint: payments.fingerprint,
        last24h: sql<number>`sum(${payments.closedAt} > ${sql.placeholder('dayAgo')})`,
        last30d: count(),
        failureCodes: sql<string>`json_group_array(distinct ${payments.failureCode})`,
      })
      .from(payments)
      .where(
        and(
          inArray(
            payments.fingerprint,
            db
              .select({ fingerprint: paymentMethods.fingerprint })
              .from(paymentMethods)
              .where(inArray(paymentMethods.customerId, customerOf)),
          ),
          gt(payments.closedAt, sql.placeholder('monthAgo')),
          eq(payments.state, 'failed'),
        ),
      )
      .groupBy(payments.fingerprint),
    disputed: db
      .select({ id: disputes.id })
      .from(disputes)
      .innerJoin(payments, eq(payments.id, disputes.paymentId))
      .where(and(inArray(payments.customerId, customerOf), isNull(disputes.closedAt)))
      .limit(1),
  };
});

/** Everything that decides what collecting does about an invoice, in one round trip; `now` in ms. */
export async function readCollectable(db: Database, invoiceId: string, now: number) {
  const select = selects(db, { invoiceId, dayAgo: now - DAY_MS, monthAgo: now - MONTH_MS });
  const [found, owners, taken, methods, attempts, spent, disputed, head] = await db.batch([
    select.found,
    select.owners,
    select.taken,
    select.methods,
    select.attempts,
    select.spent,
    select.disputed,
    selectHead(db, { type: 'invoice', id: invoiceId }),
  ]);
  const [row] = found;
  const [owner] = owners;
  if (row === undefined || owner === undefined) return null;
  return {
    ...row,
    ...owner,
    caughtUpAt: lastWatched(owner.caughtUpAt, owner.connection),
    slot: taken[0] ?? null,
    methods: methods.map(({ method }) => method),
    /** Every attempt at this invoice, oldest first. */
    attempts,
    spent,
    hasOpenDispute: disputed.length > 0,
    head: headOf(head),
  };
}

export type Collectable = NonNullable<Awaited<ReturnType<typeof readCollectable>>>;
