import { plural } from '../plural.ts';
import { failures } from './failures.ts';

/**
 * Every word a payer reads, in English. Other languages take their type from here, so that a missing one
 * fails the build. Names, amounts and dates come in finished; a sentence only places them.
 */
export const pages = {
  /** What stands between two sentences. */
  sentenceGap: ' ',
  /** Beside links to the same page in other languages. */
  language: 'Language',
  status: {
    draft: 'Draft',
    due: 'Due',
    overdue: 'Overdue',
    nothingDue: 'Nothing to pay',
    processing: 'Payment processing',
    failed: 'Payment failed',
    returned: 'Payment returned',
    paid: 'Paid',
    partiallyRefunded: 'Paid, partly refunded',
    refunded: 'Refunded',
    disputed: 'Payment disputed',
    void: 'Void',
    uncollectible: 'Closed',
  },
  /** What follows the word of the status on its line: `Due` + `14 Jan 2027`. */
  statusDetail: {
    on: (date: string) => date,
    wasDue: (date: string) => `· was due ${date}`,
    isDue: (date: string) => `· due ${date}`,
    onReceipt: 'on receipt',
    since: (date: string) => `since ${date}`,
  },
  invoice: {
    title: (number: string, merchant: string) => `Invoice ${number} from ${merchant}`,
    /** Several, on Stripe’s page and statements. */
    titleSeveral: (numbers: string, merchant: string) => `Invoices ${numbers} from ${merchant}`,
    amountDueTo: (merchant: string) => `Amount due to ${merchant}`,
    amountPaidTo: (merchant: string) => `Paid to ${merchant}`,
    amountFrom: (merchant: string) => `Invoice from ${merchant}`,
    processing: (amount: string, date: string, method: string) =>
      `Your payment of ${amount} by ${method} started on ${date}. Bank payments take up to four business days. You don’t need to do anything.`,
    processingShort: (amount: string, date: string) =>
      `Your payment of ${amount} started on ${date} and is being processed. You don’t need to do anything.`,
    failed: (amount: string, date: string) => `Your payment of ${amount} on ${date} didn’t go through.`,
    returned: (amount: string, date: string) =>
      `Your payment of ${amount} on ${date} was returned by your bank, so it’s due again.`,
    paidWith: (amount: string, date: string, method: string) => `${amount} paid on ${date} with ${method}.`,
    paidOn: (amount: string, date: string) => `${amount} paid on ${date}.`,
    reference: (reference: string) => `Reference ${reference}.`,
    partlyPaid: (paid: string, total: string) => `${paid} of ${total} has been paid.`,
    disputed:
      'This payment is disputed with your bank. You don’t need to pay anything while the bank decides.',
    pay: 'Pay using Stripe',
    download: 'Download PDF',
    downloadXml: 'E-invoice (XML)',
    payOnline: 'Pay online:',
    viewOnline: 'View online:',
    from: 'From',
    to: 'Bill to',
    /** The name of whom the invoice is to, with what the language puts beside it: 御中 and 様 in Japanese. */
    addressee: {
      organization: (name: string) => `${name}`,
      person: (name: string) => `${name}`,
    },
    number: 'Invoice number',
    issued: 'Issued',
    due: 'Due',
    taxId: (taxId: string) => `Tax ID ${taxId}`,
    rates: {
      row: (name: string, rate: string, net: string, tax: string, gross: string) =>
        `${name} ${rate}: net ${net}, tax ${tax}, gross ${gross}`,
      beside: (name: string, rate: string, net: string, tax: string) =>
        `${name} ${rate}: net ${net}, tax ${tax}`,
      untaxed: (net: string) => `Without tax: ${net}`,
    },
    details: {
      supplyDate: 'Date of supply',
      supplyPeriod: 'Period of supply',
      purchaseOrder: 'PO number',
      buyerReference: 'Your reference',
      contract: 'Contract',
    },
    lines: 'Items',
    description: 'Description',
    quantity: 'Quantity',
    unitPrice: 'Unit price',
    amount: 'Amount',
    lineDiscount: (amount: string) => `Discount ${amount}`,
    shownLines: (shown: string, all: string, count: number) =>
      plural('en', count, {
        one: `Showing ${shown} of ${all} items.`,
        other: `Showing the first ${shown} of ${all} items.`,
      }),
    allLines: 'Show all items',
    subtotal: 'Subtotal',
    discount: 'Discount',
    tax: (name: string, percentage: string) => `${name} ${percentage}`,
    taxOn: (name: string, percentage: string, taxable: string) => `${name} ${percentage} on ${taxable}`,
    taxIncluded: (name: string, percentage: string) => `Includes ${name} ${percentage}`,
    total: 'Total',
    remaining: 'Amount due',
    notes: 'Notes',
    transferInstead: 'Or pay by bank transfer',
    transfer: 'Pay by bank transfer',
    transferReference: (number: string) => `Use ${number} as the reference.`,
    account: {
      routing: (routingNumber: string) => `Routing number ${routingNumber}`,
      number: (accountNumber: string) => `Account number ${accountNumber}`,
      sortCode: (sortCode: string) => `Sort code ${sortCode}`,
      branch: (branchCode: string) => `Branch ${branchCode}`,
      // Kinds of Japanese accounts.
      types: { ordinary: 'Ordinary account', current: 'Current account', savings: 'Savings account' },
    },
    // The account that an invoice was issued with was closed: older copies of it show another one.
    transferReplaced: 'These bank details have changed since the invoice was issued. Please use only these.',
    questions: (merchant: string) => `Questions about this invoice? Contact ${merchant}.`,
  },
  pay: {
    title: (amount: string, merchant: string) => `Pay ${amount} to ${merchant}`,
    invoice: (number: string) => `Invoice ${number}`,
    button: (amount: string) => `Pay ${amount} using Stripe`,
    explained: 'You’ll enter your card or bank details on Stripe’s page.',
    view: 'View invoice details',
    withSaved: (amount: string, method: string) => `Pay ${amount} with ${method}`,
    anotherMethod: 'Use another method',
    isDefault: 'Default',
    expires: (month: string) => `Expires ${month}`,
    bankDebitTakes: 'A bank debit takes up to four business days.',
  },
  success: {
    succeeded: 'Payment successful',
    processing: 'Payment processing',
    failed: 'Payment not completed',
    open: 'Payment not completed',
    unknown: 'Payment not confirmed yet',
    paidTo: (merchant: string) => `paid to ${merchant}`,
    onItsWay: (merchant: string) => `on its way to ${merchant}`,
    dueTo: (merchant: string) => `due to ${merchant}`,
    processingExplained:
      'Bank payments take up to four business days. You don’t need to do anything, and there’s no need to pay again.',
    openExplained: 'The payment wasn’t finished, so nothing has been paid yet.',
    failedExplained: 'Nothing has been paid.',
    unknownExplained:
      'Stripe hasn’t told us yet how this payment went. Please don’t pay again: check back in a minute, and the result will be here.',
    receipt: (email: string) => `A receipt is on its way to ${email}.`,
    receiptLater: (email: string) => `We’ll send a receipt to ${email} once the payment arrives.`,
    invoice: 'Invoice',
    date: 'Date',
    started: 'Started',
    method: 'Payment method',
    reference: 'Reference',
    payAgain: 'Try again',
    continuePaying: 'Continue to payment',
    checkAgain: 'Check again',
    view: 'View invoice details',
  },
  /** What a link keeps of the method that it is paid with. Said before the payment, on our page and on Stripe’s. */
  keeps: {
    ifTicked: 'If you choose to save your payment details when you pay, this applies.',
    onSend: (merchant: string, customer: string, days: number) =>
      plural('en', days, {
        one: `The card or bank account that you pay with is kept for later invoices from ${merchant} to ${customer}. Each is charged to it automatically after it is sent, in the amount stated on it. ${customer} is told by email a day before every charge.`,
        other: `The card or bank account that you pay with is kept for later invoices from ${merchant} to ${customer}. Each is charged to it automatically after it is sent, in the amount stated on it. ${customer} is told by email ${days} days before every charge.`,
      }),
    onDueDate: (merchant: string, customer: string, days: number) =>
      plural('en', days, {
        one: `The card or bank account that you pay with is kept for later invoices from ${merchant} to ${customer}. Each is charged to it automatically when it is due, in the amount stated on it. ${customer} is told by email a day before every charge.`,
        other: `The card or bank account that you pay with is kept for later invoices from ${merchant} to ${customer}. Each is charged to it automatically when it is due, in the amount stated on it. ${customer} is told by email ${days} days before every charge.`,
      }),
    stop: (contact: string) =>
      `You can stop this at any time: with the link that you get after the payment and by email, or by writing to ${contact}.`,
    /** A field on Stripe’s page: who pays may not be the customer whose address it shows. At most 100 characters. */
    address: 'Your own email address, where we tell you how to stop later charges',
    addressIfTicked: 'Your own email address, if you choose to save your payment details',
    /** After the payment. */
    kept: (customer: string) =>
      `The card or bank account that you paid with is kept for later invoices to ${customer}.`,
    refuse: 'Don’t charge it again',
  },
  /** Where whoever paid by link stops later charges. */
  refuse: {
    title: 'Stop later charges',
    question: (method: string, merchant: string, customer: string) =>
      `${method} is kept for later invoices from ${merchant} to ${customer}, because somebody paid one with it by link.`,
    explained:
      'If you stop this, it won’t be charged automatically any more and will be removed. A payment that’s already under way will still go through.',
    button: 'Don’t charge it again',
    doneTitle: 'Later charges stopped',
    done: (method: string, merchant: string) =>
      `${method} has been removed. ${merchant} can’t charge it for later invoices.`,
    nothingTitle: 'Nothing is kept',
    nothing: 'No card or bank account was kept from this payment, so there’s nothing to stop.',
    unknown: 'We couldn’t do that right now, so nothing has been stopped yet. Please try again in a minute.',
  },
  method: {
    card: (brand: string, last4: string) => `${brand} ending in ${last4}`,
    anyCard: 'Card',
    bankAccount: (bank: string, last4: string) => `${bank} account ending in ${last4}`,
    anyBankAccount: (last4: string) => `bank account ending in ${last4}`,
    /** Money that came around Stripe, by how staff recorded it. */
    offline: {
      bank_transfer: 'bank transfer',
      cash: 'cash',
      check: 'check',
      card: 'card',
      other: 'other means',
    },
  },
  notice: {
    linkNotFound: {
      title: 'This link doesn’t work',
      text: 'It may have been cut off when it was copied.',
      next: 'Open the link in the email again, or ask the business that sent it for a new one.',
    },
    linkRotated: {
      title: 'This link is no longer valid',
      text: 'It was replaced by a newer one.',
      next: 'Use the link in the latest email about this invoice, or ask for a new one.',
    },
    pageNotFound: {
      title: 'Page not found',
      text: 'The address may be mistyped or out of date.',
      next: 'Check the address, or open the link in the email again.',
    },
    methodNotAllowed: {
      title: 'This page can’t be used that way',
      text: 'What you tried isn’t available on this page.',
      next: 'Open the link in the email again.',
    },
    tooManyRequests: {
      title: 'Too many requests',
      text: 'We’re getting more requests from your network than we can answer at once. Nothing is lost.',
      next: 'Wait a minute, then open the link again.',
    },
    notSetUp: {
      title: 'This site isn’t set up yet',
      text: 'Whoever runs it still has something to finish. Nothing is lost, and your link stays the same.',
      next: 'Try again later.',
      missing: 'You’re setting it up? This is still missing:',
    },
    databaseAway: {
      title: 'This page can’t be shown right now',
      text: 'Our database doesn’t answer. What you’ve paid isn’t lost, and is counted once.',
      next: 'Try again in a minute.',
    },
    /** The database doesn’t answer whoever pressed to pay. */
    notCharged: {
      title: 'You can’t pay right now',
      text: 'Our database doesn’t answer, so we didn’t start a payment. Nothing was charged.',
      next: 'Wait a minute, then try again.',
    },
    internalError: {
      title: 'This page couldn’t be shown',
      text: 'Something went wrong on our side, and we’ve recorded it.',
      next: 'Try again in a few minutes. If it happens again, mention this number:',
    },
    void: {
      title: (number: string) => `Invoice ${number} is void`,
      text: (merchant: string) => `${merchant} has withdrawn this invoice. There’s nothing to pay.`,
    },
    draft: {
      title: 'This invoice isn’t ready yet',
      text: (merchant: string) => `${merchant} is still working on it and will send it when it’s final.`,
    },
    uncollectible: {
      title: (number: string) => `Invoice ${number} is closed`,
      text: (merchant: string) => `${merchant} has closed this invoice, so it can’t be paid here.`,
    },
    zero: {
      title: 'There’s nothing to pay',
      text: (number: string, amount: string) => `Invoice ${number} comes to ${amount}.`,
    },
    belowMinimum: {
      title: (amount: string) => `${amount} is too little to pay online`,
      text: (currency: string) =>
        `It’s below the smallest payment Stripe accepts in ${currency}. You can pay it together with another open invoice.`,
      textWithLimit: (limit: string) =>
        `The smallest payment Stripe accepts is ${limit}. You can pay it together with another open invoice.`,
    },
    aboveMaximum: {
      title: (amount: string) => `${amount} is too much for one online payment`,
      text: (currency: string) => `It’s above the largest payment Stripe accepts in ${currency}.`,
      textWithLimit: (limit: string) => `The largest payment Stripe accepts is ${limit}.`,
    },
    notDivisible: {
      title: (amount: string) => `${amount} can’t be paid online`,
      text: (currency: string) => `Stripe doesn’t accept amounts this finely divided in ${currency}.`,
    },
    unsupportedCurrency: {
      title: (amount: string) => `${amount} can’t be paid online`,
      text: 'Stripe doesn’t accept payments in this currency.',
    },
    linksOff: {
      title: 'This invoice can’t be paid online',
      text: (merchant: string) => `${merchant} doesn’t take online payments for it.`,
    },
    notConnected: {
      title: 'Online payment isn’t available yet',
      text: (merchant: string) => `${merchant} hasn’t finished setting up online payments.`,
    },
    stripeUnreachable: {
      title: 'The payment page can’t be opened right now',
      text: 'Stripe isn’t answering right now. Nothing was charged.',
      next: 'Try again in a minute.',
    },
    catchingUp: {
      title: 'We’re bringing this page up to date',
      text: 'Before anything is charged, we check with Stripe what has already been paid. Nothing was charged.',
      next: 'Try again in a minute.',
    },
    paymentsPaused: {
      title: 'Online payment is paused',
      text: (merchant: string) => `${merchant} has paused online payments. Nothing was charged.`,
    },
    underReview: {
      title: 'A payment is being checked',
      text: (merchant: string) =>
        `${merchant} is checking a payment for this invoice. Until that’s done, it can’t be paid here. Nothing was charged.`,
    },
    refusedByStripe: {
      title: 'This can’t be paid online right now',
      text: (merchant: string) =>
        `Stripe isn’t accepting this payment. Nothing was charged, and we’ve told ${merchant}.`,
    },
    accountHeld: {
      title: 'Online payment is paused',
      text: (merchant: string) =>
        `Stripe isn’t taking payments for ${merchant} at the moment. Nothing was charged, and nothing is lost: you can pay this invoice here once Stripe takes payments again.`,
    },
    tooManyDeclines: {
      title: 'This link isn’t taking cards for now',
      text: 'Too many cards were declined, so paying online is paused. Nothing was charged to the declined cards.',
      next: (merchant: string) => `Write to ${merchant} to pay another way or to have the link opened again.`,
      nextByMail: (merchant: string, email: string) =>
        `Write to ${merchant} at ${email} to pay another way or to have the link opened again.`,
    },
    beingPrepared: {
      title: 'Your payment is being opened',
      text: 'Another tab or person is opening this payment right now, and only one can at a time.',
      next: 'Wait a few seconds, then try again.',
    },
    tryAgain: 'Try again',
    view: 'View invoice details',
    transferNext: 'You can pay by bank transfer instead.',
    contactNext: (merchant: string) => `Contact ${merchant} to agree on another way to pay.`,
    questionsNext: (merchant: string) => `If you have a question, contact ${merchant}.`,
  },
  failures,
};

/** Every word of the pages in one language. */
export type PageWords = typeof pages;
