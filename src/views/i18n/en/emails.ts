import { given } from '../given.ts';
import { plural } from '../plural.ts';
import { accountEmails } from './account-emails.ts';
import { businessEmails } from './business-emails.ts';
import { scheduleEmails } from './schedule-emails.ts';

/**
 * What only the mails say, in English; labels that pages have too come from the pages' words. Other languages take
 * their type from here, so that a missing text fails the build. Names, amounts and dates come in finished.
 */
export const emails = {
  invoiceSent: {
    subject: (number: string, merchant: string, amount: string) =>
      `Invoice ${number}: ${amount} (${merchant})`,
    subjectDue: (number: string, merchant: string, amount: string, date: string) =>
      `Invoice ${number}: ${amount}, due ${date} (${merchant})`,
    preview: (merchant: string) => `${merchant} has sent you an invoice. The PDF is attached.`,
    previewLinked: (merchant: string) => `${merchant} has sent you an invoice.`,
    nothingDue: 'Nothing to pay',
    due: (date: string) => `Due ${date}`,
    wasDue: (date: string) => `Overdue, was due ${date}`,
    dueOnReceipt: 'Due on receipt',
    chargedAtOnce: 'We’ll charge this invoice automatically to your payment method on file.',
    chargedOn: (date: string) =>
      `We’ll charge this invoice automatically to your payment method on file on ${date}.`,
    attached: 'The invoice is attached as a PDF.',
    linked: 'The PDF is too large to email: download it from the invoice page.',
  },
  receipt: {
    subject: (number: string, amount: string, date: string) =>
      `Receipt: ${amount} for invoice ${number}, paid ${date}`,
    subjectSeveral: (invoices: string, amount: string, date: string) =>
      `Receipt: ${amount} for ${invoices} invoices, paid ${date}`,
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
    paidInAll: 'Paid in total',
  },
  invoiceVoided: {
    subject: (number: string, merchant: string, amount: string, date: string) =>
      `Nothing to pay: invoice ${number} voided (${amount}, ${date}, ${merchant})`,
    preview: (merchant: string) => `${merchant} has withdrawn this invoice. There’s nothing to pay.`,
    status: (date: string) => `Voided ${date}`,
    statusUndated: 'Voided',
    explained: (merchant: string) => `${merchant} has withdrawn this invoice. There’s nothing to pay.`,
    alreadyPaid: (merchant: string) => `If you’ve already sent a payment for it, please contact ${merchant}.`,
    amount: 'Amount no longer due',
  },
  chargeNotice: {
    subject: (amount: string, date: string, number: string, merchant: string) =>
      `${amount} will be charged on ${date}, ${number} (${merchant})`,
    status: (date: string) => `Will be charged on ${date}`,
    explained: (merchant: string, amount: string, date: string, method: string) =>
      given(method, {
        known: `${merchant} will charge ${amount} to your ${method} on ${date}. You don’t need to do anything.`,
        unknown: `${merchant} will charge ${amount} to your payment method on ${date}. You don’t need to do anything.`,
      }),
    choices:
      'You can pay earlier or another way. If you don’t want this invoice charged automatically, you can stop that before the date; it will still be due.',
    date: 'Charge date',
    method: 'Charged to',
    payNow: 'Pay now using Stripe',
    pause: 'Don’t charge this invoice automatically',
  },
  failed: {
    subject: (amount: string, date: string, number: string, merchant: string) =>
      `Payment failed: ${amount}, ${number} (${date}, ${merchant})`,
    status: (date: string) => `Payment failed ${date}`,
    charge: (method: string, date: string) =>
      given(method, {
        known: `The charge to your ${method} on ${date} didn’t go through.`,
        unknown: `The charge to your payment method on ${date} didn’t go through.`,
      }),
    payment: (method: string, date: string) =>
      given(method, {
        known: `Your payment with your ${method} on ${date} didn’t go through.`,
        unknown: `Your payment on ${date} didn’t go through.`,
      }),
    stillDue: (amount: string) => `${amount} is still due.`,
    nextAttempt: (date: string) => `We’ll try again automatically on ${date}.`,
    nextAttemptWith: (date: string, method: string) =>
      `We’ll try again automatically on ${date}, with your ${method}.`,
    noAttempt: 'We won’t try again automatically.',
    payNow: 'Please pay online, with any card or bank account you like.',
    paySooner: 'You can also pay now, with another card or bank account if you like.',
    date: 'Date',
    method: 'Tried with',
    amount: 'Amount tried',
    nextDate: 'Next attempt',
  },
  declined: {
    subject: (amount: string, date: string, number: string, merchant: string) =>
      `Other method charged: ${amount}, ${number} (${date}, ${merchant})`,
    status: (date: string) => `Paid with another method ${date}`,
    instead: (amount: string, method: string) =>
      given(method, {
        known: `${amount} was charged to your ${method} instead. You don’t need to do anything.`,
        unknown: `${amount} was charged to another of your payment methods instead. You don’t need to do anything.`,
      }),
    first:
      'From now on we’ll charge the method that worked first. You can change that in your payment settings.',
    declined: 'Declined',
    charged: 'Charged instead',
  },
  ended: {
    subject: (amount: string, number: string, merchant: string, date: string) =>
      `Action needed: pay ${amount}, ${number} (charge failed ${date}, ${merchant})`,
  },
  confirmation: {
    subject: (amount: string, number: string, merchant: string, date: string) =>
      `Action needed: confirm ${amount}, ${number} (${date}, ${merchant})`,
    status: 'Waiting for your confirmation',
    explained: (merchant: string, method: string) =>
      given(method, {
        known: `${merchant} tried to charge your ${method}. Your bank wants you to confirm the payment yourself, so nothing has been charged yet.`,
        unknown: `${merchant} tried to charge your payment method. Your bank wants you to confirm the payment yourself, so nothing has been charged yet.`,
      }),
    action: 'Please pay now, and confirm the payment when your bank asks you to.',
  },
  debitStarted: {
    subject: (amount: string, date: string, number: string, merchant: string) =>
      `Bank payment started: ${amount}, ${number} (${date}, ${merchant})`,
    status: (date: string) => `Payment processing since ${date}`,
    explained: (amount: string, method: string, date: string) =>
      given(method, {
        known: `${amount} is being debited from your ${method}. Bank payments take a few business days; this one should arrive by ${date}.`,
        unknown: `${amount} is being debited from your payment method. Bank payments take a few business days; this one should arrive by ${date}.`,
      }),
    nothingToDo:
      'You don’t need to do anything, and there’s no need to pay again. We’ll send a receipt once it arrives.',
    expected: 'Expected by',
  },
  returned: {
    subject: (amount: string, date: string, number: string, merchant: string) =>
      `Payment returned: ${amount}, ${number} (${date}, ${merchant})`,
    status: (date: string) => `Returned by your bank ${date}`,
    explained: (amount: string, merchant: string, method: string) =>
      given(method, {
        known: `Your bank took back the payment of ${amount} that ${merchant} had received from your ${method}.`,
        unknown: `Your bank took back the payment of ${amount} that ${merchant} had received from your payment method.`,
      }),
    dueAgain: (amount: string) =>
      `${amount} is due again, and won’t be charged automatically. Your bank can tell you why the payment was returned.`,
    amount: 'Amount returned',
  },
  refund: {
    subject: (amount: string, date: string, number: string, merchant: string) =>
      `Refund: ${amount} for invoice ${number} (${date}, ${merchant})`,
    title: (merchant: string) => `Refund from ${merchant}`,
    status: (date: string) => `Refunded ${date}`,
    explained: (merchant: string, amount: string, method: string) =>
      given(method, {
        known: `${merchant} has refunded ${amount} to your ${method}.`,
        unknown: `${merchant} has refunded ${amount} to your payment method.`,
      }),
    surplus: 'More was paid than this invoice asked for, so the difference was refunded.',
    time: 'Your bank may take up to ten days to show it. You don’t need to do anything.',
    method: 'Refunded to',
    reference: 'Reference',
  },
  reminder: {
    subject: (number: string, merchant: string, amount: string, date: string) =>
      `Reminder: ${amount} was due ${date}, ${number} (${merchant})`,
    subjectUndated: (number: string, merchant: string, amount: string, date: string) =>
      `Reminder: ${amount} is due, ${number} (${merchant}, ${date})`,
    subjectFailed: (number: string, merchant: string, amount: string, date: string) =>
      `Reminder: ${amount} is still due, ${number} (${merchant}, ${date})`,
    explained: (merchant: string, amount: string) =>
      `${merchant} hasn’t received a payment of ${amount} for this invoice yet.`,
    failed: (merchant: string, amount: string) =>
      `The last payment for this invoice didn’t go through, and ${merchant} is still waiting for ${amount}.`,
    crossed: 'If you’ve just paid, please ignore this reminder.',
    overdueFor: (days: number) =>
      plural('en', days, {
        one: 'This invoice is one day overdue.',
        other: `This invoice is ${days} days overdue.`,
      }),
  },
  invoiceTitle: (number: string, merchant: string) => `Invoice ${number} from ${merchant}`,
  pay: 'Pay using Stripe',
  view: 'View invoice details',
  settings: 'Change payment settings',
  billedTo: 'Billed to',
  noLink: (merchant: string) => `Please contact ${merchant} to agree on a way to pay.`,
  noLinkTransfer: 'You can pay by bank transfer; the details are below.',
  moreItems: (count: string) => `and ${count} more, in the attached PDF`,
  moreItemsOnline: (count: string) => `and ${count} more, on the invoice page`,
  questions: (merchant: string) => `Questions? Contact ${merchant}.`,
  questionsAt: (address: string) => `Questions? Write to ${address}.`,
  business: businessEmails,
  account: accountEmails,
  schedules: scheduleEmails,
};

/** Every text of the mails in one language. */
export type EmailWords = typeof emails;
