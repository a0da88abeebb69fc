/**
 * What only the PDF says, in English; labels that pages have too come from the pages' words. Other languages take
 * their type from here, so that a missing text fails the build. Names, amounts and dates come in finished.
 */
export const documents = {
  title: (number: string, merchant: string) => `Invoice ${number} from ${merchant}`,
  heading: 'Invoice',
  status: {
    draft: 'Draft, not an invoice yet',
    due: (date: string) => `Due ${date}`,
    wasDue: (date: string) => `Overdue, was due ${date}`,
    dueOnReceipt: 'Due on receipt',
    nothingDue: 'Nothing to pay',
    processing: 'Payment processing',
    paid: 'Paid',
    paidOn: (date: string) => `Paid ${date}`,
    refunded: 'Refunded',
    void: 'Void. There’s nothing to pay.',
    voidOn: (date: string) => `Void since ${date}. There’s nothing to pay.`,
    uncollectible: 'Closed',
  },
  pay: 'Pay using Stripe',
  payAt: 'Pay online at',
  viewAt: 'See this invoice online at',
  carriedForward: 'Carried forward',
  broughtForward: 'Brought forward',
  page: (page: string, of: string) => `Page ${page} of ${of}`,
};

/** Every text of the PDF in one language. */
export type DocumentWords = typeof documents;
