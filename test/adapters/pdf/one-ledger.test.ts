import { describe, expect, it } from 'vitest';
import { renderInvoicePdf } from '../../../src/adapters/pdf/invoice-pdf.ts';
import { renderReceiptPdf } from '../../../src/adapters/pdf/receipt-pdf.ts';
import { NO_REFERENCES } from '../../../src/domain/invoice/references.ts';
import type { LedgerFacts } from '../../../src/domain/ledger/ledger.ts';
import type { LedgerSums } from '../../../src/domain/ledger/types.ts';
import { ledgerResource } from '../../../src/operations/resources/ledger.ts';
import { renderEmail } from '../../../src/views/email/render.ts';
import { hostedInvoicePage } from '../../../src/views/hosted-invoice.ts';
import { speechFor } from '../../../src/views/i18n/speech.ts';
import type { InvoiceView } from '../../../src/views/model.ts';
import { payPage } from '../../../src/views/pay-page.ts';
import { invoicesPage } from '../../../src/views/portal/invoices.tsx';
import { SETTING } from '../../views/email/gallery.ts';
import { textOf } from '../../views/email/text-of.ts';
import { creditNote, invoice, invoiceInParts, paidInvoice, payment } from '../../views/fixtures.ts';
import { ledgerFor } from '../../views/ledger-fixture.ts';
import { visit } from '../../views/portal/gallery.ts';
import { receiptsOf } from '../../views/receipt-fixture.ts';
import { loadFont, readBack } from './read-back.ts';

const VISA = { kind: 'card', brand: 'visa', last4: '4242' } as const;
const ACH = { kind: 'us_bank_account', bankName: 'Harbour Bank', last4: '6789' } as const;
const TOTAL = 156_920;
const PAID = 'Paid on 9 Jan 2027';
const KEPT = 'Paid, less what was returned';
const PAYMENT = 'pay_01jf7q8d2k';
const at = (day: number) => Date.UTC(2027, 0, day, 17);

type State = {
  readonly view: InvoiceView;
  /** What is not 0 of its sums, beside the total. */
  readonly sums: Partial<LedgerSums>;
  /** What is printed below the total, in the same words everywhere: what, how, and how much. */
  readonly rows: readonly (readonly [label: string, detail: string, amount: string])[];
  /** The largest amount of the page, in words. */
  readonly headline: string;
  /** What happens next, where that is said. */
  readonly says?: string;
  /** What the list in the portal says below the total. */
  readonly brief?: readonly string[];
};

const due = (amount = '$1,569.20') => ['Amount due', '', amount] as const;
const paidBy = (amount: string, detail = 'Visa •••• 4242') => [PAID, detail, amount] as const;

/** An invoice with another ledger than its other fields make. */
function moved(view: InvoiceView, facts: Partial<LedgerFacts>): InvoiceView {
  return { ...view, ledger: ledgerFor(view, facts) };
}

const card = (amount: number, on = 9) =>
  ({ amount, at: at(on), source: { kind: 'payment', paymentId: `pay_${on}`, method: VISA } }) as const;
/** Of the payment that a paid invoice has by itself. */
const refund = (amount: number, on: number, state: 'succeeded' | 'pending' = 'succeeded') => ({
  amount,
  refund: { id: `ref_${on}`, paymentId: PAYMENT, state, amount, at: at(on), method: VISA, creditNote: null },
});
const planned = (plan: LedgerFacts['plan'], method: LedgerFacts['method'] = VISA) =>
  moved(invoice(), { plan, method });

const PART = invoice({ amountPaid: 50_000, amountRemaining: 106_920 });
const CREDITED = {
  status: 'credited',
  amountCredited: TOTAL,
  amountRemaining: 0,
  links: { ...invoice().links, pay: null },
} as const;

const STATES: Readonly<Record<string, State>> = {
  open: {
    view: invoice(),
    sums: { due: TOTAL, dueAfter: TOTAL },
    rows: [due()],
    headline: 'Amount due to Northwind Studio $1,569.20',
  },
  overdue: {
    view: invoice({ overdue: true }),
    sums: { due: TOTAL, dueAfter: TOTAL },
    rows: [due()],
    headline: 'Amount due to Northwind Studio $1,569.20',
  },
  planned: {
    view: planned({ kind: 'scheduled', at: at(14) }),
    sums: { due: TOTAL, dueAfter: TOTAL },
    rows: [due()],
    headline: 'Amount due to Northwind Studio $1,569.20',
    says: 'Visa •••• 4242 will be charged on 14 Jan 2027. You don’t need to do anything.',
    brief: ['Charged automatically on 14 Jan 2027'],
  },
  'planned by somebody else': {
    view: planned({ kind: 'scheduled', at: at(14) }, null),
    sums: { due: TOTAL, dueAfter: TOTAL },
    rows: [due()],
    headline: 'Amount due to Northwind Studio $1,569.20',
    says: 'This will be charged automatically on 14 Jan 2027. You don’t need to do anything.',
  },
  'to be tried again': {
    view: planned({ kind: 'retrying', at: at(18) }, null),
    sums: { due: TOTAL, dueAfter: TOTAL },
    rows: [due()],
    headline: 'Amount due to Northwind Studio $1,569.20',
    says: 'The charge will be tried again on 18 Jan 2027. You can also pay now.',
  },
  'above the limit': {
    view: planned({ kind: 'over_cap' }),
    sums: { due: TOTAL, dueAfter: TOTAL },
    rows: [due()],
    headline: 'Amount due to Northwind Studio $1,569.20',
    says: 'This is above your limit for automatic payment, so it won’t be charged. Please pay it yourself.',
  },
  paused: {
    view: planned({ kind: 'paused' }),
    sums: { due: TOTAL, dueAfter: TOTAL },
    rows: [due()],
    headline: 'Amount due to Northwind Studio $1,569.20',
    says: 'Automatic payment is paused for this invoice. Please pay it yourself.',
  },
  processing: {
    view: invoice({
      paymentStatus: 'processing',
      payment: payment({ state: 'processing', method: ACH }),
    }),
    sums: { due: TOTAL, processing: TOTAL },
    rows: [
      ['Processing since 9 Jan 2027', 'Harbour Bank •••• 6789', '−$1,569.20'],
      ['Due after that', '', '$0.00'],
    ],
    headline: 'On its way to Northwind Studio $1,569.20',
    brief: ['Payment processing'],
  },
  'processing in part': {
    view: invoice({
      paymentStatus: 'processing',
      payment: payment({ state: 'processing', method: ACH, amount: 100_000 }),
    }),
    sums: { due: TOTAL, processing: 100_000, dueAfter: 56_920 },
    rows: [
      ['Processing since 9 Jan 2027', 'Harbour Bank •••• 6789', '−$1,000.00'],
      ['Due after that', '', '$569.20'],
    ],
    headline: 'On its way to Northwind Studio $1,000.00',
    brief: ['$1,000.00 processing', '$569.20'],
  },
  'part paid, by several': {
    view: moved(PART, {
      covers: [
        card(20_000),
        {
          amount: 30_000,
          at: at(11),
          source: {
            kind: 'offline_payment',
            id: 'off_1',
            method: 'bank_transfer',
            reference: 'Transfer 4471',
            receivedOn: '2027-01-10',
          },
        },
      ],
    }),
    sums: { paid: 50_000, due: 106_920, dueAfter: 106_920 },
    rows: [
      paidBy('−$200.00'),
      ['Paid on 10 Jan 2027', 'bank transfer · Transfer 4471', '−$300.00'],
      due('$1,069.20'),
    ],
    headline: 'Amount due to Northwind Studio $1,069.20',
    brief: ['$1,069.20'],
  },
  instalments: {
    view: invoiceInParts(),
    sums: { paid: 60_000, due: 96_920, dueAfter: 96_920 },
    rows: [paidBy('−$600.00', ''), due('$969.20')],
    headline: 'Amount due to Northwind Studio $341.52',
    says: '$341.52 is asked for now, of $969.20 that is still to be paid.',
  },
  'credited in part': {
    view: invoice({ amountCredited: 52_307, amountRemaining: 104_613 }),
    sums: { credited: 52_307, due: 104_613, dueAfter: 104_613 },
    rows: [['Credit note CN-NW-2026-0003 of 20 Jan 2027', '', '−$523.07'], due('$1,046.13')],
    headline: 'Amount due to Northwind Studio $1,046.13',
  },
  credited: {
    view: invoice(CREDITED),
    sums: { credited: TOTAL },
    rows: [['Credit note CN-NW-2026-0003 of 20 Jan 2027', '', '−$1,569.20'], due('$0.00')],
    headline: 'Invoice from Northwind Studio $1,569.20',
  },
  paid: {
    view: paidInvoice(),
    sums: { paid: TOTAL },
    rows: [paidBy('−$1,569.20'), due('$0.00')],
    headline: 'Paid to Northwind Studio $1,569.20',
  },
  'paid and credited before': {
    view: moved(paidInvoice({ amountPaid: 104_613, amountCredited: 52_307 }), {}),
    sums: { paid: 104_613, credited: 52_307 },
    rows: [
      paidBy('−$1,046.13'),
      ['Credit note CN-NW-2026-0003 of 20 Jan 2027', '', '−$523.07'],
      due('$0.00'),
    ],
    headline: 'Paid to Northwind Studio $1,046.13',
  },
  'refunded in part': {
    view: moved(paidInvoice({ paymentStatus: 'partially_refunded' }), {
      refunds: [refund(20_000, 16), refund(30_000, 18)],
    }),
    sums: { paid: TOTAL, refunded: 50_000 },
    rows: [
      paidBy('−$1,569.20'),
      due('$0.00'),
      ['Refunded on 16 Jan 2027', 'Visa •••• 4242', '$200.00'],
      ['Refunded on 18 Jan 2027', 'Visa •••• 4242', '$300.00'],
      [KEPT, '', '$1,069.20'],
    ],
    headline: 'Paid to Northwind Studio $1,569.20',
    brief: ['$500.00 refunded on 18 Jan 2027'],
  },
  'being refunded': {
    view: moved(paidInvoice({ paymentStatus: 'partially_refunded' }), {
      refunds: [refund(20_000, 16, 'pending')],
    }),
    sums: { paid: TOTAL, refunded: 20_000, refunding: 20_000 },
    rows: [
      paidBy('−$1,569.20'),
      due('$0.00'),
      ['Refund on its way since 16 Jan 2027', 'Visa •••• 4242', '$200.00'],
      [KEPT, '', '$1,369.20'],
    ],
    headline: 'Paid to Northwind Studio $1,569.20',
  },
  refunded: {
    view: paidInvoice({ paymentStatus: 'refunded' }),
    sums: { paid: TOTAL, refunded: TOTAL },
    rows: [
      paidBy('−$1,569.20'),
      due('$0.00'),
      ['Refunded on 16 Jan 2027', 'Visa •••• 4242', '$1,569.20'],
      [KEPT, '', '$0.00'],
    ],
    headline: 'Refunded by Northwind Studio $1,569.20',
    brief: ['$1,569.20 refunded on 16 Jan 2027'],
  },
  'given back as credit': {
    view: moved(paidInvoice(), {
      notes: [{ id: 'cno_1', number: 'CN-NW-2026-0003', on: '2027-01-20', asCredit: 10_000, outside: 2_000 }],
    }),
    sums: { paid: TOTAL, givenBack: 12_000 },
    rows: [
      paidBy('−$1,569.20'),
      due('$0.00'),
      ['Kept as credit for you on 20 Jan 2027', '', '$100.00'],
      ['Returned another way on 20 Jan 2027', '', '$20.00'],
      [KEPT, '', '$1,449.20'],
    ],
    headline: 'Paid to Northwind Studio $1,569.20',
  },
  disputed: {
    view: paidInvoice({ paymentStatus: 'disputed' }),
    sums: { paid: TOTAL },
    rows: [paidBy('−$1,569.20'), due('$0.00')],
    headline: 'Paid to Northwind Studio $1,569.20',
  },
  'taken back': {
    view: moved(invoice({ paymentStatus: 'returned' }), {
      covers: [card(TOTAL), { ...card(-TOTAL, 12), source: card(TOTAL).source }],
    }),
    sums: { due: TOTAL, dueAfter: TOTAL },
    rows: [
      paidBy('−$1,569.20'),
      ['Taken back by the bank on 12 Jan 2027', 'Visa •••• 4242', '$1,569.20'],
      due(),
    ],
    headline: 'Amount due to Northwind Studio $1,569.20',
  },
  void: {
    view: invoice({ status: 'void', voidedOn: '2026-12-20', links: CREDITED.links }),
    sums: { closed: TOTAL },
    rows: [],
    headline: 'Invoice from Northwind Studio $1,569.20',
  },
  closed: {
    view: invoice({ status: 'uncollectible', links: CREDITED.links, amountPaid: 50_000 }),
    sums: { paid: 50_000, closed: 106_920 },
    rows: [paidBy('−$500.00', ''), ['No longer to be paid', '', '$1,069.20']],
    headline: 'Invoice from Northwind Studio $1,069.20',
  },
};

const NO_SUMS: Omit<LedgerSums, 'total'> = {
  discounts: 0,
  withheld: 0,
  deposited: 0,
  credited: 0,
  paid: 0,
  processing: 0,
  refunded: 0,
  refunding: 0,
  givenBack: 0,
  due: 0,
  dueAfter: 0,
  closed: 0,
};

const squeezed = (text: string) => text.replace(/\s+/g, ' ');
const joined = (row: readonly string[], gap: string) => row.filter((text) => text !== '').join(gap);

/** The same invoice, wherever its money is read. */
async function surfaces(view: InvoiceView) {
  const context = { speech: await speechFor('en'), nonce: 'n' };
  const mail = await renderEmail({ template: 'invoice_sent' }, view, SETTING);
  const row = { ...view, id: 'inv_1', references: NO_REFERENCES, payable: false };
  const links = { view: '/i/a', pdf: '/i/a/pdf', pay: null, receipt: null };
  const list = { invoices: [{ ...row, links }], filter: 'all', olderThan: null, isLater: false } as const;
  const totals = { search: null, sums: [], summed: null, isEmpty: false, hasChoice: false } as const;
  const api = ledgerResource(view.ledger);
  const data: InvoiceView = JSON.parse(JSON.stringify(view));
  return {
    page: squeezed(textOf(hostedInvoicePage(view, context))),
    pay: squeezed(textOf(payPage({ invoice: view, action: '/pay/a', offer: null }, context))),
    mail: squeezed(textOf(mail.html)),
    text: squeezed(mail.text),
    pdf: squeezed((await readBack(await renderInvoicePdf(view, { loadFont }))).text),
    portal: squeezed(textOf(invoicesPage({ ...list, ...totals }, { ...context, visit: visit() }))),
    data: data.ledger,
    api,
    receipts: await Promise.all(
      receiptsOf(view).map(async (one) =>
        squeezed((await readBack(await renderReceiptPdf(one, { loadFont }))).text),
      ),
    ),
  };
}

/** What a row below the total says on a receipt of what was paid; nothing of what is no payment's. */
function onReceipt([label, , amount]: State['rows'][number], { givenBack = 0 }: Partial<LedgerSums>) {
  const paid = amount.replace('−', '');
  if (label.startsWith('Paid on')) return [label.replace('Paid on', 'Paid'), `Amount paid ${paid}`];
  // What became credit, or went back around Stripe, a credit note says.
  if (label === KEPT) return givenBack === 0 ? [`${label} ${amount}`] : [];
  return /^(Refund|Taken back)/.test(label) ? [`${label} −${amount}`] : [];
}

describe('an invoice tells one story of its money', () => {
  it.each(Object.entries(STATES))('%s', async (_, { view, sums, rows, headline, says, brief = [] }) => {
    const { page, pay, mail, text, pdf, portal, data, api, receipts } = await surfaces(view);
    const figures = { ...NO_SUMS, total: TOTAL, ...sums };
    expect(data).toMatchObject(figures);
    expect(api).toMatchObject(figures);
    expect(api.movements).toHaveLength(data.movements.length);
    expect(figures.credited + figures.paid + figures.due + figures.closed).toBe(TOTAL);
    expect(page).toContain(headline);
    expect(pay).toContain(headline);
    for (const [label, detail, amount] of rows) {
      // While nothing was paid, the card above its total says what is due: the page doesn't say it a second time.
      const isTotal = rows.every(([each]) => each === 'Amount due');
      expect(page.includes(joined([label, detail, amount], ' '))).toBe(!isTotal);
      expect(text).toContain(`${joined([label, detail], ' · ')}: ${amount}`);
      for (const part of [mail, pdf]) expect(part).toContain(`${joined([label, detail], ' · ')} ${amount}`);
      for (const said of onReceipt([label, detail, amount], sums)) expect(receipts.join(' ')).toContain(said);
    }
    // Each payment has one, and no row of another document does.
    expect(receipts).toHaveLength(rows.filter(([label]) => label.startsWith('Paid on')).length);
    for (const part of says === undefined ? [] : [page, pay, mail, text, pdf]) expect(part).toContain(says);
    for (const line of [...brief, '$1,569.20']) expect(portal).toContain(line);
  });

  it.each(['processing', 'processing in part'])('%s is nowhere an amount that is due', async (name) => {
    const { page, mail, text, pdf } = await surfaces(STATES[name]?.view ?? invoice());
    for (const part of [page, mail, text, pdf]) {
      expect(part).not.toMatch(/amount due/i);
      // Nor is anybody asked to pay it once more.
      expect(part).not.toMatch(/pay using stripe|bank transfer|Harbour Bank, routing/i);
    }
  });

  it('what is charged by itself comes before paying by hand', async () => {
    const { page, pdf, text } = await surfaces(STATES.planned?.view ?? invoice());
    expect(page).not.toContain('Pay using Stripe');
    expect(page).toContain('Pay now instead');
    expect(pdf).not.toContain('Pay using Stripe');
    expect(text.indexOf('View invoice details')).toBeLessThan(text.indexOf('Pay now instead'));
    // What was declined is better paid another way.
    const declined = await surfaces(STATES['to be tried again']?.view ?? invoice());
    for (const part of [declined.page, declined.pdf, declined.text])
      expect(part).toContain('Pay using Stripe');
  });

  it('a receipt says what is still to be paid after it as the invoice does', async () => {
    for (const state of ['part paid, by several', 'instalments', 'closed']) {
      const { sums, view } = STATES[state] ?? { sums: {}, view: invoice() };
      const { receipts } = await surfaces(view);
      const left = ((sums.due ?? 0) + (sums.closed ?? 0)) / 100;
      expect(receipts.at(-1)).toContain(
        `Still to pay on invoice NW-2026-0042 after this payment $${left.toLocaleString('en', { minimumFractionDigits: 2 })}`,
      );
    }
  });

  it('a credit note says what becomes of it, and asks for nothing', async () => {
    const view = creditNote({ offDue: 30_000, refunded: 22_307, asCredit: 0, outside: 0 });
    const { pdf } = await surfaces(view);
    expect(pdf).toContain('Deducted from the amount due $300.00');
    expect(pdf).toContain('Refunded to you $223.07');
    expect(pdf).not.toContain('Amount due');
  });
});
