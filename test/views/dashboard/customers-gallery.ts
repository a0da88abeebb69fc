import { booksPage } from '../../../src/views/dashboard/books.tsx';
import { contactPage, removeContactPage } from '../../../src/views/dashboard/customers/contact.tsx';
import { eraseCustomerPage } from '../../../src/views/dashboard/customers/erase.tsx';
import {
  type ImportPageView,
  importPage,
  uploadPage,
} from '../../../src/views/dashboard/customers/import.tsx';
import { customersPage } from '../../../src/views/dashboard/customers/list.tsx';
import { type AddMethodView, addMethodPage } from '../../../src/views/dashboard/customers/method.tsx';
import { customerPage } from '../../../src/views/dashboard/customers/one.tsx';
import type { CustomerView } from '../../../src/views/dashboard/customers/one-view.ts';
import { chooseParentPage, confirmParentPage } from '../../../src/views/dashboard/customers/parent.tsx';
import { clientPortalPage } from '../../../src/views/dashboard/customers/portal.tsx';
import { CLIENT_WORDS } from '../../../src/views/dashboard/words/customer-client.ts';
import { speechFor } from '../../../src/views/i18n/speech.ts';
import { NO_PROBLEMS } from '../../../src/views/portal/bank-account-view.ts';
import { baseOf, frameAt, HOSTILE } from './frame.ts';

const base = baseOf('/customers');
const figures = (currency: string, more = {}) => ({
  currency,
  billed: 1_256_920,
  paid: 1_100_000,
  open: 156_920,
  processing: 0,
  overdue: 0,
  failed: 0,
  credit: 0,
  lastPaidOn: 'Nov 14, 2026',
  daysToPay: 12,
  ...more,
});

const ONE: CustomerView = {
  base,
  id: 'cus_1',
  legalName: 'Harbour & Sons Property Management',
  label: 'Harbour',
  isErased: false,
  mayEdit: true,
  mayIssue: true,
  mayUnlink: true,
  autopay: [
    CLIENT_WORDS.policies.on_due_date,
    CLIENT_WORDS.decidedBy.customer,
    CLIENT_WORDS.cap('$2,000.00'),
  ],
  facts: [
    ['Email', 'ap@harbour.example'],
    ['Telephone', '+1 503 555 0142'],
  ],
  externalIds: [{ key: 'Xero', value: 'f3b1-77' }],
  stripeCustomerId: 'cus_QXg1oqbV8bYtZc',
  address: '1 Pier Road\nPortland, OR 97204\nUS',
  contacts: [
    { name: 'Rosa Diaz', email: 'rosa@harbour.example', roles: ['invoices', 'portal'], language: 'es' },
    { name: null, email: 'ap@harbour.example', roles: ['receipts'], language: null },
  ],
  figures: [figures('USD', { overdue: 56_920 }), figures('EUR', { processing: 4_000 })],
  methods: [
    { name: 'Visa •••• 4242', state: 'usable', isDefault: true },
    { name: 'Harbour Bank •••• 6789', state: 'pending_verification', isDefault: false },
  ],
  invoices: [
    {
      number: 'NW-2026-0042',
      id: 'inv_1',
      dueDate: 'Dec 14, 2026',
      currency: 'USD',
      total: 156_920,
      remaining: 56_920,
      state: 'Open, overdue',
    },
    {
      number: null,
      id: 'inv_2',
      dueDate: null,
      currency: 'JPY',
      total: 12_000,
      remaining: 12_000,
      state: 'Draft',
    },
  ],
  parent: { id: 'cus_9', name: 'Harbour Holding International' },
  children: [],
  said: null,
};

const METHOD: AddMethodView = {
  client: `${base}/cus_1`,
  name: ONE.legalName,
  back: `${base}/cus_1`,
  invoice: '',
  portalUrl: 'https://billing.example/portal/settings',
  link: {
    addresses: ['ap@harbour.example', 'accounts-payable-international@harbour-and-sons.example'],
    to: 'ap@harbour.example',
    problem: null,
    sent: [
      {
        to: 'ap@harbour.example',
        by: 'by ada@northwind.example, Nov 29, 2026',
        state: 'Used today',
        tone: 'good',
      },
      {
        to: 'old@harbour.example',
        by: 'by ada@northwind.example, Nov 28, 2026',
        state: 'Bounced: 550',
        tone: 'bad',
      },
    ],
  },
  form: {
    holderName: 'Harbour & Sons',
    holderType: 'company',
    country: 'US',
    currency: 'USD',
    routingNumber: '110000000',
    authority: 'phone',
    kept: '',
  },
  problems: NO_PROBLEMS,
  keptProblem: null,
  problem: null,
  terms: { text: 'You authorize Northwind to debit the bank account specified.', proof: 'x' },
  setups: { stripe: 'set_1', bank: 'set_2', link: 'sgn_1' },
};

const counts = {
  read: 0,
  create: 0,
  change: 0,
  propose: 0,
  same: 0,
  wrong: 0,
  done: 0,
  skipped: 0,
  failed: 0,
};
const IMPORT: ImportPageView = {
  base: `${base}/imports/imp_1`,
  customersHref: base,
  state: 'ready',
  lines: 50_000,
  counts: { ...counts, create: 41_200, change: 312, propose: 4, same: 8_480, wrong: 4 },
  problem: null,
  shown: null,
  page: [
    {
      line: 2,
      state: 'create',
      customerId: null,
      changes: [
        { field: 'Legal name', from: null, to: 'Quarry Works' },
        { field: 'Email', from: null, to: 'ap@quarry.example' },
      ],
      problems: [],
    },
    {
      line: 3,
      state: 'change',
      customerId: 'cus_1',
      changes: [{ field: 'Town', from: 'Portland', to: 'Salem' }],
      problems: [],
    },
    { line: 4, state: 'propose', customerId: 'cus_1', changes: [], problems: [] },
    {
      line: 5,
      state: 'wrong',
      customerId: null,
      changes: [],
      problems: [
        { column: 'email', message: 'This is not an email address.' },
        { column: null, message: 'This line has 7 cells, and the heading has 9.' },
      ],
    },
    { line: 6, state: 'same', customerId: 'cus_2', changes: [], problems: [] },
  ],
  next: 7,
};

const CONTACT = {
  back: `${base}/cus_1`,
  action: `${base}/cus_1/contacts/0`,
  title: 'Change Rosa Diaz',
  version: 3,
  typed: { name: 'Rosa Diaz', email: 'rosa@harbour.example', roles: ['invoices', 'portal'], language: 'es' },
  languages: [
    ['en', 'English'],
    ['es', 'Spanish'],
  ],
  problem: null,
} as const;
const CHOOSING = {
  back: `${base}/cus_1`,
  action: `${base}/cus_1/parent`,
  customer: ONE.legalName,
  search: '',
  found: null,
  hasParent: true,
  problem: null,
};

/** Customers, their import from a file, and the books. */
export async function customersGallery() {
  const context = { speech: await speechFor('en'), nonce: 'nonce', frame: frameAt('Customers') };
  const list = {
    base,
    importHref: `${base}/import`,
    takeOverHref: `${base}/invoices`,
    search: '',
    order: null,
    currency: 'USD',
    isOther: false,
    isFirst: true,
    next: null,
    said: null,
  };
  const file = { base: `${base}/import`, customersHref: base, separator: 'auto', problem: null };
  const payout = {
    date: 'Nov 28, 2026',
    payoutId: 'po_1QXg1oqbV8bYtZc',
    account: 'self',
    opening: null,
    charges: '$12,569.20',
    refunds: '−$420.00',
    fees: '−$377.08',
    other: '$0.00',
    paid: '$11,772.12',
    left: null,
  };
  const books = {
    home: baseOf(''),
    isTest: true,
    base: baseOf('/books'),
    from: '2026-11-01',
    to: '2026-11-29',
    timeZone: 'America/New_York',
    next: null,
  };
  const booked = { ...context, frame: frameAt('Books') };
  const pages: Readonly<Record<string, string>> = {
    list: customersPage(
      {
        ...list,
        isFirst: false,
        next: 'cus_9',
        customers: [
          {
            id: 'cus_1',
            legalName: 'Harbour & Sons Property Management',
            email: 'ap@harbour.example',
            figures: ONE.figures,
          },
          { id: 'cus_2', legalName: 'Casa Lindqvist', email: null, figures: [] },
          {
            id: 'cus_3',
            legalName: HOSTILE,
            email: `${'x'.repeat(60)}@example.com`,
            figures: [figures('JPY', { failed: 500 })],
          },
        ],
      },
      context,
    ),
    'list-empty': customersPage({ ...list, customers: [] }, context),
    'list-nobody': customersPage({ ...list, search: 'quarry', customers: [] }, context),
    'list-sorted': customersPage(
      {
        ...list,
        order: { sort: 'days', isAscending: false },
        isOther: true,
        isFirst: false,
        next: '12~cus_1',
        customers: [
          { id: 'cus_1', legalName: HOSTILE, email: null, figures: [figures('USD', { credit: 5_000 })] },
        ],
      },
      context,
    ),
    'list-sorted-nobody': customersPage(
      { ...list, order: { sort: 'failed', isAscending: false }, customers: [] },
      context,
    ),
    'add-method': addMethodPage(METHOD, context),
    'add-method-refused': addMethodPage(
      {
        ...METHOD,
        name: HOSTILE,
        invoice: 'inv_1',
        link: { addresses: [], to: '', problem: null, sent: [] },
        problem: CLIENT_WORDS.notAdded,
        keptProblem: CLIENT_WORDS.keptMissing,
        problems: { ...NO_PROBLEMS, fields: { routingNumber: 'check_digit' } },
      },
      context,
    ),
    portal: clientPortalPage({ client: `${base}/cus_1`, name: ONE.legalName, page: 'settings' }, context),
    one: customerPage(ONE, context),
    'one-new': customerPage(
      {
        ...ONE,
        label: null,
        facts: [],
        externalIds: [],
        stripeCustomerId: null,
        address: null,
        contacts: [],
        figures: [],
        methods: [],
        invoices: [],
      },
      context,
    ),
    'one-hostile': customerPage({ ...ONE, legalName: HOSTILE }, context),
    'one-parent': customerPage(
      {
        ...ONE,
        parent: null,
        children: [
          { id: 'cus_2', name: HOSTILE },
          { id: 'cus_3', name: 'Casa Lindqvist' },
        ],
      },
      context,
    ),
    contact: contactPage(CONTACT, context),
    'contact-refused': contactPage(
      {
        ...CONTACT,
        typed: { name: HOSTILE, email: 'rosa', roles: [], language: '' },
        problem: { field: 'email', text: 'This address has no @.' },
      },
      context,
    ),
    'contact-remove': removeContactPage(
      {
        back: `${base}/cus_1`,
        action: `${base}/cus_1/contacts/0/remove`,
        version: 3,
        name: 'Rosa Diaz',
        text: 'They won’t be sent anything any more. Invoices go to ap@harbour.example from now on.',
        problem: null,
      },
      context,
    ),
    payer: chooseParentPage(CHOOSING, context),
    'payer-found': chooseParentPage(
      {
        ...CHOOSING,
        search: 'har',
        found: [
          { id: 'cus_9', name: 'Harbour Holding International', email: 'ap@holding.example' },
          { id: 'cus_8', name: HOSTILE, email: null },
        ],
      },
      context,
    ),
    'payer-confirm': confirmParentPage(
      {
        back: `${base}/cus_1`,
        action: `${base}/cus_1/parent`,
        title: 'Let Harbour Holding International pay for Harbour & Sons Property Management?',
        means:
          'Harbour Holding International pays the invoices of this customer, by its own payment methods and its own choice of automatic payment.',
        to: 'cus_9',
        version: 3,
        invoices: [
          { number: 'NW-2026-0042', currency: 'USD', amountRemaining: 56_920, chargeAt: 'Dec 14, 2026' },
          { number: 'NW-2026-0043', currency: 'JPY', amountRemaining: 12_000, chargeAt: null },
        ],
      },
      context,
    ),
    erase: eraseCustomerPage({ base, id: 'cus_1', legalName: ONE.legalName, problem: null }, context),
    upload: uploadPage(file, context),
    'upload-refused': uploadPage(
      { ...file, problem: 'Line 1 names no column that is known: Nmae, E-Mial.' },
      context,
    ),
    'import-checking': importPage(
      {
        ...IMPORT,
        state: 'checking',
        counts: { ...counts, read: 31_000, create: 19_000 },
        page: [],
        next: null,
      },
      context,
    ),
    'import-ready': importPage(IMPORT, context),
    'import-applying': importPage(
      {
        ...IMPORT,
        state: 'applying',
        counts: { ...counts, create: 12_000, done: 38_000 },
        page: [],
        next: null,
      },
      context,
    ),
    'import-done': importPage(
      {
        ...IMPORT,
        state: 'done',
        counts: { ...counts, done: 41_510, skipped: 4, failed: 2, same: 8_484 },
        page: [],
        next: null,
      },
      context,
    ),
    books: booksPage(
      {
        ...books,
        next: '2026-10-31',
        currencies: [
          {
            currency: 'USD',
            payouts: [
              payout,
              {
                ...payout,
                date: 'Nov 21, 2026',
                opening: '$15.00',
                left: '$3.00',
                account: 'acct_1QXg1oqbV8bYtZc',
              },
            ],
          },
          { currency: 'EUR', payouts: [{ ...payout, payoutId: null }] },
        ],
        unexplained: [{ subject: 'txn_1QXg1oqbV8bYtZc', kind: 'adjustment', amount: '−$12.00' }],
      },
      booked,
    ),
    'books-empty': booksPage({ ...books, currencies: [], unexplained: [] }, booked),
  };
  return Object.entries(pages).map(([name, html]) => ({ name: `customers-${name}`, html }));
}
