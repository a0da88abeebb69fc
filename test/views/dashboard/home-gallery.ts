import type { LocalDate } from '../../../src/domain/calendar.ts';
import { type ListedInvoice, readListAsk } from '../../../src/domain/invoice/staff-list.ts';
import { type MoneySum, reportMoney } from '../../../src/domain/money-report.ts';
import type { Need } from '../../../src/domain/needs.ts';
import { homePage } from '../../../src/views/dashboard/home.tsx';
import { type InvoiceListView, invoiceListPage } from '../../../src/views/dashboard/invoices/list.tsx';
import { speechFor } from '../../../src/views/i18n/speech.ts';
import { baseOf, frameAt, HOSTILE } from './frame.ts';

const TODAY = '2026-11-30' as LocalDate;
const DEADLINE = Date.parse('2026-12-09T12:00:00Z');
const money = { currency: 'USD', amount: 42_000 };
const customer = { customerId: 'cus_1', customer: 'Harbour & Sons Property Management' };

const NEEDS: readonly Need[] = [
  { kind: 'paused' },
  {
    kind: 'dispute',
    ...money,
    customer: customer.customer,
    disputeId: 'dis_1',
    paymentId: 'pay_1',
    until: DEADLINE,
  },
  { kind: 'returned', ...money, invoiceId: 'inv_1', number: 'NW-0039', customer: 'Quarry Works' },
  { kind: 'failed', ...money, invoiceId: 'inv_2', number: 'NW-0042', customer: HOSTILE },
  { kind: 'more', of: 'failed' },
  {
    kind: 'refused',
    of: 'customer',
    id: 'cus_2',
    name: 'Tools & Co',
    message: 'Invalid email address: ap@tools',
  },
  {
    kind: 'refused',
    of: 'invoice',
    id: 'inv_1',
    name: 'NW-0040',
    message: 'Amount must be at least $0.50 usd',
  },
  {
    kind: 'refused',
    of: 'connection',
    id: 'con_1',
    name: null,
    message: 'This account cannot make charges.',
  },
  { kind: 'schedule', scheduleId: 'sch_1', name: 'Hosting', customer: customer.customer, why: 'asks' },
  { kind: 'unheard', ...customer, recipient: 'accounts-payable@harbour.example' },
  { kind: 'verifying', ...customer, until: null },
  { kind: 'unknown_object', stripeId: 'pi_3QXg1oqbV8bYtZc', account: 'acct_1LFi224JxaT26LnI' },
  { kind: 'quarantined_event', stripeId: 'evt_1QXg1oqbV8bYtZc', account: 'self' },
  { kind: 'unexplained', count: 1 },
  { kind: 'drafts', count: 101 },
];

const week = (monday: string, billed: number, collected: number, refunded = 0): MoneySum[] => {
  const of = { day: monday, currency: 'USD', items: 3 };
  return [
    { ...of, kind: 'billed', amount: billed },
    { ...of, kind: 'collected', amount: collected },
    { ...of, kind: 'refunded', amount: refunded },
  ];
};
const owed = (day: string, amount: number, items = 1): MoneySum => {
  return { kind: 'open', day, currency: 'USD', items, amount };
};

const SUMS: readonly MoneySum[] = [
  ...week('2026-09-14', 812_000, 640_000),
  ...week('2026-09-21', 640_000, 820_000, 42_000),
  ...week('2026-09-28', 1_104_000, 560_000),
  ...week('2026-10-12', 905_000, 1_020_000),
  ...week('2026-10-26', 1_310_000, 790_000, 120_000),
  ...week('2026-11-09', 760_000, 1_190_000),
  ...week('2026-11-23', 980_000, 430_000),
  owed('2026-12-14', 1_256_920, 12),
  owed('2026-11-20', 156_920, 3),
  owed('2026-10-01', 42_000),
  owed('2026-08-01', 9_900),
  { kind: 'processing', day: '', currency: 'USD', items: 2, amount: 88_000 },
  { kind: 'billed', day: '2026-11-02', currency: 'JPY', items: 1, amount: 12_000 },
  { kind: 'open', day: '2026-12-02', currency: 'JPY', items: 1, amount: 12_000 },
];

const CHARGES = [
  {
    invoiceId: 'inv_3',
    number: 'NW-0043',
    customer: 'Harbour & Sons',
    ...money,
    on: '2026-12-01' as LocalDate,
    isNoticed: true,
    isRetry: false,
  },
  {
    invoiceId: 'inv_2',
    number: 'NW-0042',
    customer: 'Quarry Works',
    currency: 'JPY',
    amount: 12_000,
    on: '2026-12-03' as LocalDate,
    isNoticed: false,
    isRetry: true,
  },
];

const NEW = { isConnected: true, hasProfile: true, hasCustomer: false, hasInvoice: false, hasPaid: false };

/** A row of the list of invoices. */
export const listedRow = (more: Partial<ListedInvoice>): ListedInvoice => ({
  id: 'inv_1',
  number: 'NW-0042',
  ...customer,
  status: 'open',
  paymentStatus: 'none',
  isOverdue: false,
  isRefused: false,
  currency: 'USD',
  total: 156_920,
  remaining: 156_920,
  issueDate: '2026-11-14',
  dueDate: '2026-12-14',
  ...more,
});

const LIST: InvoiceListView = {
  base: baseOf('/invoices'),
  customersHref: baseOf('/customers'),
  newHref: baseOf('/invoices/new'),
  acts: ['send', 'remind', 'finalize', 'void'],
  takeOverHref: baseOf('/invoice-imports'),
  maySave: true,
  ask: readListAsk({}),
  isFirst: true,
  rows: [
    listedRow({
      number: null,
      status: 'draft',
      dueDate: null,
      issueDate: null,
      customer: HOSTILE,
      remaining: 0,
    }),
    listedRow({ isOverdue: true, paymentStatus: 'failed', remaining: 56_920, dueDate: '2026-11-20' }),
    listedRow({ paymentStatus: 'processing' }),
    listedRow({ isRefused: true, currency: 'JPY', total: 12_000, remaining: 12_000 }),
    listedRow({ status: 'paid', paymentStatus: 'partially_refunded', remaining: 0 }),
    listedRow({ status: 'credited', remaining: 0, total: 0 }),
    listedRow({ status: 'void', remaining: 0 }),
    listedRow({ status: 'uncollectible', remaining: 0 }),
  ],
  next: 'inv_1',
  lookedAt: null,
  sums: [
    { currency: 'JPY', items: 1, amount: 12_000 },
    { currency: 'USD', items: 1_204, amount: 1_256_920_00 },
  ],
  sumsOf: null,
  savedViews: [],
  problem: null,
  said: null,
};

/** The first page and the list of invoices. */
export async function homeGallery() {
  const speech = await speechFor('en');
  const at = (current: string) => ({ speech, nonce: 'nonce', frame: frameAt(current) });
  const home = { base: baseOf(''), timeZone: 'America/Los_Angeles', mayAnswer: true, today: TODAY };
  const nothing = { needs: [], money: [], nextCharges: { charges: [], hasMore: false } };
  const pages = {
    home: homePage(
      {
        ...home,
        stripe: { account: 'acct_1LFi224JxaT26LnI', isPaused: true },
        needs: NEEDS,
        money: reportMoney(SUMS, TODAY),
        nextCharges: { charges: CHARGES, hasMore: true },
        beginning: null,
        said: 'joined',
      },
      at('Overview'),
    ),
    'home-new': homePage({ ...home, ...nothing, stripe: null, beginning: NEW, said: null }, at('Overview')),
    'home-quiet': homePage(
      { ...home, ...nothing, stripe: { account: 'self', isPaused: false }, beginning: null, said: null },
      at('Overview'),
    ),
    invoices: invoiceListPage(LIST, at('Invoices')),
    'invoices-filtered': invoiceListPage(
      {
        ...LIST,
        ask: readListAsk({
          view: 'open',
          payment: 'failed',
          by: 'due',
          from: '2026-09-01',
          to: '2026-11-30',
        }),
        isFirst: false,
        lookedAt: 2_000,
        sumsOf: 2_000,
        savedViews: [
          {
            name: 'Failed this autumn',
            query: 'view=open&payment=failed&by=due&from=2026-09-01&to=2026-11-30',
          },
          { name: HOSTILE.slice(0, 60), query: 'view=overdue' },
        ],
        said: 'view_saved',
      },
      at('Invoices'),
    ),
    'invoices-none': invoiceListPage({ ...LIST, rows: [], sums: [], next: null }, at('Invoices')),
    'invoices-unfound': invoiceListPage(
      {
        ...LIST,
        ask: readListAsk({ search: HOSTILE }),
        rows: [],
        sums: [],
        next: null,
        problem: 'Give the view a name.',
      },
      at('Invoices'),
    ),
  };
  return Object.entries(pages).map(([name, html]) => ({ name, html }));
}
