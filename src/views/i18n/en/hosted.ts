/**
 * What an invoice's page says around its document, and what confirms a printed copy, in English. Other languages take their
 * type from here.
 */
export const hosted = {
  /** Beside the button that pays. */
  secured: 'Secured by Stripe',
  /** What the account can be paid by. */
  methods: {
    cards: 'Cards, Apple Pay, Google Pay',
    usBank: 'US bank account',
  },
  /** Who is behind the page. */
  runBy: (merchant: string) =>
    `${merchant} runs this page. You enter card and bank details on Stripe’s page only.`,
  document: 'Invoice details',
  /** An invoice as it was shown last, while our database doesn’t answer; `time` is a time, or a date and a time. */
  copyOf: {
    asOf: (time: string) => `As of ${time}`,
    why: 'Our database doesn’t answer right now. Anything that has changed since then isn’t shown yet.',
    noPayment: 'You can’t pay here at the moment, and nothing is charged. Try again in a minute.',
  },
  /** What can be done with it besides paying. */
  calendar: 'Add to calendar',
  calendarEvent: (amount: string, merchant: string, number: string) =>
    `Pay ${amount} to ${merchant} (invoice ${number})`,
  forward: 'Forward to accounts payable',
  forwardText: (merchant: string, number: string, amount: string) =>
    `Please pay invoice ${number} from ${merchant}: ${amount}.`,
  wrong: 'Something is wrong',
  wrongSubject: (number: string) => `Question about invoice ${number}`,
  /** Begins a mail about it. */
  wrongText: (number: string, date: string, amount: string) =>
    `Invoice ${number} of ${date} for ${amount}: this isn’t right:`,
  timeline: {
    heading: 'History',
    sent: 'Sent',
    seen: 'Opened',
    processing: (amount: string) => `Payment of ${amount} started`,
    paid: (amount: string) => `${amount} paid`,
    failed: (amount: string) => `Payment of ${amount} failed`,
    credit: (amount: string) => `${amount} paid from your credit`,
    creditNote: (number: string, amount: string) => `${amount} credited (${number})`,
    takenBack: (amount: string) => `${amount} taken back by the bank`,
    reversed: (amount: string) => `${amount} recorded earlier, reversed`,
    refunding: (amount: string) => `Refund of ${amount} started`,
    refunded: (amount: string) => `${amount} refunded`,
    asCredit: (amount: string) => `${amount} kept as credit for you`,
    outside: (amount: string) => `${amount} returned another way`,
    voided: 'Void',
  },
  /** A transfer, field by field, as a bank's form asks for it. */
  transfer: {
    holder: 'Account holder',
    bank: 'Bank',
    bankCode: 'Bank code',
    branch: 'Branch',
    accountType: 'Account type',
    routingNumber: 'Routing number',
    sortCode: 'Sort code',
    accountNumber: 'Account number',
    amount: 'Amount',
    reference: 'Reference',
    copy: 'Tap or click a value to select it, then copy it.',
    scan: 'Scan with your banking app to fill in the transfer.',
    code: 'QR code for a SEPA transfer',
    swissCode: 'Swiss QR code for this transfer',
    swissScan: 'Scan with a Swiss banking app to pay as by a QR-bill.',
  },
  /** The page that a printed copy's QR code leads to. */
  copy: {
    scan: 'Scan to check this copy',
    title: 'Check your copy',
    lead: (merchant: string) =>
      `This is what ${merchant} issued. If your copy shows another number, amount or other bank details, don’t pay by it. Contact ${merchant} first, in a way you already know.`,
    accounts: 'Bank details on this copy',
    noAccounts: 'This copy has no bank details.',
    stands: 'These bank details are still right.',
    replaced: 'These accounts no longer take money. Use the bank details on the invoice’s page.',
  },
};

/** Every text around an invoice in one language. */
export type HostedWords = typeof hosted;
