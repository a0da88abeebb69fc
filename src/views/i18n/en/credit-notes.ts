/**
 * What is said of credit notes, in English: on the document, the invoice, in the portal and in the mail. Other languages
 * take their type from here. Numbers, names, amounts and dates come in finished.
 */
export const creditNotes = {
  heading: 'Credit note',
  title: (number: string, merchant: string) => `Credit note ${number} from ${merchant}`,
  number: 'Credit note number',
  corrects: (number: string, date: string) => `Corrects invoice ${number} of ${date}`,
  reason: 'Reason',
  invoice: 'Invoice',
  /** What becomes of its amount: labels of sums. */
  settled: {
    offDue: 'Taken off the amount due',
    refunded: 'Refunded to you',
    asCredit: 'Kept as your credit',
    outside: 'Given back another way',
  },
  /** On the invoice that it corrects. */
  onInvoice: {
    status: 'Credited',
    closed: (merchant: string) => `${merchant} has credited this invoice. There is nothing to pay.`,
    credited: 'Credited',
    list: 'Credit notes',
    download: (number: string) => `Download credit note ${number}`,
    since: (date: string) => `Credited ${date}. There is nothing to pay.`,
  },
  mail: {
    subject: (number: string, merchant: string, amount: string, invoice: string) =>
      `Credit note ${number} from ${merchant}: ${amount} of invoice ${invoice}`,
    status: (date: string) => `Credited ${date}`,
    explained: (merchant: string, amount: string, invoice: string) =>
      `${merchant} has credited ${amount} of invoice ${invoice}.`,
    closed: 'There is nothing left to pay of this invoice.',
    stillDue: (amount: string) => `${amount} of this invoice is still due.`,
    refunded: (amount: string) =>
      `${amount} goes back to the payment method that you paid with. It can take up to ten days until your bank shows it.`,
    asCredit: (amount: string) => `${amount} is kept as your credit and taken off your next invoices.`,
    outside: (amount: string, merchant: string) =>
      `${amount} is given back to you by ${merchant} in another way.`,
    attached: 'The credit note is attached as a PDF.',
    linked: 'The PDF is too large for a mail: download it where you view the invoice.',
    total: 'Amount credited',
  },
};

/** What is said of credit notes, in one language. */
export type CreditNoteWords = typeof creditNotes;
