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
  notYou: (merchant: string) => `If this was not you, please contact ${merchant} at once.`,
  signIn: {
    subject: (merchant: string, time: string) => `Your sign-in link for ${merchant}, valid until ${time}`,
    headline: 'Sign in',
    status: (time: string) => `Valid once, until ${time}`,
    explained: (merchant: string) =>
      `Use the button below to sign in and see your invoices from ${merchant}. Open it in the browser in which you asked for it.`,
    /** Where several businesses know the address, and the mail names none. */
    neutralTitle: 'The invoices that are sent to you',
    neutralSubject: (time: string) => `Your sign-in link, valid until ${time}`,
    neutralExplained:
      'Use the button below to sign in and see the invoices that are sent to this address. Open it in the browser in which you asked for it.',
    neutralClosing: 'Questions? Contact whoever sends you the invoices.',
    /** Who such a mail is from. */
    portal: 'Customer portal',
    notYou:
      'If you did not ask for this link, there is nothing to do: nobody can sign in without it. Please do not forward it.',
    action: 'Sign in',
  },
  methodAdded: {
    openInvoices:
      'Adding it charges nothing. If invoices are open, you choose in the payment settings what becomes of them.',
    subject: (method: string, merchant: string, date: string) =>
      `Payment method for ${merchant} added ${date}: ${method}`,
    headline: 'Payment method added',
    status: (date: string) => `Added ${date}`,
    explained: (merchant: string, method: string) =>
      `Your ${method} is saved for invoices from ${merchant}. You can remove it at any time in your payment settings.`,
  },
  mandate: {
    subject: (merchant: string, last4: string, date: string) =>
      `Your authorisation of ${date} for ${merchant} to debit bank account •••• ${last4}`,
    headline: 'Authorisation confirmed',
    status: (date: string) => `Authorised ${date}`,
    explained: (merchant: string, account: string) =>
      `You have authorised ${merchant} to debit your ${account}, for invoices that you pay or have charged automatically and in the amounts stated on them, and to credit it where a debit has to be corrected. Stripe carries out the debits.`,
    revoke: (merchant: string, contact: string) =>
      `The authorisation is valid until you revoke it. To revoke it, remove the account in your payment settings, or tell ${merchant}: ${contact}. Debits that are under way by then are still carried out.`,
    keep: 'Please keep this confirmation.',
    authorised: 'Authorised',
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
      `${method} is kept for later invoices from ${merchant}, ${date}`,
    headline: 'Your payment method is kept',
    status: (date: string) => `Kept ${date}`,
    explained: (merchant: string, customer: string, method: string) =>
      `You paid an invoice from ${merchant} to ${customer} with ${method}. It is kept for later invoices to ${customer}.`,
    waits: (customer: string) => `It is charged for them only once ${customer} has confirmed it.`,
    agreed: 'What you were told before you paid',
    stop: 'If you do not want this, stop it with the button below. You need not sign in.',
    action: 'Do not charge it again',
  },
  /** To the customer, where somebody else paid by link. */
  methodToConfirm: {
    subject: (method: string, merchant: string, date: string) =>
      `${method} for invoices from ${merchant} waits for you to confirm it, ${date}`,
    headline: 'Confirm a payment method',
    status: (date: string) => `Waiting since ${date}`,
    explained: (merchant: string, method: string, email: string | null) =>
      given(email, {
        known: `One of your invoices from ${merchant} was paid by link with ${method}, by ${email}. That is none of your addresses.`,
        unknown: `One of your invoices from ${merchant} was paid by link with ${method}. We do not know by whom.`,
      }),
    next: 'It is not charged for your later invoices unless you confirm it in your payment settings. If you do not know it, remove it there.',
  },
  methodRemoved: {
    subject: (method: string, merchant: string, date: string) =>
      `Payment method for ${merchant} removed ${date}: ${method}`,
    headline: 'Payment method removed',
    status: (date: string) => `Removed ${date}`,
    explained: (merchant: string, method: string) => `${merchant} can no longer charge your ${method}.`,
  },
  verification: {
    subject: (last4: string, date: string) =>
      `Verify your bank account •••• ${last4}: the test deposit arrives by ${date}`,
    headline: 'Verify your bank account',
    status: (date: string) => `Test deposit arrives by ${date}`,
    amounts: (account: string) =>
      `Stripe is sending two small deposits to your ${account}. When they show on your statement, enter the two amounts in your payment settings.`,
    code: (account: string) =>
      `Stripe is sending a deposit of $0.01 to your ${account}. When it shows on your statement, enter the code in its description in your payment settings. The code has six characters and begins with SM.`,
    limit: 'Please do so within ten days of its arrival. The account can be used once it is verified.',
    action: 'Verify bank account',
  },
  verificationFailed: {
    subject: (last4: string, date: string) => `Bank account •••• ${last4} was not verified, ${date}`,
    headline: 'Bank account not verified',
    status: (date: string) => `Ended ${date}`,
    attemptsExceeded: (account: string) =>
      `The test deposits of your ${account} were entered wrongly too often, so it cannot be verified any more.`,
    timedOut: (account: string) => `Your ${account} was not verified in time.`,
    depositsFailed: (account: string) =>
      `The test deposits could not be made to your ${account}. Its routing or account number may be wrong.`,
    again: 'Nothing has been charged. You can add the account again, or another card or account.',
    action: 'Add a payment method',
  },
  cardExpiring: {
    subject: (card: string, month: string, merchant: string) =>
      `${card} for ${merchant} expires at the end of ${month}`,
    headline: 'Your card expires soon',
    status: (month: string) => `Valid until the end of ${month}`,
    explained: (merchant: string, card: string) =>
      `Invoices from ${merchant} are paid with your ${card}. After it has expired it cannot be charged.`,
    next: 'Please add your new card. If your bank renews this one by itself and tells Stripe, there is nothing to do.',
    action: 'Update card',
  },
  /** A customer's account over a month, as it is mailed once a month. */
  statement: {
    subject: (merchant: string, period: string) => `Statement from ${merchant}: ${period}`,
    /** Where it covers several months. */
    period: (from: string, to: string) => `${from} to ${to}`,
    explained: (merchant: string, from: string, to: string) =>
      `This is what happened on your account with ${merchant} from ${from} to ${to}.`,
    attached: 'The attached file has every entry, for your spreadsheet.',
    tooLong: 'There are too many entries for a mail. You find them in the customer portal.',
    overdue: (amount: string) => `${amount} is overdue`,
    overdueSum: 'Of this, overdue',
    nothingOwed: 'Nothing is owed',
    more: (count: string) => `${count} earlier entries in the attached file`,
    action: 'View the statement',
    stop: (merchant: string) =>
      `You get this once a month, since ${merchant} sends statements to your address. If you do not want them, tell ${merchant}.`,
  },
  autopayOn: {
    subject: (merchant: string, date: string) => `Automatic payment for ${merchant} switched on ${date}`,
    headline: 'Automatic payment is on',
    status: (date: string) => `Agreed ${date}`,
    onSend: (merchant: string, method: string) =>
      given(method, {
        known: `Invoices from ${merchant} are charged to your ${method} when they are sent to you.`,
        unknown: `Invoices from ${merchant} are charged to your default method when they are sent to you.`,
      }),
    onDueDate: (merchant: string, method: string) =>
      given(method, {
        known: `Invoices from ${merchant} are charged to your ${method} on their due date.`,
        unknown: `Invoices from ${merchant} are charged to your default method on their due date.`,
      }),
    asAgreed: (merchant: string, method: string) =>
      given(method, {
        known: `Invoices from ${merchant} are charged to your ${method} on the day stated with each invoice.`,
        unknown: `Invoices from ${merchant} are charged to your default method on the day stated with each invoice.`,
      }),
    cap: (amount: string) =>
      `At most ${amount} is charged for one invoice. A larger one is not charged automatically.`,
    notice: (days: number) =>
      plural('en', days, {
        one: 'You are told a day before each charge on a due date.',
        other: `You are told ${days} days before each charge on a due date.`,
      }),
    off: 'You can read this again, change it or switch it off at any time under Automatic payment.',
  },
  autopayOff: {
    subject: (merchant: string, date: string) => `Automatic payment for ${merchant} switched off ${date}`,
    headline: 'Automatic payment is off',
    status: (date: string) => `Switched off ${date}`,
    explained: (merchant: string) =>
      `Invoices from ${merchant} are no longer charged automatically. Please pay each one with its link.`,
    underWay: 'A payment that was under way by then may still be completed.',
  },
};

/** Every text of these mails in one language. */
export type AccountWords = typeof accountEmails;
