import { type EvidenceView, evidencePage } from '../../../src/views/dashboard/payments/evidence.tsx';
import { closePage, refundPage } from '../../../src/views/dashboard/payments/forms.tsx';
import { type PaymentsView, paymentsPage } from '../../../src/views/dashboard/payments/list.tsx';
import { disputesPage, refundsPage } from '../../../src/views/dashboard/payments/movements.tsx';
import { type PaymentView, paymentPage } from '../../../src/views/dashboard/payments/one.tsx';
import { EVIDENCE_WORDS } from '../../../src/views/dashboard/words/evidence.ts';
import { speechFor } from '../../../src/views/i18n/speech.ts';
import { baseOf, frameAt, HOSTILE } from './frame.ts';

const home = baseOf('');
const HARBOUR = 'Harbour & Sons Property Management';
const moved = {
  paymentId: 'pay_1',
  customer: HARBOUR,
  numbers: ['NW-2026-0042'],
  day: '12 Nov 2026',
  amount: '$1,569.20',
};
const paid = { ...moved, id: 'pay_1', failure: null, method: 'Visa •••• 4242' };

const LIST: PaymentsView = {
  home,
  filters: { standing: null, from: '', to: '', customer: null },
  timeZone: 'America/New_York',
  hasBadDay: false,
  payments: [
    { ...paid, state: 'succeeded' },
    {
      ...paid,
      customer: 'Quarry Works',
      numbers: ['NW-2026-0041', 'NW-2026-0040', 'NW-2026-0039'],
      state: 'failed',
      failure: 'Your bank said there wasn’t enough money available.',
      method: 'Bank of Portland •••• 6789',
      amount: '€12,400.00',
    },
    { ...paid, state: 'processing', method: 'Bank account ending in 6789' },
    { ...paid, customer: HOSTILE, state: 'session_open', method: null, numbers: [] },
    { ...paid, state: 'returned' },
    { ...paid, state: 'canceled', method: null },
  ],
  isFirst: true,
  next: 'pay_1',
};

const ONE: PaymentView = {
  home,
  id: 'pay_1',
  customer: { id: 'cus_1', name: HARBOUR },
  amount: '$1,569.20',
  state: 'succeeded',
  facts: [
    ['How', 'By link'],
    ['Method', 'Visa •••• 4242'],
    ['Paid by', 'rosa@harbour.example'],
    ['Began', '12 Nov 2026'],
    ['Succeeded', '12 Nov 2026'],
    ['Received', '$1,569.20'],
    ['Refunded', '$200.00'],
    ['Can be refunded', '$0.00'],
  ],
  failure: null,
  ended: null,
  receipt: { number: 'NW-R-0031' },
  at: { account: 'acct_1QXg1oqbV8bYtZc', isTest: true },
  intentId: 'pi_3QXg1oqbV8bYtZc0xKfM1a2B',
  chargeId: 'ch_3QXg1oqbV8bYtZc0xKfM1a2B',
  invoices: [{ number: 'NW-2026-0042', id: 'inv_1', amount: '$1,569.20' }],
  refunds: [
    {
      id: 'ref_1',
      state: 'succeeded',
      purpose: 'requested',
      reason: 'requested_by_customer',
      requestedBy: 'ada.lindqvist@northwind.example',
      failure: null,
      heldUntil: null,
      stripeId: 're_3QXg1oqbV8bYtZc0xKfM1a2B',
      day: '14 Nov 2026',
      amount: '$200.00',
    },
    {
      id: 'ref_2',
      state: 'requested',
      purpose: 'surplus',
      reason: null,
      requestedBy: null,
      failure: null,
      heldUntil: '20 Nov 2026',
      stripeId: null,
      day: '13 Nov 2026',
      amount: '$50.00',
    },
    {
      id: 'ref_3',
      state: 'failed',
      purpose: 'external',
      reason: null,
      requestedBy: null,
      failure: 'lost or stolen card',
      heldUntil: null,
      stripeId: 're_3QXg1oqbV8bYtZc0xKfM1a2C',
      day: '13 Nov 2026',
      amount: '$20.00',
    },
  ],
  disputes: [
    {
      id: 'dis_1',
      stripeId: 'dp_1QXg1oqbV8bYtZc',
      kind: 'dispute',
      state: 'needs_response',
      reason: 'product_not_received',
      deadline: '29 Nov 2026',
      day: '20 Nov 2026',
      amount: '$1,369.20',
    },
  ],
  booked: [
    { kind: 'Charge', day: '12 Nov 2026', amount: '1,569.20 USD', fee: '−45.81 USD', net: '1,523.39 USD' },
    { kind: 'Refund', day: '14 Nov 2026', amount: '−200.00 USD', fee: '0.00 USD', net: '−200.00 USD' },
  ],
  history: [
    { text: 'Payment of $1,569.20 succeeded.', at: '12 Nov 2026, 14:05 Eastern Time' },
    { text: 'Payment of $1,569.20 started (link).', at: '12 Nov 2026, 14:03 Eastern Time' },
  ],
  may: { refund: true, close: false, release: true },
  said: 'refund_requested',
};

const BARE: PaymentView = {
  ...ONE,
  facts: [['How', 'Automatically']],
  receipt: null,
  refunds: [],
  disputes: [],
  booked: [],
  history: [],
  chargeId: null,
  may: { refund: false, close: false, release: false },
  said: null,
};

const EVIDENCE: EvidenceView = {
  self: `${home}/payments/pay_1/disputes/dis_1/evidence`,
  payment: `${home}/payments/pay_1`,
  amount: '$1,369.20',
  reason: 'product not received',
  deadline: '29 Nov 2026, 09:00 Eastern Time',
  evidence: {
    customer_name: HOSTILE,
    customer_email_address: 'ap@harbour.example',
    billing_address: '1 Pier Road\nPortland, OR 97204',
    product_description: 'Invoice NW-2026-0042, $1,569.20:\n12 × Managed workstation: $1,020.00',
    service_date: 'Nov 14, 2026',
    access_activity_log: 'Invoice NW-2026-0042 opened by its link on Nov 15, 2026.',
    uncategorized_text: 'What was invoiced\n- Invoice NW-2026-0042 of Nov 14, 2026: $1,569.20',
  },
  form: 'req_1',
  isOpen: true,
  problems: {},
  problem: null,
};

/** Payments, refunds and disputes. */
export async function moneyGallery() {
  const context = { speech: await speechFor('en'), nonce: 'nonce', frame: frameAt('Payments') };
  const common = { home, state: '', isFirst: true, next: null };
  const about = { home, id: 'pay_1', customer: HARBOUR, amount: '$1,569.20', problem: null };
  const refund = {
    ...about,
    refundId: 'ref_1',
    currency: 'USD',
    left: '$1,369.20',
    typed: { amount: '1369.20', reason: '' },
    amountProblem: null,
  };
  const refunds = ONE.refunds.map((one) => ({ ...moved, ...one }));
  const disputes = ONE.disputes.map((one) => ({ ...moved, ...one }));
  const pages: Readonly<Record<string, string>> = {
    payments: paymentsPage(LIST, context),
    'payments-filtered': paymentsPage(
      {
        ...LIST,
        filters: {
          standing: 'failed',
          from: '2026-11-01',
          to: '',
          customer: { id: 'cus_1', name: HARBOUR },
        },
        hasBadDay: true,
        payments: [],
        isFirst: false,
        next: null,
      },
      context,
    ),
    'payments-empty': paymentsPage({ ...LIST, payments: [], next: null }, context),
    payment: paymentPage(ONE, context),
    'payment-failed': paymentPage(
      {
        ...BARE,
        state: 'failed',
        failure: {
          sentence: 'Your bank said there wasn’t enough money available.',
          verdict: 'retry_later',
          code: 'insufficient_funds',
          advice: 'try_again_later',
        },
      },
      context,
    ),
    'payment-hanging': paymentPage(
      { ...BARE, state: 'unknown', may: { refund: false, close: true, release: true }, invoices: [] },
      context,
    ),
    'payment-expired': paymentPage(
      { ...BARE, state: 'canceled', intentId: null, ended: 'Stripe’s page expired before anybody paid.' },
      context,
    ),
    refund: refundPage(refund, context),
    'refund-refused': refundPage(
      {
        ...refund,
        typed: { amount: 'all of it', reason: 'duplicate' },
        problem: 'At most $1,369.20 can be refunded.',
        amountProblem: 'Write an amount such as 1369.20.',
      },
      context,
    ),
    evidence: evidencePage(EVIDENCE, context),
    'evidence-refused': evidencePage(
      {
        ...EVIDENCE,
        problem: EVIDENCE_WORDS.tooLong,
        problems: { uncategorized_text: EVIDENCE_WORDS.tooLong },
      },
      context,
    ),
    'evidence-over': evidencePage({ ...EVIDENCE, isOpen: false }, context),
    close: closePage({ ...about, command: 'req_1', typed: '' }, context),
    refunds: refundsPage({ ...common, refunds, next: 'ref_3' }, context),
    'refunds-empty': refundsPage({ ...common, refunds: [] }, context),
    disputes: disputesPage(
      {
        ...common,
        disputes: [
          ...disputes,
          ...disputes.map((one) => ({
            ...one,
            state: 'lost' as const,
            kind: 'return' as const,
            deadline: null,
          })),
        ],
      },
      context,
    ),
    'disputes-empty': disputesPage({ ...common, state: 'open', disputes: [] }, context),
  };
  return Object.entries(pages).map(([name, html]) => ({ name: `money-${name}`, html }));
}
