import { and, asc, count, desc, eq, gt, inArray, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { OPEN_STATES } from '../../domain/payment/state.ts';
import type { Database } from '../database.ts';
import { prepareOnce } from '../prepared.ts';
import {
  connections,
  customers,
  invoices,
  merchants,
  paymentMethods,
  payments,
  paymentTargets,
  slots,
  stripeCustomers,
  sweeps,
} from '../schema/index.ts';
import { selectHeads } from '../streams.ts';
import { connectionOfInvoice } from './active-connection.ts';
import { blocksOf } from './card-testing.ts';
import { eventsOfConnection } from './events-of-connection.ts';
import { PAYER } from './payer.ts';
import { planOf } from './plan.ts';
import { MOST_OPEN } from './portal-invoices.ts';
import { refusalsOf } from './refusals.ts';

/** A list of ids as JSON: the statements are the same however many there are. */
const LISTED = sql`(SELECT value FROM json_each(${sql.placeholder('ids')}))`;
/** An owner's open invoices in a currency, those due first before the others; of more than {@link MOST_OPEN} the oldest count. */
const OPEN = sql`(SELECT id FROM invoices WHERE rowid IN (SELECT rowid FROM invoices
    WHERE customer_id IN (SELECT value FROM json_each(${sql.placeholder('customerIds')}))
    AND +merchant_id = ${sql.placeholder('merchantId')}
    AND +livemode = ${sql.placeholder('livemode')} AND status = 'open' AND currency = ${sql.placeholder('currency')}
    LIMIT ${MOST_OPEN})
  ORDER BY due_at IS NULL, due_at, id LIMIT ${sql.placeholder('most')})`;

/** The selects for the invoices of a cart; several, since D1 returns at most a hundred columns. */
const cartBy = (ids: SQL) =>
  prepareOnce((db) => {
    const inCart = inArray(invoices.id, ids);
    return {
      found: db
        .select({ invoice: invoices, customer: customers, plan: planOf(invoices.id) })
        .from(invoices)
        // Who pays, which is not always whose invoice it is.
        .innerJoin(customers, sql`${customers.id} = ${PAYER}`)
        .where(inCart),
      houses: db
        .select({
          merchant: merchants,
          connection: connections,
          stripeCustomerId: stripeCustomers.stripeCustomerId,
          caughtUpAt: sweeps.touchedAt,
          /** How much Stripe refuses of this merchant's. */
          refusals: refusalsOf(merchants.id),
          /** Where too many cards were refused: a link is a cart of one. A customer's are those of who pays. */
          blocks: blocksOf({
            id: invoices.id,
            customerId: PAYER,
            merchantId: invoices.merchantId,
            livemode: invoices.livemode,
            linkPass: invoices.linkPass,
          }),
        })
        .from(invoices)
        .innerJoin(merchants, eq(merchants.id, invoices.merchantId))
        .leftJoin(connections, connectionOfInvoice)
        .leftJoin(sweeps, eventsOfConnection)
        .leftJoin(
          stripeCustomers,
          and(
            eq(stripeCustomers.connectionId, connections.id),
            sql`${stripeCustomers.customerId} = ${PAYER}`,
          ),
        )
        .where(inCart)
        .limit(1),
      /**
       * The open payments for the invoices, a row for each invoice that they are for, of this cart or not. One that was put
       * back holds the slots that were free then, so slots alone do not find it.
       */
      taken: db
        .select({
          id: payments.id,
          /** Who pays. */
          customerId: payments.customerId,
          state: payments.state,
          livemode: payments.livemode,
          currency: payments.currency,
          via: payments.via,
          flow: payments.flow,
          claimedAt: payments.claimedAt,
          sessionId: payments.stripeSessionId,
          linkTerms: payments.linkTerms,
          connectionId: payments.connectionId,
          total: payments.amount,
          // The connection that it was begun on, which may not be the active one any more.
          account: connections.account,
          invoiceId: paymentTargets.invoiceId,
          version: paymentTargets.invoiceVersion,
          amount: paymentTargets.amount,
          slotPaymentId: slots.paymentId,
        })
        .from(paymentTargets)
        .innerJoin(payments, eq(payments.id, paymentTargets.paymentId))
        .innerJoin(connections, eq(connections.id, payments.connectionId))
        .leftJoin(slots, eq(slots.invoiceId, paymentTargets.invoiceId))
        .where(
          inArray(
            paymentTargets.paymentId,
            db
              .select({ id: slots.paymentId })
              .from(slots)
              .where(inArray(slots.invoiceId, ids))
              .union(
                db
                  .select({ id: paymentTargets.paymentId })
                  .from(paymentTargets)
                  .innerJoin(payments, eq(payments.id, paymentTargets.paymentId))
                  .where(and(inArray(paymentTargets.invoiceId, ids), inArray(payments.state, OPEN_STATES))),
              ),
          ),
        ),
      methods: db
        .select()
        .from(paymentMethods)
        .where(inArray(paymentMethods.customerId, db.select({ id: PAYER }).from(invoices).where(inCart)))
        .orderBy(asc(paymentMethods.position)),
      heads: selectHeads(db, 'invoice', ids),
      tried: db
        .select({
          flow: payments.flow,
          closeReason: payments.closeReason,
          closedAt: payments.closedAt,
          highest: sql<number>`max(${payments.attempt}) OVER ()`,
        })
        .from(paymentTargets)
        .innerJoin(payments, eq(payments.id, paymentTargets.paymentId))
        .where(inArray(paymentTargets.invoiceId, ids))
        .orderBy(desc(payments.claimedAt), desc(payments.attempt))
        .limit(1),
      paced: selectClaims(
        db,
        db
          .select({ id: connections.id })
          .from(invoices)
          .innerJoin(connections, connectionOfInvoice)
          .where(inCart),
        sql.placeholder('paceSince'),
      ),
    };
  });

export const cartListed = cartBy(LISTED);
export const cartOpen = cartBy(OPEN);

/** How many sessions the customers of a connection began since an instant. */
export const selectClaims = (
  db: Database,
  connectionIds: readonly string[] | SQLWrapper,
  since: number | SQLWrapper,
) =>
  db
    .select({ claims: count() })
    .from(payments)
    .where(
      and(
        inArray(payments.connectionId, 'getSQL' in connectionIds ? connectionIds : [...connectionIds]),
        // A literal, as the index has it.
        sql`${payments.flow} = 'session'`,
        gt(payments.claimedAt, since),
      ),
    );
