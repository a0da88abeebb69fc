import { given } from '../given.ts';
import { plural } from '../plural.ts';

/**
 * Mails about a billing schedule, in English: invoices that come again and again. Other languages take their type from
 * here. `name` is what the business calls it, such as Hosting.
 */
export const scheduleEmails = {
  title: (merchant: string) => `Your recurring invoices from ${merchant}`,
  view: 'View recurring invoices',
  what: 'For',
  rhythm: 'How often',
  every: {
    days: (count: number) => plural('en', count, { one: 'Every day', other: `Every ${count} days` }),
    weeks: (count: number) => plural('en', count, { one: 'Every week', other: `Every ${count} weeks` }),
    months: (count: number) => plural('en', count, { one: 'Every month', other: `Every ${count} months` }),
    years: (count: number) => plural('en', count, { one: 'Every year', other: `Every ${count} years` }),
  },
  /** What is counted is invoiced beside the amounts that are said. */
  counted: 'What you use is added to these amounts.',
  mayPause: 'You can pause them at any time in the customer portal.',
  mayEnd: 'You can pause or end them at any time in the customer portal.',
  ask: (merchant: string) => `To change or end them, contact ${merchant}.`,
  created: {
    subject: (name: string, amount: string, date: string, merchant: string) =>
      given(amount, {
        known: `Recurring invoices: ${name}, ${amount} on ${date} (${merchant})`,
        unknown: `Recurring invoices: ${name}, from ${date} (${merchant})`,
      }),
    headline: 'Your recurring invoices',
    status: (date: string) => `First invoice on ${date}`,
    explained: (merchant: string, name: string) =>
      `${merchant} will invoice you for ${name} as listed below.`,
    onSend: (method: string) =>
      given(method, {
        known: `Each invoice will be charged automatically to your ${method} when it’s sent to you.`,
        unknown:
          'Each invoice will be charged automatically when it’s sent to you, once you’ve saved a payment method.',
      }),
    onDueDate: (method: string) =>
      given(method, {
        known: `Each invoice will be charged automatically to your ${method} on its due date.`,
        unknown:
          'Each invoice will be charged automatically on its due date, once you’ve saved a payment method.',
      }),
    byYou: 'Nothing is charged automatically. Each invoice is emailed to you, and you pay it.',
    last: (date: string) => `The last invoice comes on ${date}.`,
    next: 'Next invoices',
    /** Days that an invoice is for. */
    days: (from: string, to: string) => `${from} to ${to}`,
    comesOn: (date: string) => `Invoice on ${date}`,
    notSaid: 'By what you use',
  },
  /** Invoices go on, more or less often. `date` is the first day of that; how often stands beside it. */
  cadence: {
    subject: (name: string, date: string, merchant: string) =>
      `New billing interval: ${name}, from ${date} (${merchant})`,
    status: (date: string) => `From ${date}`,
    explained: (merchant: string, name: string, date: string) =>
      `${merchant} will keep invoicing you for ${name}, at a different interval from ${date}. Until then, nothing changes.`,
  },
  ended: {
    subject: (name: string, date: string, merchant: string) => `Invoices end: ${name}, ${date} (${merchant})`,
    headline: 'Recurring invoices end',
    status: (date: string) => `Last day ${date}`,
    over: (merchant: string, name: string) => `${merchant} won’t send you any more invoices for ${name}.`,
    later: (name: string, date: string, merchant: string) =>
      `You’re invoiced for ${name} up to ${date}. After that, ${merchant} won’t send you any more invoices for it.`,
    open: 'Invoices you already have stay as they are.',
  },
  price: {
    subject: (name: string, amount: string, date: string, merchant: string) =>
      `New price: ${name}, ${amount} from ${date} (${merchant})`,
    status: (date: string) => `From ${date}`,
    explained: (merchant: string, name: string, date: string) =>
      `${merchant} is changing the price of ${name} from ${date}.`,
    was: 'Until then',
    becomes: 'New price',
    first: (date: string) => `The first invoice with the new price comes on ${date}.`,
    atOnce:
      'The days left of what you’ve already been invoiced for are credited at the old price and invoiced at the new one.',
    counted: (merchant: string) =>
      `What you use is added to these amounts. Ask ${merchant} for the new prices of that.`,
  },
  paused: {
    subject: (name: string, date: string, merchant: string) =>
      `Invoices paused: ${name} (${merchant}, ${date})`,
    headline: 'Recurring invoices paused',
    status: (date: string) => `Paused ${date}`,
    explained: (merchant: string, name: string) =>
      `${merchant} won’t send you invoices for ${name} until you resume them.`,
  },
  resumed: {
    subject: (name: string, date: string, merchant: string) =>
      `Invoices resumed: ${name} (${merchant}, ${date})`,
    headline: 'Recurring invoices resumed',
    status: (date: string) => `Resumed ${date}`,
    explained: (merchant: string, name: string) => `${merchant} will invoice you for ${name} again.`,
    next: (date: string) => `The next invoice comes on ${date}.`,
  },
  /** To the business: its customer did something in the portal. */
  byCustomer: {
    title: 'Billing schedule',
    schedule: 'Schedule',
    paused: {
      subject: (name: string, customer: string, date: string) =>
        `Customer paused: ${name} (${customer}, ${date})`,
      headline: 'Your customer paused a schedule',
      status: (date: string) => `Paused ${date}`,
      explained: (customer: string, name: string) =>
        `${customer} paused ${name} in the portal. No invoice is made until it’s resumed.`,
    },
    resumed: {
      subject: (name: string, customer: string, date: string) =>
        `Customer resumed: ${name} (${customer}, ${date})`,
      headline: 'Your customer resumed a schedule',
      status: (date: string) => `Resumed ${date}`,
      explained: (customer: string, name: string) =>
        `${customer} resumed ${name} in the portal. Periods that fell due meanwhile were skipped.`,
    },
    ended: {
      subject: (name: string, customer: string, date: string) =>
        `Customer ended: ${name} (${customer}, ${date})`,
      headline: 'Your customer ended a schedule',
      status: (date: string) => `Ended ${date}`,
      explained: (customer: string, name: string) =>
        `${customer} ended ${name} in the portal, with the period that it’s in.`,
    },
    lastDay: 'Last day invoiced',
    allowed: 'Your settings let customers do this in the portal. You can change that under Business profile.',
  },
};

/** Every text of these mails in one language. */
export type ScheduleWords = typeof scheduleEmails;
