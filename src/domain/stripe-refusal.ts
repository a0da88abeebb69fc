/** Whose state a refusal of Stripe's is. */
export const REFUSAL_SUBJECTS = ['connection', 'customer', 'invoice'] as const;
export type RefusalSubject = (typeof REFUSAL_SUBJECTS)[number];

/**
 * What was wanted when Stripe refused it: a session of Checkout; a charge of a method on file, whichever it is, or a card or
 * a bank account; to close a payment; to put a method on file or take it off; a new customer; to read what became of a
 * payment, which cards were refused on the way, or what is disputed of it; a customer's change; or a refund. A refusal ends
 * when the same is taken.
 */
export type RefusedFor = (typeof EVERY)[number];

const EVERY = [
  'session',
  'charge',
  'charge_card',
  'charge_account',
  'close',
  'setup',
  'detach',
  'new_customer',
  'reading',
  'declines',
  'disputes',
  'customer',
  'refund',
] as const;

/** What may be refused of a customer. */
export const OF_A_CUSTOMER: readonly RefusedFor[] = EVERY.filter((each) => each !== 'refund');

/** What a charge that is refused was wanted for: another way to pay may be one that the account has. */
export const chargeWanted = (refusal: RefusedCall, method: string | null): RefusedFor =>
  isAboutWay(refusal) ? chargeOf(method) : 'charge';

/** A charge by one way to pay. */
export const chargeOf = (method: string | null): 'charge_card' | 'charge_account' =>
  method === 'us_bank_account' ? 'charge_account' : 'charge_card';

/** The same as rows before had it: one word for all that a payment needs. */
export type WantedOnce = 'payment' | 'reading' | 'customer' | 'refund';

export function wantedOnce(wanted: RefusedFor): WantedOnce {
  switch (wanted) {
    case 'session':
    case 'charge':
    case 'charge_card':
    case 'charge_account':
    case 'close':
    case 'setup':
    case 'detach':
    case 'new_customer':
      return 'payment';
    case 'declines':
    case 'disputes':
      return 'reading';
    case 'reading':
    case 'customer':
    case 'refund':
      return wanted;
  }
}

/** A refusal that stands, by what was wanted. */
export type Standing = {
  readonly wanted: WantedOnce;
  /** Null where an earlier version wrote it. */
  readonly refusedFor: readonly RefusedFor[] | null;
};

/** What is still refused after this was taken; nothing where the refusal is over. */
export function stillRefused({ wanted, refusedFor }: Standing, taken: RefusedFor): readonly RefusedFor[] {
  return (
    refusedFor ?? EVERY.filter((each) => wantedOnce(each) === wanted && wanted !== wantedOnce(taken))
  ).filter((each) => each !== taken);
}

/** What is refused when this is too. */
export const refusedToo = ({ wanted, refusedFor }: Standing, too: RefusedFor): readonly RefusedFor[] => [
  ...new Set([...(refusedFor ?? EVERY.filter((each) => wantedOnce(each) === wanted)), too]),
];

/** What Stripe said when it refused a request for good: a definite 4xx. */
export type RefusedCall = {
  readonly status: number;
  readonly code: string;
  /** The parameter that it is about, where it is about one. */
  readonly param: string | null;
  readonly message: string;
};

/** A refusal that nothing here can mend, as it stands. */
export type StripeRefusal = {
  readonly code: string;
  readonly param: string | null;
  /** Stripe's own words, in English. */
  readonly message: string;
  /** ms since the epoch. */
  readonly since: number;
};

/** Codes that are about the account or its key, whatever was asked. https://docs.stripe.com/error-codes */
const OF_THE_ACCOUNT = new Set([
  'api_key_expired',
  'charge_not_enabled',
  'livemode_mismatch',
  'more_permissions_required',
  'not_allowed_on_standard_account',
  'platform_account_required',
  'platform_api_key_expired',
  'secret_key_required',
  'testmode_charges_only',
  'tls_version_unsupported',
]);

/** Parameters that name what we made ourselves. */
const OWN_OBJECTS = new Set(['customer', 'id', 'intent', 'payment_intent', 'session', 'setup_intent']);

/** Whether it is about the key, or what that may do. */
export const isAboutAccess = ({ status }: RefusedCall): boolean => status === 401 || status === 403;

/**
 * Whose state a refusal is: the connection's where it is about the key, what it may do, or what the account can do;
 * else that of whatever was asked `about`.
 */
export function subjectOf<S extends RefusalSubject>(refusal: RefusedCall, about: S): S | 'connection' {
  const { code, param } = refusal;
  const isAboutAccount =
    OF_THE_ACCOUNT.has(code) || code.startsWith('account_') || code.includes('capabilit');
  // What this account made and does not have any more: the key is another account's.
  const isOfOther = code === 'resource_missing' && OWN_OBJECTS.has(param ?? '');
  return isAboutAccess(refusal) || isAboutAccount || isAboutWay({ code, param }) || isOfOther
    ? 'connection'
    : about;
}

/** A way to pay that was asked for is one that the account lacks. */
const isAboutWay = ({ code, param }: Pick<RefusedCall, 'code' | 'param'>): boolean =>
  param?.includes('payment_method_types') === true || code === 'payment_method_unactivated';

/** Codes that are about the amount, in the currency that the account settles in: with no method can it be charged. */
const OF_THE_AMOUNT = new Set(['amount_too_large', 'amount_too_small', 'invalid_charge_amount']);

/**
 * Whose state it is where a charge is refused whatever the method; null where the payer, their bank or this method may be
 * the reason. A way to pay that the account lacks is one: another method may do.
 */
export function chargeRefusedFor(refusal: RefusedCall): 'connection' | 'invoice' | null {
  if (refusal.status === 402 || isAboutWay(refusal)) return null;
  if (OF_THE_AMOUNT.has(refusal.code)) return 'invoice';
  return subjectOf(refusal, 'invoice') === 'connection' ? 'connection' : null;
}

const MESSAGE_LENGTH = 500;
const KEY = /\b[srp]k_(?:test|live)_[\w*]+/g;

/** Stripe's words as they may be stored and mailed: on one line, of a bounded length, without a key. */
export const sayableMessage = (message: string): string =>
  message.replaceAll(KEY, '[key]').replaceAll(/\s+/g, ' ').trim().slice(0, MESSAGE_LENGTH).toWellFormed();
