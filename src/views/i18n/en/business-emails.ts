/**
 * What the business is told of its customers' payments, in English: exact terms, codes as Stripe gives them, and
 * what happens next. Other languages take their type from here.
 */
export const businessEmails = {
  title: (number: string, customer: string) => `Invoice ${number} to ${customer}`,
  view: 'Open the hosted invoice',
  closing: (address: string) => `This message goes to ${address}, the address in your business settings.`,
  customer: 'Customer',
  invoice: 'Invoice number',
  due: 'Due date',
  remaining: 'Amount due',
  method: 'Payment method',
  code: 'Failure code',
  noCode: 'none given',
  told: 'Customer was told',
  next: 'Next attempt',
  noNext: 'none',
  payment: 'Payment',
  refund: 'Refund',
  reason: 'Reason',
  origin: 'Started by',
  automatic: 'automatic payment',
  byCustomer: 'the customer',
  evidenceDue: 'Evidence due',
  failed: {
    subject: (amount: string, date: string, number: string, customer: string) =>
      `Payment failed: ${amount}, ${number} (${customer}, ${date})`,
    status: (date: string) => `Payment failed ${date}`,
    next: (date: string) => `The next automatic attempt is on ${date}.`,
    nextWith: (date: string, method: string) => `The next automatic attempt is on ${date}, with ${method}.`,
    noNext: 'No automatic attempt is planned. The invoice stays open and can be paid with its link.',
  },
  declined: {
    subject: (amount: string, date: string, number: string, customer: string) =>
      `Other method charged: ${amount}, ${number} (${customer}, ${date})`,
    status: (date: string) => `Paid with another method ${date}`,
    explained:
      'One of the customer’s payment methods was declined. Another one was charged right away, and the invoice is paid.',
    charged: 'Charged instead',
  },
  ended: {
    subject: (amount: string, date: string, number: string, customer: string) =>
      `Collection ended: ${amount}, ${number} (${customer}, ${date})`,
    status: (date: string) => `Last attempt failed ${date}`,
    explained:
      'We won’t try again automatically: the retries are used up, or the failure doesn’t allow another.',
    open: 'The invoice stays open and can be paid with its link. Reminders go out as your settings say.',
  },
  returned: {
    subject: (amount: string, date: string, number: string, customer: string) =>
      `Payment returned: ${amount}, ${number} (${customer}, ${date})`,
    status: (date: string) => `Returned ${date}`,
    explained: (amount: string) =>
      `The customer’s bank took back a payment of ${amount} that had succeeded. Stripe debits it from your balance.`,
    open: 'The invoice is open again and won’t be charged automatically any more.',
  },
  refundFailed: {
    subject: (amount: string, date: string, number: string, customer: string) =>
      `Refund failed: ${amount}, ${number} (${customer}, ${date})`,
    status: (date: string) => `Refund failed ${date}`,
    explained: 'The customer hasn’t received this refund. The amount is in your Stripe balance.',
    next: 'Agree with the customer on another way to return it, or request the refund again.',
  },
  stripeRefuses: {
    subject: (customer: string, date: string) => `Stripe refuses payments from ${customer}, ${date}`,
    title: 'Online payment',
    headline: 'Stripe refuses online payments',
    status: (date: string) => `Since ${date}`,
    connection: 'Stripe refuses this for your account. Customers can’t pay online until it’s fixed.',
    ofCustomer: (customer: string) =>
      `Stripe doesn’t accept the details of ${customer}. Their invoices can’t be paid online until it’s fixed.`,
    ofInvoice: (number: string, customer: string) =>
      `Stripe doesn’t accept a payment for invoice ${number} to ${customer}. It can’t be paid online until this is fixed.`,
    told: 'Anyone who opens a payment link is told that it can’t be paid online right now, that you know, and how else to pay.',
    next: 'Fix what Stripe names below, in your settings here or in the Stripe Dashboard. The next payment will try again.',
    param: 'Parameter',
    words: 'What Stripe says',
  },
  cardTesting: {
    subject: (date: string) => `Cards are being tested at your checkout, ${date}`,
    title: 'Declined cards',
    headline: 'Too many cards were declined',
    status: (time: string) => `Blocked until ${time}`,
    ofLink: (number: string, customer: string) =>
      `On the link for invoice ${number} to ${customer}, one card after another was declined. That’s how stolen cards are tested, so the link won’t take payments for now.`,
    ofCustomer: (customer: string) =>
      `Where ${customer} pays, on links and in the portal, one card after another was declined. That’s how stolen cards are tested, so the customer can’t pay there for now.`,
    ofBusiness:
      'On your payment links, more cards were declined within an hour than were accepted. That’s how stolen cards are tested, so none of your links takes payments for now. Customers signed in to their portal can still pay.',
    told: 'Anyone who opens a blocked link is asked to write to you. Automatic payments continue.',
    next: 'The block ends on its own. If it was your customer, you can release it earlier through the API. If not, replace the invoice’s links and look at the attempts in the Stripe Dashboard.',
    declines: 'Cards declined',
    until: 'Blocked until',
  },
  unreachable: {
    subject: (customer: string, date: string) => `Nobody at ${customer} gets our mail, ${date}`,
    title: 'Undelivered mail',
    headline: 'Your customer didn’t get our mail',
    status: (date: string) => `On ${date}`,
    ofInvoice: (number: string, customer: string) =>
      `A message about invoice ${number} didn’t reach any of ${customer}’s addresses.`,
    ofCustomer: (customer: string) => `A message to ${customer} didn’t reach any of their addresses.`,
    waits: 'A notice nobody got doesn’t count: automatic charges that need one wait until somebody gets it.',
    next: 'Correct this customer’s addresses, or call them. Whatever still needs saying is then sent again.',
    addresses: 'Addresses',
    words: 'What the mail server said',
  },
  dispute: {
    opened: {
      subject: (amount: string, date: string, number: string, customer: string) =>
        `Dispute opened: ${amount}, ${number} (${customer}, ${date})`,
      status: (date: string) => `Disputed ${date}`,
      explained:
        'The customer is disputing this payment with their bank. Stripe withholds the amount and a fee until it’s decided. Automatic payments from this customer are paused in the meantime.',
    },
    inquiry: {
      subject: (amount: string, date: string, number: string, customer: string) =>
        `Inquiry opened: ${amount}, ${number} (${customer}, ${date})`,
      status: (date: string) => `Inquiry since ${date}`,
      explained:
        'The customer’s bank is asking about this payment. No money has been taken. Without an answer, it can become a dispute.',
    },
    answer: (date: string) => `Answer it with evidence in the Stripe Dashboard by ${date}.`,
    answerUndated: 'Answer it with evidence in the Stripe Dashboard.',
    answerThere: 'Answer in Stripe',
    won: {
      subject: (amount: string, date: string, number: string, customer: string) =>
        `Dispute won: ${amount}, ${number} (${customer}, ${date})`,
      status: (date: string) => `Dispute won ${date}`,
      explained:
        'The decision was in your favor. The payment stands, and you don’t need to do anything else.',
    },
    lost: {
      subject: (amount: string, date: string, number: string, customer: string) =>
        `Dispute lost: ${amount}, ${number} (${customer}, ${date})`,
      status: (date: string) => `Dispute lost ${date}`,
      explained: 'The decision was in the customer’s favor, and the amount won’t be returned to you.',
    },
  },
};

/** Every text of the business's mails in one language. */
export type BusinessWords = typeof businessEmails;
