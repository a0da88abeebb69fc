import { datedCopy } from '../../src/domain/invoice/dated-copy.ts';
import type { LedgerFacts } from '../../src/domain/ledger/ledger.ts';
import type { VerifiedReceipt } from '../../src/domain/receipt/view.ts';
import type { OfferView } from '../../src/views/components/saved-methods.ts';
import { copyPage } from '../../src/views/copy-page.ts';
import { hostedInvoicePage } from '../../src/views/hosted-invoice.ts';
import { speechFor } from '../../src/views/i18n/speech.ts';
import type { PageContext } from '../../src/views/layout.ts';
import { writeLinkTerms } from '../../src/views/link-terms.ts';
import type { InvoiceView, NoLinkReason } from '../../src/views/model.ts';
import { type NoticeView, noticePage } from '../../src/views/notice-page.tsx';
import { type PauseView, pausePage } from '../../src/views/pause-page.tsx';
import { payPage } from '../../src/views/pay-page.ts';
import { type PaymentSuccessfulView, paymentSuccessfulPage } from '../../src/views/payment-successful.ts';
import { receiptPage } from '../../src/views/receipt-page.ts';
import { type RefuseView, refusePage } from '../../src/views/refuse-page.tsx';
import {
  ATTACHMENTS,
  DETAILED,
  hostileInvoice,
  invoice,
  invoiceInParts,
  line,
  longInvoice,
  merchant,
  paidInvoice,
  payment,
  RECEIPTS,
  swissTransfer,
  wholeInvoice,
} from './fixtures.ts';
import { ledgerFor } from './ledger-fixture.ts';
import { fullReceipt, receipt, refundReceipt } from './receipt-fixture.ts';

export type Exhibit = { readonly name: string; readonly html: string };

const ACTION = 'https://pay.example/pay/k1.inv_01jf7q3w9e.1.Qm3s6dV8kL2pX5fJ0aN7ug';
const NO_PAY = { ...invoice().links, pay: null };
const ACH = { kind: 'us_bank_account', bankName: 'Harbour Bank', last4: '6789' } as const;

const PROCESSING = invoice({
  paymentStatus: 'processing',
  payment: payment({ state: 'processing', method: ACH }),
});

/** An open invoice of which automatic payment does that. */
function planned(plan: LedgerFacts['plan']): InvoiceView {
  const view = invoice();
  return {
    ...view,
    ledger: ledgerFor(view, { plan, method: { kind: 'card', brand: 'visa', last4: '4242' } }),
  };
}

const CREDIT_NOTE = {
  number: 'CN-NW-2026-0003',
  issuedOn: '2027-01-20',
  amount: 52_307,
  pdf: 'https://pay.example/i/k1.inv_01jf7q3w9e.1.9xVtq0c2m4T7nZ8hYb5r1w/credit-notes/cno_1/pdf',
  xml: null,
};

/** An invoice in each state. */
export const INVOICES: Readonly<Record<string, InvoiceView>> = {
  open: invoice(),
  overdue: invoice({ overdue: true, merchant: merchant({ brandColor: '#ffd43b', logoUrl: LOGO() }) }),
  processing: PROCESSING,
  'processing-in-part': invoice({
    paymentStatus: 'processing',
    payment: payment({ state: 'processing', method: ACH, amount: 100_000 }),
  }),
  planned: planned({ kind: 'scheduled', at: Date.UTC(2027, 0, 14, 17) }),
  'above-limit': planned({ kind: 'over_cap' }),
  paused: planned({ kind: 'paused' }),
  failed: invoice({
    paymentStatus: 'failed',
    payment: payment({ state: 'failed', failureCode: 'insufficient_funds' }),
  }),
  returned: invoice({
    overdue: true,
    paymentStatus: 'returned',
    payment: payment({ state: 'failed', method: ACH, failureCode: 'debit_not_authorized' }),
  }),
  credited: invoice({
    status: 'credited',
    paidOn: '2027-01-20',
    amountCredited: 156_920,
    amountRemaining: 0,
    creditNotes: [
      CREDIT_NOTE,
      { ...CREDIT_NOTE, xml: `${CREDIT_NOTE.pdf}/xml`, number: 'CN-NW-2026-0004', amount: 104_613 },
    ],
    noLinkReason: 'credited',
    links: NO_PAY,
  }),
  'partly-credited': invoice({
    amountPaid: 50_000,
    amountCredited: 52_307,
    amountRemaining: 54_613,
    creditNotes: [CREDIT_NOTE],
  }),
  files: invoice({ attachments: ATTACHMENTS }),
  'partly-paid': invoice({ amountPaid: 50_000, amountRemaining: 106_920, discountTotal: 5_000 }),
  'in-parts': invoiceInParts(),
  detailed: invoice({
    customer: {
      name: 'Lindqvist & Töchter GmbH',
      addressLines: ['Hafenstraße 9', '20457 Hamburg', 'Germany'],
      email: 'rechnung@lindqvist.example',
      taxIds: [{ kind: 'eu_vat', value: 'DE136695976' }],
    },
    details: DETAILED,
    rates: [
      {
        tax: { name: 'VAT', percentage: '20', inclusive: true },
        net: 100_000,
        amount: 20_000,
        gross: 120_000,
      },
      { tax: { name: 'VAT', percentage: '0', inclusive: false }, net: 29_000, amount: 0, gross: 29_000 },
    ],
    taxNotes: [{ note: 'reverse_charge' }],
    lines: [
      line('Workshop', '2', 60_000, {
        details: { note: 'With the marketing team.\nIn Lisbon.', supply: DETAILED.supply },
        taxLabels: ['Sales tax 5.5%'],
      }),
    ],
    lineCount: 1,
  }),
  whole: wholeInvoice({ details: DETAILED }),
  paid: paidInvoice(),
  receipts: paidInvoice({ paymentStatus: 'partially_refunded', receipts: RECEIPTS }),
  refunded: paidInvoice({ paymentStatus: 'refunded' }),
  'partly-refunded': paidInvoice({ paymentStatus: 'partially_refunded' }),
  disputed: paidInvoice({ paymentStatus: 'disputed' }),
  void: invoice({ status: 'void', voidedOn: '2026-12-20', noLinkReason: 'void', links: NO_PAY }),
  uncollectible: invoice({ status: 'uncollectible', noLinkReason: 'uncollectible', links: NO_PAY }),
  'below-minimum': invoice({
    currency: 'KWD',
    total: 25,
    amountRemaining: 25,
    subtotal: 25,
    taxes: [],
    lines: [line('Stamp', '1', 25)],
    lineCount: 1,
    noLinkReason: 'below_minimum',
    links: NO_PAY,
  }),
  swiss: invoice({ currency: 'CHF', transfer: swissTransfer() }),
  inclusive: invoice({
    currency: 'EUR',
    merchant: merchant({ brandColor: '#0a2540' }),
    taxes: [
      { name: 'VAT', percentage: '20', inclusive: true, taxable: 100_000, amount: 20_000 },
      { name: 'VAT', percentage: '5', inclusive: true, taxable: 28_000, amount: 1_400 },
    ],
  }),
  yen: invoice({
    currency: 'JPY',
    merchant: merchant({ brandColor: '#ffffff', name: '株式会社みらい設計' }),
  }),
  long: longInvoice(312),
  hostile: hostileInvoice(),
};

function LOGO(): string {
  return 'https://logo.example/northwind.png';
}

const SUCCESSES: Readonly<Record<string, PaymentSuccessfulView>> = {
  succeeded: success({ outcome: 'succeeded', invoice: paidInvoice(), payment: payment() }),
  receipt: success({
    outcome: 'succeeded',
    invoice: paidInvoice({ receipts: RECEIPTS }),
    payment: payment(),
  }),
  processing: success({ outcome: 'processing', invoice: PROCESSING, payment: PROCESSING.payment }),
  failed: success({ outcome: 'failed', payment: payment({ state: 'failed', failureCode: 'expired_card' }) }),
  open: success({ outcome: 'open', receiptTo: null }),
  unknown: success({ outcome: 'unknown', receiptTo: null }),
  hostile: success({ outcome: 'succeeded', invoice: hostileInvoice(), receiptTo: 'a'.repeat(200) }),
};

function success(more: Partial<PaymentSuccessfulView>): PaymentSuccessfulView {
  return {
    invoice: invoice(),
    outcome: 'succeeded',
    payment: null,
    receiptTo: 'ada@lindqvist.example',
    viewUrl: invoice().links.view,
    payUrl: ACTION,
    ...more,
  };
}

const REASONS: readonly Exclude<NoLinkReason, 'paid'>[] = [
  'draft',
  'zero',
  'below_minimum',
  'above_maximum',
  'not_divisible',
  'unsupported_currency',
  'void',
  'uncollectible',
  'links_off',
  'not_connected',
];

const NOTICES: readonly NoticeView[] = [
  { kind: 'link_not_found' },
  { kind: 'link_rotated' },
  { kind: 'page_not_found' },
  { kind: 'file_unavailable' },
  { kind: 'method_not_allowed' },
  { kind: 'too_many_requests' },
  { kind: 'database_away' },
  { kind: 'not_charged' },
  { kind: 'not_set_up', missing: [] },
  {
    kind: 'not_set_up',
    missing: [
      'APP_URL is an address of this machine, which no customer reaches: set it to where the Worker answers',
      'LINK_KEYS is not set: run `npm run deploy`, or `npx wrangler secret put LINK_KEYS`',
    ],
  },
  { kind: 'internal_error', requestId: 'req_8f3a1c77d2' },
  ...REASONS.map((reason): NoticeView => ({ kind: 'no_link', invoice: without(reason), limit: null })),
  { kind: 'stripe_unreachable', invoice: invoice(), action: ACTION },
  { kind: 'being_prepared', invoice: invoice(), action: ACTION },
  { kind: 'catching_up', invoice: invoice(), action: ACTION },
  { kind: 'payments_paused', invoice: invoice(), action: ACTION },
  { kind: 'under_review', invoice: invoice(), action: ACTION },
  { kind: 'refused_by_stripe', invoice: invoice(), action: ACTION },
  { kind: 'account_held', invoice: invoice(), action: ACTION },
  { kind: 'too_many_declines', invoice: invoice(), action: ACTION },
];

function nameOf(view: NoticeView): string {
  if (view.kind === 'no_link') return String(view.invoice.noLinkReason);
  return view.kind === 'not_set_up' && view.missing.length > 0 ? 'not_set_up-missing' : view.kind;
}

const HASH = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const VERIFIED: readonly VerifiedReceipt[] = [
  { receipt: receipt(), standing: 'intact', seq: 4, count: 4, hash: HASH },
  { receipt: refundReceipt(), standing: 'intact', seq: 6, count: 9, hash: HASH },
  { receipt: fullReceipt(), standing: 'changed', seq: 4, count: 12, hash: HASH },
  { receipt: receipt(), standing: 'gone', seq: 4, count: 2, hash: null },
];

const PAUSES: readonly PauseView['state'][] = [
  { kind: 'asking', chargeAt: Date.UTC(2027, 0, 14, 15) },
  { kind: 'paused' },
  { kind: 'under_way' },
  { kind: 'unknown' },
  { kind: 'not_open' },
];

const REFUSE = 'https://pay.example/pay/AQGUo5Zx0kQm3s6dV8kL2pX5fJ0aN7ug/refuse';
const REFUSALS: readonly RefuseView['state'][] = ['asking', 'refused', 'nothing_kept', 'unknown'];
const KEPT_CARD = { kind: 'card', brand: 'visa', last4: '4242', expMonth: 3, expYear: 2029 } as const;
const LINK = {
  keeps: 'announced',
  merchant: 'Northwind Studio',
  customer: 'Lindqvist AB',
  contact: 'billing@northwind.example',
  when: 'on_due_date',
  noticeDays: 3,
} as const;

const OFFER: OfferView = {
  methods: [
    {
      methodId: 'pm_a',
      method: { kind: 'card', brand: 'visa', last4: '4242' },
      isDefault: true,
      expires: { month: 3, year: 2029 },
    },
    {
      methodId: 'pm_b',
      method: { kind: 'us_bank_account', bankName: 'First Harbour Bank of the North', last4: '6789' },
      isDefault: false,
      expires: null,
    },
  ],
  action: 'https://pay.example/portal/pay',
  fields: { csrf: 'token', invoice: 'inv_a.3' },
  isSignedIn: true,
};

/** An invoice that has no link for the reason, in the status that goes with it. */
export function without(reason: NoLinkReason): InvoiceView {
  const shared = { noLinkReason: reason, links: NO_PAY };
  switch (reason) {
    case 'draft':
    case 'void':
    case 'uncollectible':
      return invoice({ ...shared, status: reason });
    case 'paid':
      return paidInvoice(shared);
    case 'zero':
      return invoice({ ...shared, status: 'paid', total: 0, amountRemaining: 0 });
    default:
      return invoice(shared);
  }
}

/** Every page in every state that a payer can see, by name, in a language. */
export async function gallery(locale = 'en'): Promise<Exhibit[]> {
  const context: PageContext = { speech: await speechFor(locale), nonce: 'bm9uY2U', query: '' };
  const asOf = (view: InvoiceView, at: string) => {
    const [then, now] = [Date.parse(at), Date.parse('2027-01-05T15:00:00Z')];
    const timeZone = 'America/New_York';
    const copy = datedCopy(view, { at: then, timeZone });
    return hostedInvoicePage(copy.view, { ...context, query: null }, { asOf: { ...copy, now } });
  };
  const spoken = (view: InvoiceView): InvoiceView => ({ ...view, locale });
  const open = spoken(invoice());
  const keeps = (await writeLinkTerms({ ...LINK, locale })).text;
  const overdue = spoken(INVOICES.overdue ?? invoice());
  return [
    ...Object.entries(INVOICES).map(([name, view]) => ({
      name: `invoice-${name}`,
      html: hostedInvoicePage(spoken(view), context),
    })),
    {
      name: 'pay-in-parts',
      html: payPage(
        {
          invoice: spoken(invoiceInParts()),
          action: ACTION,
          offer: null,
          trouble: { problem: 'below_least', typed: '12.00' },
        },
        context,
      ),
    },
    { name: 'invoice-signed-in', html: hostedInvoicePage(open, context, { offer: OFFER }) },
    { name: 'pay-open', html: payPage({ invoice: open, action: ACTION, offer: null }, context) },
    { name: 'pay-overdue', html: payPage({ invoice: overdue, action: ACTION, offer: null }, context) },
    {
      name: 'pay-hostile',
      html: payPage({ invoice: spoken(hostileInvoice()), action: ACTION, offer: null }, context),
    },
    { name: 'pay-keeps', html: payPage({ invoice: open, action: ACTION, offer: null, keeps }, context) },
    {
      name: 'pay-saved-keeps',
      html: payPage({ invoice: open, action: ACTION, offer: OFFER, keeps }, context),
    },
    { name: 'invoice-as-of', html: asOf(open, '2027-01-05T14:02:00Z') },
    { name: 'invoice-as-of-yesterday', html: asOf(open, '2027-01-04T14:02:00Z') },
    { name: 'copy', html: copyPage({ invoice: open, transfer: open.transfer, isInForce: true }, context) },
    {
      name: 'copy-replaced',
      html: copyPage({ invoice: open, transfer: open.transfer, isInForce: false }, context),
    },
    {
      name: 'copy-without-accounts',
      html: copyPage({ invoice: open, transfer: null, isInForce: false }, context),
    },
    { name: 'invoice-keeps', html: hostedInvoicePage(open, context, { keeps }) },
    {
      name: 'success-keeps',
      html: paymentSuccessfulPage(
        {
          invoice: spoken(paidInvoice()),
          outcome: 'succeeded',
          payment: null,
          receiptTo: null,
          viewUrl: null,
          payUrl: null,
          kept: { customer: LINK.customer, refuseUrl: REFUSE },
        },
        context,
      ),
    },
    ...VERIFIED.map((verified) => ({
      name: `receipt-${verified.standing}${verified.receipt.kind === 'refund' ? '-refund' : ''}`,
      html: receiptPage({ ...verified, receipt: { ...verified.receipt, locale } }, context),
    })),
    ...REFUSALS.map((state) => ({
      name: `refuse-${state}`,
      html: refusePage(
        {
          merchant: open.merchant,
          customer: LINK.customer,
          timeZone: 'America/New_York',
          action: REFUSE,
          card: state === 'nothing_kept' ? null : KEPT_CARD,
          state,
        },
        context,
      ),
    })),
    { name: 'pay-saved', html: payPage({ invoice: open, action: ACTION, offer: OFFER }, context) },
    ...Object.entries(SUCCESSES).map(([name, view]) => ({
      name: `success-${name}`,
      html: paymentSuccessfulPage({ ...view, invoice: spoken(view.invoice) }, context),
    })),
    ...NOTICES.map((view) => ({
      name: `notice-${nameOf(view)}`,
      html: noticePage('invoice' in view ? { ...view, invoice: spoken(view.invoice) } : view, context),
    })),
    ...PAUSES.map((state) => ({ name: `pause-${state.kind}`, html: pause(open, state, context) })),
    { name: 'pause-when-sent', html: pause(open, { kind: 'asking', chargeAt: null }, context) },
    {
      name: 'pause-hostile',
      html: pause(spoken(hostileInvoice()), { kind: 'asking', chargeAt: Date.UTC(2027, 0, 14) }, context),
    },
  ];
}

function pause(view: InvoiceView, state: PauseView['state'], context: PageContext): string {
  return pausePage({ invoice: view, timeZone: 'America/New_York', action: ACTION, state }, context);
}
