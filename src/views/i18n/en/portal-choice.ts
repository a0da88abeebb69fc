import { plural } from '../plural.ts';

/**
 * What the portal says to somebody who added a payment method while invoices were open: what becomes of them. Names,
 * amounts and dates come in finished.
 */
export const portalChoice = {
  title: 'Open invoices',
  explained: 'Nothing has been charged. You decide what becomes of the invoices that are open now.',
  inCurrency: (currency: string) => `Invoices in ${currency}`,
  due: 'Due',
  onReceipt: 'on receipt',
  overdue: 'overdue',
  total: 'Total',
  select: 'Choose for',
  selectNumber: (number: string) => `Choose for invoice ${number}`,
  question: 'What should happen with these invoices?',
  payNow: (amount: string) => `Pay ${amount} now`,
  onDueDate: 'Charge each automatically on its due date. What is due already is charged within a day.',
  notAutomatically: 'Do not charge them automatically. I pay each one myself.',
  method: 'Pay now with',
  /** The last entry of a list of payment methods. */
  other: 'Another method, on Stripe’s page',
  part: 'If you leave an invoice out, you see the new total before anything is paid.',
  confirm: 'Confirm',
  /** A link away from the page, without choosing. */
  later: 'Decide later',
  laterHint:
    'Until you decide, what is overdue is not charged. What is not due yet is charged as your settings say.',
  atOnce: (most: string) => `These are the first ${most}. The others follow after them.`,
  missing: 'Please choose what should happen, and at least one invoice.',
  chosen: {
    pay_now: 'You chose to pay it now.',
    on_due_date: 'You chose: on its due date.',
    not_automatically: 'You chose: not automatically.',
  },
  /** On the page of payment settings. */
  prompt: (count: number) =>
    plural('en', count, {
      one: 'One open invoice waits for your choice. Nothing was charged by adding a payment method.',
      other: `${count} open invoices wait for your choice. Nothing was charged by adding a payment method.`,
    }),
  choose: 'Choose now',
};

/** Every text of that page in one language. */
export type PortalChoiceWords = typeof portalChoice;
