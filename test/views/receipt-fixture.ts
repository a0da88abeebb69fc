import { coveredBy } from '../../src/domain/ledger/movements.ts';
import type { Movement } from '../../src/domain/ledger/types.ts';
import { paidOf } from '../../src/domain/receipt/paid.ts';
import type { ReceiptInvoice, ReceiptView } from '../../src/domain/receipt/view.ts';
import type { InvoiceView } from '../../src/views/model.ts';
import { invoice } from './fixtures.ts';

const { merchant, customer, taxes } = invoice();

export const paidInvoiceOf = (more: Partial<ReceiptInvoice> = {}): ReceiptInvoice => ({
  number: 'NW-2026-0042',
  issuedOn: '2026-12-15',
  total: 156_920,
  amount: 156_920,
  left: 0,
  parts: [],
  partCount: 0,
  taxes,
  ...more,
});

/** The receipt of a card payment of one invoice, with what a test wants otherwise. */
export const receipt = (more: Partial<ReceiptView> = {}): ReceiptView => ({
  kind: 'payment',
  number: 'R-NW-0012',
  refundOf: null,
  currency: 'USD',
  locale: 'en',
  merchant,
  customer,
  amount: 156_920,
  movedOn: '2027-01-09',
  method: { kind: 'card', brand: 'visa', last4: '4242' },
  reference: null,
  invoices: [paidInvoiceOf()],
  others: null,
  surplus: 0,
  refunds: [],
  returned: null,
  refundState: null,
  proof: {
    seq: 4,
    hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    url: `https://pay.example/receipts/${'AbCd'.repeat(17)}`,
  },
  ...more,
});

/** A part of one invoice and a whole one, more than was due, partly refunded and partly taken back. */
export const fullReceipt = (more: Partial<ReceiptView> = {}): ReceiptView =>
  receipt({
    amount: 200_000,
    invoices: [
      paidInvoiceOf({ amount: 50_000, left: 106_920, parts: [1, 2], partCount: 3 }),
      paidInvoiceOf({ number: 'NW-2026-0043', total: 100_000, amount: 100_000 }),
    ],
    others: { count: 2, amount: 45_000 },
    surplus: 5_000,
    refunds: [
      { amount: 5_000, on: '2027-01-10', state: 'made' },
      { amount: 2_000, on: '2027-01-12', state: 'on_its_way' },
    ],
    returned: { amount: 10_000, on: '2027-01-20' },
    ...more,
  });

export const refundReceipt = (more: Partial<ReceiptView> = {}): ReceiptView =>
  receipt({
    kind: 'refund',
    number: 'R-NW-0013',
    refundOf: 'R-NW-0012',
    amount: 50_000,
    movedOn: '2027-01-10',
    refundState: 'made',
    ...more,
  });

/** The receipts of all that was paid for an invoice, by the same movements as its ledger. */
export function receiptsOf({ number, total, ledger, merchant, customer, taxes }: InvoiceView): ReceiptView[] {
  const { movements } = ledger;
  const covers = movements
    .filter((movement) => coveredBy(movement) !== 0)
    .map((movement) => ({ invoiceId: number, sourceId: sourceOf(movement), amount: coveredBy(movement) }));
  const paying = movements.filter(
    ({ kind, state }) => (kind === 'payment' || kind === 'offline_payment') && state === 'done',
  );
  return paying.map((movement, index) => {
    const source = sourceOf(movement);
    const [paid] = paidOf(source, covers);
    const since = movements.filter((other) => other !== movement && sourceOf(other) === source);
    const taken = since.find(({ kind }) => kind === 'taken_back');
    return receipt({
      number: `R-NW-${index + 1}`,
      merchant,
      customer,
      amount: movement.amount,
      movedOn: movement.on,
      method: movement.method,
      reference: movement.document.kind === 'offline_payment' ? movement.document.reference : null,
      invoices: [
        paidInvoiceOf({
          number,
          total,
          amount: paid?.amount ?? 0,
          left: total - (paid?.after ?? 0),
          taxes,
        }),
      ],
      refunds: since
        .filter(({ kind }) => kind === 'refund')
        .map(({ amount, on, state }) => ({ amount, on, state: state === 'done' ? 'made' : 'on_its_way' })),
      returned: taken === undefined ? null : { amount: taken.amount, on: taken.on },
    });
  });
}

/** The payment that a movement is of, or came by. */
const sourceOf = ({ document }: Movement): string =>
  document.kind === 'payment' || document.kind === 'refund' ? document.paymentId : document.id;
