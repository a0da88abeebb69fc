/**
 * What is said of an invoice's money, in English: the same on page, PDF, mail and in the portal. Other languages take their
 * type from here. Names, amounts and dates come in finished.
 */
export const ledger = {
  /** What the largest amount of the page is. */
  headline: {
    processing: (merchant: string) => `On its way to ${merchant}`,
    refunded: (merchant: string) => `Refunded by ${merchant}`,
  },
  /** Rows below the total, each with its amount. */
  row: {
    payment: (date: string) => `Paid on ${date}`,
    processing: (date: string) => `Processing since ${date}`,
    credit: (date: string) => `Paid from your credit on ${date}`,
    creditNote: (number: string, date: string) => `Credit note ${number} of ${date}`,
    takenBack: (date: string) => `Taken back by the bank on ${date}`,
    reversed: (date: string) => `Recorded payment reversed on ${date}`,
    refund: (date: string) => `Refunded on ${date}`,
    refunding: (date: string) => `Refund on its way since ${date}`,
    asCredit: (date: string) => `Kept as credit for you on ${date}`,
    outside: (date: string) => `Returned another way on ${date}`,
    /** Older ones, which are not listed one by one. */
    earlier: 'Earlier payments',
    /** Beside a payment that is on its way. */
    dueAfter: 'Due after that',
    /** Of an invoice that was written off. */
    closed: 'No longer to be paid',
    /** What was paid and has not gone back. */
    kept: 'Paid, less what was returned',
  },
  /** In sentences, below the amount. */
  refundedOn: (amount: string, date: string) =>
    `${amount} was refunded to you on ${date}. Your bank may take up to ten days to show it.`,
  refundedInAll: (amount: string, date: string) =>
    `${amount} has been refunded to you in all, most recently on ${date}. Your bank may take up to ten days to show it.`,
  /** In a list of invoices, below the amount. */
  brief: {
    processing: (amount: string) => `${amount} processing`,
    refunded: (amount: string, date: string) => `${amount} refunded on ${date}`,
    charged: (date: string) => `Charged automatically on ${date}`,
    chargedSoon: 'Charged automatically',
  },
  /** What happens next, and whether the payer has to do anything. */
  next: {
    chargedToOn: (method: string, date: string) =>
      `${method} will be charged on ${date}. You don’t need to do anything.`,
    chargedTo: (method: string) => `${method} will be charged automatically. You don’t need to do anything.`,
    chargedOn: (date: string) =>
      `This will be charged automatically on ${date}. You don’t need to do anything.`,
    charged: 'This will be charged automatically. You don’t need to do anything.',
    retriedOn: (date: string) => `The charge will be tried again on ${date}. You can also pay now.`,
    retried: 'The charge will be tried again. You can also pay now.',
    charging: 'The payment is being made right now. You don’t need to do anything.',
    waiting: 'Automatic payment is on hold at the moment.',
    instead: {
      above_limit:
        'This is above your limit for automatic payment, so it won’t be charged. Please pay it yourself.',
      no_limit: (currency: string) =>
        `You haven’t set a limit for automatic payment in ${currency}, so it won’t be charged. Please pay it yourself.`,
      not_chosen:
        'You haven’t said yet whether this is to be charged automatically, so it won’t be. Please pay it yourself.',
      paused: 'Automatic payment is paused for this invoice. Please pay it yourself.',
    },
    /** A link, beside what will be charged by itself. */
    payNow: 'Pay now instead',
  },
};

/** What is said of an invoice's money, in one language. */
export type LedgerWords = typeof ledger;
