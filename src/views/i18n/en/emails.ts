import { given } from '../given.ts';
import { plural } from '../plural.ts';
import { accountEmails } from './account-emails.ts';
import { businessEmails } from './business-emails.ts';

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
    previewLinked: (merchant: string) => `${merchant} has sent you an invoice.`,
    nothingDue: 'Nothing to pay',
    due: (date: string) => `Due ${date}`,
    wasDue: (date: string) => `Overdue, was due ${date}`,
    dueOnReceipt: 'Due on receipt',
    chargedAtOnce: 'This invoice is charged automatically to your payment method on file.',
    chargedOn: (date: string) =>
      `This invoice will be charged automatically to your payment method on file on ${date}.`,
    attached: 'The invoice is attached as a PDF.',
    linked: 'The PDF is too large for a mail: download it where you view the invoice.',
  },
  receipt: {
    subject: (number: string, amount: string, date: string) =>
      `Receipt for invoice ${number}: ${amount} paid ${date}`,
    subjectSeveral: (invoices: string, amount: string, date: string) =>
      `Receipt for ${invoices} invoices: ${amount} paid ${date}`,
    title: (merchant: string) => `Receipt from ${merchant}`,
    preview: (merchant: string) => `${merchant} has received your payment. Thank you.`,
    paid: (date: string) => `Paid ${date}`,
    stillDue: (amount: string) => `${amount} of this invoice is still due.`,
    date: 'Date',
    method: 'Paid with',
    reference: 'Reference',
    invoices: 'Invoices',
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
  chargeNotice: {
    subject: (amount: string, date: string, number: string, merchant: string) =>
      `${amount} will be charged on ${date}: invoice ${number} from ${merchant}`,
    status: (date: string) => `Will be charged on ${date}`,
    explained: (merchant: string, amount: string, date: string, method: string) =>
      given(method, {
        known: `${merchant} will charge ${amount} to your ${method} on ${date}. There is nothing to do.`,
        unknown: `${merchant} will charge ${amount} to your payment method on ${date}. There is nothing to do.`,
      }),
    choices:
      'You can pay earlier or another way. If this invoice should not be charged automatically, you can stop that before the date; it then stays due.',
    date: 'Charge date',
    method: 'Charged to',
    payNow: 'Pay now using Stripe',
    pause: 'Do not charge this invoice automatically',
  },
  failed: {
    subject: (amount: string, date: string, number: string, merchant: string) =>
      `Payment of ${amount} failed ${date}: invoice ${number} from ${merchant}`,
    status: (date: string) => `Payment failed ${date}`,
    charge: (method: string, date: string) =>
      given(method, {
        known: `The charge to your ${method} on ${date} did not go through.`,
        unknown: `The charge to your payment method on ${date} did not go through.`,
      }),
    payment: (method: string, date: string) =>
      given(method, {
        known: `Your payment with your ${method} on ${date} did not go through.`,
        unknown: `Your payment with your payment method on ${date} did not go through.`,
      }),
    stillDue: (amount: string) => `${amount} is still due.`,
    nextAttempt: (date: string) => `It will be tried again automatically on ${date}.`,
    nextAttemptWith: (date: string, method: string) =>
      `It will be tried again automatically on ${date}, with your ${method}.`,
    noAttempt: 'It will not be tried again automatically.',
    payNow: 'Please pay with the button below, with a card or bank account of your choice.',
    paySooner: 'You can also pay now with the button below, with another card or bank account if you like.',
    date: 'Date',
    method: 'Tried with',
    amount: 'Amount tried',
    nextDate: 'Next attempt',
  },
  declined: {
    subject: (amount: string, date: string, number: string, merchant: string) =>
      `${amount} charged to another payment method ${date}: invoice ${number} from ${merchant}`,
    status: (date: string) => `Paid with another method ${date}`,
    instead: (amount: string, method: string) =>
      given(method, {
        known: `${amount} was charged to your ${method} instead. There is nothing to do.`,
        unknown: `${amount} was charged to another payment method of yours instead. There is nothing to do.`,
      }),
    first: 'The method that paid is charged first from now on. You can change that in your payment settings.',
    declined: 'Declined',
    charged: 'Charged instead',
  },
  ended: {
    subject: (amount: string, number: string, merchant: string, date: string) =>
      `Please pay ${amount} for invoice ${number} from ${merchant}: the charge failed ${date}`,
  },
  confirmation: {
    subject: (amount: string, number: string, merchant: string, date: string) =>
      `Please confirm your payment of ${amount}, ${date}: invoice ${number} from ${merchant}`,
    status: 'Waiting for you to confirm it',
    explained: (merchant: string, method: string) =>
      given(method, {
        known: `${merchant} tried to charge your ${method}. Your bank wants you to confirm the payment yourself, so nothing has been charged yet.`,
        unknown: `${merchant} tried to charge your payment method. Your bank wants you to confirm the payment yourself, so nothing has been charged yet.`,
      }),
    action: 'Please pay with the button below, and confirm the payment when your bank asks you to.',
  },
  debitStarted: {
    subject: (amount: string, date: string, number: string, merchant: string) =>
      `Bank payment of ${amount} started ${date}: invoice ${number} from ${merchant}`,
    status: (date: string) => `Payment processing since ${date}`,
    explained: (amount: string, method: string, date: string) =>
      given(method, {
        known: `${amount} is being debited from your ${method}. Bank payments take some business days; this one should arrive by ${date}.`,
        unknown: `${amount} is being debited from your payment method. Bank payments take some business days; this one should arrive by ${date}.`,
      }),
    nothingToDo:
      'There is nothing more to do, and no need to pay again. You will get a receipt when it has arrived.',
    expected: 'Expected by',
  },
  returned: {
    subject: (amount: string, date: string, number: string, merchant: string) =>
      `Payment of ${amount} returned by your bank ${date}: invoice ${number} from ${merchant}`,
    status: (date: string) => `Returned by your bank ${date}`,
    explained: (amount: string, merchant: string, method: string) =>
      given(method, {
        known: `Your bank took back the payment of ${amount} that ${merchant} had received from your ${method}.`,
        unknown: `Your bank took back the payment of ${amount} that ${merchant} had received from your payment method.`,
      }),
    dueAgain: (amount: string) =>
      `${amount} is due again, and will not be charged automatically. Your bank can tell you why the payment was returned.`,
    amount: 'Amount returned',
  },
  refund: {
    subject: (amount: string, date: string, number: string, merchant: string) =>
      `Refund of ${amount} from ${merchant}, ${date}: invoice ${number}`,
    title: (merchant: string) => `Refund from ${merchant}`,
    status: (date: string) => `Sent back ${date}`,
    explained: (merchant: string, amount: string, method: string) =>
      given(method, {
        known: `${merchant} has sent ${amount} back to your ${method}.`,
        unknown: `${merchant} has sent ${amount} back to your payment method.`,
      }),
    surplus: 'More had been paid than this invoice asked for, so the surplus was sent back.',
    time: 'It can take up to ten days until your bank shows it. There is nothing to do.',
    method: 'Sent to',
    reference: 'Reference',
  },
  reminder: {
    subject: (number: string, merchant: string, amount: string, date: string) =>
      `Reminder: invoice ${number} from ${merchant}, ${amount} was due ${date}`,
    subjectUndated: (number: string, merchant: string, amount: string, date: string) =>
      `Reminder of ${date}: ${amount} is due for invoice ${number} from ${merchant}`,
    subjectFailed: (number: string, merchant: string, amount: string, date: string) =>
      `Reminder of ${date}: ${amount} is still due for invoice ${number} from ${merchant}`,
    explained: (merchant: string, amount: string) =>
      `${merchant} has not received a payment of ${amount} for this invoice yet.`,
    failed: (merchant: string, amount: string) =>
      `The last payment for this invoice did not go through, and ${merchant} is still waiting for ${amount}.`,
    crossed: 'If you have just paid, there is nothing to do.',
    count: (count: number) =>
      plural('en', count, { one: 'This is the first reminder.', other: `This is reminder ${count}.` }),
  },
  invoiceTitle: (number: string, merchant: string) => `Invoice ${number} from ${merchant}`,
  pay: 'Pay using Stripe',
  view: 'View invoice details',
  settings: 'Change payment settings',
  billedTo: 'Billed to',
  noLink: (merchant: string) => `Please contact ${merchant} to agree on a way to pay.`,
  noLinkTransfer: 'You can pay by bank transfer; the details are below.',
  moreItems: (count: string) => `and ${count} more, in the attached PDF`,
  moreItemsOnline: (count: string) => `and ${count} more, in the invoice online`,
  questions: (merchant: string) => `Questions? Contact ${merchant}.`,
  questionsAt: (address: string) => `Questions? Write to ${address}.`,
  business: businessEmails,
  account: accountEmails,
};

/** Every text of the mails in one language. */
export type EmailWords = typeof emails;
