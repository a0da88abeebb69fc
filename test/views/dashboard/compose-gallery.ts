import { EMPTY_LINE } from '../../../src/domain/compose/typed-draft.ts';
import { type ChooseCustomerView, chooseCustomerPage } from '../../../src/views/dashboard/compose/choose.tsx';
import { composePage } from '../../../src/views/dashboard/compose/page.tsx';
import type { ComposeView } from '../../../src/views/dashboard/compose/view.ts';
import { COMPOSE_WORDS as words } from '../../../src/views/dashboard/words/compose.ts';
import { speechFor } from '../../../src/views/i18n/speech.ts';
import { baseOf, frameAt, HOSTILE } from './frame.ts';

const CHOOSE: ChooseCustomerView = {
  action: baseOf('/invoices/new'),
  draft: null,
  search: '',
  customers: [
    {
      id: 'cus_1',
      form: 'req_1',
      name: 'Harbour & Sons Property Management',
      email: 'ap@harbour.example',
      currency: 'USD',
    },
    { id: 'cus_2', form: 'req_2', name: 'Bluebird Logistics GmbH & Co. KG', email: null, currency: 'EUR' },
    { id: 'cus_3', form: 'req_3', name: HOSTILE, email: `${'a'.repeat(60)}@example.com`, currency: '' },
  ],
  importHref: baseOf('/customer-imports'),
  problem: null,
};

const EMPTY: ComposeView = {
  draft: baseOf('/invoices/inv_01jf7q8d2k'),
  customer: { name: 'Harbour & Sons Property Management', href: baseOf('/customers/cus_1') },
  changeHref: baseOf('/invoices/new?draft=inv_01jf7q8d2k'),
  currency: 'USD',
  typed: {
    currency: 'USD',
    dueOn: '',
    netDays: '',
    purchaseOrder: '',
    reference: '',
    note: '',
    taxName: 'Sales tax',
    inclusive: '',
    exemptReason: '',
    discount: '',
    discountFor: '',
    policy: '',
    paymentLink: 'on',
    lines: [EMPTY_LINE],
    parts: [],
  },
  keptTaxes: [],
  kept: [],
  problems: {},
  problem: null,
  conflict: null,
  totals: [
    ['Sum of the lines', '$0.00'],
    ['To be paid', '$0.00', true],
  ],
  seq: 1,
  form: 'req_1',
  files: [],
  filesHint: words.filesHint('PDF, PNG, JPEG, CSV and TXT', '10 MB'),
  fileProblem: null,
  mayAttach: true,
  said: null,
};

const FULL: ComposeView = {
  ...EMPTY,
  typed: {
    ...EMPTY.typed,
    dueOn: '2026-12-30',
    purchaseOrder: 'PO-4711',
    note: 'Thank you.',
    discount: '5 %',
    discountFor: 'Loyal customer',
    lines: [
      {
        ...EMPTY_LINE,
        was: '0',
        description: 'Managed workstation, November',
        quantity: '12',
        price: '85.00',
        tax: 'plain',
        rate: '8.25',
      },
      {
        ...EMPTY_LINE,
        was: '1',
        description: 'Onsite visit',
        quantity: '1.5',
        price: '140.00',
        tax: 'keep',
        discount: '10 %',
      },
    ],
    parts: [
      { share: '30 %', due: 'at once' },
      { share: '', due: '2 months' },
    ],
  },
  keptTaxes: ['Sales tax 8.25%', 'GST 5%, PST 7%'],
  kept: ['one more discount or charge on the whole', 'its date, Nov 28, 2026'],
  totals: [
    ['Sum of the lines', '$1,230.00'],
    ['Discounts on lines', '−$21.00'],
    ['Loyal customer', '−$60.45'],
    ['Sales tax 8.25%', '$79.94'],
    ['To be paid', '$1,228.49', true],
    ['Due Nov 30, 2026', '$368.55'],
    ['Due Jan 30, 2027', '$859.94'],
  ],
  files: [{ id: 'att_1', name: 'timesheet-november.pdf', size: '0.4 MB' }],
  said: 'draft_saved',
};

const WRONG: ComposeView = {
  ...FULL,
  typed: {
    ...FULL.typed,
    lines: FULL.typed.lines.map((line) => ({ ...line, price: 'twelve', rate: '200' })),
  },
  totals: null,
  problem: words.mend,
  problems: {
    'line.0.price': words.problems.amount,
    'line.0.rate': words.problems.rate,
    'line.1.price': words.problems.amount,
    dueOn: words.problems.due_and_parts,
    'part.0.share': words.problems.rate,
    note: words.problems.text,
  },
  fileProblem: 'The file has 12 MB: at most 10 MB can be attached.',
  said: null,
};

/** Writing an invoice, in its states. */
export async function composeGallery() {
  const context = { speech: await speechFor('en'), nonce: 'x', frame: frameAt('Invoices') };
  return [
    { name: 'choose-customer', html: chooseCustomerPage(CHOOSE, context) },
    {
      name: 'choose-customer-nobody',
      html: chooseCustomerPage({ ...CHOOSE, search: 'nobody', customers: [] }, context),
    },
    {
      name: 'choose-customer-none',
      html: chooseCustomerPage(
        { ...CHOOSE, customers: [], draft: { id: 'inv_1', href: `${EMPTY.draft}/edit` } },
        context,
      ),
    },
    { name: 'compose-empty', html: composePage(EMPTY, context) },
    { name: 'compose', html: composePage(FULL, context) },
    { name: 'compose-wrong', html: composePage(WRONG, context) },
    {
      name: 'compose-conflict',
      html: composePage({ ...FULL, conflict: words.conflictLines(3, '$99.00') }, context),
    },
  ];
}
