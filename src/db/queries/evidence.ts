import { and, desc, eq, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import { agreements, connections, disputes, journal, payments } from '../schema/index.ts';
import { listed } from './listed.ts';
import { within } from './scoped.ts';

/** The select for a dispute of a payment of the business, with where it is at Stripe. */
export const selectDisputed = (db: Database, scope: Scope, paymentId: string, disputeId: string) =>
  db
    .select({
      id: disputes.id,
      stripeDisputeId: disputes.stripeDisputeId,
      state: disputes.state,
      reason: disputes.reason,
      kind: disputes.kind,
      currency: disputes.currency,
      amount: disputes.amount,
      evidenceDueAt: disputes.evidenceDueAt,
      payment: payments,
      account: connections.account,
    })
    .from(payments)
    .innerJoin(disputes, and(eq(disputes.paymentId, payments.id), eq(disputes.id, disputeId)))
    .innerJoin(connections, eq(connections.id, payments.connectionId))
    .where(and(within(payments, scope), eq(payments.id, paymentId)));

/** The select for what a customer agreed to, newest first. */
export const selectAgreed = (db: Database, scope: Scope, customerId: string, most: number) =>
  db
    .select()
    .from(agreements)
    .where(and(eq(agreements.customerId, customerId), eq(agreements.merchantId, scope.merchantId)))
    .orderBy(desc(agreements.id))
    .limit(most);

/** The select for the last entry of each of these journals. */
export const selectLastEntries = (db: Database, ids: readonly string[]) =>
  db
    .select({ id: journal.streamId, seq: sql<number>`max(${journal.seq})`, hash: journal.hash })
    .from(journal)
    .where(sql`${journal.streamType} IN ('invoice', 'payment') AND ${journal.streamId} IN ${listed(ids)}`)
    .groupBy(journal.streamId);
