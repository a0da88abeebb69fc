import { given } from '../given.ts';
import { plural } from '../plural.ts';

/**
 * What the portal says about payment methods and autopay, in English. Other languages take their type from here, so
 * that a missing text fails the build. Names, amounts and dates come in finished; a sentence only places them.
 */
export const portalSettings = {
  /** What a short link or button does, for who hears it without what stands beside it: its own words come first. */
  of: (action: string, what: string) => `${action}: ${what}`,
  settings: {
    title: 'Payment settings',
    explained: (merchant: string) => `Cards and bank accounts ${merchant} may charge for your invoices.`,
    /** Another customer of the same business pays, such as the company that this one belongs to. */
    paidBy: (customer: string) =>
      `${customer} pays your invoices. To pay them yourself, add a payment method and turn on automatic payment.`,
    none: 'You haven’t saved a card or bank account yet. Add one to pay your invoices with it.',
    methods: 'Saved cards and accounts',
    order:
      'The default is charged first: the one you last paid with, unless you’ve chosen another since. If it fails, we try the next one in this order.',
    expires: (month: string) => `Expires ${month}`,
    expired: (month: string) => `Expired ${month}`,
    declined: (date: string) => `Last charge was declined on ${date}`,
    othersFirst: 'The others are tried first until a charge to it works again.',
    state: {
      default: 'Default',
      usable: 'Ready',
      unconfirmed: 'Not confirmed',
      pending: 'Waiting for verification',
      removing: 'Being removed',
      blocked: 'Can’t be charged',
    },
    /** Why an account cannot be charged; Stripe's reasons. */
    blocked: {
      bank_account_closed: 'Your bank says this account is closed. Remove it and add another one.',
      bank_account_frozen: 'Your bank says this account is frozen. Ask your bank, or add another one.',
      bank_account_invalid_details:
        'Your bank can’t find this account. Remove it, and add it again with the right numbers.',
      bank_account_restricted: 'Your bank doesn’t allow debits from this account. Add another one.',
      bank_account_unusable: 'This account can’t be debited. Add another one.',
      debit_not_authorized:
        'Debits from this account have been blocked at your bank. Ask your bank, or add another one.',
      other: 'This account can’t be charged. Add another one.',
    },
    verifyBy: (arrives: string, until: string) =>
      `Test deposits arrive by ${arrives}. Verify the account by ${until}.`,
    verify: 'Verify',
    /** Of a method that somebody paid with by link. */
    keptBy: (email: string | null) =>
      given(email, {
        known: `${email} used it to pay by link. It won’t be charged for your invoices unless you confirm it.`,
        unknown:
          'Somebody used it to pay by link. It won’t be charged for your invoices unless you confirm it.',
      }),
    confirm: 'Confirm',
    makeDefault: 'Make default',
    up: 'Move up',
    down: 'Move down',
    replace: 'Replace',
    remove: 'Remove',
    add: 'Add a payment method',
    addCard: 'Add a card',
    addCardHint: 'You’ll enter it on Stripe’s page. We never see its number.',
    addBank: 'Add a US bank account',
    addBankHint: 'ACH debit: for customers and banks in the United States, in US dollars only.',
    notConnected: 'Payment methods can’t be added right now.',
    failedTitle: 'Not paid yet',
    failed: 'These invoices couldn’t be charged. You can pay them now.',
    pay: (amount: string) => `Pay ${amount}`,
    ended: {
      attempts_exceeded: (method: string) =>
        `${method} wasn’t verified: there were too many wrong answers. Nothing was charged.`,
      timed_out: (method: string) =>
        `${method} wasn’t verified: the time for it ran out. Nothing was charged.`,
      deposits_failed: (method: string) =>
        `${method} wasn’t verified: the test deposits didn’t arrive. Its numbers may be wrong.`,
    },
    addAgain: 'Add it again',
  },
  /** What is said after something was done, by the code that the page before left. */
  said: {
    method_added: 'The payment method is saved.',
    method_pending:
      'The bank account is saved. Verify it here once the test deposits arrive; we’ll email you.',
    method_not_added: 'No payment method was added.',
    method_unknown: 'Stripe hasn’t told us yet whether it was saved. Check again in a minute.',
    method_verified: 'The bank account is verified and can be charged from now on.',
    method_confirmed: 'The payment method is confirmed and can be charged for your invoices from now on.',
    method_removed: 'The payment method has been removed.',
    method_removing: 'The payment method won’t be charged any more. It’s still being removed at Stripe.',
    default_set: 'Your default has been changed.',
    order_changed: 'The order has been changed.',
    autopay_on: 'Automatic payment is on.',
    autopay_off: 'Automatic payment is off. Nothing will be charged automatically any more.',
    autopay_off_under_way:
      'Automatic payment is off. A bank debit already sent can’t be called back and may still go through.',
    autopay_off_unknown:
      'Automatic payment is off, and no new charge will start. Stripe hasn’t confirmed yet that a payment already under way was stopped. Check again in a minute.',
    invoice_paused: 'This invoice won’t be charged automatically.',
    invoice_paused_under_way:
      'This invoice won’t be charged automatically again. A bank debit already sent can’t be called back and may still go through.',
    invoice_paused_unknown:
      'This invoice won’t be charged automatically. Stripe hasn’t confirmed yet that a payment already under way was stopped. Check again in a minute.',
    invoice_resumed: 'This invoice will be charged automatically again.',
    invoice_closed: 'This invoice is no longer open.',
    choice_on_due_date: 'Your choice is saved. These invoices will be charged automatically.',
    choice_not_automatically:
      'Your choice is saved. These invoices won’t be charged automatically: you pay them yourself.',
    choice_under_way:
      'Your choice is saved. A bank debit already sent can’t be called back and may still go through.',
    choice_unknown:
      'These invoices won’t be charged automatically. Stripe hasn’t confirmed yet that a payment already under way was stopped. Check again in a minute.',
    choice_closed: 'These invoices are no longer open, so there’s nothing left to choose.',
  },
  /** Why something was not done. */
  refused: {
    not_connected: 'Payment methods can’t be added right now.',
    stripe_unavailable: 'Stripe isn’t answering right now. Nothing was charged. Try again in a minute.',
    busy: 'Something else is being changed right now. Nothing was charged. Try again in a minute.',
    stripe_refuses:
      'Stripe isn’t accepting this right now. Nothing was charged, and we’ve told the business.',
    account_held: 'Stripe isn’t taking this kind of payment for the business right now. Nothing was charged.',
    too_many_setups: 'Too many payment methods were tried today. Nothing was charged. Try again tomorrow.',
    form_used: 'This form has already been used. Here’s a new one.',
    not_usable: 'This payment method can’t be charged right now, so it can’t be the default.',
    in_use:
      'A payment with this method is under way, so it can’t be removed yet. A card payment takes a moment, a bank payment a few days.',
    terms_changed: 'The terms you’re agreeing to have changed. Please read them again.',
    stopped_meanwhile:
      'It was turned off after you’d asked for this, so it stays off. You can turn it on again.',
    no_method: 'Please choose the payment method to charge.',
    cap: (example: string) => `Please enter an amount, such as ${example}, or leave it empty.`,
    cap_zero: 'The limit must be above zero. Leave it empty for no limit.',
  },
  bank: {
    title: 'Add a US bank account',
    explained:
      'ACH debit works with customers and banks in the United States, in US dollars only. Stripe sends small test deposits, which you then confirm.',
    accountNumber: 'Account number',
    accountNumberHint: '4 to 17 digits. It goes to Stripe, and we don’t keep it.',
    accountNumberAgain: 'For your security, please enter it again.',
    holderName: 'Account holder’s name',
    holderType: 'Account holder type',
    individual: 'Individual',
    company: 'Company',
    byNumbers: 'With your account’s numbers',
    country: 'Country',
    us: 'United States',
    otherCountry: 'Another country',
    currency: 'Currency',
    usd: 'US dollar (USD)',
    otherCurrency: 'Another currency',
    routingNumber: 'Routing number',
    routingNumberHint: 'Nine digits, at the bottom left of a check.',
    terms: 'Your permission',
    save: 'Save',
    instantTitle: 'Without waiting',
    instant: 'Sign in to your bank on Stripe’s page instead, and the account is ready right away.',
    instantButton: 'Verify instantly with your bank',
    back: 'Back to payment settings',
    problems: (fields: number) =>
      plural('en', fields, {
        one: 'One field needs another look. Nothing was saved.',
        other: `${fields} fields need another look. Nothing was saved.`,
      }),
    problem: {
      accountNumber: {
        missing: 'Enter the account number.',
        not_digits: 'US account numbers have digits only. Leave out letters and symbols.',
        length: 'An account number has 4 to 17 digits.',
        refused: 'Stripe doesn’t accept this account number. Compare it with a statement or a check.',
      },
      holderName: {
        missing: 'Enter the account holder’s name, as the bank has it.',
        too_long: 'Use 100 characters or fewer.',
      },
      holderType: { missing: 'Choose whether the account belongs to an individual or a company.' },
      country: {
        not_us: 'Only accounts at banks in the United States can be debited. Use a card instead.',
      },
      currency: { not_usd: 'Bank accounts are debited in US dollars only. Use a card instead.' },
      routingNumber: {
        missing: 'Enter the routing number.',
        not_digits: 'Routing numbers have digits only.',
        length: 'A routing number has nine digits.',
        check_digit:
          'This routing number doesn’t exist. One of the digits is wrong: compare it with a check.',
        refused: 'Stripe doesn’t recognize this routing number. Compare it with a check.',
      },
    },
    refused: {
      blocked:
        'The bank has returned a debit from this account before, so it can’t be used. Use another account or a card.',
      too_many: 'You already have too many payment methods. Remove one first.',
      other: 'Stripe doesn’t accept this account. Use another account or a card.',
    },
  },
  verify: {
    title: 'Verify your bank account',
    amountsExplained: (method: string, arrives: string) =>
      `Two small deposits to ${method} will arrive by ${arrives}. Enter their amounts.`,
    codeExplained: (method: string, arrives: string) =>
      `A deposit of $0.01 to ${method} will arrive by ${arrives}. Enter the code in its description.`,
    until: (date: string) => `Until ${date}.`,
    tries: (left: number) =>
      plural('en', left, { one: 'You have one try left.', other: `You have ${left} tries left.` }),
    first: 'First amount',
    second: 'Second amount',
    amountHint: 'As your bank shows it, such as 0.32.',
    code: 'Code',
    codeHint: 'Six characters that begin with SM, such as SM11AA.',
    button: 'Verify',
    problem: {
      missing: 'Enter what your bank shows.',
      not_an_amount: 'That isn’t an amount. Enter it as your bank shows it, such as 0.32.',
      not_under_a_dollar: 'Each deposit is less than a dollar, such as 0.32.',
      not_a_code: 'The code has six characters and begins with SM, such as SM11AA.',
    },
    wrongAmounts: 'Those aren’t the amounts we sent. Check your statement again.',
    wrongCode: 'That isn’t the code we sent. Check your statement again.',
    ended: {
      attempts_exceeded: 'There were too many wrong answers, so this account can no longer be verified.',
      timed_out: 'The ten days for verifying this account are over.',
      deposits_failed:
        'The test deposits didn’t arrive in this account. Its routing or account number may be wrong.',
    },
    endedNext: 'Nothing was charged. You can add the account again, or use another account or a card.',
    addAgain: 'Add a bank account',
    back: 'Back to payment settings',
  },
  remove: {
    title: 'Remove a payment method',
    question: (method: string) => `Remove ${method}?`,
    explained: (merchant: string) =>
      `${merchant} won’t be able to charge it any more. You can add it again later.`,
    lastOfAutopay:
      'It’s the last one automatic payment can charge. Without it, no invoice is paid automatically: you pay each one yourself.',
    button: 'Remove',
    anyway: 'Remove anyway',
    keep: 'Keep it',
  },
  autopay: {
    title: 'Automatic payment',
    on: (when: string) => `On. Your invoices are charged automatically ${when}.`,
    byMerchant: (merchant: string, when: string) =>
      `${merchant} charges your invoices automatically ${when}.`,
    off: 'Off. You pay each invoice yourself.',
    offUntilMethod: 'It starts once you save a card or bank account.',
    when: { on_send: 'when they are sent to you', on_due_date: 'on their due date' },
    firstWith: (method: string) => `${method} is charged first.`,
    upTo: (amount: string) => `Up to ${amount} per invoice.`,
    notice: (days: number) =>
      plural('en', days, {
        one: 'We’ll email you one day before each charge on a due date.',
        other: `We’ll email you ${days} days before each charge on a due date.`,
      }),
    next: 'Next charges',
    nothingNext: 'You have no open invoices.',
    step: {
      scheduled: (date: string) => `Will be charged on ${date}`,
      soon: 'Will be charged shortly',
      /** A notice of the charge goes out before it. */
      noticed_first: 'We’ll email you before it’s charged',
      /** Something holds it, a dispute say. */
      waiting: 'On hold: not charged for now',
      charging: 'Being charged',
      retrying: (date: string) => `Next try on ${date}`,
      paused: 'Paused by you',
      over_cap: 'Above your limit: not charged',
      no_cap: (currency: string) => `No limit set in ${currency} yet: not charged`,
      awaiting_choice: 'Waiting for your decision',
      not: 'Not charged automatically',
    },
    invoice: 'Invoice',
    invoiceNumber: (number: string) => `invoice ${number}`,
    amount: 'Amount',
    plan: 'What happens',
    actions: 'Actions',
    pause: 'Pause',
    resume: 'Resume',
    pay: 'Pay',
    change: 'Change automatic payment',
    turnOnTitle: 'Turn on automatic payment',
    whenLabel: 'When',
    whenOption: { on_due_date: 'On the due date', on_send: 'When the invoice is sent' },
    methodLabel: 'Charge first',
    capLabel: (currency: string) => `Limit per invoice in ${currency} (optional)`,
    capHint: 'Larger invoices won’t be charged automatically: we’ll ask you to pay them.',
    capsHint:
      'Larger invoices won’t be charged automatically. Leave every limit empty for none; once you set one, invoices in a currency without a limit aren’t charged automatically.',
    terms: 'What you’re agreeing to',
    turnOn: 'Agree and turn on',
    save: 'Agree and save',
    turnOff: 'Turn off automatic payment',
    needsMethod: 'Save a card or bank account first.',
    addMethod: 'Go to payment settings',
    agreedOn: (date: string) => `You agreed to this on ${date}.`,
    readAgain: 'Read what you agreed to',
  },
  agreements: {
    title: 'What you agreed to',
    none: 'Nothing yet.',
    kind: {
      bank_debit: 'Debits from a bank account',
      autopay: 'Automatic payment',
      link_payment: 'Payment by link',
    },
    by: (person: string, date: string, address: string) =>
      `Agreed to by ${person} on ${date}, from ${address}`,
    byPayer: (person: string, date: string) => `Shown to ${person}, who paid by link on ${date}`,
    anybody: 'somebody without an address',
    edition: (version: string) => `Edition ${version}`,
    back: 'Back to automatic payment',
  },
  /** Texts that are agreed to. Changing one takes a new edition in views/portal/terms.ts. */
  terms: {
    bankDebit: (merchant: string, contact: string) =>
      `By pressing Save, I permit ${merchant} to debit the bank account given above for what I owe on its invoices: when I pay one with this account, and on the days on which my invoices are charged automatically, as the page “Automatic payment” says. ${merchant} may credit the account to correct a debit that was wrong. Stripe carries out the debits. I am an owner of the account, or may act for it. This permission holds until I revoke it, by removing the account in the payment settings or by telling ${merchant} (${contact}). Debits that are under way by then are still carried out.`,
    /** What was given above, as it is kept with the text. */
    bankDebitGiven: (holder: string, last4: string, routingNumber: string) =>
      `Given: the account of ${holder} ending in ${last4}, routing number ${routingNumber}.`,
    autopay: (merchant: string) =>
      `By agreeing, I permit ${merchant} to charge my invoices automatically at the time chosen above, beginning with the payment method chosen above and, where it fails, with the next one in the order of my payment settings, in the amount stated on each invoice and never above the limit given above for its currency. Where I give a limit, invoices in a currency without one are not charged automatically. I can turn this off at any time on this page, or pause a single invoice. Payments that are under way by then are still carried out.`,
    autopayChoices: (when: string, method: string, cap: string | null) =>
      given(cap, {
        known: `Chosen: charged ${when}; beginning with ${method}; at most ${cap} for one invoice.`,
        unknown: `Chosen: charged ${when}; beginning with ${method}; without a limit.`,
      }),
  },
  pause: {
    title: 'Pause automatic payment',
    question: (number: string) =>
      `Invoice ${number} won’t be charged automatically. You’ll pay it yourself with its link.`,
    plan: (amount: string, date: string) => `${amount} is due to be charged on ${date}.`,
    button: 'Don’t charge this invoice automatically',
    doneTitle: 'Automatic payment paused',
    done: (number: string) => `Invoice ${number} won’t be charged automatically.`,
    view: 'View invoice',
    notOpen: 'This invoice is no longer open, so there’s nothing to pause.',
  },
};

/** Every text of payment settings and autopay in one language. */
export type PortalSettingsWords = typeof portalSettings;
