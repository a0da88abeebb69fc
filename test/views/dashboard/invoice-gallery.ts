import { type ActView, actPage } from '../../../src/views/dashboard/invoice/act.tsx';
import { invoicePage } from '../../../src/views/dashboard/invoice/one.tsx';
import type { InvoicePageView } from '../../../src/views/dashboard/invoice/page-view.ts';
import { ACT_WORDS } from '../../../src/views/dashboard/words/invoice-acts.ts';
import { speechFor } from '../../../src/views/i18n/speech.ts';
import { hostileInvoice, invoice, invoiceInParts, paidInvoice } from '../fixtures.ts';
import { baseOf, frameAt, HOSTILE } from './frame.ts';

const base = baseOf('/invoices/inv_01jf7q8d2k');
const STRIPE = 'https://dashboard.stripe.com/acct_1QXg1oqbV8bYtZc/test';
const act = (name: string, label: string) => ({ href: `${base}/${name}`, label });
const pi = (id: string) => ({ id, href: `${STRIPE}/payments/${id}` });

const EMPTY: InvoicePageView = {
  invoice: invoice({ status: 'draft', number: '' }),
  customer: { name: 'Harbour & Sons Property Management', href: baseOf('/customers/cus_1') },
  listHref: '/dashboard/mer_1/invoices',
  next: ['Nobody sees a draft until it’s finalized, and nothing is charged for it.'],
  primary: act('issue/send', 'Send'),
  acts: [
    act('edit', 'Edit'),
    act('issue/finalize', 'Finalize without sending'),
    act('issue/delete', 'Delete draft'),
  ],
  toggle: null,
  links: null,
  facts: [['Id', 'inv_01jf7q8d2k0000000000000000']],
  timeZone: 'America/New_York',
  attempts: [],
  refunds: [],
  mails: [],
  history: [
    {
      at: 'Nov 30, 2026, 9:05 AM',
      what: 'Draft created: $1,569.20.',
      who: 'ada.lindqvist@northwind.example',
      from: 'Firefox on macOS, 203.0.113.7',
      stripe: [],
    },
  ],
  older: null,
  newest: null,
  watch: null,
  said: null,
};

const FAILED: InvoicePageView = {
  ...EMPTY,
  invoice: invoice({ paymentStatus: 'failed', overdue: true }),
  next: ['The charge failed. It’s tried again by itself on Dec 4, 2026.'],
  primary: act('money/charge', 'Charge now'),
  acts: [
    act('money/record-payment', 'Record a payment'),
    act('issue/send', 'Send again'),
    act('money/apply-credit', 'Apply credit'),
    act('issue/rotate-link', 'Replace link'),
    act('money/credit', 'Credit'),
    act('money/replace', 'Credit and draft again'),
    act('money/void', 'Void'),
    act('money/uncollectible', 'Write off'),
  ],
  toggle: { action: `${base}/money/pause`, label: 'Pause automatic payment', form: 'req_1' },
  links: {
    page: 'https://billing.example/i/AAEC0123456789abcdefghijklmnopqrstuvw',
    open: '/i/x?by=staff',
    pdf: '/i/x/pdf',
  },
  facts: [
    ['Issued', 'Nov 14, 2026'],
    ['Due', 'Nov 28, 2026'],
    ['Last sent', 'Nov 14, 2026'],
    ['First opened', 'Nov 16, 2026'],
    ['Their order number', 'PO-4711'],
    ['Id', 'inv_01jf7q8d2k0000000000000000'],
  ],
  attempts: [
    {
      at: 'Nov 28, 2026, 9:00 AM',
      amount: '$1,569.20',
      ofAll: null,
      how: 'Visa •••• 0341',
      via: 'Automatic payment',
      state: 'Failed',
      tone: 'bad',
      why: [
        'Insufficient funds.',
        'What the payer is told: “Your bank said there wasn’t enough money available.”',
        'Stripe advises: try again later.',
      ],
      stripe: pi('pi_3QXg1oqbV8bYtZc0A1b2C3d4'),
      acts: [],
    },
    {
      at: 'Nov 20, 2026, 4:12 PM',
      amount: '$500.00',
      ofAll: 'of $900.00 in all',
      how: '–',
      via: 'Payment link',
      state: 'Waiting for the payer on Stripe’s page',
      tone: 'plain',
      why: [],
      stripe: null,
      acts: [
        {
          ...act('payments/pay_1/close', 'Close by hand'),
          fullLabel: 'Close by hand: the payment of $500.00',
        },
      ],
    },
  ],
  mails: [
    {
      at: 'Nov 28, 2026, 9:01 AM',
      what: 'Payment failed',
      to: 'ap@harbour.example',
      delivery: 'Delivered',
      tone: 'good',
      words: [],
    },
    {
      at: 'Nov 14, 2026, 8:00 AM',
      what: 'Invoice',
      to: `${'accounts.payable.'.repeat(4)}@harbour.example`,
      delivery: 'Bounced',
      tone: 'bad',
      words: ['550 5.1.1 no such user', 'This address doesn’t exist, a mail server said.'],
    },
  ],
  history: [
    {
      at: 'Nov 28, 2026, 9:00 AM',
      what: 'The payment failed. Reason: insufficient funds.',
      who: 'Quittance',
      from: '',
      stripe: [pi('pi_3QXg1oqbV8bYtZc0A1b2C3d4')],
    },
    {
      at: 'Nov 14, 2026, 8:00 AM',
      what: 'Invoice finalized and sent to 2 addresses: $1,569.20 due.',
      who: 'API key Accounting',
      from: 'API',
      stripe: [],
    },
    ...EMPTY.history,
  ],
  watch: { href: base, isOn: true },
  older: `${base}?after=x.1`,
  newest: base,
};

const REFUNDED: InvoicePageView = {
  ...FAILED,
  invoice: paidInvoice({ paymentStatus: 'partially_refunded' }),
  next: ['Nothing more: it’s settled.'],
  primary: act('issue/send', 'Send again'),
  acts: [act('issue/rotate-link', 'Replace link'), act('money/credit', 'Credit')],
  toggle: null,
  watch: null,
  attempts: [
    {
      at: 'Jan 9, 2027, 2:32 PM',
      amount: '$1,569.20',
      ofAll: null,
      how: 'Visa •••• 4242',
      via: 'Charged by staff',
      state: 'Paid',
      tone: 'good',
      why: [],
      stripe: pi('pi_3QXg1oqbV8bYtZc0A1b2C3d4'),
      acts: [{ ...act('payments/pay_1/refund', 'Refund'), fullLabel: 'Refund the payment of $1,569.20' }],
    },
  ],
  refunds: [
    {
      at: 'Jan 16, 2027, 10:05 AM',
      amount: '$500.00',
      by: 'Requested by ada.lindqvist@northwind.example',
      state: 'On its way to the payer',
      tone: 'wait',
      why: [],
      stripe: { id: 're_3QXg1oqbV8bYtZc0A1b2C3d4', href: `${STRIPE}/refunds/re_3QXg1oqbV8bYtZc0A1b2C3d4` },
      acts: [],
    },
    {
      at: 'Jan 17, 2027, 10:05 AM',
      amount: '$20.00',
      by: 'Automatic: more was paid than owed',
      state: 'Being sent to Stripe',
      tone: 'wait',
      why: ['Held until Jan 24, 2027, since the debit may still be returned'],
      stripe: null,
      acts: [{ ...act('refunds/ref_1/release', 'Send now'), fullLabel: 'Send now: the refund of $20.00' }],
    },
  ],
  said: 'refund_requested',
};

const PLAIN: ActView = {
  back: base,
  action: `${base}/money/void`,
  title: ACT_WORDS.void.title('NW-2026-0042'),
  text: ACT_WORDS.void.text,
  remarks: [],
  fields: [],
  button: ACT_WORDS.void.button,
  isDanger: true,
  form: 'req_1',
  version: 1,
  problem: null,
};

const RECORD: ActView = {
  ...PLAIN,
  title: ACT_WORDS['record-payment'].title('NW-2026-0042'),
  text: ACT_WORDS['record-payment'].text('$1,569.20'),
  fields: [
    { kind: 'amount', name: 'amount', label: 'Amount (USD)', value: 'a lot', problem: ACT_WORDS.amountWrong },
    { kind: 'list', name: 'method', label: 'How it came', value: 'check', options: [['check', 'Check']] },
    {
      kind: 'text',
      name: 'reference',
      label: 'Reference',
      hint: 'Such as what the bank statement says.',
      value: HOSTILE,
    },
    { kind: 'date', name: 'receivedOn', label: 'Received on', value: '2026-11-30' },
    {
      kind: 'choice',
      name: 'how',
      label: 'How much',
      value: 'full',
      options: Object.entries(ACT_WORDS.credit.hows),
    },
  ],
  button: ACT_WORDS['record-payment'].button,
  isDanger: false,
  problem: ACT_WORDS.undone.changed,
};

/** One invoice, and what is asked before something is done to it. */
export async function invoiceGallery() {
  const context = { speech: await speechFor('en'), nonce: 'nonce', frame: frameAt('Invoices') };
  const pages: Readonly<Record<string, string>> = {
    draft: invoicePage(EMPTY, context),
    failed: invoicePage(FAILED, context),
    refunded: invoicePage(REFUNDED, context),
    instalments: invoicePage({ ...FAILED, invoice: invoiceInParts() }, context),
    'read-only': invoicePage(
      { ...FAILED, primary: null, acts: [], toggle: null, attempts: [], mails: [] },
      context,
    ),
    hostile: invoicePage(
      {
        ...FAILED,
        invoice: hostileInvoice(),
        customer: { name: HOSTILE, href: '/x' },
        facts: [['Their order number', HOSTILE]],
        history: [
          { at: '', what: HOSTILE, who: HOSTILE, from: HOSTILE, stripe: [{ id: HOSTILE, href: null }] },
        ],
      },
      context,
    ),
    'act-void': actPage(PLAIN, context),
    'act-record': actPage(RECORD, context),
    'act-nothing': actPage({ ...PLAIN, text: ACT_WORDS.charge.none, button: null }, context),
  };
  return Object.entries(pages).map(([name, html]) => ({ name: `invoice-${name}`, html }));
}
