import { and, asc, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { OPEN_STATES } from '../../domain/payment/state.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import {
  agreements,
  attachments,
  clientImportRows,
  creditNoteLines,
  creditNotes,
  credits,
  customerExternalIds,
  customers,
  disputes,
  emails,
  instalments,
  invoiceLines,
  invoices,
  journal,
  mappedClients,
  methodSetups,
  monthlyStatements,
  offlinePayments,
  paymentMethods,
  payments,
  paymentTargets,
  paymentTerms,
  portalSessions,
  receiptSeries,
  receipts,
  refunds,
  schedulePeriods,
  scheduleQuantities,
  schedules,
  scheduleTerms,
  signIns,
  stripeCustomers,
} from '../schema/index.ts';

/** The select for a customer of a merchant, erased or not. */
export const selectPerson = (db: Database, scope: Scope, customerId: string) =>
  db
    .select()
    .from(customers)
    .where(
      and(
        eq(customers.id, customerId),
        eq(customers.merchantId, scope.merchantId),
        eq(customers.livemode, scope.livemode),
      ),
    );

const paymentsOf = (db: Database, customerId: string) =>
  db.select({ id: payments.id }).from(payments).where(eq(payments.customerId, customerId));

/** The payments for a customer's invoices, whoever made them. */
const paymentsFor = (db: Database, customerId: string) =>
  db
    .select({ id: paymentTargets.paymentId })
    .from(invoices)
    .innerJoin(paymentTargets, eq(paymentTargets.invoiceId, invoices.id))
    .where(eq(invoices.customerId, customerId));

/** The selects for what stands in the way of erasing a customer, one row of each at most, for a read batch. */
export const selectStanding = (db: Database, customerId: string) =>
  [
    db
      .select({ id: payments.id })
      .from(payments)
      .where(
        and(
          eq(payments.customerId, customerId),
          or(isNotNull(payments.checkAt), inArray(payments.state, [...OPEN_STATES])),
        ),
      )
      .limit(1),
    db
      .select({ id: refunds.id })
      .from(refunds)
      .where(and(inArray(refunds.paymentId, paymentsOf(db, customerId)), isNotNull(refunds.checkAt)))
      .limit(1),
    db
      .select({ id: disputes.id })
      .from(disputes)
      .where(
        and(
          // Also of who paid for it: a dispute that is lost makes its invoice owed again.
          or(
            inArray(disputes.paymentId, paymentsOf(db, customerId)),
            inArray(disputes.paymentId, paymentsFor(db, customerId)),
          ),
          isNull(disputes.closedAt),
        ),
      )
      .limit(1),
    db
      .select({ id: invoices.id })
      .from(invoices)
      .where(and(eq(invoices.customerId, customerId), inArray(invoices.status, ['draft', 'open'])))
      .limit(1),
    db
      .select({ id: credits.id })
      .from(credits)
      .where(and(eq(credits.customerId, customerId), sql`${credits.balance} > 0`))
      .limit(1),
    // One that waits for deposits is canceled with its method.
    db
      .select({ id: methodSetups.id })
      .from(methodSetups)
      .where(
        and(
          eq(methodSetups.customerId, customerId),
          isNotNull(methodSetups.checkAt),
          sql`${methodSetups.kind} <> 'bank_deposits'`,
        ),
      )
      .limit(1),
    db.select({ id: customers.id }).from(customers).where(eq(customers.parentId, customerId)).limit(1),
    db
      .select({ id: schedules.id })
      .from(schedules)
      .where(and(eq(schedules.customerId, customerId), sql`${schedules.status} <> 'ended'`))
      .limit(1),
  ] as const;

/** When the newest invoice that was issued to a customer was, for how long the law has it kept. */
export const selectLastIssued = (db: Database, customerId: string) =>
  db
    .select({ issueDate: sql<string | null>`max(${invoices.issueDate})`, count: sql<number>`count(*)` })
    .from(invoices)
    .where(and(eq(invoices.customerId, customerId), isNotNull(invoices.finalizedAt)));

/** The select for the entry that says that a customer was erased. */
export const selectErasure = (db: Database, customerId: string) =>
  db
    .select({ data: journal.data })
    .from(journal)
    .where(
      and(
        eq(journal.streamType, 'customer'),
        eq(journal.streamId, customerId),
        eq(journal.type, 'customer_erased'),
      ),
    )
    .limit(1);

const schedulesOf = (db: Database, customerId: string) =>
  db.select({ id: schedules.id }).from(schedules).where(eq(schedules.customerId, customerId));

const invoicesOf = (db: Database, customerId: string) =>
  db.select({ id: invoices.id }).from(invoices).where(eq(invoices.customerId, customerId));

/** The numbers of the receipts of a customer's payments, of those that staff recorded, and of refunds. */
const selectReceipts = (db: Database, customerId: string) =>
  db
    .select({
      sourceId: receipts.sourceId,
      series: receiptSeries.series,
      numberValue: receipts.numberValue,
      markedFrom: receiptSeries.markedFrom,
    })
    .from(receipts)
    .innerJoin(receiptSeries, eq(receiptSeries.id, receipts.seriesId))
    .where(
      inArray(
        receipts.sourceId,
        sql`(select id from payments where customer_id = ${customerId}
          union all select r.id from payments p join refunds r on r.payment_id = p.id where p.customer_id = ${customerId}
          union all select o.id from invoices i join offline_payments o on o.invoice_id = i.id
            where i.customer_id = ${customerId})`,
      ),
    );

/** The selects for every row about a customer, by what it is, for an export. */
export const selectRecords = (db: Database, customerId: string) => ({
  externalIds: db.select().from(customerExternalIds).where(eq(customerExternalIds.customerId, customerId)),
  stripeCustomers: db.select().from(stripeCustomers).where(eq(stripeCustomers.customerId, customerId)),
  clientMappings: db.select().from(mappedClients).where(eq(mappedClients.customerId, customerId)),
  clientImports: db.select().from(clientImportRows).where(eq(clientImportRows.customerId, customerId)),
  schedules: db.select().from(schedules).where(eq(schedules.customerId, customerId)),
  scheduleTerms: db
    .select()
    .from(scheduleTerms)
    .where(inArray(scheduleTerms.scheduleId, schedulesOf(db, customerId))),
  scheduleQuantities: db
    .select()
    .from(scheduleQuantities)
    .where(inArray(scheduleQuantities.scheduleId, schedulesOf(db, customerId))),
  schedulePeriods: db
    .select()
    .from(schedulePeriods)
    .where(inArray(schedulePeriods.scheduleId, schedulesOf(db, customerId))),
  statements: db.select().from(monthlyStatements).where(eq(monthlyStatements.customerId, customerId)),
  paymentMethods: db.select().from(paymentMethods).where(eq(paymentMethods.customerId, customerId)),
  methodSetups: db.select().from(methodSetups).where(eq(methodSetups.customerId, customerId)),
  agreements: db.select().from(agreements).where(eq(agreements.customerId, customerId)),
  invoices: db.select().from(invoices).where(eq(invoices.customerId, customerId)).orderBy(asc(invoices.id)),
  invoiceLines: db
    .select()
    .from(invoiceLines)
    .where(
      inArray(
        invoiceLines.invoiceId,
        db.select({ id: invoices.id }).from(invoices).where(eq(invoices.customerId, customerId)),
      ),
    ),
  // Named here; each is read by GET /invoices/{id}/attachments/{attachmentId}/content.
  attachments: db
    .select()
    .from(attachments)
    .where(
      inArray(
        attachments.invoiceId,
        db.select({ id: invoices.id }).from(invoices).where(eq(invoices.customerId, customerId)),
      ),
    )
    .orderBy(asc(attachments.id)),
  paymentTerms: db
    .select()
    .from(paymentTerms)
    .where(inArray(paymentTerms.invoiceId, invoicesOf(db, customerId))),
  instalments: db
    .select()
    .from(instalments)
    .where(inArray(instalments.invoiceId, invoicesOf(db, customerId))),
  creditNotes: db
    .select()
    .from(creditNotes)
    .where(eq(creditNotes.customerId, customerId))
    .orderBy(asc(creditNotes.id)),
  creditNoteLines: db
    .select()
    .from(creditNoteLines)
    .where(
      inArray(
        creditNoteLines.creditNoteId,
        db.select({ id: creditNotes.id }).from(creditNotes).where(eq(creditNotes.customerId, customerId)),
      ),
    ),
  payments: db.select().from(payments).where(eq(payments.customerId, customerId)).orderBy(asc(payments.id)),
  offlinePayments: db
    .select()
    .from(offlinePayments)
    .where(
      inArray(
        offlinePayments.invoiceId,
        db.select({ id: invoices.id }).from(invoices).where(eq(invoices.customerId, customerId)),
      ),
    ),
  refunds: db
    .select()
    .from(refunds)
    .where(inArray(refunds.paymentId, paymentsOf(db, customerId))),
  disputes: db
    .select()
    .from(disputes)
    .where(inArray(disputes.paymentId, paymentsOf(db, customerId))),
  receipts: selectReceipts(db, customerId),
  credits: db.select().from(credits).where(eq(credits.customerId, customerId)),
  messages: db.select().from(emails).where(eq(emails.aboutCustomerId, customerId)).orderBy(asc(emails.id)),
  // What opens a session is no one's data but the browser's.
  sessions: db
    .select({
      id: portalSessions.id,
      address: portalSessions.address,
      createdAt: portalSessions.createdAt,
      seenAt: portalSessions.seenAt,
      expiresAt: portalSessions.expiresAt,
      revokedAt: portalSessions.revokedAt,
    })
    .from(portalSessions)
    .where(eq(portalSessions.customerId, customerId)),
  signIns: db
    .select({ id: signIns.id, requestedAt: signIns.requestedAt, usedAt: signIns.usedAt })
    .from(signIns)
    .where(eq(signIns.customerId, customerId)),
  journal: db
    .select({ type: journal.type, data: journal.data, at: journal.at })
    .from(journal)
    .where(and(eq(journal.streamType, 'customer'), eq(journal.streamId, customerId)))
    .orderBy(asc(journal.seq)),
});
