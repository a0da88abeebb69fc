import type { Store } from '../store/store.ts';

/**
 * What Stripe's documents leave open, one way or the other. Code that is right must be right in every world.
 * The first value of each is what a new sandbox does.
 */
export const WORLDS = {
  /** What becomes of a PaymentIntent that waits for a payment method when its Checkout Session expires. */
  expiry: ['cancels_intent', 'leaves_intent'],
  /**
   * What becomes of 3-D Secure that is under way then. `ends_with_session`: the payer comes through it for nothing.
   * `outlives_session`: its PaymentIntent stays `requires_action`, and is paid if the payer comes through.
   */
  authentication: ['ends_with_session', 'outlives_session'],
  /** What becomes of a SetupIntent when its Checkout Session expires. */
  setupExpiry: ['cancels_intent', 'leaves_intent'],
  /** What a session in `setup` mode is while micro-deposits are waited for. */
  verifyingSession: ['complete', 'open'],
  /** Since when a session in `setup` mode has its SetupIntent. */
  setupIntent: ['from_the_start', 'at_first_attempt'],
  /** `allow_redisplay` of what a session in `setup` mode saves. */
  redisplay: ['limited', 'unspecified', 'always'],
  /** What is done with an allowed kind of payment method that the account or the currency does not have. */
  unusableMethods: ['filtered', 'refused'],
  /** When a confirmation with the payer present needs a `return_url`. */
  returnUrl: ['for_redirects', 'always'],
  /** How a bank account is verified of which nothing says how. */
  bankAccounts: ['verified_at_once', 'by_microdeposits'],
  /** What a bank debit does that names no mandate, says nothing of one, and has none from earlier. */
  mandates: ['made_up', 'demanded'],
  /** How long a bank debit takes to settle or fail. */
  debits: ['four_days', 'a_minute'],
  /** When the return of a debit that had succeeded arrives as a dispute. */
  debitDisputes: ['a_day_later', 'at_once', 'weeks_later'],
  /** The order of the events that one step brings about. */
  eventOrder: ['as_done', 'reversed'],
  /** Whose an event of API v2 about a connected account is: which destinations hear it, and its context. */
  accountEvents: ['of_the_platform', 'of_the_account'],
  /** When a webhook that failed is sent again for the first time. */
  webhookRetries: ['within_seconds', 'within_an_hour'],
  /** When a search finds what was written. */
  search: ['at_once', 'a_minute_later'],
  /** When the money of a card payment can be paid out. */
  funds: ['in_two_days', 'in_a_week'],
  /** How long a payout is under way. */
  payouts: ['two_days', 'five_days'],
  /** What the appeal of a lost dispute does before it is decided. */
  appeals: ['move_no_money', 'give_back'],
  /** How long a dispute can be answered. */
  disputeDeadline: ['nine_days', 'three_weeks'],
  /** How the `param` of an object that does not exist is called. */
  missingParam: ['id', 'noun'],
  /** What an error holds beyond what its kind documents: everything, or as little as may be. */
  errorFields: ['all', 'few'],
  /** In which words a refusal is put. */
  words: ['as_met', 'other'],
  /**
   * When a session that was paid is complete, and with it the answers of its custom fields are there: as its PaymentIntent
   * succeeds or moves, or a few seconds later.
   */
  completion: ['with_payment', 'seconds_later'],
  /** How long a payment's description and lines of an address may be, which is not said. */
  lengths: ['long', 'short'],
  /** Whether a test card's decline carries the advice that its code suggests. */
  advice: ['by_code', 'none'],
  /** Which returns of a debit block the bank account: those after which Nacha forbids another, or none. */
  returns: ['block_account', 'block_nothing'],
} as const;

export type WorldName = keyof typeof WORLDS;
export type Worlds = { readonly [K in WorldName]: (typeof WORLDS)[K][number] };
/** Some of the worlds; the rest stays as it is. */
export type WorldChoice = { readonly [K in WorldName]?: Worlds[K] | undefined };

/** What a new sandbox does by itself: the first value of each. */
export const FIRST_WORLDS: Worlds = {
  expiry: WORLDS.expiry[0],
  authentication: WORLDS.authentication[0],
  setupExpiry: WORLDS.setupExpiry[0],
  verifyingSession: WORLDS.verifyingSession[0],
  setupIntent: WORLDS.setupIntent[0],
  redisplay: WORLDS.redisplay[0],
  unusableMethods: WORLDS.unusableMethods[0],
  returnUrl: WORLDS.returnUrl[0],
  bankAccounts: WORLDS.bankAccounts[0],
  mandates: WORLDS.mandates[0],
  debits: WORLDS.debits[0],
  debitDisputes: WORLDS.debitDisputes[0],
  eventOrder: WORLDS.eventOrder[0],
  accountEvents: WORLDS.accountEvents[0],
  webhookRetries: WORLDS.webhookRetries[0],
  search: WORLDS.search[0],
  funds: WORLDS.funds[0],
  payouts: WORLDS.payouts[0],
  appeals: WORLDS.appeals[0],
  disputeDeadline: WORLDS.disputeDeadline[0],
  missingParam: WORLDS.missingParam[0],
  errorFields: WORLDS.errorFields[0],
  words: WORLDS.words[0],
  completion: WORLDS.completion[0],
  lengths: WORLDS.lengths[0],
  advice: WORLDS.advice[0],
  returns: WORLDS.returns[0],
};

const NAME = 'worlds';

/** The world that the sandbox is in. It survives a restart. */
export function readWorlds(store: Store): Worlds {
  const text = store.readMeta(NAME);
  if (text === undefined) return FIRST_WORLDS;
  const value: Partial<Worlds> = JSON.parse(text);
  return { ...FIRST_WORLDS, ...value };
}

/** Changes what is named, and leaves the rest. */
export function chooseWorlds(store: Store, chosen: WorldChoice): void {
  const named = Object.entries(chosen).filter(([, value]) => value !== undefined);
  store.writeMeta(NAME, JSON.stringify({ ...readWorlds(store), ...Object.fromEntries(named) }));
}
