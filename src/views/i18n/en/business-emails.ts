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
  origin: 'Begun by',
  automatic: 'automatic payment',
  byCustomer: 'the customer',
  evidenceDue: 'Evidence due',
  failed: {
    subject: (amount: string, date: string, number: string, customer: string) =>
      `Payment failed ${date}: ${amount}, invoice ${number}, ${customer}`,
    status: (date: string) => `Payment failed ${date}`,
    next: (date: string) => `The next automatic attempt is on ${date}.`,
    nextWith: (date: string, method: string) => `The next automatic attempt is on ${date}, with ${method}.`,
    noNext: 'No automatic attempt is scheduled. The invoice stays open and can be paid with its link.',
  },
  declined: {
    subject: (amount: string, date: string, number: string, customer: string) =>
      `Method declined, another one charged ${date}: ${amount}, invoice ${number}, ${customer}`,
    status: (date: string) => `Paid with another method ${date}`,
    explained:
      'A payment method of the customer was declined. Another one was charged at once, and the invoice is paid.',
    charged: 'Charged instead',
  },
  ended: {
    subject: (amount: string, date: string, number: string, customer: string) =>
      `Automatic collection ended ${date}: ${amount}, invoice ${number}, ${customer}`,
    status: (date: string) => `Last attempt failed ${date}`,
    explained:
      'No further automatic attempt will be made: the retries are used up, or the failure does not allow another.',
    open: 'The invoice stays open and can be paid with its link. Reminders go out as your settings say.',
  },
  returned: {
    subject: (amount: string, date: string, number: string, customer: string) =>
      `Payment returned ${date}: ${amount}, invoice ${number}, ${customer}`,
    status: (date: string) => `Returned ${date}`,
    explained: (amount: string) =>
      `The customer’s bank took back a payment of ${amount} that had succeeded. Stripe debits it from your balance.`,
    open: 'The invoice is open again and is not charged automatically any more.',
  },
  refundFailed: {
    subject: (amount: string, date: string, number: string, customer: string) =>
      `Refund failed ${date}: ${amount}, invoice ${number}, ${customer}`,
    status: (date: string) => `Refund failed ${date}`,
    explained: 'The customer has not received this refund. The amount is in your Stripe balance.',
    next: 'Agree with the customer on another way to return it, or request the refund again.',
  },
  stripeRefuses: {
    subject: (customer: string, date: string) => `Stripe refuses online payment of ${customer}, ${date}`,
    title: 'Online payment',
    headline: 'Stripe refuses online payment',
    status: (date: string) => `Since ${date}`,
    connection: 'Stripe refuses this for your account. Customers cannot pay online until it is fixed.',
    ofCustomer: (customer: string) =>
      `Stripe does not accept the details of ${customer}. Their invoices cannot be paid online until it is fixed.`,
    ofInvoice: (number: string, customer: string) =>
      `Stripe does not accept a payment for invoice ${number} to ${customer}. It cannot be paid online until this is fixed.`,
    told: 'Anyone who opens a payment link is told that it cannot be paid online now, that you know, and how else to pay.',
    next: 'Fix what Stripe names below, in your settings here or in the Stripe Dashboard. The next payment tries again.',
    param: 'Parameter',
    words: 'Stripe’s words',
  },
  cardTesting: {
    subject: (date: string) => `Cards are being tested where your customers pay, ${date}`,
    title: 'Refused cards',
    headline: 'Too many cards were refused',
    status: (time: string) => `Blocked until ${time}`,
    ofLink: (number: string, customer: string) =>
      `On the link of invoice ${number} to ${customer}, one card after another was refused. That is how stolen cards are tested, so the link takes no further payment for now.`,
    ofCustomer: (customer: string) =>
      `Where ${customer} pays, on links and in the portal, one card after another was refused. That is how stolen cards are tested, so the customer cannot pay there for now.`,
    ofBusiness:
      'On your payment links, more cards were refused within an hour than were accepted. That is how stolen cards are tested, so none of your links takes a payment for now. Customers who are signed in to their portal can still pay.',
    told: 'Anyone who opens a blocked link is asked to write to you. Automatic payments go on.',
    next: 'The block ends by itself. If it was your customer, you can release it earlier through the API. If not, replace the invoice’s links and look at the attempts in the Stripe Dashboard.',
    declines: 'Cards refused',
    until: 'Blocked until',
  },
  unreachable: {
    subject: (customer: string, date: string) => `Nobody at ${customer} gets our mail, ${date}`,
    title: 'Undelivered mail',
    headline: 'Your customer didn’t get our mail',
    status: (date: string) => `On ${date}`,
    ofInvoice: (number: string, customer: string) =>
      `A message about invoice ${number} reached none of the addresses of ${customer}.`,
    ofCustomer: (customer: string) => `A message to ${customer} reached none of their addresses.`,
    waits:
      'What nobody got doesn’t count as told: automatic charges that need a notice wait until somebody gets it.',
    next: 'Correct the addresses of this customer, or call them. What is still to be said is then sent again.',
    addresses: 'Addresses',
    words: 'The mail server’s words',
  },
  dispute: {
    opened: {
      subject: (amount: string, date: string, number: string, customer: string) =>
        `Dispute opened ${date}: ${amount}, invoice ${number}, ${customer}`,
      status: (date: string) => `Disputed ${date}`,
      explained:
        'The customer disputes this payment with their bank. Stripe withholds the amount and a fee until it is decided. Automatic payment of this customer rests meanwhile.',
    },
    inquiry: {
      subject: (amount: string, date: string, number: string, customer: string) =>
        `Inquiry opened ${date}: ${amount}, invoice ${number}, ${customer}`,
      status: (date: string) => `Inquiry since ${date}`,
      explained:
        'The customer’s bank asks about this payment. No money has been taken. Without an answer it can become a dispute.',
    },
    answer: (date: string) => `Answer it with evidence in the Stripe Dashboard by ${date}.`,
    answerUndated: 'Answer it with evidence in the Stripe Dashboard.',
    won: {
      subject: (amount: string, date: string, number: string, customer: string) =>
        `Dispute won ${date}: ${amount}, invoice ${number}, ${customer}`,
      status: (date: string) => `Dispute won ${date}`,
      explained: 'It was decided in your favour. The payment stands, and nothing more is to be done.',
    },
    lost: {
      subject: (amount: string, date: string, number: string, customer: string) =>
        `Dispute lost ${date}: ${amount}, invoice ${number}, ${customer}`,
      status: (date: string) => `Dispute lost ${date}`,
      explained: 'It was decided for the customer, and the amount is not returned to you.',
    },
  },
};

/** Every text of the business's mails in one language. */
export type BusinessWords = typeof businessEmails;
