/** Mails to a business's people of its Stripe account and of changes that matter, in English. Names and dates come in finished. */
export const ACCOUNT_MAILS = {
  account: 'Stripe account',
  called: (name: string, id: string) => `${name} (${id})`,
  needed: 'needed',
  by: (date: string) => `by ${date}`,
  overdue: 'overdue',
  open: 'See what Stripe needs',
  openOver: 'See the account’s status',
  closing: (merchant: string) => `You’re getting this because you look after payments for ${merchant}.`,
  held: {
    subject: (merchant: string) => `Payments on hold at Stripe: ${merchant}`,
    headline: 'Payments are on hold',
    status: 'Nobody can pay online right now',
    explained: (merchant: string) =>
      `Stripe isn’t taking charges for ${merchant}’s account right now. Nothing is charged in the meantime, and nothing is lost.`,
    next:
      'Anyone who opens a pay link reads that online payment is paused, and how else to pay. Autopay waits. Everything ' +
      'resumes on its own once Stripe takes charges again.',
  },
  limited: {
    subject: (merchant: string, way: string) => `Stripe has paused ${way} for ${merchant}`,
    headline: (way: string) => `${way} are paused`,
    status: 'Other ways to pay still work',
    explained: (merchant: string, way: string) => `Stripe has paused ${way} for ${merchant}’s account.`,
    next: 'Payers aren’t offered them in the meantime, and autopay with them waits. Both come back on their own.',
  },
  payouts: {
    subject: (merchant: string) => `Payouts on hold at Stripe: ${merchant}`,
    headline: 'Payouts are on hold',
    status: 'Customers can still pay',
    explained: (merchant: string) =>
      `What customers pay to ${merchant} stays in the Stripe balance: Stripe isn’t paying it out to your bank right now.`,
    next: 'Payments, pay links and autopay work as before.',
  },
  wanted: {
    subject: (merchant: string, date: string | null) =>
      `Stripe needs information${date === null ? '' : ` by ${date}`} (${merchant})`,
    headline: 'Stripe needs information from you',
    status: 'All payments still work',
    explained: (merchant: string) =>
      `Stripe needs the following for ${merchant}’s account. Without it, Stripe may stop charges or payouts.`,
    next: 'Nothing has changed yet for your customers or your payouts.',
  },
  over: {
    subject: (merchant: string) => `Stripe’s hold on ${merchant} is over`,
    headline: 'Everything works again',
    status: 'Nothing to do',
    explained: (merchant: string) =>
      `Stripe has lifted its restriction on ${merchant}’s account. Whatever was waiting resumes on its own.`,
    rest: 'Stripe still needs the following, but isn’t holding anything back for it.',
  },
  nothingNamed:
    'Stripe doesn’t say here what it needs. Its Dashboard may, or an email to the account’s owner.',
  ways: { card: 'card payments', ach: 'ACH debits' },
  changed: {
    when: 'When',
    who: 'By',
    status: 'For your information',
    wasYou: 'If this was you, or you agreed to it, you don’t need to do anything.',
    wasNotYou:
      'If not, somebody may be using this sign-in: undo it on the page below, end the other sessions under Your ' +
      'sign-in, and tell an owner.',
    open: 'Review it',
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
        explained: 'Customers who pay by transfer see these accounts from the next invoice on.',
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
        explained: (address: string) => `${address} becomes an owner once they accept the invitation.`,
      },
      owner_made: {
        subject: (merchant: string) => `${merchant} has another owner`,
        explained: (address: string) => `${address} is an owner now and can do everything.`,
      },
      webhook_added: {
        subject: (merchant: string) => `A webhook endpoint was added to ${merchant}`,
        explained: (host: string) => `${host} is told of invoices, payments and customers from now on.`,
      },
      webhook_moved: {
        subject: (merchant: string) => `A webhook endpoint of ${merchant} has a new address`,
        explained: (host: string) => `${host} is told of invoices, payments and customers from now on.`,
      },
      api_key_made: {
        subject: (merchant: string) => `An API key was made for ${merchant}`,
        explained: (name: string) => `Programs with the key “${name}” can act for the business.`,
      },
      api_key_rotated: {
        subject: (merchant: string) => `An API key of ${merchant} was given a new secret`,
        explained: (name: string) =>
          `Programs with the new secret of “${name}” can act for the business. The old one stops working at the time that was set.`,
      },
      api_key_revoked: {
        subject: (merchant: string) => `An API key of ${merchant} was revoked`,
        explained: (name: string) =>
          `Programs with the key “${name}” are refused, and the portals that it opened are closed.`,
      },
    },
    ownTitle: 'Quittance dashboard',
    ownAccount: 'the account of the deployment’s own key',
    closingOwn: 'You’re getting this because it’s about your own sign-in.',
    closing: (merchant: string) => `You’re getting this because you’re an owner of ${merchant}.`,
  },
} as const;
