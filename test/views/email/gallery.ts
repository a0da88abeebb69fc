import type { CustomerMessage, InvoiceMessage } from '../../../src/domain/message.ts';
import type { CustomerMessageView, MessageSetting } from '../../../src/domain/message-view.ts';
import { type StatementEntry, statementsOf } from '../../../src/domain/statement.ts';
import { renderCustomerEmail, renderEmail } from '../../../src/views/email/render.ts';
import type { InvoiceView, MerchantView } from '../../../src/views/model.ts';
import {
  ATTACHMENTS,
  creditNote,
  invoice,
  invoiceInParts,
  merchant,
  paidInvoice,
  payment,
  wholeInvoice,
} from '../fixtures.ts';
import { SCHEDULE_MAILS } from './schedule-mails.ts';

const DAY = 86_400_000;
/** 9 January 2027, in the evening of Portland. */
export const AT = Date.UTC(2027, 0, 9, 23, 5);

const VISA = { kind: 'card', brand: 'visa', last4: '4242', expMonth: 1, expYear: 2027 } as const;
const ACH = { kind: 'us_bank_account', bankName: 'Harbour Bank', last4: '6789' } as const;
const FAILURE = {
  amount: 156_920,
  method: VISA,
  failureCode: 'insufficient_funds',
  nextAttemptAt: AT + 3 * DAY,
  wasAutomatic: true,
} as const;

const INSTEAD = {
  amount: 156_920,
  declined: [{ method: VISA, failureCode: 'generic_decline' }],
  paidWith: ACH,
} as const;

/** What every mail about an invoice is given beside it. */
export const SETTING: MessageSetting = {
  at: AT,
  timeZone: 'America/New_York',
  covers: [],
  links: {
    pause: 'https://pay.example/i/k1.inv_01jf7q3w9e.1.9xVtq0c2m4T7nZ8hYb5r1w/pause',
    settings: 'https://pay.example/portal/settings',
  },
};

/** What a mail that a receipt goes with is given. */
const settingOf = ({ template }: InvoiceMessage): MessageSetting =>
  template === 'receipt' || template === 'refund_made'
    ? { ...SETTING, receipt: { number: 'R-NW-0012', isTooLarge: false } }
    : SETTING;

type Told = { readonly message: InvoiceMessage; readonly view: InvoiceView };

const failed = (code: string | null = 'insufficient_funds'): InvoiceView =>
  invoice({
    paymentStatus: 'failed',
    payment: payment({ state: 'failed', failureCode: code, at: AT - 60_000 }),
  });

function voided(): InvoiceView {
  const links = { ...invoice().links, pay: null };
  return invoice({ status: 'void', voidedOn: '2026-12-20', noLinkReason: 'void', links });
}

/** A credit note over a third of the invoice, of which a part had been paid. */
const credited = (): InvoiceView =>
  creditNote({ offDue: 20_000, refunded: 20_000, asCredit: 10_000, outside: 2_307 });

/** Every mail about an invoice, by name: the template, and what more it can say. */
export const ABOUT_INVOICES: Readonly<Record<string, Told>> = {
  invoice_sent: { message: { template: 'invoice_sent' }, view: invoice() },
  'invoice_sent-whole': { message: { template: 'invoice_sent' }, view: wholeInvoice() },
  'invoice_sent-files': {
    message: { template: 'invoice_sent' },
    view: invoice({ attachments: ATTACHMENTS }),
  },
  'invoice_sent-charged': { message: { template: 'invoice_sent', chargeAt: AT }, view: invoice() },
  'invoice_sent-charged-later': {
    message: { template: 'invoice_sent', chargeAt: AT + 5 * DAY },
    view: invoice(),
  },
  receipt: { message: { template: 'receipt' }, view: paidInvoice() },
  'receipt-recorded': {
    message: { template: 'receipt', offlinePaymentId: 'off_1' },
    view: paidInvoice({
      payment: payment({
        on: '2027-01-08',
        method: { kind: 'offline', label: 'check' },
        reference: 'Check 17',
      }),
    }),
  },
  'receipt-of-a-part': {
    message: { template: 'receipt' },
    view: invoiceInParts({ payment: payment({ amount: 12_924, at: AT }) }),
  },
  'invoice_sent-in-parts': {
    message: { template: 'invoice_sent', chargeAt: AT + 5 * DAY },
    view: invoiceInParts(),
  },
  invoice_voided: { message: { template: 'invoice_voided' }, view: voided() },
  credit_note: { message: { template: 'credit_note', creditNoteId: 'cno_1' }, view: credited() },
  charge_notice: {
    message: { template: 'charge_notice', chargeAt: AT + 5 * DAY, amount: 156_920, method: VISA },
    view: invoice(),
  },
  payment_failed: { message: { template: 'payment_failed', ...FAILURE }, view: failed() },
  'payment_failed-bounced': {
    message: {
      template: 'payment_failed',
      ...FAILURE,
      method: ACH,
      failureCode: 'debit_not_authorized',
      nextAttemptAt: null,
      wasAutomatic: false,
    },
    view: failed('debit_not_authorized'),
  },
  'payment_failed-several': {
    message: {
      template: 'payment_failed',
      ...FAILURE,
      before: [
        { method: { kind: 'card', brand: 'mastercard', last4: '4444' }, failureCode: 'generic_decline' },
        { method: ACH, failureCode: 'insufficient_funds' },
      ],
      nextMethod: VISA,
    },
    view: failed(),
  },
  method_declined: {
    message: { template: 'method_declined', ...INSTEAD },
    view: paidInvoice({ payment: payment({ method: ACH, at: AT }) }),
  },
  collection_ended: { message: { template: 'collection_ended', ...FAILURE, method: null }, view: failed() },
  authentication_needed: {
    message: { template: 'authentication_needed', amount: 156_920, method: VISA },
    view: invoice(),
  },
  debit_started: {
    message: { template: 'debit_started', amount: 156_920, method: ACH, expectedAt: AT + 4 * DAY },
    view: invoice({
      paymentStatus: 'processing',
      payment: payment({ state: 'processing', method: ACH, at: AT }),
    }),
  },
  payment_returned: {
    message: { template: 'payment_returned', amount: 156_920, method: ACH },
    view: invoice({ paymentStatus: 'returned' }),
  },
  refund_made: {
    message: {
      template: 'refund_made',
      amount: 20_000,
      method: VISA,
      refundId: 'ref_01jf7qd3k8',
      isSurplus: false,
    },
    view: paidInvoice({ paymentStatus: 'partially_refunded' }),
  },
  'refund_made-surplus': {
    message: {
      template: 'refund_made',
      amount: 156_920,
      method: null,
      refundId: 'ref_01jf7qd3k8',
      isSurplus: true,
    },
    view: paidInvoice(),
  },
  reminder: {
    message: { template: 'reminder', number: 1, failed: false },
    view: invoice({ overdue: true }),
  },
  'reminder-failed': { message: { template: 'reminder', number: 2, failed: true }, view: failed() },
  method_declined_business: {
    message: { template: 'method_declined_business', ...INSTEAD },
    view: paidInvoice({ payment: payment({ method: ACH, at: AT }) }),
  },
  payment_failed_business: { message: { template: 'payment_failed_business', ...FAILURE }, view: failed() },
  collection_ended_business: {
    message: {
      template: 'collection_ended_business',
      ...FAILURE,
      failureCode: 'stolen_card',
      nextAttemptAt: null,
    },
    view: failed('stolen_card'),
  },
  payment_returned_business: {
    message: { template: 'payment_returned_business', amount: 156_920, method: ACH, reason: 'R10' },
    view: invoice({ paymentStatus: 'returned', payment: payment({ method: ACH }) }),
  },
  refund_failed_business: {
    message: {
      template: 'refund_failed_business',
      amount: 20_000,
      refundId: 'ref_01jf7qd3k8',
      reason: 'expired_or_canceled_card',
    },
    view: paidInvoice(),
  },
  dispute_business: {
    message: {
      template: 'dispute_business',
      stage: 'opened',
      isInquiry: false,
      amount: 156_920,
      reason: 'fraudulent',
      evidenceDueAt: AT + 9 * DAY,
    },
    view: paidInvoice({ paymentStatus: 'disputed' }),
  },
  'dispute_business-inquiry': {
    message: {
      template: 'dispute_business',
      stage: 'opened',
      isInquiry: true,
      amount: 156_920,
      reason: 'product_not_received',
      evidenceDueAt: null,
    },
    view: paidInvoice({ paymentStatus: 'disputed' }),
  },
  'dispute_business-won': { message: decided('won'), view: paidInvoice() },
  'dispute_business-lost': { message: decided('lost'), view: invoice({ paymentStatus: 'returned' }) },
};

function decided(stage: 'won' | 'lost'): InvoiceMessage {
  const amount = 156_920;
  return {
    template: 'dispute_business',
    stage,
    isInquiry: false,
    amount,
    reason: 'fraudulent',
    evidenceDueAt: null,
  };
}

/** A customer, as a mail about no invoice sees them. */
export function account(more: Partial<CustomerMessageView> = {}): CustomerMessageView {
  return {
    at: AT,
    locale: 'en',
    timeZone: 'America/New_York',
    merchant: merchant({}),
    customer: { name: 'Ada Lindqvist', email: 'ada@lindqvist.example' },
    scheduleRights: 'pause_and_end',
    links: {
      portal: 'https://pay.example/portal',
      settings: 'https://pay.example/portal/settings',
      autopay: 'https://pay.example/portal/autopay',
      signIn: 'https://pay.example/portal/sign-in/AQGUo5Zx0kQm3s6dV8kL2pX5fJ0aN7ug',
      refuse: 'https://pay.example/pay/AQGUo5Zx0kQm3s6dV8kL2pX5fJ0aN7ug/refuse',
    },
    statement: {
      from: '2026-12-01',
      to: '2026-12-31',
      isTooLong: false,
      mayOpen: true,
      overdue: [{ currency: 'USD', amount: 42_050 }],
      statements: statementsOf(new Map([['USD', 42_050]]), HAPPENED),
    },
    ...more,
  };
}

const happened = (
  kind: StatementEntry['kind'],
  day: number,
  amount: number,
  reference: string,
): StatementEntry => {
  const date = `2026-12-${String(day).padStart(2, '0')}`;
  return { kind, date, at: Date.parse(date), amount, reference, currency: 'USD' };
};
/** What happened on an account within a month. */
export const HAPPENED: readonly StatementEntry[] = [
  happened('invoice', 3, 156_920, 'NW-2026-0041'),
  happened('payment', 9, 156_920, 'pay_01jf7q3w9e0000000000000000'),
  happened('invoice', 14, 98_000, 'NW-2026-0042'),
  happened('offline_payment', 21, 50_000, 'Transfer 2026-12-21'),
  happened('refund', 22, 20_000, 'ref_01jf7q3w9e0000000000000000'),
];

/** What whoever paid by link is told, as the customer or as somebody else. */
const kept = (isOwn: boolean): CustomerMessage => ({
  template: 'method_kept',
  methodId: 'pm_01jf7q3w9e',
  paymentId: 'pay_01jf7q3w9e',
  method: VISA,
  keptAt: AT,
  isOwn,
  agreed:
    'The card or bank account that you pay with is kept for later invoices from Northwind Studio to Lindqvist AB.',
});

/** Every mail about no invoice, by name. */
export const ABOUT_CUSTOMERS: Readonly<Record<string, CustomerMessage>> = {
  sign_in_link: { template: 'sign_in_link', signInId: 'sgn_01jf7q3w9e', expiresAt: AT + 15 * 60_000 },
  method_asked: {
    template: 'method_asked',
    signInId: 'sgn_01jf7q3w9e',
    expiresAt: AT + 3 * DAY,
    askedBy: 'ada@northwind.example',
  },
  method_added: { template: 'method_added', method: VISA, addedAt: AT, mandate: null },
  'method_added-mandate': {
    template: 'method_added',
    method: ACH,
    addedAt: AT,
    mandate: { acceptedAt: AT, holderName: 'Ada Lindqvist', routingNumber: '110000000' },
  },
  method_kept: kept(true),
  'method_kept-by-somebody': kept(false),
  method_to_confirm: {
    template: 'method_to_confirm',
    methodId: 'pm_01jf7q3w9e',
    method: VISA,
    keptAt: AT,
    payerEmail: 'friend@example.com',
  },
  'method_to_confirm-unknown': {
    template: 'method_to_confirm',
    methodId: 'pm_01jf7q3w9e',
    method: ACH,
    keptAt: AT,
    payerEmail: null,
  },
  method_removed: { template: 'method_removed', method: VISA, removedAt: AT },
  bank_verification: {
    template: 'bank_verification',
    methodId: null,
    method: ACH,
    proof: 'amounts',
    arrivesAt: AT + 2 * DAY,
  },
  'bank_verification-code': {
    template: 'bank_verification',
    methodId: null,
    method: { ...ACH, bankName: null },
    proof: 'descriptor_code',
    arrivesAt: AT + 2 * DAY,
  },
  bank_verification_failed: broken('attempts_exceeded'),
  'bank_verification_failed-late': broken('timed_out'),
  'bank_verification_failed-deposits': broken('deposits_failed'),
  card_expiring: { template: 'card_expiring', methodId: 'pm_01jf7q3w9e', method: VISA },
  autopay_on: {
    template: 'autopay_on',
    at: AT,
    when: 'on_due_date',
    cap: { amount: 500_000, currency: 'USD' },
    method: VISA,
    noticeDays: 3,
  },
  'autopay_on-send': {
    template: 'autopay_on',
    at: AT,
    when: 'on_send',
    cap: null,
    method: ACH,
    noticeDays: 3,
  },
  'autopay_on-as-agreed': {
    template: 'autopay_on',
    at: AT,
    when: null,
    cap: null,
    method: null,
    noticeDays: 1,
  },
  autopay_off: { template: 'autopay_off', at: AT },
  statement: { template: 'statement', month: '2026-12', from: '2026-12-01', to: '2026-12-31' },
  'statement-of-months': { template: 'statement', month: '2026-12', from: '2026-11-01', to: '2026-12-31' },
  ...SCHEDULE_MAILS,
  card_testing_business: {
    template: 'card_testing_business',
    subject: 'link',
    number: 'NW-2026-0042',
    declines: 10,
    until: AT + 86_400_000,
  },
  'card_testing_business-customer': {
    template: 'card_testing_business',
    subject: 'customer',
    number: 'NW-2026-0042',
    declines: 20,
    until: AT + 86_400_000,
  },
  'card_testing_business-business': {
    template: 'card_testing_business',
    subject: 'business',
    number: null,
    declines: 50,
    until: AT + 3_600_000,
  },
  customer_unreachable_business: {
    template: 'customer_unreachable_business',
    number: 'INV-2026-0042',
    addresses: ['ap@acme.example', 'info@bücher.example'],
    statusCode: '5.1.1',
    words: 'RCPT TO: 550 5.1.1 [address] no such user here',
  },
  stripe_refused_business: {
    template: 'stripe_refused_business',
    subject: 'invoice',
    number: 'NW-2026-0042',
    code: 'amount_too_small',
    param: null,
    message: 'The Checkout Session’s total amount must convert to at least 50 cents.',
  },
};

function broken(reason: 'attempts_exceeded' | 'timed_out' | 'deposits_failed'): CustomerMessage {
  return { template: 'bank_verification_failed', methodId: null, method: ACH, reason };
}

export type Posted = {
  readonly name: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
};

/** Every mail there is, in one language, from one merchant. */
export function allMails(locale: string, from: MerchantView = merchant({})): Promise<readonly Posted[]> {
  return Promise.all([
    ...Object.entries(ABOUT_INVOICES).map(async ([name, { message, view }]) => ({
      name,
      ...(await renderEmail(message, { ...view, locale, merchant: from }, settingOf(message))),
    })),
    ...Object.entries(ABOUT_CUSTOMERS).map(async ([name, message]) => ({
      name,
      ...(await renderCustomerEmail(message, account({ locale, merchant: from }))),
    })),
  ]);
}
