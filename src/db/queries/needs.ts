import { and, asc, desc, eq, gt, isNull, or, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import {
  connections,
  customers,
  disputes,
  emails,
  invoices,
  merchants,
  methodSetups,
  moneySums,
  payments,
  schedulePeriods,
  schedules,
  stripeRefusals,
} from '../schema/index.ts';
import { lasts } from './refusals.ts';
import { within } from './scoped.ts';

/** So many of a kind are named; one more says that there are more. */
export const MOST_NEEDS = 5;
const LIMIT = MOST_NEEDS + 1;

/** The next of these of all businesses are looked at for those of one. */
const MOST_LOOKED_AT = 1_000;
/** A draft more than these is one of many. */
const MOST_DRAFTS = 100;

const NAMED = {
  invoiceId: invoices.id,
  series: invoices.series,
  numberValue: invoices.numberValue,
  currency: invoices.currency,
  remaining: sql<number>`${invoices.amountDue} - ${invoices.amountPaid}`,
  customer: customers.legalName,
};

/** The select for open invoices whose last payment failed or came back, newest first. */
export const selectFailed = (db: Database, scope: Scope, status: 'failed' | 'returned') =>
  db
    .select(NAMED)
    .from(invoices)
    .innerJoin(customers, eq(customers.id, invoices.customerId))
    .where(
      and(
        within(invoices, scope),
        sql`${invoices.paymentStatus} <> 'none'`,
        eq(invoices.paymentStatus, status),
        eq(invoices.status, 'open'),
      ),
    )
    .orderBy(desc(invoices.id))
    .limit(LIMIT);

/** The select for disputes that wait for an answer, the nearest deadline first. */
export const selectToAnswer = (db: Database, { merchantId, livemode }: Scope) =>
  db
    .select({
      disputeId: disputes.id,
      paymentId: payments.id,
      currency: disputes.currency,
      amount: disputes.amount,
      until: disputes.evidenceDueAt,
      customer: customers.legalName,
    })
    .from(disputes)
    .innerJoin(connections, eq(connections.id, disputes.connectionId))
    .innerJoin(payments, eq(payments.id, disputes.paymentId))
    .innerJoin(customers, eq(customers.id, payments.customerId))
    .where(
      and(
        isNull(disputes.closedAt),
        // Those that are open are fewer than those that a business ever had.
        sql`+${disputes.merchantId} = ${merchantId}`,
        eq(connections.livemode, livemode),
        sql`${disputes.state} IN ('needs_response', 'warning_needs_response', 'appeal_needs_response')`,
      ),
    )
    .orderBy(asc(sql`coalesce(${disputes.evidenceDueAt}, 9e15)`), asc(disputes.id))
    .limit(LIMIT);

/** The select for what Stripe refuses for good, oldest first. An invoice that nobody has to pay is over. */
export const selectRefused = (db: Database, { merchantId, livemode }: Scope) =>
  db
    .select({
      subject: stripeRefusals.subjectType,
      subjectId: stripeRefusals.subjectId,
      message: stripeRefusals.message,
      customer: customers.legalName,
      series: invoices.series,
      numberValue: invoices.numberValue,
    })
    .from(stripeRefusals)
    .leftJoin(
      invoices,
      and(eq(stripeRefusals.subjectType, 'invoice'), eq(invoices.id, stripeRefusals.subjectId)),
    )
    .leftJoin(
      customers,
      and(eq(stripeRefusals.subjectType, 'customer'), eq(customers.id, stripeRefusals.subjectId)),
    )
    .where(
      and(
        lasts,
        eq(stripeRefusals.merchantId, merchantId),
        eq(stripeRefusals.livemode, livemode),
        or(isNull(invoices.id), eq(invoices.status, 'open')),
      ),
    )
    .orderBy(asc(stripeRefusals.since))
    .limit(LIMIT);

const OF_SCHEDULE = { scheduleId: schedules.id, name: schedules.name, customer: customers.legalName };

/** The select for schedules that wait for an answer, or that stopped, oldest first. */
export const selectWaitingSchedules = (db: Database, scope: Scope) =>
  db
    .select({ ...OF_SCHEDULE, asksThrough: schedules.asksThrough })
    .from(schedules)
    .innerJoin(customers, eq(customers.id, schedules.customerId))
    .where(
      and(
        within(schedules, scope),
        // A literal, as its index has it.
        sql`${schedules.status} <> 'ended' AND (${schedules.asksThrough} IS NOT NULL OR ${schedules.problems} IS NOT NULL)`,
      ),
    )
    .orderBy(asc(schedules.id))
    .limit(LIMIT);

/** The select for schedules with an invoice that could not be sent and is a draft since. */
export const selectUnsentSchedules = (db: Database, { merchantId, livemode }: Scope) =>
  db
    .selectDistinct(OF_SCHEDULE)
    .from(schedulePeriods)
    .innerJoin(schedules, eq(schedules.id, schedulePeriods.scheduleId))
    .innerJoin(customers, eq(customers.id, schedules.customerId))
    .innerJoin(invoices, sql`${invoices.id} = +${schedulePeriods.invoiceId}`)
    .where(
      and(
        sql`${schedulePeriods.problem} IS NOT NULL`,
        sql`+${schedules.merchantId} = ${merchantId} AND +${schedules.livemode} = ${Number(livemode)}`,
        sql`+${invoices.status} = 'draft'`,
      ),
    )
    .orderBy(asc(schedules.id))
    .limit(LIMIT);

/** The select for bank accounts whose test deposits wait for their customer, the first to expire first. */
export const selectVerifying = (db: Database, { merchantId, livemode }: Scope) =>
  db
    .select({ customerId: customers.id, customer: customers.legalName, until: methodSetups.verifyBy })
    .from(methodSetups)
    .innerJoin(customers, eq(customers.id, methodSetups.customerId))
    .where(
      and(
        sql`${methodSetups.checkAt} IS NOT NULL`,
        eq(methodSetups.state, 'verifying'),
        eq(methodSetups.merchantId, merchantId),
        eq(customers.livemode, livemode),
      ),
    )
    .orderBy(asc(methodSetups.verifyBy), asc(methodSetups.id))
    .limit(LIMIT);

/** The select for messages since an instant that came to none of those whom they were sent to, newest first. */
export const selectUnheard = (db: Database, { merchantId, livemode }: Scope, since: number) =>
  db
    .select({
      customerId: customers.id,
      customer: customers.legalName,
      recipient: emails.recipient,
      series: invoices.series,
      numberValue: invoices.numberValue,
    })
    .from(emails)
    .innerJoin(customers, eq(customers.id, emails.aboutCustomerId))
    .leftJoin(invoices, eq(invoices.id, emails.invoiceId))
    .where(
      and(
        // As the index has it.
        sql`(${emails.state} IN ('refused', 'unknown') OR ${emails.reported} IN ('bounced', 'complained'))`,
        gt(emails.outcomeAt, since),
        eq(emails.merchantId, merchantId),
        eq(customers.livemode, livemode),
        isNull(customers.erasedAt),
        sql`NOT EXISTS (SELECT 1 FROM emails heard WHERE heard.cause = ${emails.cause} AND heard.template = ${emails.template}
          AND heard.about_customer_id = ${emails.aboutCustomerId} AND heard.state NOT IN ('refused', 'unknown')
          AND coalesce(heard.reported, '') NOT IN ('bounced', 'complained'))`,
      ),
    )
    .orderBy(desc(emails.outcomeAt))
    .limit(LIMIT);

/** The select for how many drafts there are, up to one more than {@link MOST_DRAFTS}. */
export const selectDraftCount = (db: Database, { merchantId, livemode }: Scope) =>
  db.select({ drafts: sql<number>`count(*)` }).from(
    sql`(SELECT 1 FROM invoices WHERE merchant_id = ${merchantId} AND livemode = ${Number(livemode)}
      AND status IN ('draft', 'void', 'uncollectible') AND status = 'draft' ORDER BY id DESC LIMIT ${MOST_DRAFTS + 1})`,
  );

/** The select for the next charges of a business, of those that are looked at next. */
export const selectNextCharges = (db: Database, scope: Scope, now: number) =>
  db
    .select({
      ...NAMED,
      chargeAt: sql<number>`coalesce(${invoices.noticedFor}, ${invoices.collectAt}, ${invoices.nextCheckAt})`,
      isNoticed: sql<number>`${invoices.noticedFor} IS NOT NULL`,
      stage: invoices.collectStage,
    })
    .from(invoices)
    .innerJoin(customers, eq(customers.id, invoices.customerId))
    .where(
      and(
        sql`${invoices.id} IN (SELECT soon.id FROM invoices soon WHERE soon.collect_look_at IS NOT NULL
          ORDER BY soon.collect_look_at LIMIT ${MOST_LOOKED_AT})`,
        sql`+${invoices.merchantId} = ${scope.merchantId} AND +${invoices.livemode} = ${Number(scope.livemode)}`,
        eq(invoices.status, 'open'),
        sql`${invoices.collectStage} IN ('scheduled', 'retrying')`,
        sql`coalesce(${invoices.noticedFor}, ${invoices.collectAt}, ${invoices.nextCheckAt}) >= ${now}`,
      ),
    )
    .orderBy(
      asc(sql`coalesce(${invoices.noticedFor}, ${invoices.collectAt}, ${invoices.nextCheckAt})`),
      asc(invoices.id),
    )
    .limit(LIMIT);

/** The select for how far a business came with its first invoice. */
export const selectBeginning = (db: Database, { merchantId, livemode }: Scope) => {
  const sum = (kind: 'billed' | 'paid') =>
    sql<number>`EXISTS (SELECT 1 FROM ${moneySums} WHERE merchant_id = ${merchantId} AND livemode = ${Number(livemode)}
      AND kind = ${kind} AND items > 0)`;
  return db
    .select({
      address: merchants.address,
      email: merchants.email,
      hasCustomer:
        sql<number>`(SELECT 1 FROM customers WHERE merchant_id = ${merchantId} AND livemode = ${Number(livemode)}
        ORDER BY customers.id ASC LIMIT 1) IS NOT NULL`.as('has_customer'),
      hasIssued: sum('billed').as('has_issued'),
      hasPaid: sum('paid').as('has_paid'),
    })
    .from(merchants)
    .where(eq(merchants.id, merchantId));
};
