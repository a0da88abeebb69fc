import type { LedgerRow } from '../../db/queries/ledger.ts';
import type { PaymentOfInvoice as PaymentFound } from '../../db/queries/payments-read.ts';
import type { PlanRow } from '../../db/queries/plan.ts';
import type { invoices } from '../../db/schema/index.ts';
import type { CollectPolicy, CollectStage } from '../../domain/collection/types.ts';
import { givenDetails, type InvoiceDetails } from '../../domain/invoice/details.ts';
import { linkAbsence } from '../../domain/invoice/link.ts';
import { invoiceNumber } from '../../domain/invoice/number.ts';
import type { RateRow } from '../../domain/invoice/rate-table.ts';
import { amountRemaining, isOverdue, moneyPaid, shownStatus } from '../../domain/invoice/state.ts';
import type { PaymentStatus, ShownStatus } from '../../domain/invoice/status.ts';
import { notesOf, ratesOf, sumsOf } from '../../domain/invoice/stored-sums.ts';
import type { TaxNote } from '../../domain/invoice/tax-notes.ts';
import type { TaxTotal } from '../../domain/invoice/totals.ts';
import type { NoLinkReason } from '../../domain/invoice/view.ts';
import { isoInstant, isoOrNull } from '../../domain/iso-instant.ts';
import { shownPaymentStatus } from '../../domain/ledger/payment-status.ts';
import type { Ledger } from '../../domain/ledger/types.ts';
import type { MethodSummary, PaymentState } from '../../domain/payment/state.ts';
import type { Via } from '../../domain/payment/via.ts';
import type { StripeRefusal } from '../../domain/stripe-refusal.ts';
import type { Context } from '../core/context.ts';
import { type LedgerReader, ledgerFor } from '../facts/ledger.ts';
import { linkFacts } from '../facts/link-facts.ts';
import { standingOf } from '../facts/plan.ts';
import type { PlanResource } from '../facts/plan-asked.ts';
import { type LineResource, type WholeResource, wholeResource } from './invoice-lines.ts';
import { type LedgerResource, type LedgerSummary, ledgerSummary } from './ledger.ts';
import { type InstalmentResource, planResource } from './plan.ts';
import { refusalResource, type StripeRefusalResource } from './refusal.ts';

/** The state of its automatic collection, and what happens next. Instants are ISO 8601 in UTC. */
export type InvoiceCollection = {
  /** Null until it was sent. */
  readonly stage: CollectStage | null;
  readonly reason: string | null;
  /** When it is first charged. */
  readonly collectAt: string | null;
  /** When something happens next: a notice, a charge, a reminder. */
  readonly nextLookAt: string | null;
  readonly noticedFor: string | null;
  readonly reminders: number;
  readonly pausedByCustomer: boolean;
};

/** An invoice as lists show it: everything but its lines. Instants are ISO 8601 in UTC. */
export type InvoiceSummary = InvoiceDetails &
  WholeResource & {
    readonly id: string;
    readonly object: 'invoice';
    readonly number: string | null;
    readonly status: ShownStatus;
    readonly overdue: boolean;
    readonly paymentStatus: PaymentStatus;
    readonly currency: string;
    readonly customerId: string;
    /** Of a plan, the day of the first part that is not covered. */
    readonly dueDate: string | null;
    readonly issueDate: string | null;
    readonly lineCount: number;
    readonly subtotal: number;
    readonly discountTotal: number;
    readonly taxes: readonly TaxTotal[];
    readonly taxTotal: number;
    /** What it comes to under each rate. */
    readonly rates: readonly RateRow[];
    /** What the law wants said of its taxes; on a draft, as it would be issued now. */
    readonly taxNotes: readonly TaxNote[];
    readonly total: number;
    readonly amountDue: number;
    readonly amountPaid: number;
    /** What credit notes took off what was due. */
    readonly amountCredited: number;
    readonly amountRemaining: number;
    readonly amountDueNow: number;
    /** Its money as its customer is shown it. */
    readonly ledger: LedgerSummary;
    readonly paymentPlan: PlanResource | null;
    readonly partPayments: { readonly allowed: boolean; readonly minimum: number | null } | null;
    readonly instalments: readonly InstalmentResource[];
    readonly notes: string | null;
    readonly hostedInvoiceUrl: string | null;
    readonly paymentUrl: string | null;
    readonly pdfUrl: string | null;
    readonly paymentLink: boolean;
    readonly noLinkReason: NoLinkReason | null;
    /** Its own policy; null if the customer's applies. */
    readonly collectPolicy: CollectPolicy | null;
    readonly collection: InvoiceCollection;
    /** What Stripe refuses for good of it, until it is mended; null where it refuses nothing. */
    readonly stripeRefusal: StripeRefusalResource | null;
    readonly livemode: boolean;
    readonly createdAt: string;
    readonly updatedAt: string;
    readonly finalizedAt: string | null;
    readonly sentAt: string | null;
    readonly seenAt: string | null;
    readonly paidAt: string | null;
    readonly voidedAt: string | null;
    readonly version: number;
  };

/** A payment as part of its invoice. */
export type PaymentOfInvoice = {
  readonly id: string;
  readonly via: Via;
  readonly state: PaymentState;
  /** Its share for this invoice. */
  readonly amount: number;
  readonly method: MethodSummary | null;
  readonly failureCode: string | null;
  readonly createdAt: string;
  readonly succeededAt: string | null;
};

export type InvoiceResource = Omit<InvoiceSummary, 'ledger'> & {
  readonly ledger: LedgerResource;
  readonly lines: readonly LineResource[];
  /** The newest payments, newest first. */
  readonly payments: readonly PaymentOfInvoice[];
  /** The part of its payments that was refunded, or is being refunded. */
  readonly amountRefunded: number;
};

/** What a summary is built from: the row, and the facts that decide about its link. */
export type InvoiceFound = {
  readonly invoice: typeof invoices.$inferSelect;
  readonly merchantLinks: boolean;
  readonly connectionId: string | null;
  readonly refusal: StripeRefusal | null;
  readonly plan: PlanRow;
  readonly lineCount: number;
  readonly ledger: LedgerRow;
};

/** The ledger of an invoice for the business itself, which may know everything. */
export const businessLedger = (
  ctx: Context,
  { invoice, plan, ledger }: Pick<InvoiceFound, 'invoice' | 'plan' | 'ledger'>,
  { method = null, isAutopayOff = false }: Partial<Pick<LedgerReader, 'method' | 'isAutopayOff'>> = {},
): Ledger =>
  ledgerFor(ctx, invoice, ledger, {
    asked: standingOf(ctx, invoice, plan)?.asked?.amount ?? null,
    mayKnow: () => true,
    isAutopayOff,
    method,
  });

/** A row → an invoice of the API. Links are created here and never stored. */
export async function invoiceSummary(ctx: Context, found: InvoiceFound): Promise<InvoiceSummary> {
  const { invoice, plan } = found;
  const { id, status, currency, amountDue, linkVersion } = invoice;
  const remaining = amountRemaining(invoice);
  const sums = sumsOf(invoice);
  const noLinkReason = linkAbsence(
    linkFacts(ctx, invoice, found.merchantLinks, found.connectionId, plan),
    ctx.rules.refuseCharge,
  );
  const money = businessLedger(ctx, found);
  const asked = planResource(ctx, invoice, plan, found.ledger);
  const target = { id, version: linkVersion };
  const view = status === 'draft' ? null : await ctx.links.url('view', target);
  return {
    id,
    object: 'invoice',
    number: invoiceNumber(invoice),
    status: shownStatus(invoice),
    overdue: isOverdue(invoice, ctx.now()),
    paymentStatus: shownPaymentStatus(invoice.paymentStatus, money),
    currency,
    customerId: invoice.customerId,
    dueDate: invoice.dueDate,
    issueDate: invoice.issueDate,
    lineCount: found.lineCount,
    subtotal: sums.subtotal,
    discountTotal: sums.discountTotal,
    taxes: invoice.taxes,
    taxTotal: sums.taxTotal,
    rates: ratesOf(invoice, sums),
    taxNotes: notesOf(invoice, invoice.parties?.locale ?? 'en'),
    total: sums.total,
    ...wholeResource(sums),
    amountDue,
    amountPaid: moneyPaid(invoice),
    amountCredited: invoice.amountCredited,
    amountRemaining: remaining,
    ...asked,
    ledger: ledgerSummary(money),
    notes: invoice.notes,
    ...givenDetails(invoice.details),
    hostedInvoiceUrl: view,
    paymentUrl: noLinkReason === null ? await ctx.links.url('pay', target) : null,
    pdfUrl: view === null ? null : `${view}/pdf`,
    paymentLink: invoice.paymentLink,
    noLinkReason,
    collectPolicy: invoice.collectPolicy,
    collection: {
      stage: invoice.collectStage,
      reason: invoice.collectReason,
      collectAt: isoOrNull(invoice.collectAt),
      nextLookAt: isoOrNull(invoice.nextCheckAt),
      noticedFor: isoOrNull(invoice.noticedFor),
      reminders: invoice.reminders,
      pausedByCustomer: invoice.collectPausedAt !== null,
    },
    // Nobody is to pay it any more: what Stripe refused of it is of no account.
    stripeRefusal: status === 'open' ? refusalResource(found.refusal) : null,
    livemode: invoice.livemode,
    createdAt: isoInstant(invoice.createdAt),
    updatedAt: isoInstant(invoice.updatedAt),
    finalizedAt: isoOrNull(invoice.finalizedAt),
    sentAt: isoOrNull(invoice.sentAt),
    seenAt: isoOrNull(invoice.seenAt),
    paidAt: isoOrNull(invoice.paidAt),
    voidedAt: isoOrNull(invoice.voidedAt),
    version: invoice.version,
  };
}

/** A payment's row → a payment of its invoice. */
export const paymentOfInvoice = (payment: PaymentFound): PaymentOfInvoice => ({
  id: payment.id,
  via: payment.via,
  state: payment.state,
  amount: payment.amount,
  method: payment.method,
  failureCode: payment.failureCode,
  createdAt: isoInstant(payment.claimedAt),
  succeededAt: isoOrNull(payment.succeededAt),
});
