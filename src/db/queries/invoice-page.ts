import { and, count, desc, eq, sql } from 'drizzle-orm';
import type { Contact } from '../../domain/customer/contacts.ts';
import type { Database } from '../database.ts';
import { prepareOnce } from '../prepared.ts';
import {
  connections,
  customers,
  invoiceLines,
  invoices,
  merchantProfiles,
  merchants,
  payments,
  paymentTargets,
} from '../schema/index.ts';
import { connectionOfInvoice } from './active-connection.ts';
import { blocksOf } from './card-testing.ts';
import { LEDGER } from './ledger.ts';
import { packed } from './packed.ts';
import { OF_INVOICE, PAYER_AUTOPAY, payerOf } from './payer.ts';
import { planOf } from './plan.ts';
import { PLANNED_METHODS } from './planned-methods.ts';

const INVOICE = sql.placeholder('invoiceId');
const PAYMENT = sql.placeholder('paymentId');

/** One from before there were versions is of the first. */
const printedOn = and(
  eq(merchantProfiles.merchantId, invoices.merchantId),
  eq(merchantProfiles.version, sql`coalesce(${invoices.profileVersion}, 1)`),
);

const PARENT_CONTACTS = sql<readonly Contact[]>`coalesce((select parent.contacts from customers parent
  where parent.id = ${customers.parentId}), '[]')`.mapWith((text: string): readonly Contact[] =>
  JSON.parse(text),
);

/** Its credit notes, oldest first; the amount is with tax. */
const CREDIT_NOTES = sql<
  readonly CreditNoteRow[]
>`(select json_group_array(json_object('id', note.id, 'series', note.series,
  'numberValue', note.number_value, 'issuedOn', note.issue_date, 'amount', note.total))
  from credit_notes note where note.invoice_id = invoices.id)`.mapWith(
  (text: string): readonly CreditNoteRow[] =>
    JSON.parse(text).toSorted((a: CreditNoteRow, b: CreditNoteRow) => a.id.localeCompare(b.id)),
);

type CreditNoteRow = {
  readonly id: string;
  readonly series: string;
  readonly numberValue: number;
  readonly issuedOn: string;
  readonly amount: number;
};

/**
 * The money that came for it, and what was refunded of it, each with the number of its receipt if it has one. A payment for
 * several invoices stands with its share; a refund of one that another customer made is that customer's. (`+`: found by the
 * invoice, never by going through all that its customer paid.)
 */
const RECEIPTS = sql<
  readonly ReceiptRow[]
>`(select json_group_array(json_object('id', moved.id, 'at', moved.at, 'on', moved.received_on, 'amount', moved.amount,
  'series', named.series, 'numberValue', given.number_value, 'markedFrom', named.marked_from)) from (
    select p.id, p.succeeded_at at, null received_on, t.amount from payment_targets t
      join payments p on p.id = t.payment_id where t.invoice_id = invoices.id and p.succeeded_at is not null
    union all select o.id, o.created_at, o.received_on, o.amount from offline_payments o where o.invoice_id = invoices.id
    union all select r.id, r.created_at, null, r.amount from payment_targets t
      join payments p on p.id = t.payment_id and +p.customer_id = invoices.customer_id
      join refunds r on r.payment_id = p.id
      where t.invoice_id = invoices.id and r.stripe_refund_id is not null and r.state not in ('failed', 'canceled')
  ) moved left join receipts given on given.source_id = moved.id left join receipt_series named on named.id = given.series_id)`.mapWith(
  (text: string): readonly ReceiptRow[] =>
    JSON.parse(text).toSorted((a: ReceiptRow, b: ReceiptRow) => a.at - b.at || a.id.localeCompare(b.id)),
);

type ReceiptRow = {
  readonly id: string;
  readonly at: number;
  /** The day that staff said; null for what Stripe said. */
  readonly on: string | null;
  readonly amount: number;
  readonly series: string | null;
  readonly numberValue: number | null;
  readonly markedFrom: number | null;
};

/** The files that go with it and are there, oldest first. */
const ATTACHMENTS = sql<
  readonly AttachmentRow[]
>`(select json_group_array(json_object('id', file.id, 'name', file.name, 'mediaType', file.media_type, 'bytes', file.bytes))
  from attachments file where file.invoice_id = invoices.id and file.state = 'ready')`.mapWith(
  (text: string): readonly AttachmentRow[] =>
    JSON.parse(text).toSorted((a: AttachmentRow, b: AttachmentRow) => a.id.localeCompare(b.id)),
);

type AttachmentRow = {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
};

const selects = prepareOnce((db) => ({
  invoice: db
    .select({
      invoice: invoices,
      merchant: packed(merchants),
      customer: packed(customers),
      /** Who pays it by itself. */
      payerId: payerOf(OF_INVOICE),
      /** Whether they have switched that off. */
      payerAutopay: PAYER_AUTOPAY,
      /** People of whoever may pay for its customer, who are told as well. */
      parentContacts: PARENT_CONTACTS,
      connectionId: connections.id,
      /** What its account can be paid by; null without one. */
      takesCard: connections.takesCard,
      takesAch: connections.takesAch,
      blocks: blocksOf(invoices),
      /** The version of the profile that it was finalized with; null where that was never replaced. */
      printed: merchantProfiles.profile,
      creditNotes: CREDIT_NOTES,
      attachments: ATTACHMENTS,
      receipts: RECEIPTS,
      plan: planOf(invoices.id),
      ledger: LEDGER,
      plannedMethods: PLANNED_METHODS,
    })
    .from(invoices)
    .innerJoin(merchants, eq(merchants.id, invoices.merchantId))
    .innerJoin(customers, eq(customers.id, invoices.customerId))
    .leftJoin(connections, connectionOfInvoice)
    .leftJoin(merchantProfiles, printedOn)
    .where(eq(invoices.id, INVOICE)),
  lines: db
    .select()
    .from(invoiceLines)
    .where(eq(invoiceLines.invoiceId, INVOICE))
    .orderBy(invoiceLines.position)
    .limit(sql.placeholder('lines')),
  counted: db.select({ lines: count() }).from(invoiceLines).where(eq(invoiceLines.invoiceId, INVOICE)),
  paid: db
    .select({
      id: payments.id,
      customerId: payments.customerId,
      state: payments.state,
      amount: payments.amount,
      /** What of it is for this invoice; a payment may be for several. */
      share: paymentTargets.amount,
      amountReceived: payments.amountReceived,
      method: payments.method,
      failureCode: payments.failureCode,
      beganAt: payments.beganAt,
      succeededAt: payments.succeededAt,
      closedAt: payments.closedAt,
    })
    .from(paymentTargets)
    .innerJoin(payments, eq(payments.id, paymentTargets.paymentId))
    .where(
      and(
        eq(paymentTargets.invoiceId, INVOICE),
        // A message about a payment is about that payment, also where its money went back since.
        sql`(${payments.state} IN ('succeeded', 'processing', 'failed') AND ${PAYMENT} IS NULL OR ${payments.id} = ${PAYMENT})`,
      ),
    )
    .orderBy(desc(payments.id))
    .limit(5),
}));

/**
 * Everything that a page, a mail or a PDF shows of an invoice, in one round trip. At most `lines` lines. The
 * payment is the newest one that succeeded, is under way or failed, or the very one that is asked for.
 */
export async function readInvoicePage(
  db: Database,
  invoiceId: string,
  lines: number,
  paymentId: string | null = null,
) {
  const select = selects(db, { invoiceId, lines, paymentId });
  const [found, firstLines, counted, paid] = await db.batch([
    select.invoice,
    select.lines,
    select.counted,
    select.paid,
  ]);
  const row = found[0];
  if (row === undefined) return null;
  const shown = paid.map(({ customerId, ...payment }) =>
    // What another customer pays with is shown in its own mails alone.
    paymentId === null && customerId !== row.invoice.customerId ? { ...payment, method: null } : payment,
  );
  return {
    ...row,
    lines: firstLines,
    lineCount: counted[0]?.lines ?? 0,
    // A paid invoice shows the payment that paid it, not a failed attempt.
    payment:
      (row.invoice.status === 'paid' && paymentId === null
        ? shown.find(({ state }) => state === 'succeeded')
        : shown[0]) ?? null,
    /** The payment that a message is about. */
    aboutPayment: paymentId,
  };
}

export type InvoicePage = NonNullable<Awaited<ReturnType<typeof readInvoicePage>>>;
