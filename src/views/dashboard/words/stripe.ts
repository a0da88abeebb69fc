import type { NotConnectedWhy } from '../../../domain/account/connect-outcome.ts';

/** Connecting a Stripe account, and how it stands, in English. Names, ids and dates come in finished. */
export const STRIPE_WORDS = {
  nav: 'Stripe',
  about: 'The account that takes your payments: what works, and what Stripe still wants.',
  title: 'Stripe',
  marketplace: {
    nav: 'Marketplace',
    about: 'What can be integrated.',
    title: 'Marketplace',
    lead: 'What works together with your invoices.',
    payments: 'Payments',
    stripe: 'Stripe',
    stripeAbout: 'Cards and ACH debits: pay links, the customer portal and autopay.',
    integrate: 'Integrate',
    configure: 'Configure',
    states: {
      none: 'Not connected',
      ready: 'Works',
      held: 'Held',
      unread: 'Connected',
    },
  },
  unconnected: {
    lead: 'Connect a Stripe account, and your invoices can be paid by card and ACH. It takes a few minutes.',
    existing: 'I have a Stripe account',
    existingText:
      'You sign in at Stripe, choose the account, and come back here. It has to be active and fully set up: ' +
      'able to charge, with its details submitted.',
    permission:
      'Stripe will say that we can see all of the account’s data and make payments and refunds. It says so to ' +
      'every platform: we read and make what belongs to your invoices, and you can end it at any time, here or ' +
      'in Stripe’s Dashboard.',
    another:
      'An account that another platform made and controls cannot be chosen: Stripe shows it greyed out or says ' +
      'that it is connected elsewhere. Then open a new account instead, which takes your own bank account and ' +
      'can get your customers copied.',
    integrate: 'Integrate with Stripe',
    fresh: 'I want a new account',
    freshText:
      'It is yours alone and separate from any other account that you have. You have Stripe’s whole Dashboard, ' +
      'pay Stripe’s fees, and get the payouts.',
    warning:
      'Stripe asks for information about your business. Give all of it: gaps risk that Stripe suspends the ' +
      'account or interrupts your payouts later on.',
    create: 'Open a new account',
    ownKey:
      'This deployment takes payments with a Stripe key of its own, and needs no connection. Whoever runs it ' +
      'connects the business to it.',
    earlier: 'Earlier accounts',
    actions: 'Actions',
    again: 'Connect again',
    againFull: (account: string) => `Connect again: ${account}`,
    againText:
      'The same account comes back with its customers, their mapping and their payment methods, once they were ' +
      'compared with Stripe. With another account your clients are mapped anew.',
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
    held: 'Payments are held: Stripe does not take charges for this account yet.',
    heldText:
      'Nothing is charged meanwhile, and nothing is lost. Whoever opens a pay link reads that online payment is ' +
      'paused, and how else to pay. Autopay waits. All of it goes on by itself as soon as Stripe takes charges.',
    disconnecting: 'The account is being disconnected. It ends by itself once open payments are closed.',
    paused: 'Payments are paused.',
    pausedText:
      'Everything that happened at Stripe is being read first, so that nothing is charged twice. That takes some ' +
      'minutes, and payments go on by themselves.',
    unread: 'How the account stands has not been read yet.',
    failure: (code: string) =>
      `Stripe does not let us read the account (${code}). Payments go on; what stands here may be old.`,
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
      restricted: 'Not now',
      off: 'Not switched on at Stripe',
    },
    explained: {
      card: 'Offered for every currency.',
      ach: 'Offered for US dollars, to customers with a US bank account, only while Stripe says that it works.',
      payouts: 'What Stripe pays out goes to the bank account that the account’s owner named there.',
    },
    wants: 'What Stripe wants now',
    upcoming: 'What Stripe will want',
    inReview: 'What Stripe is looking at',
    by: (date: string) => `by ${date}`,
    overdue: 'Overdue',
    nothingWanted: 'Stripe wants nothing.',
    says: (words: string) => `Stripe says: ${words}`,
    goOn: 'Continue at Stripe',
    goOnText: 'Stripe asks for it on its own pages. You can leave half way and continue later, here.',
    inDashboard: 'Give it in Stripe’s Dashboard, under Settings, Business.',
    money: 'Who pays and who gets',
    fees: {
      account: 'This account pays Stripe’s fees, and gets the payouts.',
      platform: 'The platform pays Stripe’s fees; this account gets the payouts.',
      unknown: 'This account gets the payouts. Who pays Stripe’s fees stands in Stripe’s Dashboard.',
    },
    oldInvoices:
      'An invoice is charged through the account that is connected when it is charged, also if it was finalized ' +
      'before. A refund goes through the account that took the payment.',
    webhooks: 'Stripe’s news does not reach us',
    webhooksText:
      'Nothing is lost: Stripe is asked every minute. With an endpoint, changes are seen within seconds. ' +
      'Whoever runs this deployment adds it at Stripe.',
    webhookOwnOnly:
      'The endpoint hears the deployment’s own account only. Stripe cannot change that: add a second one that ' +
      'listens to connected accounts.',
    webhookDisabled: 'The endpoint is switched off at Stripe. Switch it on there.',
    webhookMissing: 'There is no endpoint for this account’s events.',
    webhookTypes: (types: string) => `These events are not sent to it: ${types}.`,
    next: 'Next',
    map: 'Map customers',
    copying: 'Copy customers from an older account',
    disconnect: 'Disconnect',
  },
  disconnect: {
    title: (account: string) => `Disconnect ${account}?`,
    own: 'this deployment’s own account',
    text:
      'Open payment pages are closed at once, autopay stops, and pay links say that they cannot be used. A bank ' +
      'debit that is under way cannot be stopped, and is still recorded.',
    kept:
      'Nothing is lost: invoices, customers, their mapping and payment methods stay, and what was paid can still ' +
      'be refunded. Connect the same account again, and all of it goes on. Whatever falls due meanwhile waits.',
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
      `Payments of ${business} will go to this account. Nothing counts before you confirm.`,
    confirm: 'Yes, connect it',
    decline: 'No, it is the wrong one',
    pending: 'Stripe is being asked. This page loads again by itself.',
    failedTitle: 'No account was connected',
    why: {
      denied: 'It was canceled at Stripe. Nothing has changed.',
      stripe_error: 'Stripe did not connect the account. Nothing has changed.',
      code_refused:
        'Stripe did not take the answer again, since it was used before or came too late. Begin once more.',
      not_answered:
        'Stripe did not say whether it worked. Begin once more: nothing counts before you confirm it here.',
      other_mode:
        'The account came back for the other mode, test or live. Switch the mode at Stripe and begin once more.',
      read_only: 'The account was given to be read only, and payments cannot be made like that.',
      taken:
        'Another business is connected to this account in this mode. An account takes money for one business: ' +
        'disconnect it there, or connect another account.',
      already_connected: 'This business is connected to another account. Disconnect that one first.',
      own_account: 'This is the account of the deployment’s own key.',
      unreadable: 'The account cannot be read, so nobody could see which one it is.',
      declined: 'The account was not connected, and Stripe was told to end what it gave.',
    } satisfies Record<NotConnectedWhy, string>,
    ways: 'Two ways on',
    wayNew:
      'Another platform controls the account, or it cannot be chosen? Open a new one: it is yours alone, and ' +
      'customers with their cards can be copied to it.',
    wayKey:
      'Or run Quittance with a key of your own account: whoever runs this deployment sets it, and no connection is needed.',
    back: 'Back to Stripe',
  },
  callback: {
    nothingTitle: 'Nothing has changed',
    nothingText: 'Stripe sent you back without connecting an account. You can try again.',
    unusableTitle: 'This cannot be used',
    unusableText:
      'What Stripe sent belongs to another browser, another person or another attempt, or it is too old. ' +
      'Nothing has changed. Begin once more from the Stripe page of your business.',
    dashboard: 'To the dashboard',
  },
  said: {
    account_created: 'The account is there. Stripe needs some information before it can take payments.',
    account_connected: 'The account is connected.',
    account_again: 'The account is connected again. Payments go on once everything at Stripe is known.',
    account_checked: 'This is how it stands now.',
    account_just_checked:
      'It was read a few seconds ago, so Stripe was not asked again. This is how it stood then.',
    account_not_answered:
      'Stripe did not answer. What stands here is older; it is read again by itself within minutes.',
    account_disconnected: 'The account is disconnected.',
    account_disconnecting:
      'No new payment begins. The account is disconnected as soon as the open ones are closed at Stripe.',
  },
  answersTitle: 'Questions',
  answers: {
    existing: {
      q: 'Can I use the Stripe account that I have?',
      a:
        'Yes, if it is your own: choose it when you integrate. Its customers are there at once and are mapped to ' +
        'your clients. An account that another platform controls cannot be used; open a new one and have its ' +
        'customers copied.',
    },
    links: {
      q: 'A pay link does not open. Why?',
      a:
        'It has no button while no account is connected, while Stripe holds payments, where the amount is zero or ' +
        'below Stripe’s minimum, or where links are switched off for the business or the invoice. The page says ' +
        'which. A link that was replaced says so, too.',
    },
    methods: {
      q: 'Which ways to pay are there?',
      a: 'Cards in every currency, and ACH debits for invoices in US dollars where the account’s capability is active.',
    },
    disconnecting: {
      q: 'What happens when I disconnect?',
      a:
        'Nothing new is charged, open payment pages are closed, and autopay stops. Invoices, customers and ' +
        'payment methods stay. Connected again, the same account goes on where it was; with another account your ' +
        'clients are mapped anew.',
    },
    test: {
      q: 'What is test mode?',
      a:
        'A deployment with a test key moves no real money, and an account that is connected in it is connected ' +
        'for testing only. Live and test know nothing of each other: disconnecting one leaves the other.',
    },
    refunds: {
      q: 'Can I refund what was paid through an earlier account?',
      a:
        'Yes, through that account, as long as Stripe gives access to it. If its owner removed us at Stripe, ' +
        'refund in Stripe’s Dashboard; we record it.',
    },
  },
} as const;
