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
    offDue: 'Deducted from the amount due',
    refunded: 'Refunded to you',
    asCredit: 'Kept as credit for you',
    outside: 'Returned another way',
  },
  /** On the invoice that it corrects. */
  onInvoice: {
    status: 'Credited',
    closed: (merchant: string) => `${merchant} has credited this invoice. There’s nothing to pay.`,
    list: 'Credit notes',
    download: (number: string) => `Download credit note ${number}`,
    downloadXml: (number: string) => `Download e-invoice of credit note ${number}`,
    since: (date: string) => `Credited ${date}. There’s nothing to pay.`,
  },
  mail: {
    subject: (number: string, merchant: string, amount: string, invoice: string) =>
      `Credit note ${number}: ${amount} (invoice ${invoice}, ${merchant})`,
    status: (date: string) => `Credited ${date}`,
    explained: (merchant: string, amount: string, invoice: string) =>
      `${merchant} has credited ${amount} on invoice ${invoice}.`,
    closed: 'There’s nothing left to pay on this invoice.',
    stillDue: (amount: string) => `${amount} of this invoice is still due.`,
    refunded: (amount: string) =>
      `${amount} goes back to the payment method you paid with. Your bank may take up to ten days to show it.`,
    asCredit: (amount: string) => `${amount} is kept as credit and will be deducted from your next invoices.`,
    outside: (amount: string, merchant: string) => `${merchant} will return ${amount} to you another way.`,
    attached: 'The credit note is attached as a PDF.',
    linked: 'The PDF is too large to email: download it from the invoice page.',
    total: 'Amount credited',
  },
};

/** What is said of credit notes, in one language. */
export type CreditNoteWords = typeof creditNotes;
