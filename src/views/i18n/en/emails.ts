/**
 * What only the mails say, in English; labels that pages have too come from the pages' words. Other languages take
 * their type from here, so that a missing text fails the build. Names, amounts and dates come in finished.
 */
export const emails = {
  invoiceSent: {
    subject: (number: string, merchant: string, amount: string) =>
      `Invoice ${number} from ${merchant}: ${amount}`,
    subjectDue: (number: string, merchant: string, amount: string, date: string) =>
      `Invoice ${number} from ${merchant}: ${amount} due ${date}`,
    preview: (merchant: string) => `${merchant} has sent you an invoice. The PDF is attached.`,
    nothingDue: 'Nothing to pay',
    due: (date: string) => `Due ${date}`,
    wasDue: (date: string) => `Overdue, was due ${date}`,
    dueOnReceipt: 'Due on receipt',
    attached: 'The invoice is attached as a PDF.',
  },
  receipt: {
    subject: (number: string, amount: string, date: string) =>
      `Receipt for invoice ${number}: ${amount} paid ${date}`,
    title: (merchant: string) => `Receipt from ${merchant}`,
    preview: (merchant: string) => `${merchant} has received your payment. Thank you.`,
    paid: (date: string) => `Paid ${date}`,
    stillDue: (amount: string) => `${amount} of this invoice is still due.`,
    date: 'Date',
    method: 'Paid with',
    reference: 'Reference',
    invoice: 'Invoice',
    amountOfInvoice: 'Invoice total',
    paidInAll: 'Paid in all',
  },
  invoiceVoided: {
    subject: (number: string, merchant: string, amount: string, date: string) =>
      `Invoice ${number} from ${merchant} voided ${date}: ${amount} is no longer due`,
    preview: (merchant: string) => `${merchant} has withdrawn this invoice. There is nothing to pay.`,
    status: (date: string) => `Voided ${date}`,
    statusUndated: 'Voided',
    explained: (merchant: string) => `${merchant} has withdrawn this invoice. There is nothing to pay.`,
    alreadyPaid: (merchant: string) =>
      `If you have sent a payment for it already, please contact ${merchant}.`,
    amount: 'Amount no longer due',
  },
  invoiceTitle: (number: string, merchant: string) => `Invoice ${number} from ${merchant}`,
  pay: 'Pay using Stripe',
  view: 'View invoice details',
  billedTo: 'Billed to',
  moreItems: (count: string) => `and ${count} more, in the attached PDF`,
  questions: (merchant: string) => `Questions? Contact ${merchant}.`,
  questionsAt: (address: string) => `Questions? Write to ${address}.`,
};

/** Every text of the mails in one language. */
export type EmailWords = typeof emails;
