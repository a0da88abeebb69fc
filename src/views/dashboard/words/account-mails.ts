/** Mails to a business's people of its Stripe account and of changes that matter, in English. Names and dates come in finished. */
export const ACCOUNT_MAILS = {
  account: 'Stripe account',
  called: (name: string, id: string) => `${name} (${id})`,
  needed: 'needed',
  by: (date: string) => `by ${date}`,
  overdue: 'overdue',
  open: 'See what Stripe wants',
  openOver: 'See how the account stands',
  closing: (merchant: string) => `You get this mail since you look after the payments of ${merchant}.`,
  held: {
    subject: (merchant: string) => `Stripe holds the payments of ${merchant}`,
    headline: 'Payments are held',
    status: 'Nobody can pay online now',
    explained: (merchant: string) =>
      `Stripe takes no charges for the account of ${merchant} now. Nothing is charged meanwhile, and nothing is lost.`,
    next:
      'Whoever opens a pay link reads that online payment is paused, and how else to pay. Autopay waits. All of it ' +
      'goes on by itself once Stripe takes charges again.',
  },
  limited: {
    subject: (merchant: string, way: string) => `Stripe takes no ${way} for ${merchant} now`,
    headline: (way: string) => `${way} are paused`,
    status: 'Other ways to pay go on',
    explained: (merchant: string, way: string) => `Stripe has stopped ${way} for the account of ${merchant}.`,
    next: 'They aren’t offered to payers meanwhile, and autopay with them waits. Both come back by themselves.',
  },
  payouts: {
    subject: (merchant: string) => `Stripe holds the payouts of ${merchant}`,
    headline: 'Payouts are held',
    status: 'Customers can still pay',
    explained: (merchant: string) =>
      `What customers pay to ${merchant} stays in the Stripe balance: Stripe doesn’t pay it out to your bank now.`,
    next: 'Payments, pay links and autopay go on as before.',
  },
  wanted: {
    subject: (merchant: string, date: string | null) =>
      date === null
        ? `Stripe wants something of ${merchant}`
        : `Stripe wants something of ${merchant} by ${date}`,
    headline: 'Stripe wants something of you',
    status: 'All payments work now',
    explained: (merchant: string) =>
      `Stripe needs the following for the account of ${merchant}. Without it, Stripe may stop charges or payouts.`,
    next: 'Nothing has changed yet, neither for your customers nor for your payouts.',
  },
  over: {
    subject: (merchant: string) => `Stripe’s hold on ${merchant} is over`,
    headline: 'It works again',
    status: 'Nothing to do',
    explained: (merchant: string) =>
      `Stripe has lifted its restriction of the account of ${merchant}. What had waited goes on by itself.`,
    rest: 'Stripe still wants the following, without holding anything for it now.',
  },
  nothingNamed: 'Stripe doesn’t say what it wants here. Its Dashboard may, or a mail to the account’s owner.',
  ways: { card: 'card payments', ach: 'ACH debits' },
  changed: {
    when: 'When',
    who: 'By',
    status: 'For your information',
    wasYou: 'If this was you or was agreed with you, there is nothing to do.',
    wasNotYou:
      'If not, somebody may be using this sign-in: undo it on the page below, end the other sessions under Your ' +
      'sign-in, and tell an owner.',
    open: 'Look at it',
    kinds: {
      passkey_added: {
        subject: 'A passkey was added to your sign-in',
        explained: (name: string) => `The passkey “${name}” now signs in to Quittance as you.`,
      },
      passkey_removed: {
        subject: 'A passkey was removed from your sign-in',
        explained: (name: string) => `The passkey “${name}” no longer signs in to Quittance.`,
      },
      bank_accounts: {
        subject: (merchant: string) => `The bank accounts of ${merchant} were changed`,
        explained: 'Customers who pay by transfer are told these accounts from the next invoice on.',
      },
      stripe_connected: {
        subject: (merchant: string) => `A Stripe account was connected to ${merchant}`,
        explained: (account: string) => `Payments go to ${account} from now on.`,
      },
      stripe_disconnected: {
        subject: (merchant: string) => `The Stripe account of ${merchant} was disconnected`,
        explained: (account: string) =>
          `Nothing is charged through ${account} any more, and pay links can’t be used. Connecting it again resumes all of it.`,
      },
      owner_invited: {
        subject: (merchant: string) => `Somebody was invited as an owner of ${merchant}`,
        explained: (address: string) => `${address} becomes an owner on accepting the invitation.`,
      },
      owner_made: {
        subject: (merchant: string) => `${merchant} has another owner`,
        explained: (address: string) => `${address} is an owner now, and may do everything.`,
      },
      api_key_made: {
        subject: (merchant: string) => `An API key was made for ${merchant}`,
        explained: (name: string) => `Programs with the key “${name}” can act for the business.`,
      },
      api_key_rotated: {
        subject: (merchant: string) => `An API key of ${merchant} was given a new secret`,
        explained: (name: string) =>
          `Programs with the new secret of “${name}” can act for the business. The old one ends when it was said to.`,
      },
      api_key_revoked: {
        subject: (merchant: string) => `An API key of ${merchant} was revoked`,
        explained: (name: string) =>
          `Programs with the key “${name}” are refused, and the portals that it opened are closed.`,
      },
    },
    ownTitle: 'Quittance dashboard',
    ownAccount: 'the account of the deployment’s own key',
    closingOwn: 'You get this mail since it’s about your own sign-in.',
    closing: (merchant: string) => `You get this mail since you’re an owner of ${merchant}.`,
  },
} as const;
