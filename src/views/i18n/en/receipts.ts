import { plural } from '../plural.ts';

/**
 * What is said of receipts, in English: on the document, in the mail, on pages, and on the page that verifies one. Other
 * languages take their type from here. Numbers, names, amounts and dates come in finished.
 */
export const receipts = {
  heading: 'Receipt',
  refundHeading: 'Refund receipt',
  title: (number: string, merchant: string) => `Receipt ${number} from ${merchant}`,
  refundTitle: (number: string, merchant: string) => `Refund receipt ${number} from ${merchant}`,
  number: 'Receipt number',
  paidOn: 'Date paid',
  refundedOn: 'Date refunded',
  method: 'Paid with',
  refundedTo: 'Refunded to',
  reference: 'Reference',
  refundOf: 'Receipt of the payment',
  from: 'Paid to',
  to: 'Billed to',
  /** Under the amount. */
  status: {
    paid: (date: string) => `Paid ${date}`,
    returned: 'Your bank took this payment back. It no longer counts as paid.',
    reversed:
      'Reversed: this payment was recorded, and didn’t come or wasn’t for this invoice. It no longer counts as paid.',
    partlyReturned: (amount: string) => `Your bank took back ${amount} of this payment.`,
    refunded: 'Refunded in full',
    partlyRefunded: (amount: string) => `Refunded so far: ${amount}`,
    refundMade: (date: string) => `Refunded ${date}`,
    refundOnItsWay: (date: string) => `Refund started ${date}. Your bank may take up to ten days to show it.`,
    refundFailed: 'This refund didn’t go through. Nothing was refunded.',
  },
  /** The invoices that a payment went to. */
  invoices: 'What it paid',
  refundedInvoices: 'What the payment was for',
  invoice: 'Invoice',
  issued: 'Issued',
  total: 'Invoice total',
  amount: 'Paid',
  others: (count: number) =>
    plural('en', count, { one: 'One other invoice', other: `${count} other invoices` }),
  surplus: 'More than was due',
  /** Sums below them. */
  received: 'Amount paid',
  refundAmount: 'Amount refunded',
  returnedUndated: 'Taken back by the bank',
  left: (number: string) => `Still to pay on invoice ${number} after this payment`,
  tax: 'Tax on the whole invoice',
  taxLine: (label: string, taxable: string, amount: string) => `${label} on ${taxable}: ${amount}`,
  taxLineOf: (number: string, label: string, taxable: string, amount: string) =>
    `Invoice ${number}: ${label} on ${taxable}: ${amount}`,
  /** On a refund's receipt: what it does not do. */
  refundNote:
    'A refund returns money. It doesn’t change the invoice: if the invoice was corrected, you have a credit note as well.',
  /** On the document, about its fingerprint. */
  proof: {
    heading: 'Check this receipt',
    explained:
      'This is the fingerprint of our records when this receipt was made. The page below shows whether they still match.',
    fingerprint: (entry: string) => `Fingerprint, entry ${entry}`,
    link: 'Check at',
  },
  /** Links to the document. */
  list: 'Receipts',
  download: 'Download receipt',
  downloadOf: (number: string) => `Download receipt ${number}`,
  downloadDated: (date: string) => `Download the receipt of ${date}`,
  payment: 'Receipt',
  refundEntry: 'Refund receipt',
  mail: {
    attached: 'The receipt is attached as a PDF.',
    linked: 'The PDF is too large to email: download it from the invoice page.',
  },
  /** The public page that verifies a receipt. */
  check: {
    title: (number: string) => `Receipt ${number}`,
    intact: 'The records behind this receipt are intact',
    changed: 'The records behind this receipt were changed',
    gone: 'We no longer have this entry',
    intactExplained: (merchant: string) =>
      `We’ve just checked every entry in ${merchant}’s records of this payment. Now compare the details below with your copy.`,
    changedExplained: (merchant: string) =>
      `Something in ${merchant}’s records of this payment was changed after it was written. Please ask ${merchant} about it, and keep your copy.`,
    goneExplained: (merchant: string) =>
      `The entry that this receipt was made from isn’t in ${merchant}’s records any more, for example because they were restored from a backup. Please ask ${merchant} about it, and keep your copy.`,
    compare: 'Compare this with your copy',
    merchant: 'From',
    fingerprint: 'Fingerprint',
    entry: 'Entry',
    entryOf: (entry: string, count: string) => `${entry} of ${count}`,
    proves: {
      heading: 'What this shows',
      chain:
        'Each entry about this payment carries a fingerprint that is calculated from what it says and from the entry before it. We have just calculated all of them again.',
      copy: 'If the fingerprint above is the one on your copy, no entry up to that one has been changed, removed or inserted since your copy was made.',
      amounts:
        'The amounts above are what the records say now. If they differ from your copy and nothing was refunded or taken back, your copy was altered.',
    },
    doubts: {
      heading: 'What it doesn’t show',
      truth: 'That the records were right when they were written.',
      others: 'Anything about other payments: each has records of its own.',
      copy: 'Anything without your copy. Whoever runs this site could write all entries anew, and only a fingerprint that you kept would show it. So keep your copy.',
    },
  },
};

/** What is said of receipts, in one language. */
export type ReceiptWords = typeof receipts;
