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
  idUnknown: 'The account was not read yet. Check it on the Stripe page, then come back for its id.',
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
        'Sign in to the old account, open Customers, select those that you want or all of them, choose Copy, ' +
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
      text: 'This page counts them. Load it again after a while.',
    },
    {
      title: 'Map them',
      text: 'Say which of your clients each of them is. Nothing is charged before that.',
    },
  ],
  done: 'Done',
  arrived: (count: string) => `${count} customers on the account are mapped to none of your clients yet.`,
  arrivedOne: 'One customer on the account is mapped to none of your clients yet.',
  none: 'No copied customer has arrived yet.',
  unknown:
    'Stripe does not say at the moment how many customers are there. Load this page again in a minute.',
  allMapped: 'Every customer on the account is mapped to one of your clients.',
  map: 'Map customers',
  reload: 'Look again',
  takenTitle: 'What is copied',
  leftTitle: 'What is not copied',
  warning:
    'SEPA, Bacs and most ACH debits cannot be copied. Ask those customers for their bank account again before ' +
    'you stop using the old account.',
  asOf: (date: string) => `As Stripe describes it, read on ${date}.`,
  sourceLabel: 'Stripe’s page about copying',
  ambiguous:
    'A copied card has a new id. Where a customer has two cards with the same last digits and expiry, we do not ' +
    'guess which one was the default: choose it once after mapping.',
  back: 'Back to Stripe',
} as const;
