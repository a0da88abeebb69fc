import { plural } from '../plural.ts';

/**
 * What the portal says to somebody who added a payment method while invoices were open: what becomes of them. Names,
 * amounts and dates come in finished.
 */
export const portalChoice = {
  title: 'Open invoices',
  explained: 'Nothing was charged. You decide what happens with the invoices that are open now.',
  inCurrency: (currency: string) => `Invoices in ${currency}`,
  due: 'Due',
  onReceipt: 'on receipt',
  overdue: 'overdue',
  total: 'Total',
  select: 'Include',
  selectNumber: (number: string) => `Include invoice ${number}`,
  question: 'What should happen with these invoices?',
  payNow: (amount: string) => `Pay ${amount} now`,
  onDueDate:
    'Charge each one automatically on its due date. Anything already due will be charged within a day.',
  notAutomatically: 'Don’t charge them automatically. I’ll pay each one myself.',
  method: 'Pay now with',
  /** The last entry of a list of payment methods. */
  other: 'Another method, on Stripe’s page',
  part: 'If you leave an invoice out, you’ll see the new total before you pay.',
  confirm: 'Confirm',
  /** A link away from the page, without choosing. */
  later: 'Decide later',
  laterHint:
    'Until you decide, overdue invoices aren’t charged. Invoices that aren’t due yet are charged according to your settings.',
  atOnce: (most: string) => `These are the first ${most}. The rest come after them.`,
  missing: 'Please choose at least one invoice, and what should happen with it.',
  chosen: {
    pay_now: 'You chose to pay now.',
    on_due_date: 'You chose to be charged on the due date.',
    not_automatically: 'You chose not to be charged automatically.',
  },
  /** On the page of payment settings. */
  prompt: (count: number) =>
    plural('en', count, {
      one: 'One open invoice is waiting for your decision. Adding a payment method didn’t charge anything.',
      other: `${count} open invoices are waiting for your decision. Adding a payment method didn’t charge anything.`,
    }),
  choose: 'Choose now',
};

/** Every text of that page in one language. */
export type PortalChoiceWords = typeof portalChoice;
