import { given } from '../given.ts';
import { plural } from '../plural.ts';

/**
 * Mails to a customer about no invoice, in English: signing in, cards and bank accounts, autopay. Other languages
 * take their type from here.
 */
export const accountEmails = {
  title: (merchant: string) => `Your account with ${merchant}`,
  settings: 'View payment settings',
  autopay: 'View automatic payment',
  notYou: (merchant: string) => `If this wasn’t you, please contact ${merchant} right away.`,
  signIn: {
    subject: (merchant: string, time: string) => `Your sign-in link for ${merchant}, valid until ${time}`,
    headline: 'Sign in',
    status: (time: string) => `Works once, until ${time}`,
    explained: (merchant: string) =>
      `Sign in to see your invoices from ${merchant}. Open the link in the browser you requested it in.`,
    /** Where several businesses know the address, and the mail names none. */
    neutralTitle: 'Your invoices',
    neutralSubject: (time: string) => `Your sign-in link, valid until ${time}`,
    neutralExplained:
      'Sign in to see the invoices sent to this address. Open the link in the browser you requested it in.',
    neutralClosing: 'Questions? Contact the business that sends you invoices.',
    /** Who such a mail is from. */
    portal: 'Customer portal',
    notYou:
      'If you didn’t request this link, you don’t need to do anything: nobody can sign in without it. Please don’t forward it.',
    action: 'Sign in',
  },
  /** The business asks its customer for a card or a bank account, by a link that needs no sign-in. */
  methodAsked: {
    subject: (merchant: string) => `Add a payment method (${merchant})`,
    headline: 'Add a payment method',
    status: (time: string) => `The link works once, until ${time}`,
    explained: (merchant: string, customer: string) =>
      `${merchant} asks for a card or a bank account to pay the invoices of ${customer} with.`,
    nothingCharged:
      'Nothing is charged when you add one. You’ll see first what it may be charged for, and you can remove it at any time.',
    note: 'Please don’t forward this email: whoever opens the link can see your invoices and payment methods. Weren’t you expecting it? Then you don’t need to do anything.',
    action: 'Add a payment method',
  },
  methodAdded: {
    openInvoices:
      'Adding it doesn’t charge anything. If you have open invoices, you decide in your payment settings what happens with them.',
    subject: (method: string, merchant: string, date: string) =>
      `Payment method added: ${method} (${merchant}, ${date})`,
    headline: 'Payment method added',
    status: (date: string) => `Added ${date}`,
    explained: (merchant: string, method: string) =>
      `Your ${method} is saved for invoices from ${merchant}. You can remove it at any time in your payment settings.`,
  },
  mandate: {
    subject: (merchant: string, last4: string, date: string) =>
      `Bank debit authorized: account •••• ${last4} (${merchant}, ${date})`,
    headline: 'Authorization confirmed',
    status: (date: string) => `Authorized ${date}`,
    explained: (merchant: string, account: string) =>
      `You’ve authorized ${merchant} to debit your ${account}, for invoices that you pay or have charged automatically and in the amounts stated on them, and to credit it where a debit has to be corrected. Stripe carries out the debits.`,
    revoke: (merchant: string, contact: string) =>
      `The authorization is valid until you revoke it. To revoke it, remove the account in your payment settings, or tell ${merchant}: ${contact}. Debits that are under way by then are still carried out.`,
    keep: 'Please keep this confirmation.',
    authorised: 'Authorized',
    holder: 'Account holder',
    bank: 'Bank',
    routing: 'Routing number',
    account: 'Account number',
    endingIn: (last4: string) => `ending in ${last4}`,
    date: 'Date',
  },
  /** To whoever paid by link. */
  methodKept: {
    subject: (method: string, merchant: string, date: string) =>
      `Payment method kept: ${method} (for later invoices from ${merchant}, ${date})`,
    headline: 'Your payment method is kept',
    status: (date: string) => `Kept ${date}`,
    explained: (merchant: string, customer: string, method: string) =>
      `You paid an invoice from ${merchant} to ${customer} with ${method}. It is kept for later invoices to ${customer}.`,
    waits: (customer: string) => `It won’t be charged for them until ${customer} has confirmed it.`,
    agreed: 'What you were told before you paid',
    stop: 'If you don’t want this, you can stop it without signing in.',
    action: 'Don’t charge it again',
  },
  /** To the customer, where somebody else paid by link. */
  methodToConfirm: {
    subject: (method: string, merchant: string, date: string) =>
      `Action needed: confirm ${method} (${merchant}, ${date})`,
    headline: 'Confirm a payment method',
    status: (date: string) => `Waiting since ${date}`,
    explained: (merchant: string, method: string, email: string | null) =>
      given(email, {
        known: `One of your invoices from ${merchant} was paid by link with ${method}, by ${email}. That isn’t one of your addresses.`,
        unknown: `One of your invoices from ${merchant} was paid by link with ${method}. We don’t know by whom.`,
      }),
    next: 'It won’t be charged for your later invoices unless you confirm it in your payment settings. If you don’t recognize it, remove it there.',
  },
  methodRemoved: {
    subject: (method: string, merchant: string, date: string) =>
      `Payment method removed: ${method} (${merchant}, ${date})`,
    headline: 'Payment method removed',
    status: (date: string) => `Removed ${date}`,
    explained: (merchant: string, method: string) => `${merchant} can no longer charge your ${method}.`,
  },
  verification: {
    subject: (last4: string, date: string) => `Verify bank account •••• ${last4} (test deposit by ${date})`,
    headline: 'Verify your bank account',
    status: (date: string) => `Test deposit arrives by ${date}`,
    amounts: (account: string) =>
      `Stripe is sending two small deposits to your ${account}. Once they appear on your statement, enter the two amounts in your payment settings.`,
    code: (account: string) =>
      `Stripe is sending a deposit of $0.01 to your ${account}. Once it appears on your statement, enter the code from its description in your payment settings. The code has six characters and begins with SM.`,
    limit: 'Please do this within ten days of its arrival. You can use the account once it’s verified.',
    action: 'Verify bank account',
  },
  verificationFailed: {
    subject: (last4: string, date: string) => `Bank account •••• ${last4} not verified, ${date}`,
    headline: 'Bank account not verified',
    status: (date: string) => `Ended ${date}`,
    attemptsExceeded: (account: string) =>
      `The test deposits to your ${account} were entered incorrectly too many times, so it can no longer be verified.`,
    timedOut: (account: string) => `Your ${account} wasn’t verified in time.`,
    depositsFailed: (account: string) =>
      `The test deposits didn’t reach your ${account}. Its routing or account number may be wrong.`,
    again: 'Nothing was charged. You can add the account again, or use another card or account.',
    action: 'Add a payment method',
  },
  cardExpiring: {
    subject: (card: string, month: string, merchant: string) =>
      `Card expires at the end of ${month} (${card}, ${merchant})`,
    headline: 'Your card expires soon',
    status: (month: string) => `Valid until the end of ${month}`,
    explained: (merchant: string, card: string) =>
      `Invoices from ${merchant} are paid with your ${card}. Once it expires, it can’t be charged.`,
    next: 'Please add your new card. If your bank renews this one and tells Stripe, you don’t need to do anything.',
    action: 'Update card',
  },
  /** A customer's account over a month, as it is mailed once a month. */
  statement: {
    subject: (merchant: string, period: string) => `Statement for ${period} (${merchant})`,
    /** Where it covers several months. */
    period: (from: string, to: string) => `${from} to ${to}`,
    explained: (merchant: string, from: string, to: string) =>
      `Here’s what happened on your account with ${merchant} from ${from} to ${to}.`,
    attached: 'The attached file has every entry, for your spreadsheet.',
    tooLong: 'There are too many entries for an email. You’ll find them in the customer portal.',
    overdue: (amount: string) => `${amount} is overdue`,
    overdueSum: 'Of which overdue',
    nothingOwed: 'Nothing owed',
    more: (count: string) => `${count} earlier entries in the attached file`,
    action: 'View the statement',
    stop: (merchant: string) =>
      `You get this once a month because ${merchant} sends statements to your address. If you don’t want them, tell ${merchant}.`,
  },
  autopayOn: {
    subject: (merchant: string, date: string) => `Automatic payment turned on (${merchant}, ${date})`,
    headline: 'Automatic payment is on',
    status: (date: string) => `Agreed ${date}`,
    onSend: (merchant: string, method: string) =>
      given(method, {
        known: `Invoices from ${merchant} will be charged to your ${method} when they’re sent to you.`,
        unknown: `Invoices from ${merchant} will be charged to your default method when they’re sent to you.`,
      }),
    onDueDate: (merchant: string, method: string) =>
      given(method, {
        known: `Invoices from ${merchant} will be charged to your ${method} on their due date.`,
        unknown: `Invoices from ${merchant} will be charged to your default method on their due date.`,
      }),
    asAgreed: (merchant: string, method: string) =>
      given(method, {
        known: `Invoices from ${merchant} will be charged to your ${method} on the day stated with each invoice.`,
        unknown: `Invoices from ${merchant} will be charged to your default method on the day stated with each invoice.`,
      }),
    cap: (amount: string) =>
      `At most ${amount} will be charged for one invoice. A larger one won’t be charged automatically.`,
    notice: (days: number) =>
      plural('en', days, {
        one: 'We’ll email you a day before each charge on a due date.',
        other: `We’ll email you ${days} days before each charge on a due date.`,
      }),
    off: 'You can read this again, change it or turn it off at any time under Automatic payment.',
  },
  autopayOff: {
    subject: (merchant: string, date: string) => `Automatic payment turned off (${merchant}, ${date})`,
    headline: 'Automatic payment is off',
    status: (date: string) => `Turned off ${date}`,
    explained: (merchant: string) =>
      `Invoices from ${merchant} won’t be charged automatically any more. Please pay each one with its link.`,
    underWay: 'A payment already under way may still go through.',
  },
};

/** Every text of these mails in one language. */
export type AccountWords = typeof accountEmails;
