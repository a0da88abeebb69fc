import { MOST_OPEN } from '../../db/queries/portal-invoices.ts';
import { type InvoiceFilter, readInvoiceList } from '../../db/queries/portal-list.ts';
import { localDateAt } from '../../domain/calendar.ts';
import { invoiceNumber } from '../../domain/invoice/number.ts';
import { readInvoiceSearch } from '../../domain/invoice/read-search.ts';
import { NO_REFERENCES } from '../../domain/invoice/references.ts';
import { amountRemaining, isOverdue, shownStatus } from '../../domain/invoice/state.ts';
import { shownPaymentStatus } from '../../domain/ledger/payment-status.ts';
import { type Done, done } from '../../domain/outcome.ts';
import { MOST_AT_ONCE } from '../checkout/order.ts';
import { askedTogether } from '../checkout/payable-together.ts';
import type { Context } from '../core/context.ts';
import { ledgerFor } from '../facts/ledger.ts';
import { whyNotPayable } from '../facts/payable.ts';
import { standingOf } from '../facts/plan.ts';
import type { Visit } from '../facts/visit.ts';

const PER_PAGE = 20;

/** An invoice as its customer's list shows it. Amounts in minor units of its currency, dates local to the merchant. */
export type ListedInvoice = Awaited<ReturnType<typeof draw>>;

export type InvoiceList = {
  readonly filter: InvoiceFilter;
  /** What was looked for, as it was typed; null for the whole list. */
  readonly search: string | null;
  readonly invoices: readonly ListedInvoice[];
  /** The id after which older ones follow, where there may be some. */
  readonly olderThan: string | null;
  /** True unless this is the first page. */
  readonly isLater: boolean;
  /** By currency, over all pages. */
  readonly sums: readonly (Awaited<ReturnType<typeof readInvoiceList>>['sums'][number] & {
    /** What a payment of all asks for now, as its review says; null where nothing can be paid. */
    readonly payNow: number | null;
  })[];
  /** How many open invoices the sums are of, where there are more; else null. */
  readonly summed: number | null;
  /** Whether there is none at all, whatever the filter. */
  readonly isEmpty: boolean;
  /** Whether there is a choice before paying: a method on file, or an amount. */
  readonly hasChoice: boolean;
};

/** A customer's invoices, or those that a typed text finds, newest first. One D1 round trip; the links are made, not read. */
export async function listOwnInvoices(
  ctx: Context,
  {
    visit,
    typed,
    ...ask
  }: {
    readonly visit: Visit;
    readonly filter: InvoiceFilter;
    readonly before: string | null;
    readonly typed: string;
  },
): Promise<Done<InvoiceList>> {
  const now = ctx.now();
  const search = readInvoiceSearch(typed);
  const read = await readInvoiceList(ctx.db, visit, {
    ...ask,
    search,
    limit: PER_PAGE,
    now,
    most: MOST_AT_ONCE,
    connectionId: visit.connectionId,
  });
  const house = { paymentLinks: visit.merchant.paymentLinks, connectionId: visit.connectionId };
  return done({
    filter: ask.filter,
    search: search?.typed ?? null,
    invoices: await Promise.all(read.rows.map((row) => draw(ctx, visit, row, now))),
    olderThan: read.nextBefore,
    isLater: ask.before !== null,
    sums: read.sums.map((sum) => ({
      ...sum,
      payNow: askedTogether(ctx, house, read.paidFirst, sum.currency),
    })),
    summed: read.isSumOfSome ? MOST_OPEN : null,
    isEmpty: read.isEmpty,
    hasChoice: read.hasMethod || visit.merchant.partPayments,
  });
}

type Row = Awaited<ReturnType<typeof readInvoiceList>>['rows'][number];

async function draw(ctx: Context, visit: Visit, { invoice, plan, ledger, receiptId }: Row, now: number) {
  const asked = standingOf(ctx, invoice, plan)?.asked?.amount ?? null;
  const money = ledgerFor(ctx, invoice, ledger, {
    asked,
    mayKnow: (payerId) => payerId === visit.customerId,
    isAutopayOff: false,
    method: null,
  });
  const target = { id: invoice.id, version: invoice.linkVersion };
  const house = { paymentLinks: visit.merchant.paymentLinks, connectionId: visit.connectionId };
  const [viewUrl, payUrl] = await Promise.all([
    ctx.links.url('view', target),
    whyNotPayable(ctx, invoice, house, false, plan) === null ? ctx.links.url('pay', target) : null,
  ]);
  const dateOf = (instant: number | null) =>
    instant === null ? null : localDateAt(instant, invoice.timeZone);
  return {
    id: invoice.id,
    /** Whose it is, where the visitor pays for them. */
    customerName: invoice.customerId === visit.customerId ? null : (invoice.parties?.customer.name ?? null),
    number: invoiceNumber(invoice) ?? '',
    status: shownStatus(invoice),
    paymentStatus: shownPaymentStatus(invoice.paymentStatus, money),
    overdue: isOverdue(invoice, now),
    currency: invoice.currency,
    issuedOn: invoice.issueDate ?? localDateAt(invoice.createdAt, invoice.timeZone),
    dueOn: invoice.dueDate,
    paidOn: dateOf(invoice.paidAt),
    voidedOn: dateOf(invoice.voidedAt),
    references: invoice.details ?? NO_REFERENCES,
    ledger: money,
    amountRemaining: amountRemaining(invoice),
    /** What is asked for now, where that is a part. */
    asked,
    links: {
      view: viewUrl,
      pdf: `${viewUrl}/pdf`,
      pay: payUrl,
      receipt: receiptId === null ? null : `/portal/payments/${receiptId}`,
    },
    /** Whether it may be ticked and paid together with others. */
    payable: whyNotPayable(ctx, invoice, house, true, plan) === null,
  };
}
