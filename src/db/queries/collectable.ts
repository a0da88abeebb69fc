import { and, asc, count, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { prepareOnce } from '../prepared.ts';
import {
  customers,
  disputes,
  emails,
  invoiceChoices,
  invoices,
  invoiceVersions,
  paymentMethods,
  payments,
  paymentTargets,
} from '../schema/index.ts';
import { ANNOUNCING, ASKED, TOLD } from './announcements.ts';
import { cartOf, holdsSlot } from './cart.ts';
import { cartListed } from './cart-statements.ts';
import { DISTINCT_FAILURES, WAS_DECLINED } from './declines.ts';
import { OF_INVOICE, parentOf, payerOf, paysValue } from './payer.ts';

const DAY_MS = 24 * 3_600_000;
const MONTH_MS = 30 * DAY_MS;

const INVOICE = sql.placeholder('invoiceId');
const IS_INVOICE = eq(invoices.id, INVOICE);

// drizzle leaves the table's name out where a statement reads one table, so these columns are named by hand.
/** When the customer last agreed to autopay; null for never. */
const AGREED_AT = sql<number | null>`(
  select max(agreed_at) from agreements where customer_id = ${payerOf(OF_INVOICE)} and kind = 'autopay')`;

/** When the customer was notified of the last announced charge; null where none was. */
const NOTICED_AT = sql<number | null>`(
  select max(created_at) from emails where invoice_id = invoices.id and template = 'charge_notice'
    and json_extract(facts, '$.chargeAt') = invoices.noticed_for
    and +about_customer_id = ${payerOf(OF_INVOICE)})`;

const selects = prepareOnce((db) => {
  const customerOf = db
    .select({ id: payerOf(OF_INVOICE) })
    .from(invoices)
    .where(IS_INVOICE);
  const fingerprints = db
    .select({ fingerprint: paymentMethods.fingerprint })
    .from(paymentMethods)
    .where(inArray(paymentMethods.customerId, customerOf));
  return {
    announced: db.select({ agreedAt: AGREED_AT, noticedAt: NOTICED_AT }).from(invoices).where(IS_INVOICE),
    told: db
      .select(TOLD)
      .from(emails)
      .where(and(eq(emails.invoiceId, INVOICE), inArray(emails.template, ANNOUNCING))),
    // What another customer answered, who paid before, is no answer of who pays now.
    asked: db
      .select(ASKED)
      .from(invoiceChoices)
      .where(and(eq(invoiceChoices.invoiceId, INVOICE), inArray(invoiceChoices.customerId, customerOf))),
    attempts: db
      .select({
        paymentId: payments.id,
        via: payments.via,
        customerId: payments.customerId,
        state: payments.state,
        attempt: payments.attempt,
        /** Of the invoice, as it was shown then. */
        version: paymentTargets.invoiceVersion,
        amount: payments.amount,
        failureCode: payments.failureCode,
        adviceCode: payments.adviceCode,
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
        // Named apart: D1 keeps one of two columns with the same name.
        last24h: sql<number>`sum(${payments.closedAt} > ${sql.placeholder('dayAgo')})`.as('last_24h'),
        last30d: sql<number>`sum(${payments.closedAt} > ${sql.placeholder('monthAgo')})`.as('last_30d'),
        failures: DISTINCT_FAILURES,
      })
      .from(payments)
      .where(and(inArray(payments.fingerprint, fingerprints), WAS_DECLINED))
      .groupBy(payments.fingerprint),
    underWay: db
      .select({ fingerprint: payments.fingerprint, open: count() })
      .from(payments)
      .where(and(inArray(payments.fingerprint, fingerprints), isNull(payments.closedAt)))
      .groupBy(payments.fingerprint),
    /** Whose invoice it is, who may pay for them, and who was charged for it, who may be none of theirs any more. */
    concerned: db
      .select()
      .from(customers)
      .where(
        sql`${customers.id} in (select customer_id from invoices where id = ${INVOICE} union all ${parentOf(INVOICE)}
          union all select charged.customer_id from payment_targets tried join payments charged on charged.id = tried.payment_id
            where tried.invoice_id = ${INVOICE} and charged.via = 'autopay')`,
      ),
    disputed: db
      .select({ id: disputes.id })
      .from(disputes)
      .innerJoin(payments, eq(payments.id, disputes.paymentId))
      .where(and(inArray(payments.customerId, customerOf), isNull(disputes.closedAt)))
      .limit(1),
  };
});

/** Everything that the decision about collecting an invoice depends on, in one round trip; `now` in ms. */
export async function readCollectable(db: Database, invoiceId: string, now: number) {
  const ids = [invoiceId];
  const cart = cartListed(db, { ids: JSON.stringify(ids), pays: paysValue({ by: 'itself' }) });
  const select = selects(db, { invoiceId, dayAgo: now - DAY_MS, monthAgo: now - MONTH_MS });
  const [
    found,
    houses,
    taken,
    methods,
    heads,
    [announced],
    told,
    [asked],
    attempts,
    spent,
    underWay,
    disputed,
    concerned,
  ] = await db.batch([
    cart.found,
    cart.houses,
    cart.taken,
    cart.methods,
    cart.heads,
    select.announced,
    select.told,
    select.asked,
    select.attempts,
    select.spent,
    select.underWay,
    select.disputed,
    select.concerned,
  ]);
  const read = cartOf({ found, houses, taken, methods, heads }, ids);
  const [target] = read?.targets ?? [];
  if (read === null || target === undefined) return null;
  const hasPlan = target.plan.instalments.length > 0;
  return {
    ...read,
    ...target,
    /** What covered it as its parts were paid; only of an invoice with a plan. */
    versions: hasPlan ? await selectVersions(db, invoiceId) : [],
    slot: read.slots.find((slot) => holdsSlot(slot, invoiceId)) ?? read.slots[0] ?? null,
    agreedAt: announced?.agreedAt ?? null,
    noticedAt: announced?.noticedAt ?? null,
    /** The messages that announce a charge of it, and what became of each. */
    told,
    asked: asked ?? null,
    /** Every attempt at this invoice, oldest first. */
    attempts,
    spent,
    underWay,
    hasOpenDispute: disputed.length > 0,
    /** Whose invoice it is, first, and its parent, where there is one: both are sent what is owed. */
    debtors: debtorsOf(concerned, target.invoice.customerId),
    /** They, and whoever else was charged for it by itself. */
    concerned,
  };
}

type Concerned = typeof customers.$inferSelect;

function debtorsOf(concerned: readonly Concerned[], owingId: string): readonly Concerned[] {
  const owing = concerned.filter(({ id }) => id === owingId);
  return [...owing, ...concerned.filter(({ id }) => owing.some(({ parentId }) => parentId === id))];
}

export type Collectable = NonNullable<Awaited<ReturnType<typeof readCollectable>>>;

/** What was covered of an invoice with each of its versions, oldest first. */
const selectVersions = (db: Database, invoiceId: string) =>
  db
    .select({
      version: invoiceVersions.version,
      reason: invoiceVersions.reason,
      covered: sql<number>`${invoiceVersions.amountDue} - ${invoiceVersions.amountRemaining}`,
    })
    .from(invoiceVersions)
    .where(eq(invoiceVersions.invoiceId, invoiceId))
    .orderBy(asc(invoiceVersions.version));
