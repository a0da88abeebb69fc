import { and, desc, eq, getTableColumns, gte, inArray, lt, type SQL, sql } from 'drizzle-orm';
import type { Standing } from '../../domain/payment/standing.ts';
import type { PaymentState, RefundState } from '../../domain/payment/state.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import { disputes, payments, paymentTargets, refunds } from '../schema/index.ts';
import type { Page } from './invoices.ts';
import { alsoWithin, within } from './scoped.ts';

// A statement of its own, nested in those below: of a select from one table drizzle drops the table of each column that
// its fields name directly, and `payment_id = id` would compare two columns of `refunds`.
const onItsWay = sql`FROM ${refunds} WHERE ${refunds.paymentId} = ${payments.id}
  AND ${refunds.state} IN ('pending', 'requires_action', 'succeeded')`;

/** The amount of a payment that was or is being refunded, in minor units. */
const refunded = sql<number>`(SELECT COALESCE(SUM(${refunds.amount}), 0) ${onItsWay})`;

const withRefunded = (db: Database) =>
  db.select({ ...getTableColumns(payments), amountRefunded: refunded.as('amount_refunded') }).from(payments);

/** The select for one payment of a merchant, for a read batch. */
export const selectPayment = (db: Database, scope: Scope, paymentId: string) =>
  withRefunded(db).where(and(within(payments, scope), eq(payments.id, paymentId)));

export type PaymentFilters = {
  readonly customerId: string | null;
  readonly invoiceId: string | null;
  readonly state: PaymentState | null;
  readonly standing?: Standing | null;
  /** Ids between which those of a period lie: the first is one of them, the last is not. */
  readonly fromId?: string | null;
  readonly beforeId?: string | null;
};

/** What narrows a list so much that it is read by that, and not by the business. */
const isNarrow = ({ customerId, invoiceId, standing }: PaymentFilters): boolean =>
  customerId !== null || invoiceId !== null || standing === 'under_way';

/** What a partial index is found by is written as the index has it; of those under way there are few at any time. */
function standsAs(standing: Standing | null | undefined): SQL | undefined {
  switch (standing) {
    case null:
    case undefined:
      return undefined;
    case 'under_way':
      return sql`${payments.id} IN (SELECT going.id FROM payments going WHERE going.check_at IS NOT NULL AND going.closed_at IS NULL)`;
    case 'succeeded':
      return eq(payments.state, standing);
    case 'failed':
    case 'canceled':
    case 'returned':
      return sql`${payments.state} IN ('failed', 'canceled', 'returned') AND ${payments.state} = ${standing}`;
  }
}

const onPage = (db: Database, scope: Scope, filters: PaymentFilters, page: Page): SQL | undefined =>
  and(
    isNarrow(filters) ? alsoWithin(payments, scope) : within(payments, scope),
    filters.customerId === null ? undefined : eq(payments.customerId, filters.customerId),
    filters.state === null ? undefined : eq(payments.state, filters.state),
    standsAs(filters.standing),
    filters.fromId == null ? undefined : gte(payments.id, filters.fromId),
    filters.beforeId == null ? undefined : lt(payments.id, filters.beforeId),
    filters.invoiceId === null
      ? undefined
      : inArray(
          payments.id,
          db
            .select({ id: paymentTargets.paymentId })
            .from(paymentTargets)
            .where(eq(paymentTargets.invoiceId, filters.invoiceId)),
        ),
    page.startingAfter === null ? undefined : lt(payments.id, page.startingAfter),
  );

/** The select for one page of payments, newest first, and one row beyond it that says whether there are more. */
export const selectPayments = (db: Database, scope: Scope, filters: PaymentFilters, page: Page) =>
  withRefunded(db)
    .where(onPage(db, scope, filters, page))
    .orderBy(desc(payments.id))
    .limit(page.limit + 1);

/** The select for the invoices of the same page's payments. */
export const selectTargetsOfPage = (db: Database, scope: Scope, filters: PaymentFilters, page: Page) =>
  db
    .select()
    .from(paymentTargets)
    .where(
      inArray(
        paymentTargets.paymentId,
        db
          .select({ id: payments.id })
          .from(payments)
          .where(onPage(db, scope, filters, page))
          .orderBy(desc(payments.id))
          .limit(page.limit + 1),
      ),
    );

/** The select for a payment's invoices, for a read batch. */
export const selectTargets = (db: Database, paymentId: string) =>
  db.select().from(paymentTargets).where(eq(paymentTargets.paymentId, paymentId));

/** The select for a payment's refunds, newest first, for a read batch. */
export const selectRefunds = (db: Database, paymentId: string) =>
  db.select().from(refunds).where(eq(refunds.paymentId, paymentId)).orderBy(desc(refunds.id));

/** The select for a payment's disputes, newest first, for a read batch. */
export const selectDisputes = (db: Database, paymentId: string) =>
  db.select().from(disputes).where(eq(disputes.paymentId, paymentId)).orderBy(desc(disputes.id));

/** The select for one refund of a merchant. */
export const selectRefund = (db: Database, scope: Scope, refundId: string) =>
  db
    .select({ refund: refunds })
    .from(refunds)
    .innerJoin(payments, eq(payments.id, refunds.paymentId))
    .where(and(within(payments, scope), eq(refunds.id, refundId)));

export type RefundFilters = {
  readonly paymentId: string | null;
  readonly state: RefundState | null;
  /** Whether it is held for a bank debit's risk window at that instant (ms). */
  readonly held: { readonly is: boolean; readonly at: number } | null;
};

/** The select for one page of a merchant's refunds, newest first, and one row beyond it. */
export const selectRefundsPage = (db: Database, scope: Scope, filters: RefundFilters, page: Page) =>
  db
    .select({ refund: refunds })
    .from(refunds)
    .innerJoin(payments, eq(payments.id, refunds.paymentId))
    .where(
      and(
        eq(refunds.merchantId, scope.merchantId),
        within(payments, scope),
        filters.paymentId === null ? undefined : eq(refunds.paymentId, filters.paymentId),
        filters.state === null ? undefined : eq(refunds.state, filters.state),
        filters.held === null ? undefined : heldIs(filters.held),
        page.startingAfter === null ? undefined : lt(refunds.id, page.startingAfter),
      ),
    )
    .orderBy(desc(refunds.id))
    .limit(page.limit + 1);

const heldIs = ({ is, at }: NonNullable<RefundFilters['held']>): SQL =>
  sql`(${refunds.state} = 'requested' AND ${refunds.sentAt} IS NULL AND COALESCE(${refunds.notBefore}, 0) > ${at}) = ${Number(is)}`;

/** The select for an invoice's payments, newest first, if it is this merchant's, for a read batch. */
export const selectPaymentsOf = (db: Database, scope: Scope, invoiceId: string) =>
  db
    .select({
      id: payments.id,
      via: payments.via,
      state: payments.state,
      /** What of it is for this invoice. */
      amount: paymentTargets.amount,
      method: payments.method,
      failureCode: payments.failureCode,
      claimedAt: payments.claimedAt,
      succeededAt: payments.succeededAt,
    })
    .from(paymentTargets)
    .innerJoin(payments, eq(payments.id, paymentTargets.paymentId))
    .where(and(alsoWithin(payments, scope), eq(paymentTargets.invoiceId, invoiceId)))
    .orderBy(desc(payments.id))
    .limit(MOST_OF_INVOICE);

/** An invoice shows its newest payments; the list has them all. */
const MOST_OF_INVOICE = 20;

export type PaymentOfInvoice = Awaited<ReturnType<typeof selectPaymentsOf>>[number];
