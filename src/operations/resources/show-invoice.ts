import { type InvoicePage, readInvoicePage } from '../../db/queries/invoice-page.ts';
import type { PartySnapshot } from '../../db/schema/index.ts';
import { waysFor } from '../../domain/account/readiness.ts';
import { localDateAt } from '../../domain/calendar.ts';
import type { LinkTerms } from '../../domain/collection/link-keeps.ts';
import { addressLines } from '../../domain/invoice/address.ts';
import { shownDetails } from '../../domain/invoice/details.ts';
import { linkReason } from '../../domain/invoice/link.ts';
import { invoiceNumber } from '../../domain/invoice/number.ts';
import { amountRemaining, isOverdue, shownStatus } from '../../domain/invoice/state.ts';
import { notesOf } from '../../domain/invoice/stored-sums.ts';
import type { InvoiceView, PartyView, PaymentView } from '../../domain/invoice/view.ts';
import { shownPaymentStatus } from '../../domain/ledger/payment-status.ts';
import { isEntranceBlocked } from '../../domain/payment/card-testing.ts';
import type { PaymentState } from '../../domain/payment/state.ts';
import { localeFor } from '../../domain/reader/locale.ts';
import { receiptNumber } from '../../domain/receipt/number.ts';
import { receiptKindOf } from '../../domain/receipt/source.ts';
import { printedTaxIds } from '../../domain/tax-id/printed.ts';
import type { Context } from '../core/context.ts';
import { ledgerFor, methodView } from '../facts/ledger.ts';
import { linkFacts } from '../facts/link-facts.ts';
import { linkTermsOf } from '../facts/link-terms.ts';
import { merchantOfInvoice, printedVersion, transferOfInvoice } from '../facts/merchant-view.ts';
import { plannedMethod } from '../facts/planned-method.ts';
import { planView } from './show-plan.ts';
import { lineView, sumsView } from './show-sums.ts';

/** The lines shown at first; the rest is one link away. */
export const FIRST_LINES = 50;
export const EVERY_LINE = 1000;

export type ShownInvoice = {
  readonly id: string;
  /** The version whose amounts the view shows. */
  readonly version: number;
  readonly linkVersion: number;
  readonly merchantId: string;
  readonly customerId: string;
  readonly livemode: boolean;
  /** Whether anybody with the link may pay with the customer's method on file. */
  readonly publicSavedMethod: boolean;
  /** What its link keeps of what it is paid with, as it is said before the payment; null where it keeps nothing. */
  readonly linkTerms: LinkTerms | null;
  /** What its link takes. */
  readonly ways: { readonly card: boolean; readonly ach: boolean };
  /** So many cards were refused that the link takes no further one for now. */
  readonly isBlocked: boolean;
  /** Where its business is. */
  readonly timeZone: string;
  readonly view: InvoiceView;
};

/** An invoice as its pages show it, in one D1 round trip; null if it does not exist. */
export async function showInvoice(
  ctx: Context,
  invoiceId: string,
  options: { readonly allLines: boolean },
): Promise<ShownInvoice | null> {
  const page = await readInvoicePage(ctx.db, invoiceId, options.allLines ? EVERY_LINE : FIRST_LINES);
  return page === null ? null : drawInvoice(ctx, page);
}

/** Rows → what is shown, to somebody of a language of their own where it is `spoken`. No round trip: links are created, not read. */
export async function drawInvoice(
  ctx: Context,
  page: InvoicePage,
  spoken: string | null = null,
): Promise<ShownInvoice> {
  const { invoice, merchant, customer } = page;
  const now = ctx.now();
  const issuedIn = invoice.parties?.locale ?? customer.locale ?? merchant.locale;
  const own = customer.locale === null ? null : issuedIn;
  const locale = localeFor({ own: spoken ?? own, house: issuedIn }, ctx.reader ?? null);
  const dateOf = (instant: number | null) =>
    instant === null ? null : localDateAt(instant, invoice.timeZone);
  const noLinkReason = linkReason(
    linkFacts(ctx, invoice, merchant.paymentLinks, page.connectionId, page.plan),
    ctx.rules.refuseCharge,
  );
  const plan = planView(ctx, page);
  const ledger = ledgerFor(ctx, invoice, page.ledger, {
    asked: plan.plan?.asked?.amount ?? null,
    // What another customer pays with is shown in its own mails alone.
    mayKnow: (payerId, paymentId) => payerId === invoice.customerId || paymentId === page.aboutPayment,
    isAutopayOff: page.payerAutopay === 'off',
    method: plannedMethod({ ...page, methods: page.plannedMethods }, now),
  });
  const target = { id: invoice.id, version: invoice.linkVersion };
  const [viewUrl, payUrl] = await Promise.all([
    ctx.links.url('view', target),
    noLinkReason === null ? ctx.links.url('pay', target) : null,
  ]);
  // The file of one that was taken over was the other system's.
  const hasXml =
    invoice.finalizedAt !== null &&
    invoice.sums?.takenOver !== true &&
    (page.printed ?? merchant).eInvoice !== null;
  const party = invoice.parties?.customer ?? {
    name: customer.legalName,
    address: customer.address,
    email: customer.email,
    taxId: null,
    taxIds: customer.taxIds,
  };
  // Between neighbours the country goes without saying.
  const { country: home } = invoice.parties?.merchant.address ?? merchant.address;
  const isAtHome = home !== null && home !== undefined && home === party.address.country;
  const view: InvoiceView = {
    number: invoiceNumber(invoice) ?? '',
    status: shownStatus(invoice),
    overdue: isOverdue(invoice, now),
    paymentStatus: shownPaymentStatus(invoice.paymentStatus, ledger),
    currency: invoice.currency,
    locale,
    issuedOn: invoice.issueDate ?? localDateAt(invoice.createdAt, invoice.timeZone),
    dueOn: invoice.dueDate,
    paidOn: dateOf(invoice.paidAt),
    voidedOn: dateOf(invoice.voidedAt),
    seenOn: dateOf(invoice.seenAt),
    merchant: merchantOfInvoice(ctx, page, locale, isAtHome),
    transfer: transferOfInvoice(page),
    customer: partyView(party, { locale, isAtHome }),
    lines: page.lines.map((line) => lineView(line, locale)),
    lineCount: page.lineCount,
    ...sumsView(invoice),
    taxNotes: notesOf(invoice, locale),
    amountPaid: ledger.paid,
    amountCredited: ledger.credited,
    amountRemaining: amountRemaining(invoice),
    notes: invoice.notes,
    details: shownDetails(invoice.details),
    creditNotes: page.creditNotes.map(({ id, series, numberValue, issuedOn, amount }) => ({
      number: invoiceNumber({ series, numberValue }) ?? '',
      issuedOn,
      amount,
      pdf: `${viewUrl}/credit-notes/${id}/pdf`,
      xml: hasXml ? `${viewUrl}/credit-notes/${id}/xml` : null,
    })),
    attachments: page.attachments.map(({ id, name, bytes }) => ({
      name,
      bytes,
      url: `${viewUrl}/files/${id}`,
    })),
    receipts: page.receipts.map(({ id, at, on, amount, ...numbered }) => ({
      sourceId: id,
      kind: receiptKindOf(id) === 'refund' ? 'refund' : 'payment',
      amount,
      on: on ?? localDateAt(at, invoice.timeZone),
      number: receiptNumber({ sourceId: id, ...numbered }),
      pdf: `${viewUrl}/receipts/${id}/pdf`,
    })),
    correction: null,
    noLinkReason,
    ...plan,
    ledger,
    links: {
      view: viewUrl,
      pdf: `${viewUrl}/pdf`,
      xml: hasXml ? `${viewUrl}/xml` : null,
      pay: payUrl,
      copy: invoice.parties === null ? null : `${viewUrl}/c/${printedVersion(page)}`,
      allLines: page.lineCount > page.lines.length ? `${viewUrl}?lines=all` : null,
    },
    payment: paymentView(page),
  };
  return {
    id: invoice.id,
    version: invoice.version,
    linkVersion: invoice.linkVersion,
    merchantId: merchant.id,
    customerId: invoice.customerId,
    livemode: invoice.livemode,
    publicSavedMethod: merchant.publicSavedMethod,
    linkTerms: payUrl === null ? null : linkTermsOf(ctx, page),
    ways: waysFor({ takesCard: page.takesCard ?? true, takesAch: page.takesAch ?? true }, invoice.currency),
    isBlocked: isEntranceBlocked('link', page.blocks, now),
    timeZone: invoice.timeZone,
    view,
  };
}

/** A party: as it stood when the invoice was finalized, or for a draft as it stands. */
export const partyView = (
  { name, address, email, taxId, taxIds = [] }: Omit<PartySnapshot, 'telephone' | 'website'>,
  { locale, isAtHome }: { readonly locale: string; readonly isAtHome: boolean },
): PartyView => ({
  name,
  email,
  addressLines: addressLines(address, locale, { isAtHome }),
  taxIds: printedTaxIds({ taxId, taxIds }),
});

function paymentView({ invoice, payment, ledger }: InvoicePage): PaymentView | null {
  const { timeZone } = invoice;
  const state = payment === null ? null : shownState(payment.state);
  if (payment !== null && state !== null) {
    const isAlone = payment.share === payment.amount;
    return {
      state,
      // For a payment of several invoices, or of a part of this one, its share for this one.
      amount: isAlone && state === 'succeeded' ? payment.amountReceived : payment.share,
      at: payment.succeededAt ?? payment.closedAt ?? payment.beganAt ?? 0,
      timeZone,
      method: payment.method === null ? null : methodView(payment.method),
      reference: payment.id,
      failureCode: payment.failureCode,
    };
  }
  const reversed = new Set(ledger.covers.filter(({ amount }) => amount < 0).map(({ sourceId }) => sourceId));
  const offline = ledger.covers.findLast(
    ({ source, sourceId }) => source === 'offline_payment' && !reversed.has(sourceId),
  );
  if (offline === undefined) return null;
  return {
    state: 'succeeded',
    amount: offline.amount,
    at: offline.at,
    ...(offline.receivedOn !== null && { on: offline.receivedOn }),
    timeZone,
    method: { kind: 'offline', label: offline.offline ?? 'other' },
    reference: offline.reference ?? offline.sourceId,
    failureCode: null,
  };
}

/** What a payment is shown as; null for one that nobody has paid with yet. */
function shownState(state: PaymentState): PaymentView['state'] | null {
  switch (state) {
    case 'succeeded':
    case 'processing':
    case 'failed':
      return state;
    // Its money came first, and went back later: each has a message of its own.
    case 'returned':
      return 'succeeded';
    case 'claimed':
    case 'session_open':
    case 'unknown':
    case 'confirming':
    case 'authenticating':
    case 'verifying':
    case 'canceled':
      return null;
  }
}
