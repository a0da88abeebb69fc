import { plural } from '../plural.ts';
import { failures } from './failures.ts';

/**
 * Every word a payer reads, in English. Other languages take their type from here, so that a missing one
 * fails the build. Names, amounts and dates come in finished; a sentence only places them.
 */
export const pages = {
  /** What stands between two sentences. */
  sentenceGap: ' ',
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
    uncollectible: 'No longer collected',
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
    amountDueTo: (merchant: string) => `Amount due to ${merchant}`,
    amountPaidTo: (merchant: string) => `Paid to ${merchant}`,
    amountFrom: (merchant: string) => `Invoice from ${merchant}`,
    processing: (amount: string, date: string, method: string) =>
      `Your payment of ${amount} by ${method} started on ${date}. Bank payments take up to four business days. There is nothing more to do.`,
    processingShort: (amount: string, date: string) =>
      `Your payment of ${amount} started on ${date} and is being processed. There is nothing more to do.`,
    failed: (amount: string, date: string) => `Your payment of ${amount} on ${date} did not go through.`,
    returned: (amount: string, date: string) =>
      `Your payment of ${amount} on ${date} was returned by your bank, so the amount is due again.`,
    paidWith: (amount: string, date: string, method: string) => `${amount} paid on ${date} with ${method}.`,
    paidOn: (amount: string, date: string) => `${amount} paid on ${date}.`,
    reference: (reference: string) => `Reference ${reference}.`,
    partlyPaid: (paid: string, total: string) => `${paid} of ${total} is paid already.`,
    partiallyRefunded: 'Part of this payment was sent back to you.',
    refunded: 'This payment was sent back to you. It can take your bank up to ten days to show it.',
    disputed: 'This payment is disputed with your bank. There is nothing to pay while the bank decides.',
    pay: 'Pay using Stripe',
    download: 'Download PDF',
    payOnline: 'Pay online:',
    viewOnline: 'View online:',
    from: 'From',
    to: 'Bill to',
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
        one: `${shown} of ${all} item is shown here.`,
        other: `The first ${shown} of ${all} items are shown here.`,
      }),
    allLines: 'Show all items',
    subtotal: 'Subtotal',
    discount: 'Discount',
    tax: (name: string, percentage: string) => `${name} ${percentage}`,
    taxOn: (name: string, percentage: string, taxable: string) => `${name} ${percentage} on ${taxable}`,
    taxIncluded: (name: string, percentage: string) => `Includes ${name} ${percentage}`,
    total: 'Total',
    paid: 'Amount paid',
    remaining: 'Amount due',
    notes: 'Notes',
    transferInstead: 'Or pay by bank transfer',
    transfer: 'Pay by bank transfer',
    transferReference: (number: string) => `Give ${number} as the reference.`,
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
    explained: 'You enter your card or bank details on Stripe’s page.',
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
      'Bank payments take up to four business days. There is nothing more to do, and no need to pay again.',
    openExplained: 'The payment was not finished, and nothing has been paid yet.',
    failedExplained: 'Nothing has been paid.',
    unknownExplained:
      'Stripe has not told us yet how this payment went. Please do not pay again. Look here in a minute: this page will know.',
    receipt: (email: string) => `A receipt is on its way to ${email}.`,
    receiptLater: (email: string) => `A receipt goes to ${email} when the payment has arrived.`,
    invoice: 'Invoice',
    date: 'Date',
    started: 'Started',
    method: 'Paid with',
    reference: 'Reference',
    payAgain: 'Pay again',
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
    refuse: 'Do not charge it again',
  },
  /** Where whoever paid by link stops later charges. */
  refuse: {
    title: 'Stop later charges',
    question: (method: string, merchant: string, customer: string) =>
      `${method} is kept for later invoices from ${merchant} to ${customer}, because one was paid with it by link.`,
    explained:
      'If you stop this, it is no longer charged automatically and is removed. A payment that is under way is still completed.',
    button: 'Do not charge it again',
    doneTitle: 'Later charges are stopped',
    done: (method: string, merchant: string) =>
      `${method} is removed. ${merchant} cannot charge it for later invoices.`,
    nothingTitle: 'Nothing is kept',
    nothing: 'No card or bank account is kept from this payment, so there is nothing to stop.',
    unknown:
      'This could not be done at the moment, so nothing has been stopped yet. Please try again in a minute.',
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
      title: 'This link does not lead anywhere',
      text: 'It may have been cut off when it was copied.',
      next: 'Open the link in the email again, or ask the business that sent it for a new one.',
    },
    linkRotated: {
      title: 'This link is no longer valid',
      text: 'It was replaced by a newer one.',
      next: 'Use the link in the latest email about this invoice, or ask for a new one.',
    },
    pageNotFound: {
      title: 'There is no page here',
      text: 'The address may be mistyped or out of date.',
      next: 'Check the address, or open the link in the email again.',
    },
    methodNotAllowed: {
      title: 'This page cannot be used that way',
      text: 'It was asked to do something that it does not do.',
      next: 'Open the link in the email again.',
    },
    tooManyRequests: {
      title: 'Too many requests',
      text: 'There were more requests from your network than we can answer at once. Nothing is lost.',
      next: 'Wait a minute, then open the link again.',
    },
    notSetUp: {
      title: 'This site isn’t set up yet',
      text: 'Whoever runs it still has something to finish. Nothing is lost, and your link stays the same.',
      next: 'Try again later.',
      missing: 'You’re setting it up? This is still missing:',
    },
    internalError: {
      title: 'This page could not be shown',
      text: 'Something went wrong on our side, and it has been recorded.',
      next: 'Try again in a few minutes. If it happens again, mention this number:',
    },
    void: {
      title: (number: string) => `Invoice ${number} is void`,
      text: (merchant: string) => `${merchant} has withdrawn this invoice. There is nothing to pay.`,
    },
    draft: {
      title: 'This invoice is not ready yet',
      text: (merchant: string) => `${merchant} is still working on it and will send it when it is final.`,
    },
    uncollectible: {
      title: (number: string) => `Invoice ${number} is no longer collected`,
      text: (merchant: string) => `${merchant} has closed this invoice, and it cannot be paid here.`,
    },
    zero: {
      title: 'There is nothing to pay',
      text: (number: string, amount: string) => `Invoice ${number} comes to ${amount}.`,
    },
    belowMinimum: {
      title: (amount: string) => `${amount} is too little to pay online`,
      text: (currency: string) =>
        `It is below the smallest payment that Stripe accepts in ${currency}. It can be paid together with another open invoice.`,
      textWithLimit: (limit: string) =>
        `The smallest payment that Stripe accepts is ${limit}. It can be paid together with another open invoice.`,
    },
    aboveMaximum: {
      title: (amount: string) => `${amount} is too much for one online payment`,
      text: (currency: string) => `It is above the largest payment that Stripe accepts in ${currency}.`,
      textWithLimit: (limit: string) => `The largest payment that Stripe accepts is ${limit}.`,
    },
    notDivisible: {
      title: (amount: string) => `${amount} cannot be paid online`,
      text: (currency: string) => `Stripe does not accept amounts this finely divided in ${currency}.`,
    },
    unsupportedCurrency: {
      title: (amount: string) => `${amount} cannot be paid online`,
      text: 'Stripe does not accept payments in this currency.',
    },
    linksOff: {
      title: 'This invoice is not paid online',
      text: (merchant: string) => `${merchant} does not take online payments for it.`,
    },
    notConnected: {
      title: 'Online payment is not available yet',
      text: (merchant: string) => `${merchant} has not finished setting up online payments.`,
    },
    stripeUnreachable: {
      title: 'Payment cannot be opened right now',
      text: 'Stripe does not answer at the moment. Nothing has been charged by this visit.',
      next: 'Try again in a minute.',
    },
    catchingUp: {
      title: 'This payment page is getting up to date',
      text: 'Before anything is charged, we check with Stripe what was paid already. Nothing has been charged by this visit.',
      next: 'Try again in a minute.',
    },
    paymentsPaused: {
      title: 'Online payment is paused',
      text: (merchant: string) =>
        `${merchant} has paused online payments. Nothing has been charged by this visit.`,
    },
    underReview: {
      title: 'A payment is being checked',
      text: (merchant: string) =>
        `${merchant} is checking a payment of this invoice. Until that is done, it cannot be paid here. Nothing has been charged by this visit.`,
    },
    refusedByStripe: {
      title: 'This cannot be paid online right now',
      text: (merchant: string) =>
        `Stripe does not accept this payment. Nothing has been charged. ${merchant} has been told.`,
    },
    accountHeld: {
      title: 'Online payment is paused',
      text: (merchant: string) =>
        `Stripe does not take payments for ${merchant} at the moment. Nothing has been charged, and nothing is lost: this invoice can be paid here again once Stripe takes payments.`,
    },
    tooManyDeclines: {
      title: 'This link takes no more cards for now',
      text: 'Too many cards were refused, so paying online is paused. Nothing was charged for the refused cards.',
      next: (merchant: string) => `Write to ${merchant} to pay another way or to have the link opened again.`,
      nextByMail: (merchant: string, email: string) =>
        `Write to ${merchant} at ${email} to pay another way or to have the link opened again.`,
    },
    beingPrepared: {
      title: 'Your payment is being opened',
      text: 'Another tab or person is opening this payment right now. It can only be opened once at a time.',
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
