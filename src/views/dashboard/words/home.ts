/** The first page of a business, in English. Names, amounts and dates come in finished. */
export const HOME_WORDS = {
  nav: 'Home',
  about: 'What needs you, and how the money stands.',
  title: 'Home',
  own: 'Stripe: this deployment’s own account.',
  connected: (account: string) => `Stripe: ${account}.`,
  notConnected: 'Stripe isn’t connected: invoices can’t be paid online.',
  said: { joined: 'You’ve joined. Welcome.' },

  needs: {
    title: 'Needs you today',
    none: 'Nothing needs you. What fails, bounces or waits for an answer appears here.',
    paused: { title: 'Payments are paused', step: 'See why' },
    dispute: {
      title: (customer: string, amount: string) => `${customer} disputes ${amount}`,
      until: (day: string) => `Answer by ${day}, or it’s lost.`,
      soon: 'Answer it, or it’s lost.',
      step: 'Answer it',
      look: 'See the payment',
    },
    failed: {
      title: (invoice: string, customer: string) => `Payment failed: ${invoice}, ${customer}`,
      text: (amount: string) => `${amount} is still open.`,
      step: 'See the invoice',
    },
    returned: {
      title: (invoice: string, customer: string) => `Payment taken back: ${invoice}, ${customer}`,
      text: (amount: string) => `${amount} is open again.`,
      step: 'See the invoice',
    },
    refused: {
      title: {
        connection: 'Stripe refuses requests for your account',
        customer: (name: string) => `Stripe refuses the details of ${name}`,
        invoice: (name: string) => `Stripe refuses payments of ${name}`,
      },
      step: { connection: 'Check the account', customer: 'Correct them', invoice: 'See the invoice' },
    },
    schedule: {
      title: (name: string, customer: string) => `Schedule ${name} for ${customer}`,
      text: {
        asks: 'It missed several invoices, and asks whether to make them.',
        stopped: 'Its next invoice can’t be made.',
        not_sent: 'An invoice of it couldn’t be sent, and is a draft.',
      },
      step: 'See the schedule',
    },
    unheard: {
      title: (customer: string) => `Email doesn’t reach ${customer}`,
      text: (address: string) => `${address} doesn’t take it, and nobody else got it.`,
      step: 'Change the address',
    },
    verifying: {
      title: (customer: string) => `${customer} has a bank account to verify`,
      text: 'Its test deposits wait to be confirmed. It can’t be charged before.',
      until: (day: string) =>
        `Its test deposits wait to be confirmed until ${day}. It can’t be charged before.`,
      step: 'See the customer',
    },
    unknown_object: {
      title: 'A payment at Stripe isn’t known here',
      text: (id: string) => `${id} names this system. Its invoice isn’t charged until that’s explained.`,
      step: 'See it at Stripe',
    },
    quarantined_event: {
      title: 'An event of Stripe’s can’t be worked on',
      text: (id: string) => `${id} is kept until somebody has looked at it.`,
      step: 'See the event',
    },
    unexplained: {
      title: (count: number) =>
        count === 1
          ? 'One item of the books isn’t explained'
          : `${count} items of the books aren’t explained`,
      step: 'See the books',
    },
    explained: 'Books: 0 unexplained cents.',
    drafts: {
      title: (count: string, isOne: boolean) =>
        isOne ? 'One draft isn’t sent' : `${count} drafts aren’t sent`,
      step: 'See drafts',
    },
    more: {
      dispute: ['More disputes wait for an answer', 'See them'],
      failed: ['More payments failed', 'See all'],
      returned: ['More payments were taken back', 'See all'],
      refused: ['Stripe refuses more', 'See customers'],
      schedule: ['More schedules wait for somebody', 'See them'],
      unheard: ['Email doesn’t reach more customers', 'See customers'],
      verifying: ['More bank accounts wait to be verified', 'See customers'],
    },
  },

  beginning: {
    title: 'Your first paid invoice',
    done: 'Done',
    next: 'Next',
    later: 'Later',
    isConnected: ['Connect Stripe', 'So that invoices can be paid by card and bank debit.'],
    hasProfile: ['Complete your profile', 'Name, address and email stand on every invoice.'],
    hasCustomer: ['Add your first customer', 'Import a file, or create them through the API.'],
    hasInvoice: ['Send your first invoice', 'It’s numbered and mailed with a link to pay.'],
    hasPaid: ['See it paid', 'Open the link as your customer would. In test mode no money moves.'],
  },

  money: {
    title: 'Money',
    none: 'No invoice has been issued yet. What you bill and collect appears here.',
    in: (currency: string) => currency,
    notDue: 'Not due yet',
    overdue: 'Overdue',
    processing: 'On its way',
    processingText: 'Bank debits that haven’t arrived. They’re part of what’s open.',
    billed: 'Billed',
    collected: 'Collected',
    refunded: 'Refunded',
    since: (day: string) => `Since ${day}`,
    invoices: (count: string, isOne: boolean) => (isOne ? '1 invoice' : `${count} invoices`),
    payments: (count: string, isOne: boolean) => (isOne ? '1 payment' : `${count} payments`),
    ages: 'Overdue by age',
    share: 'Share',
    age: 'Age',
    amount: 'Amount',
    days: (from: number, to: number | null) => (to === null ? `Over ${from - 1} days` : `${from}–${to} days`),
    weeks: 'By week',
    week: 'Week of',
    most: (amount: string) => `Top of the chart: ${amount}`,
    chart: (billed: string, collected: string, refunded: string) =>
      `Bars for each of the last twelve weeks: billed ${billed}, collected ${collected}, refunded ${refunded} in all. The table below has every number.`,
    table: 'As a table',
    zone: 'Weeks begin on Monday. What came in through Stripe counts on its day in UTC.',
  },

  charges: {
    title: 'Next charges',
    none: 'No charge is planned. Invoices of customers with autopay appear here.',
    invoice: 'Invoice',
    on: 'On',
    amount: 'Amount',
    noticed: 'announced',
    retry: 'another try',
    more: 'More charges are planned. These are the next.',
  },
} as const;
