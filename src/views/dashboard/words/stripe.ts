import type { NotConnectedWhy } from '../../../domain/account/connect-outcome.ts';

/** Connecting a Stripe account, and how it stands, in English. Names, ids and dates come in finished. */
export const STRIPE_WORDS = {
  nav: 'Stripe',
  about: 'The account that takes your payments: what works, and what Stripe still needs.',
  title: 'Stripe',
  marketplace: {
    nav: 'Marketplace',
    about: 'What you can connect.',
    title: 'Marketplace',
    lead: 'What works with your invoices.',
    payments: 'Payments',
    stripe: 'Stripe',
    stripeAbout: 'Cards and ACH debits: pay links, the customer portal and autopay.',
    integrate: 'Integrate',
    configure: 'Configure',
    states: {
      none: 'Not connected',
      ready: 'Works',
      held: 'On hold',
      unread: 'Connected',
    },
  },
  unconnected: {
    lead: 'Connect a Stripe account, and your invoices can be paid by card and ACH. It takes a few minutes.',
    existing: 'I have a Stripe account',
    existingText:
      'Sign in at Stripe, choose the account, and come back here. It has to be active and fully set up: ' +
      'able to charge, with its details submitted.',
    permission:
      'Stripe will say that we can see all of the account’s data and make payments and refunds. It says so to ' +
      'every platform: we only read and make what belongs to your invoices, and you can end it at any time, here or ' +
      'in Stripe’s Dashboard.',
    another:
      'You can’t choose an account that another platform made and controls: Stripe shows it grayed out or says ' +
      'it’s connected elsewhere. Open a new account instead: it takes your own bank account, and ' +
      'your customers can be copied to it.',
    integrate: 'Integrate with Stripe',
    fresh: 'I want a new account',
    freshText:
      'It’s yours alone and separate from any other account you have. You get Stripe’s full Dashboard, ' +
      'pay Stripe’s fees, and receive the payouts.',
    warning:
      'Stripe asks for information about your business. Give all of it: if anything’s missing, Stripe may suspend the ' +
      'account or interrupt your payouts later.',
    create: 'Open a new account',
    ownKey:
      'This deployment takes payments with a Stripe key of its own, and needs no connection. Whoever runs it ' +
      'connects the business to it.',
    earlier: 'Earlier accounts',
    actions: 'Actions',
    again: 'Connect again',
    againFull: (account: string) => `Connect again: ${account}`,
    againText:
      'The same account comes back with its customers, their mapping and their payment methods, once they’ve been ' +
      'compared with Stripe. With another account, you map your clients again.',
    until: (date: string) => `Until ${date}`,
  },
  connected: {
    account: 'Account',
    id: 'Account id',
    ownAccount: 'The account of this deployment’s own key',
    mode: 'Mode',
    test: 'Test: no real money moves',
    live: 'Live',
    unnamed: 'The account has no name yet',
    ready: 'Payments work.',
    held: 'Payments are on hold: Stripe isn’t taking charges for this account yet.',
    heldText:
      'Nothing is charged in the meantime, and nothing is lost. Anyone who opens a pay link reads that online payment is ' +
      'paused, and how else to pay. Autopay waits. Everything resumes on its own once Stripe takes charges.',
    disconnecting:
      'The account is being disconnected. This finishes on its own once open payments are closed.',
    paused: 'Payments are paused.',
    pausedText:
      'Everything that happened at Stripe is being read first, so that nothing is charged twice. This takes a few ' +
      'minutes, and payments resume on their own.',
    unread: 'We haven’t read the account’s status yet.',
    failure: (code: string) =>
      `Stripe isn’t letting us read the account (${code}). Payments continue; what you see here may be out of date.`,
    read: (when: string) => `Read ${when}`,
    check: 'Check again',
    works: 'What works',
    way: 'Way',
    state: 'State',
    card: 'Cards',
    ach: 'ACH debits',
    payouts: 'Payouts to your bank',
    states: {
      works: 'Works',
      pending: 'Stripe is checking it',
      restricted: 'Not right now',
      off: 'Not turned on at Stripe',
    },
    explained: {
      card: 'Offered for every currency.',
      ach: 'Offered for US dollars, to customers with a US bank account, only while Stripe says it works.',
      payouts: 'What Stripe pays out goes to the bank account that the account’s owner named there.',
    },
    wants: 'What Stripe needs now',
    upcoming: 'What Stripe will need',
    inReview: 'What Stripe is reviewing',
    by: (date: string) => `by ${date}`,
    overdue: 'Overdue',
    nothingWanted: 'Stripe doesn’t need anything.',
    says: (words: string) => `Stripe says: ${words}`,
    goOn: 'Continue at Stripe',
    goOnText: 'Stripe asks for it on its own pages. You can stop halfway and continue from here later.',
    inDashboard: 'Provide it in Stripe’s Dashboard, under Settings, Business.',
    money: 'Fees and payouts',
    fees: {
      account: 'This account pays Stripe’s fees and receives the payouts.',
      platform: 'The platform pays Stripe’s fees; this account receives the payouts.',
      unknown: 'This account receives the payouts. Stripe’s Dashboard says who pays the fees.',
    },
    oldInvoices:
      'An invoice is charged through the account that’s connected at that time, even if it was finalized ' +
      'before. A refund goes through the account that took the payment.',
    webhooks: 'We aren’t getting Stripe’s events',
    webhooksText:
      'Nothing is lost: we ask Stripe every minute. With an endpoint, we see changes within seconds. ' +
      'Whoever runs this deployment adds it at Stripe.',
    webhookOwnOnly:
      'The endpoint only hears the deployment’s own account. That can’t be changed: add a second one that ' +
      'listens to connected accounts.',
    webhookDisabled: 'The endpoint is turned off at Stripe. Turn it on there.',
    webhookMissing: 'There’s no endpoint for this account’s events.',
    webhookTypes: (types: string) => `These events aren’t sent to it: ${types}.`,
    next: 'Next',
    map: 'Map customers',
    copying: 'Copy customers from an older account',
    disconnect: 'Disconnect',
  },
  disconnect: {
    title: (account: string) => `Disconnect ${account}?`,
    own: 'this deployment’s own account',
    text:
      'Open payment pages close right away, autopay stops, and pay links say they can’t be used. A bank ' +
      'debit that’s under way can’t be stopped, and is still recorded.',
    kept:
      'Nothing is lost: invoices, customers, their mapping and payment methods stay, and what was paid can still ' +
      'be refunded. Connect the same account again, and everything resumes. Whatever falls due in the meantime waits.',
    atStripe:
      'The account itself stays as it is. To take away our access altogether, remove us in Stripe’s Dashboard ' +
      'afterwards; refunds are then made there.',
    button: 'Disconnect',
  },
  attempt: {
    title: 'Is this your account?',
    lead: (name: string) => `You chose ${name} at Stripe.`,
    unnamed: 'an account without a name',
    text: (business: string) =>
      `Payments to ${business} will go to this account. Nothing counts until you confirm.`,
    confirm: 'Yes, connect it',
    decline: 'No, it’s the wrong one',
    pending: 'We’re asking Stripe. This page reloads on its own.',
    failedTitle: 'No account was connected',
    why: {
      denied: 'You canceled at Stripe. Nothing has changed.',
      stripe_error: 'Stripe didn’t connect the account. Nothing has changed.',
      code_refused:
        'Stripe didn’t accept the answer, because it had been used before or came too late. Please start again.',
      not_answered:
        'Stripe didn’t say whether it worked. Please start again: nothing counts until you confirm it here.',
      other_mode:
        'The account came back for the other mode, test or live. Switch the mode at Stripe and start again.',
      read_only: 'The account was shared as read-only, and payments can’t be made that way.',
      taken:
        'Another business is connected to this account in this mode. An account takes money for one business: ' +
        'disconnect it there, or connect another account.',
      already_connected: 'This business is connected to another account. Disconnect that one first.',
      own_account: 'This is the account of the deployment’s own key.',
      unreadable: 'We can’t read the account, so nobody could see which one it is.',
      declined: 'The account wasn’t connected, and we told Stripe to revoke our access.',
    } satisfies Record<NotConnectedWhy, string>,
    ways: 'What you can do',
    wayNew:
      'Does another platform control the account, or can’t you choose it? Open a new one: it’s yours alone, and ' +
      'customers with their cards can be copied to it.',
    wayKey:
      'Or run Quittance with a key of your own account: whoever runs this deployment sets it, and no connection is needed.',
    back: 'Back to Stripe',
  },
  callback: {
    nothingTitle: 'Nothing has changed',
    nothingText: 'Stripe sent you back without connecting an account. You can try again.',
    unusableTitle: 'This can’t be used',
    unusableText:
      'What Stripe sent belongs to another browser, person or attempt, or it’s too old. ' +
      'Nothing has changed. Start again from your business’s Stripe page.',
    dashboard: 'Go to the dashboard',
  },
  said: {
    account_created: 'The account is open. Stripe needs some information before it can take payments.',
    account_connected: 'The account is connected.',
    account_again: 'The account is connected again. Payments resume once we’ve caught up with Stripe.',
    account_checked: 'This is up to date.',
    account_just_checked:
      'We read it a few seconds ago, so we didn’t ask Stripe again. This is how it was then.',
    account_not_answered:
      'Stripe didn’t answer. What you see here is older; we’ll read it again within minutes.',
    account_disconnected: 'The account is disconnected.',
    account_disconnecting:
      'No new payments will start. The account is disconnected as soon as the open ones are closed at Stripe.',
  },
  answersTitle: 'Questions',
  answers: {
    existing: {
      q: 'Can I use my existing Stripe account?',
      a:
        'Yes, if it’s your own: choose it when you integrate. Its customers are there right away and are mapped to ' +
        'your clients. An account that another platform controls can’t be used; open a new one and have its ' +
        'customers copied.',
    },
    links: {
      q: 'Why doesn’t a pay link open?',
      a:
        'It has no button while no account is connected, while payments are on hold at Stripe, where the amount is zero or ' +
        'below Stripe’s minimum, or where links are turned off for the business or the invoice. The page says ' +
        'which. A link that’s been replaced says so, too.',
    },
    methods: {
      q: 'How can customers pay?',
      a: 'Cards in every currency, and ACH debits for invoices in US dollars where the account’s capability is active.',
    },
    disconnecting: {
      q: 'What happens when I disconnect?',
      a:
        'Nothing new is charged, open payment pages are closed, and autopay stops. Invoices, customers and ' +
        'payment methods stay. Connected again, the same account picks up where it left off; with another account, you ' +
        'map your clients again.',
    },
    test: {
      q: 'What is test mode?',
      a:
        'A deployment with a test key moves no real money, and an account that is connected in it is connected ' +
        'for testing only. Live and test are separate: disconnecting one doesn’t affect the other.',
    },
    refunds: {
      q: 'Can I refund what was paid through an earlier account?',
      a:
        'Yes, through that account, as long as Stripe gives access to it. If its owner removed us at Stripe, ' +
        'refund in Stripe’s Dashboard; we record it.',
    },
  },
} as const;
