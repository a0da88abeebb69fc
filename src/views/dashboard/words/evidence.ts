import type { EvidenceField } from '../../../domain/payment/evidence.ts';

const FIELDS: Readonly<Record<EvidenceField, string>> = {
  customer_name: 'Customer',
  customer_email_address: 'Their email address',
  billing_address: 'Billing address',
  product_description: 'What was sold',
  service_date: 'When',
  access_activity_log: 'What the customer did',
  uncategorized_text: 'Everything else',
};

/** Answering a dispute, in English. Names, amounts and dates come in finished. */
export const EVIDENCE_WORDS = {
  fields: FIELDS,
  title: (amount: string) => `Answer the dispute of ${amount}`,
  lead: (reason: string) =>
    `The bank says: ${reason}. This is what’s on file about the payment, put together for you. Read it, mend it, add what you know.`,
  until: (date: string) => `The answer has to be in by ${date}.`,
  once: 'It’s submitted once, and can’t be changed or called back afterwards. What you leave empty isn’t sent.',
  submit: 'Submit the answer for good',
  downloadPdf: 'Download as PDF',
  download: 'Download as text',
  back: 'Back to the payment',
  over: 'This dispute can’t be answered any more.',
  tooLong: 'This is longer than the 20,000 characters that Stripe takes.',
  empty: 'Say something: an empty answer loses.',
  heading: (dispute: string, number: string) => `Evidence for dispute ${dispute}, invoice ${number}`,
  mail: (what: string, to: string, delivery: string) => `${what} to ${to}: ${delivery}`,
  paid: (amount: string, at: string, how: string) => `${amount} on ${at}, by ${how}`,
  agreed: (by: string, at: string, ip: string) => `Agreed to by ${by} on ${at}, from ${ip}:`,
  journal: (id: string, seq: number, hash: string) => `${id}, entry ${seq}: ${hash}`,

  document: {
    title: (dispute: string) => `Evidence for dispute ${dispute}`,
    from: 'Business',
    to: 'Customer',
    dispute: 'Dispute at Stripe',
    amount: 'Disputed',
    reason: 'Reason given',
    charge: 'Payment at Stripe',
    due: 'To be answered by',
    prepared: 'Put together on',
    invoice: (number: string) => `Invoice ${number}`,
    issued: 'Issued',
    dueOn: 'Due',
    total: 'Total',
    line: 'Sold',
    opened: 'First opened by its link',
    payment: 'How it was paid',
    paid: 'Paid',
    agreed: 'What the customer agreed to',
    agreedText: 'In the words that they read, with who agreed, when, and from which address.',
    mails: 'What the customer was mailed',
    mailsText: 'Each message with what the receiving mail server said of it last.',
    did: 'What happened, step by step',
    proof: 'How this can be checked',
    proofText:
      'Everything above is kept in a journal whose entries are chained by SHA-256: none can be changed later without every hash after it. These are the newest entries.',
    entry: 'Newest entry',
  },
} as const;
