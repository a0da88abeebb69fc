/**
 * What is said of paying an invoice in parts, in English: on the invoice, its PDF, the pay page, the portal, in mails and in the
 * terms of an e-invoice. Other languages take their type from here. Numbers, amounts and dates come in finished.
 */
export const instalments = {
  heading: 'Instalments',
  /** In words where all is: which part of how many. */
  number: (number: string, of: string) => `Instalment ${number} of ${of}`,
  state: {
    paid: 'Paid',
    processing: 'Processing',
    overdue: 'Overdue',
    due: 'Due now',
    upcoming: 'Upcoming',
  },
  left: (amount: string) => `${amount} open`,
  askedNow: (amount: string) => `${amount} asked for now`,
  ofWhole: (amount: string, left: string) =>
    `${amount} is asked for now, of ${left} that is still to be paid.`,
  next: (amount: string, date: string) => `The next instalment is ${amount}, due on ${date}.`,
  charged: 'Each instalment is charged on its day.',
  payAll: (amount: string) => `Pay all of it: ${amount}`,
  ownAmount: (currency: string) => `Another amount, in ${currency}`,
  ownLeast: (amount: string) => `At least ${amount}.`,
  payOwn: 'Pay this amount',
  pays: 'Pays',
  nextLabel: 'Next instalment',
  nextValue: (amount: string, date: string) => `${amount}, due on ${date}`,
  leftLabel: 'Left to pay',
  terms: (amount: string, date: string) => `${amount} by ${date}`,
  problem: {
    unreadable: (example: string) => `Give an amount, such as ${example}.`,
    zero: 'Give an amount above zero.',
    more_than_owed: (amount: string) => `No more than ${amount} is still to be paid.`,
    whole_only: (amount: string) => `This invoice is paid as a whole: ${amount}.`,
    no_instalment: (amount: string) => `This invoice is paid in its instalments: ${amount} is due next.`,
    below_least: (amount: string) => `Pay at least ${amount}.`,
    leaves_too_little:
      'What would be left is too small to be paid online: pay a little less, or all of the instalment.',
  },
};

/** What is said of paying in parts, in one language. */
export type InstalmentWords = typeof instalments;
