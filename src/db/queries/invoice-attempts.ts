import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import { connections, paymentMethods, payments, paymentTargets, refunds } from '../schema/index.ts';
import { alsoWithin } from './scoped.ts';

/** The most attempts at an invoice that are listed. */
const MOST = 50;

const attemptsAt = (db: Database, scope: Scope, invoiceId: string) =>
  db
    .select({
      id: payments.id,
      via: payments.via,
      state: payments.state,
      /** What of it is for the invoice, and all of it. */
      share: paymentTargets.amount,
      amount: payments.amount,
      /** The method that Stripe says was used, and the one on file that it was made with. */
      method: payments.method,
      onFile: paymentMethods.summary,
      failureCode: payments.failureCode,
      adviceCode: payments.adviceCode,
      closeReason: payments.closeReason,
      stripePaymentIntentId: payments.stripePaymentIntentId,
      account: connections.account,
      claimedAt: payments.claimedAt,
      succeededAt: payments.succeededAt,
      closedAt: payments.closedAt,
    })
    .from(paymentTargets)
    .innerJoin(payments, eq(payments.id, paymentTargets.paymentId))
    .innerJoin(connections, eq(connections.id, payments.connectionId))
    .leftJoin(paymentMethods, eq(paymentMethods.id, payments.paymentMethodId))
    .where(and(alsoWithin(payments, scope), eq(paymentTargets.invoiceId, invoiceId)))
    .orderBy(desc(payments.id))
    .limit(MOST);

const refundsOf = (db: Database, scope: Scope, invoiceId: string) =>
  db
    .select({
      id: refunds.id,
      paymentId: refunds.paymentId,
      amount: refunds.amount,
      state: refunds.state,
      purpose: refunds.purpose,
      requestedBy: refunds.requestedBy,
      failureReason: refunds.failureReason,
      notBefore: refunds.notBefore,
      sentAt: refunds.sentAt,
      stripeRefundId: refunds.stripeRefundId,
      createdAt: refunds.createdAt,
    })
    .from(refunds)
    .innerJoin(payments, eq(payments.id, refunds.paymentId))
    .where(
      and(
        alsoWithin(payments, scope),
        inArray(
          refunds.paymentId,
          db
            .select({ id: paymentTargets.paymentId })
            .from(paymentTargets)
            .where(eq(paymentTargets.invoiceId, invoiceId)),
        ),
      ),
    )
    .orderBy(desc(refunds.id))
    .limit(MOST);

/** Every attempt at collecting an invoice with what it was made with and where, and what was refunded. One round trip. */
export async function readInvoiceAttempts(db: Database, scope: Scope, invoiceId: string) {
  const [attempts, refunded] = await db.batch([
    attemptsAt(db, scope, invoiceId),
    refundsOf(db, scope, invoiceId),
  ]);
  return { attempts, refunds: refunded };
}

export type InvoiceAttempts = Awaited<ReturnType<typeof readInvoiceAttempts>>;
