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
    explained: (merchant: string) => `Cards and bank accounts that ${merchant} may charge for your invoices.`,
    /** Another customer of the same business pays, such as the company that this one belongs to. */
    paidBy: (customer: string) =>
      `${customer} pays your invoices. To pay them yourself, add a payment method and turn on automatic payment.`,
    none: 'No card or bank account is saved yet. Add one to pay your invoices with it.',
    methods: 'Saved cards and accounts',
    order:
      'The default is charged first: the one that paid last, unless you chose another since. If it fails, the next one in this order is tried.',
    expires: (month: string) => `Expires ${month}`,
    expired: (month: string) => `Expired ${month}`,
    declined: (date: string) => `Last charge declined on ${date}`,
    othersFirst: 'The others are charged before it until it pays again.',
    state: {
      default: 'Default',
      usable: 'Ready',
      unconfirmed: 'Not confirmed',
      pending: 'Waiting for verification',
      removing: 'Being removed',
      blocked: 'Cannot be charged',
    },
    /** Why an account cannot be charged; Stripe's reasons. */
    blocked: {
      bank_account_closed: 'Your bank said that this account is closed. Remove it and add another one.',
      bank_account_frozen: 'Your bank said that this account is frozen. Ask your bank, or add another one.',
      bank_account_invalid_details:
        'Your bank does not know this account. Remove it, and add it again with the right numbers.',
      bank_account_restricted: 'Your bank does not allow debits from this account. Add another one.',
      bank_account_unusable: 'This account cannot be debited. Add another one.',
      debit_not_authorized:
        'Your bank was told that debits from this account are not allowed. Ask your bank, or add another one.',
      other: 'This account cannot be charged. Add another one.',
    },
    verifyBy: (arrives: string, until: string) =>
      `Test deposits arrive by ${arrives}. Verify the account by ${until}.`,
    verify: 'Verify',
    /** Of a method that somebody paid with by link. */
    keptBy: (email: string | null) =>
      given(email, {
        known: `${email} paid by link with it. It is not charged for your invoices unless you confirm it.`,
        unknown: 'Somebody paid by link with it. It is not charged for your invoices unless you confirm it.',
      }),
    confirm: 'Confirm',
    makeDefault: 'Make default',
    up: 'Move up',
    down: 'Move down',
    replace: 'Replace',
    remove: 'Remove',
    add: 'Add a payment method',
    addCard: 'Add a card',
    addCardHint: 'You enter it on Stripe’s page. Its number never reaches us.',
    addBank: 'Add a US bank account',
    addBankHint: 'ACH debit, for customers and banks in the United States, in US dollars only.',
    notConnected: 'Payment methods cannot be added at the moment.',
    failedTitle: 'Not paid yet',
    failed: 'These invoices could not be charged. You can pay them now.',
    pay: (amount: string) => `Pay ${amount}`,
    ended: {
      attempts_exceeded: (method: string) =>
        `${method} was not verified: the answers were wrong too often. Nothing was charged.`,
      timed_out: (method: string) =>
        `${method} was not verified: the time for it was over. Nothing was charged.`,
      deposits_failed: (method: string) =>
        `${method} was not verified: the test deposits did not arrive. Its numbers may be wrong.`,
    },
    addAgain: 'Add it again',
  },
  /** What is said after something was done, by the code that the page before left. */
  said: {
    method_added: 'The payment method is saved.',
    method_pending:
      'The bank account is saved. Verify it here when the test deposits have arrived; you are told by email.',
    method_not_added: 'No payment method was added.',
    method_unknown: 'Stripe has not told us yet whether it was saved. Look again in a minute.',
    method_verified: 'The bank account is verified. It can be charged from now on.',
    method_confirmed: 'The payment method is confirmed. It can be charged for your invoices from now on.',
    method_removed: 'The payment method is removed.',
    method_removing: 'The payment method is not charged any more. Stripe is still letting go of it.',
    default_set: 'The default is changed.',
    order_changed: 'The order is changed.',
    autopay_on: 'Automatic payment is on.',
    autopay_off: 'Automatic payment is off. Nothing is charged automatically any more.',
    autopay_off_under_way:
      'Automatic payment is off. A bank debit that was sent before cannot be called back and may still be completed.',
    autopay_off_unknown:
      'Automatic payment is off, and nothing new is begun. Stripe has not confirmed yet that a payment begun before was stopped. Look again in a minute.',
    invoice_paused: 'This invoice is not charged automatically.',
    invoice_paused_under_way:
      'This invoice is not charged automatically again. A bank debit that was sent before cannot be called back and may still be completed.',
    invoice_paused_unknown:
      'This invoice is not charged automatically. Stripe has not confirmed yet that a payment begun before was stopped. Look again in a minute.',
    invoice_resumed: 'This invoice is charged automatically again.',
    invoice_closed: 'This invoice is not open any more.',
    choice_on_due_date: 'Your choice is saved. These invoices are charged automatically.',
    choice_not_automatically:
      'Your choice is saved. These invoices are not charged automatically: you pay them yourself.',
    choice_under_way:
      'Your choice is saved. A bank debit that was sent before cannot be called back and may still be completed.',
    choice_unknown:
      'These invoices are not charged automatically. Stripe has not confirmed yet that a payment begun before was stopped. Look again in a minute.',
    choice_closed: 'These invoices are not open any more. There is nothing left to choose.',
  },
  /** Why something was not done. */
  refused: {
    not_connected: 'Payment methods cannot be added at the moment.',
    stripe_unavailable: 'Stripe does not answer at the moment. Nothing was charged. Try again in a minute.',
    busy: 'Something else is being changed at this moment. Nothing was charged. Try again in a minute.',
    stripe_refuses:
      'Stripe does not accept this at the moment. Nothing was charged, and the business has been told.',
    account_held: 'Stripe does not take this way to pay for the business at the moment. Nothing was charged.',
    too_many_setups: 'Too many payment methods were tried today. Nothing was charged. Try again tomorrow.',
    form_used: 'This form was used already. Here is a new one.',
    not_usable: 'This payment method cannot be charged now, so it cannot be the default.',
    in_use:
      'A payment with this method is under way, so it cannot be removed yet. A card takes a moment, a bank account a few days.',
    terms_changed: 'The text that you agree to has changed. Please read it again.',
    stopped_meanwhile:
      'It was turned off after you had asked for this, and stays off. You can turn it on again.',
    no_method: 'Please choose the payment method to charge.',
    cap: (example: string) => `Please enter an amount, such as ${example}, or leave it empty.`,
    cap_zero: 'The limit has to be above zero. Leave it empty for no limit.',
  },
  bank: {
    title: 'Add a US bank account',
    explained:
      'ACH debit works with customers and banks in the United States, in US dollars only. Stripe sends small test deposits, which you confirm afterwards.',
    accountNumber: 'Account number',
    accountNumberHint: '4 to 17 digits. It goes to Stripe and is not kept here.',
    accountNumberAgain: 'For your safety it has to be entered again.',
    holderName: 'Account holder’s name',
    holderType: 'Account holder type',
    individual: 'Individual',
    company: 'Company',
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
    instant: 'Instead, sign in to your bank on Stripe’s page. The account can be charged at once.',
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
        not_digits: 'An account number in the United States has only digits. Leave out letters and signs.',
        length: 'An account number has 4 to 17 digits.',
        refused: 'Stripe does not accept this account number. Check it on a statement or a check.',
      },
      holderName: {
        missing: 'Enter the name of the account holder, as the bank has it.',
        too_long: 'Enter at most 100 characters.',
      },
      holderType: { missing: 'Say whether the account belongs to an individual or a company.' },
      country: {
        not_us: 'Only accounts at banks in the United States can be debited. Use a card instead.',
      },
      currency: { not_usd: 'Bank accounts are debited in US dollars only. Use a card instead.' },
      routingNumber: {
        missing: 'Enter the routing number.',
        not_digits: 'A routing number has only digits.',
        length: 'A routing number has nine digits.',
        check_digit: 'There is no such routing number. One of its digits is wrong: compare it with a check.',
        refused: 'Stripe does not know this routing number. Compare it with a check.',
      },
    },
    refused: {
      blocked:
        'This account was returned by the bank before and cannot be debited. Use another account or a card.',
      too_many: 'There are too many payment methods already. Remove one first.',
      other: 'Stripe does not accept this account. Use another account or a card.',
    },
  },
  verify: {
    title: 'Verify your bank account',
    amountsExplained: (method: string, arrives: string) =>
      `Two small deposits to ${method} arrive by ${arrives}. Enter their amounts.`,
    codeExplained: (method: string, arrives: string) =>
      `A deposit of $0.01 to ${method} arrives by ${arrives}. Enter the code in its description.`,
    until: (date: string) => `Until ${date}.`,
    tries: (left: number) =>
      plural('en', left, { one: 'One try is left.', other: `${left} tries are left.` }),
    first: 'First amount',
    second: 'Second amount',
    amountHint: 'As your bank shows it, such as 0.32.',
    code: 'Code',
    codeHint: 'Six characters that begin with SM, such as SM11AA.',
    button: 'Verify',
    problem: {
      missing: 'Enter what your bank shows.',
      not_an_amount: 'This is not an amount. Enter it as your bank shows it, such as 0.32.',
      not_under_a_dollar: 'Each deposit is less than a dollar, such as 0.32.',
      not_a_code: 'The code has six characters and begins with SM, such as SM11AA.',
    },
    wrongAmounts: 'These are not the amounts that were sent. Look at your statement again.',
    wrongCode: 'This is not the code that was sent. Look at your statement again.',
    ended: {
      attempts_exceeded: 'The answers were wrong too often, so this account cannot be verified any more.',
      timed_out: 'The ten days for verifying this account are over.',
      deposits_failed:
        'The test deposits did not arrive at this account. Its routing or account number may be wrong.',
    },
    endedNext: 'Nothing was charged. You can add the account again, or use another account or a card.',
    addAgain: 'Add a bank account',
    back: 'Back to payment settings',
  },
  remove: {
    title: 'Remove a payment method',
    question: (method: string) => `Remove ${method}?`,
    explained: (merchant: string) => `${merchant} cannot charge it any more. You can add it again later.`,
    lastOfAutopay:
      'It is the last one that automatic payment can charge. Without it, no invoice is paid automatically: you pay each one yourself.',
    button: 'Remove',
    anyway: 'Remove it anyway',
    keep: 'Keep it',
  },
  autopay: {
    title: 'Automatic payment',
    on: (when: string) => `On. Your invoices are charged automatically ${when}.`,
    byMerchant: (merchant: string, when: string) =>
      `${merchant} charges your invoices automatically ${when}.`,
    off: 'Off. You pay each invoice yourself.',
    offUntilMethod: 'It begins when you save a card or a bank account.',
    when: { on_send: 'when they are sent to you', on_due_date: 'on their due date' },
    firstWith: (method: string) => `${method} is charged first.`,
    upTo: (amount: string) => `At most ${amount} for one invoice.`,
    notice: (days: number) =>
      plural('en', days, {
        one: 'You are told one day before a charge on a due date.',
        other: `You are told ${days} days before a charge on a due date.`,
      }),
    next: 'Next charges',
    nothingNext: 'No invoice is open.',
    step: {
      scheduled: (date: string) => `Charged on ${date}`,
      soon: 'Charged shortly',
      /** A notice of the charge goes out before it. */
      noticed_first: 'You are told by email before it is charged',
      /** Something holds it, a dispute say. */
      waiting: 'On hold: not charged for now',
      charging: 'Being charged',
      retrying: (date: string) => `Tried again on ${date}`,
      paused: 'Paused by you',
      over_cap: 'Above your limit: not charged',
      no_cap: (currency: string) => `No limit set in ${currency} yet: not charged`,
      awaiting_choice: 'Waits for your choice',
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
    turnOnTitle: 'Turn automatic payment on',
    whenLabel: 'When',
    whenOption: { on_due_date: 'On the due date', on_send: 'When the invoice is sent' },
    methodLabel: 'Charge first',
    capLabel: (currency: string) => `At most for one invoice, in ${currency} (optional)`,
    capHint: 'A larger invoice is not charged automatically: you are asked to pay it.',
    capsHint:
      'A larger invoice is not charged automatically. Leave all limits empty for none; once you set one, invoices in a currency without a limit are not charged automatically.',
    terms: 'What you agree to',
    turnOn: 'Agree and turn on',
    save: 'Agree and save',
    turnOff: 'Turn off automatic payment',
    needsMethod: 'Save a card or a bank account first.',
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
    by: (person: string, date: string, address: string) => `Agreed by ${person} on ${date}, from ${address}`,
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
      `Invoice ${number} is not charged automatically, then. You pay it with its link instead.`,
    plan: (amount: string, date: string) => `${amount} is to be charged on ${date}.`,
    button: 'Do not charge this invoice automatically',
    doneTitle: 'Automatic payment paused',
    done: (number: string) => `Invoice ${number} is not charged automatically.`,
    view: 'View invoice',
    notOpen: 'This invoice is not open any more, so there is nothing to pause.',
  },
};

/** Every text of payment settings and autopay in one language. */
export type PortalSettingsWords = typeof portalSettings;
