import { NO_REFERENCES } from '../../../src/domain/invoice/references.ts';
import { statementsOf } from '../../../src/domain/statement.ts';
import { speechFor } from '../../../src/views/i18n/speech.ts';
import type { PageContext } from '../../../src/views/layout.ts';
import { choosePage } from '../../../src/views/portal/choose.tsx';
import { type DetailsView, detailsPage } from '../../../src/views/portal/details.tsx';
import type { FrameVisit } from '../../../src/views/portal/frame-visit.ts';
import { invoicesPage } from '../../../src/views/portal/invoices.tsx';
import type { InvoiceRow, InvoicesView } from '../../../src/views/portal/invoices-view.ts';
import { portalNoticePage } from '../../../src/views/portal/notice.tsx';
import { payPage } from '../../../src/views/portal/pay.tsx';
import type { PayView } from '../../../src/views/portal/pay-view.ts';
import { type PaymentPageView, paymentPage } from '../../../src/views/portal/payment.tsx';
import {
  signInLinkPage,
  signInPage,
  signInSentPage,
  tooOftenPage,
} from '../../../src/views/portal/sign-in.tsx';
import { statementPage } from '../../../src/views/portal/statement.tsx';
import { invoice, merchant } from '../fixtures.ts';
import { schedulesGallery } from './schedules-gallery.ts';
import { settingsGallery } from './settings-gallery.ts';

const HOSTILE = '"><script>alert(1)</script>\u202eevil & ﷽'.repeat(3);
const MERCHANT = { ...merchant({}), timeZone: 'America/New_York' };

/** Somebody who is signed in, with what an exhibit wants otherwise. */
export const visit = (more: Partial<FrameVisit> = {}): FrameVisit & { merchant: typeof MERCHANT } => ({
  personEmail: 'ada@lindqvist.example',
  csrf: '0'.repeat(32),
  customer: { name: 'Lindqvist & Daughters' },
  choices: 1,
  ...more,
  merchant: MERCHANT,
});

const FORM = { merchant: null, typed: '', problem: null, widget: null, next: null } as const;
const LINKS = { view: 'https://pay.example/i/abc', pdf: 'https://pay.example/i/abc/pdf' };
const PAY = { ...LINKS, pay: 'https://pay.example/pay/abc', receipt: null };

type RowWishes = Omit<Partial<InvoiceRow>, 'ledger'> & { readonly total?: number };

function row(number: string, { total = 156_920, ...more }: RowWishes = {}): InvoiceRow {
  const shown = {
    id: `inv_${number}`,
    number,
    status: 'open',
    paymentStatus: 'none',
    overdue: false,
    currency: 'USD',
    issuedOn: '2026-12-15',
    dueOn: '2027-01-14',
    paidOn: null,
    voidedOn: null,
    references: NO_REFERENCES,
    amountRemaining: total,
    links: PAY,
    payable: true,
    ...more,
  } as const satisfies Omit<InvoiceRow, 'ledger'>;
  const { status, paymentStatus, currency, amountRemaining } = shown;
  const amountPaid = total - amountRemaining;
  const { ledger } = invoice({ status, paymentStatus, currency, total, amountRemaining, amountPaid });
  return { ...shown, ledger };
}

const closed = (more: RowWishes): RowWishes => ({
  payable: false,
  links: { ...PAY, pay: null },
  ...more,
});

const ROWS: readonly InvoiceRow[] = [
  row('NW-0051', {
    references: {
      ...NO_REFERENCES,
      purchaseOrder: 'PO-4711',
      customFields: [{ name: 'Project', value: 'Harbour', shownOn: ['portal'] }],
    },
  }),
  row('NW-0050', { overdue: true, dueOn: '2026-11-30', total: 4_200_050, amountRemaining: 4_200_050 }),
  row('NW-0049', { amountRemaining: 106_920 }),
  row('NW-0048', { paymentStatus: 'failed', total: 9_900, amountRemaining: 9_900 }),
  row('NW-0047', closed({ paymentStatus: 'processing' })),
  row('NW-0046', { currency: 'JPY', total: 48_000, amountRemaining: 48_000 }),
  row(
    'NW-0045',
    closed({
      status: 'paid',
      paidOn: '2026-12-09',
      amountRemaining: 0,
      links: { ...PAY, pay: null, receipt: '/portal/payments/pay_a' },
    }),
  ),
  row('NW-0044', closed({ status: 'paid', paymentStatus: 'refunded', amountRemaining: 0 })),
  row('NW-0043', closed({ status: 'paid', paymentStatus: 'partially_refunded', amountRemaining: 0 })),
  row('NW-0042', closed({ status: 'void', voidedOn: '2026-12-02' })),
  row('NW-0041', { paymentStatus: 'returned' }),
  row('NW-0040', closed({ paymentStatus: 'disputed' })),
];

const LIST: InvoicesView = {
  filter: 'all',
  search: null,
  invoices: ROWS,
  olderThan: 'inv_0040',
  isLater: true,
  sums: [
    { currency: 'JPY', toPay: 48_000, toPayCount: 1, payNow: 48_000, overdue: 0, processing: 0 },
    {
      currency: 'USD',
      toPay: 4_630_710,
      toPayCount: 5,
      payNow: 4_630_710,
      overdue: 4_200_050,
      processing: 156_920,
    },
  ],
  summed: null,
  isEmpty: false,
  hasChoice: false,
};

const payee = (number: string, remaining: number) => ({
  id: `inv_${number}`,
  version: 1,
  number,
  currency: 'USD',
  dueOn: '2027-01-14',
  total: remaining,
  remaining,
});

const REVIEW: PayView = {
  payable: [
    payee('NW-0051', 156_920),
    payee('NW-0050', 4_200_050),
    { ...payee('NW-0048', 9_900), dueOn: null },
  ],
  leftOut: [{ ...payee('NW-0047', 156_920), reason: 'processing' }],
  hasMore: false,
  most: 20,
  partPayments: false,
  howMuch: null,
  trouble: null,
  saved: [],
  typed: new Map(),
};

const ON_FILE: PayView['saved'] = [
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
];

const PAID: PaymentPageView = {
  id: 'pay_01jf7q8d2k',
  outcome: 'succeeded',
  currency: 'USD',
  amount: 166_820,
  at: Date.UTC(2027, 0, 9, 19, 32),
  method: { kind: 'card', brand: 'visa', last4: '4242' },
  failureCode: null,
  receiptPath: '/portal/payments/pay_01jf7q8d2k/receipt',
  invoices: [
    { id: 'inv_a', number: 'NW-0051', amount: 156_920, viewUrl: LINKS.view, isOwed: false },
    { id: 'inv_b', number: 'NW-0048', amount: 9_900, viewUrl: LINKS.view, isOwed: true },
  ],
};

const AT = Date.UTC(2026, 11, 15);
const entry = (
  kind: 'invoice' | 'payment' | 'refund' | 'void',
  date: string,
  reference: string,
  amount: number,
) => ({
  kind,
  date,
  at: AT,
  reference,
  currency: 'USD',
  amount,
});

const STATEMENT = {
  from: '2026-10-01',
  to: '2026-12-31',
  isTooLong: false,
  wrong: null,
  statements: statementsOf(new Map([['USD', 120_000]]), [
    entry('invoice', '2026-10-03', 'NW-0045', 156_920),
    entry('payment', '2026-10-20', 'pay_01jf7q8d2k4m5n6p7q8r9s0t1v', 276_920),
    entry('refund', '2026-11-02', 'ref_01jf7q8d2k4m5n6p7q8r9s0t1v', 20_000),
    entry('invoice', '2026-11-14', 'NW-0046', 4_200_050),
    entry('void', '2026-11-15', 'NW-0046', 4_200_050),
    entry('invoice', '2026-12-01', 'NW-0047', 9_900),
  ]),
};

const DETAILS: DetailsView = {
  details: {
    contactName: 'Ada Lindqvist',
    telephone: '+1 207 555 0100',
    line1: '12 Harbour Street',
    line2: '',
    town: 'Portland',
    region: 'ME',
    postcode: '04101',
  },
  version: 3,
  country: null,
  problems: {},
  trouble: null,
};

const LINK = {
  merchant: MERCHANT,
  address: 'ada@lindqvist.example',
  customerName: null,
  mayAskAgain: true,
  action: '/portal/sign-in/token',
};

/** Every page of the portal's frame and invoices, in every state, by name, in a language. */
export async function portalGallery(
  locale = 'en',
): Promise<{ readonly name: string; readonly html: string }[]> {
  const door: PageContext = { speech: await speechFor(locale), nonce: 'bm9uY2U', query: '' };
  const context = { ...door, visit: visit() };
  const editing = { ...door, visit: visit({ mayEditDetails: true }) };
  const hostile = {
    ...door,
    visit: visit({ personEmail: `${'a'.repeat(60)}@example.com`, customer: { name: HOSTILE }, choices: 3 }),
  };
  const trouble = (what: PayView['trouble'], more: Partial<PayView> = {}) =>
    payPage({ ...REVIEW, ...more, trouble: what }, context);
  const pages: Record<string, string> = {
    'sign-in': signInPage({ ...FORM, merchant: MERCHANT }, door),
    'sign-in-wrong': signInPage(
      { ...FORM, typed: HOSTILE, problem: 'not_an_address', next: '/portal/settings' },
      door,
    ),
    'sign-in-sent': signInSentPage(MERCHANT, door),
    'sign-in-too-often': tooOftenPage(MERCHANT, door),
    'link-ready': signInLinkPage({ ...LINK, kind: 'ready' }, door),
    'link-api': signInLinkPage({ ...LINK, kind: 'ready', address: null, customerName: HOSTILE }, door),
    'link-elsewhere': signInLinkPage({ ...LINK, kind: 'elsewhere', address: null }, door),
    'link-used': signInLinkPage({ ...LINK, kind: 'used' }, door),
    'link-expired-api': signInLinkPage(
      { ...LINK, kind: 'expired', customerName: 'Lindqvist', mayAskAgain: false },
      door,
    ),
    choose: choosePage(
      {
        address: 'ada@lindqvist.example',
        csrf: '0'.repeat(32),
        current: 'cus_b',
        choices: [
          { customerId: 'cus_a', customerName: 'Lindqvist & Daughters', merchantName: 'Northwind Studio' },
          { customerId: 'cus_b', customerName: HOSTILE, merchantName: 'Contoso' },
        ],
      },
      door,
    ),
    invoices: invoicesPage(LIST, context, { tone: 'good', text: context.speech.words.portal.details.saved }),
    'invoices-parts': invoicesPage({ ...LIST, hasChoice: true, filter: 'to_pay', isLater: false }, context),
    'invoices-empty': invoicesPage(
      { ...LIST, invoices: [], sums: [], isEmpty: true, isLater: false, olderThan: null },
      context,
    ),
    'invoices-none-here': invoicesPage(
      { ...LIST, invoices: [], filter: 'closed', isLater: false, olderThan: null },
      context,
    ),
    'invoices-none-so-far': invoicesPage(
      { ...LIST, invoices: [], filter: 'overdue', isLater: false, summed: 1_000 },
      context,
    ),
    'invoices-found': invoicesPage(
      { ...LIST, invoices: ROWS.slice(0, 1), search: 'po-4711', isLater: false, olderThan: null },
      context,
    ),
    'invoices-nothing-found': invoicesPage(
      {
        ...LIST,
        invoices: [],
        filter: 'paid',
        search: HOSTILE.slice(0, 80),
        isLater: false,
        olderThan: null,
      },
      context,
    ),
    'invoices-nothing-found-so-far': invoicesPage({ ...LIST, invoices: [], search: 'PO-4711' }, context),
    'invoices-hostile': invoicesPage({ ...LIST, invoices: [row(HOSTILE), row('NW-1')] }, hostile),
    'invoices-api': invoicesPage(LIST, { ...door, visit: visit({ personEmail: null }) }),
    'pay-review': payPage(REVIEW, context),
    'pay-saved': payPage(
      {
        ...REVIEW,
        payable: [payee('NW-0051', 156_920)],
        leftOut: [],
        saved: ON_FILE,
      },
      context,
    ),
    'pay-several-saved': payPage({ ...REVIEW, saved: ON_FILE }, context),
    'pay-parts-saved': payPage({ ...REVIEW, partPayments: true, saved: ON_FILE }, context),
    'pay-parts': trouble(
      { kind: 'parts', problems: new Map([['inv_NW-0051', 'more_than_owed']]) },
      { partPayments: true, typed: new Map([['inv_NW-0051', '9,999.99']]) },
    ),
    'pay-instalments': payPage(
      {
        ...REVIEW,
        payable: [{ ...payee('NW-0051', 50_000), total: 156_920, owed: 156_920 }],
        leftOut: [],
        howMuch: { now: 50_000, all: 156_920, isWhole: false, path: '/portal/pay?invoice=inv_NW-0051' },
        saved: ON_FILE,
      },
      context,
    ),
    'pay-whole': payPage(
      {
        ...REVIEW,
        payable: [{ ...payee('NW-0051', 156_920), owed: 156_920 }],
        leftOut: [],
        howMuch: { now: 50_000, all: 156_920, isWhole: true, path: '/portal/pay?invoice=inv_NW-0051' },
      },
      context,
    ),
    'pay-changed': trouble({ kind: 'changed' }),
    'pay-catching-up': trouble({ kind: 'catching_up' }),
    'pay-paused': trouble({ kind: 'paused' }),
    'pay-under-review': trouble({ kind: 'under_review' }),
    'pay-declines': trouble({ kind: 'declines' }),
    'pay-sum': trouble({ kind: 'sum', reason: 'below_minimum', limit: 50 }),
    'pay-currencies': payPage(
      { ...REVIEW, payable: [...REVIEW.payable, { ...payee('NW-0046', 48_000), currency: 'JPY' }] },
      context,
    ),
    'pay-nothing': payPage({ ...REVIEW, payable: [], leftOut: [] }, context),
    payment: paymentPage(PAID, context),
    'payment-processing': paymentPage(
      {
        ...PAID,
        receiptPath: null,
        outcome: 'processing',
        method: { kind: 'us_bank_account', bankName: 'Harbour Bank', last4: '6789' },
      },
      context,
    ),
    'payment-failed': paymentPage(
      { ...PAID, receiptPath: null, outcome: 'failed', failureCode: 'insufficient_funds' },
      context,
    ),
    'payment-unknown': paymentPage({ ...PAID, receiptPath: null, outcome: 'unknown', method: null }, context),
    'payment-returned': paymentPage({ ...PAID, outcome: 'returned' }, context),
    statement: statementPage(STATEMENT, context),
    'statement-empty': statementPage({ ...STATEMENT, statements: [] }, context),
    'statement-wrong': statementPage(
      { ...STATEMENT, statements: [], wrong: { from: '2026-12-31', to: '2026-01-01' } },
      context,
    ),
    details: detailsPage(DETAILS, { ...editing, said: 'details_saved' }),
    'details-wrong': detailsPage(
      {
        ...DETAILS,
        details: { ...DETAILS.details, line1: HOSTILE },
        country: 'DE',
        problems: { line1: 'unreadable', postcode: 'too_long' },
        trouble: 'changed',
      },
      { ...editing, said: null },
    ),
    ...schedulesGallery({ ...door, visit: visit({ hasSchedules: true }) }),
    'not-found': portalNoticePage('not_found', door),
    'foreign-form': portalNoticePage('foreign_form', door),
  };
  const own = Object.entries(pages).map(([name, html]) => ({ name: `portal-${name}`, html }));
  return [...own, ...(await settingsGallery(locale))];
}
