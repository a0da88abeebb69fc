/**
 * What Stripe's data copy takes along, as Stripe described it on the day that is named: the one place that says it.
 * https://docs.stripe.com/get-started/data-migrations/pan-copy-self-serve
 * https://support.stripe.com/questions/data-that-can-be-copied-between-stripe-accounts
 */
export const COPIED = {
  asOf: '2026-11-29',
  source: 'https://docs.stripe.com/get-started/data-migrations/pan-copy-self-serve',
  taken: [
    'Customers with name, email, phone, address and metadata. Their ids (cus_…) stay the same.',
    'Cards, however they are stored. Their ids change.',
    'US bank accounts (ACH) that are stored as bank account objects, as older integrations did.',
  ],
  left: [
    'SEPA debits, Bacs debits, and ACH stored as payment methods: their mandates were given to the old account. ' +
      'Collect them again.',
    'Payments, invoices, subscriptions, coupons and events. They stay in the old account, which you keep.',
    'Customers without an account at Stripe (guests).',
  ],
} as const;

/** The guide for copying customers, in English. */
export const COPYING_WORDS = {
  title: 'Copy customers from an older Stripe account',
  lead:
    'Stripe copies customers and their cards from one account to another. You do it in Stripe’s Dashboard; it ' +
    'takes a few minutes, and Stripe’s part usually less than an hour.',
  idTitle: 'The account to copy to',
  idUnknown: 'We haven’t read the account yet. Check it on the Stripe page, then come back for its id.',
  idHint: 'Stripe asks for this id.',
  steps: [
    {
      title: 'Copy the id above',
      text:
        'It is the recipient. The account that you copy from is the sender, and Stripe shows its id under ' +
        'Settings, Business, Account details.',
    },
    {
      title: 'Select customers in the old account',
      text:
        'Sign in to the old account, open Customers, select the ones you want or all of them, choose Copy, ' +
        'enter the id and confirm.',
    },
    {
      title: 'Accept in this account',
      text:
        'Switch to this account in Stripe’s Dashboard, open Customers, and accept the request. The recipient may ' +
        'be asked for the sender’s id.',
    },
    {
      title: 'See them arrive',
      text: 'This page counts them. Reload it after a while.',
    },
    {
      title: 'Map them',
      text: 'Tell us which of your clients each of them is. Nothing is charged before that.',
    },
  ],
  done: 'Done',
  arrived: (count: string) => `${count} customers in the account aren’t mapped to a client yet.`,
  arrivedOne: 'One customer in the account isn’t mapped to a client yet.',
  none: 'No copied customers have arrived yet.',
  unknown: 'Stripe isn’t telling us right now how many customers there are. Reload this page in a minute.',
  allMapped: 'Every customer in the account is mapped to a client.',
  map: 'Map customers',
  reload: 'Check again',
  takenTitle: 'What’s copied',
  leftTitle: 'What isn’t copied',
  warning:
    'SEPA, Bacs and most ACH debits can’t be copied. Ask those customers for their bank account again before ' +
    'you stop using the old account.',
  asOf: (date: string) => `As Stripe described it on ${date}.`,
  sourceLabel: 'Stripe’s page about copying',
  ambiguous:
    'A copied card gets a new id. Where a customer has two cards with the same last digits and expiry, we don’t ' +
    'guess which one was the default: choose it once after mapping.',
  back: 'Back to Stripe',
} as const;
