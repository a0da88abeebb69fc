import type { CardTraits, Decline } from './traits.ts';

/** A test card of Stripe's, by its number and by the id that stands for it in API calls. */
export interface TestCard {
  number: string;
  token: string;
  brand: 'visa' | 'mastercard' | 'amex' | 'discover';
  traits: CardTraits;
}

const GOOD: CardTraits = {
  type: 'card',
  decline: null,
  attachable: true,
  authentication: 'never',
  setUp: false,
  dispute: null,
  refund: 'succeeds',
  detached: false,
};

function declined(
  declineCode: string,
  networkDeclineCode: string,
  adviceCode: Decline['adviceCode'] = null,
): Decline {
  const message =
    declineCode === 'insufficient_funds' ? 'Your card has insufficient funds.' : 'Your card was declined.';
  return { code: 'card_declined', declineCode, message, adviceCode, networkDeclineCode };
}

function refused(
  code: string,
  message: string,
  networkDeclineCode: string,
  adviceCode: Decline['adviceCode'],
): Decline {
  return { code, declineCode: code, message, adviceCode, networkDeclineCode };
}

function card(
  number: string,
  token: string,
  traits: Partial<CardTraits> = {},
  brand: TestCard['brand'] = 'visa',
): TestCard {
  // An issuer that declines a payment also declines the check that precedes saving, save for 0341.
  return { number, token, brand, traits: { ...GOOD, attachable: !traits.decline, ...traits } };
}

/** Every test card that the sandbox honours (docs.stripe.com/testing#cards). */
export const TEST_CARDS: readonly TestCard[] = [
  card('4242424242424242', 'pm_card_visa'),
  card('5555555555554444', 'pm_card_mastercard', {}, 'mastercard'),
  card('378282246310005', 'pm_card_amex', {}, 'amex'),
  card('6011111111111117', 'pm_card_discover', {}, 'discover'),
  card('4000000000000002', 'pm_card_visa_chargeDeclined', {
    decline: declined('generic_decline', '01', 'try_again_later'),
  }),
  card('4000000000009995', 'pm_card_visa_chargeDeclinedInsufficientFunds', {
    decline: declined('insufficient_funds', '51', 'try_again_later'),
  }),
  card('4000000000009987', 'pm_card_visa_chargeDeclinedLostCard', {
    decline: declined('lost_card', '41', 'do_not_try_again'),
  }),
  card('4000000000009979', 'pm_card_visa_chargeDeclinedStolenCard', {
    decline: declined('stolen_card', '43', 'do_not_try_again'),
  }),
  card('4000000000000069', 'pm_card_chargeDeclinedExpiredCard', {
    decline: refused('expired_card', 'Your card has expired.', '54', 'do_not_try_again'),
  }),
  card('4000000000000127', 'pm_card_chargeDeclinedIncorrectCvc', {
    decline: refused('incorrect_cvc', "Your card's security code is incorrect.", 'N7', 'confirm_card_data'),
  }),
  card('4000000000000119', 'pm_card_chargeDeclinedProcessingError', {
    decline: refused(
      'processing_error',
      'An error occurred while processing your card. Try again in a little bit.',
      '19',
      'try_again_later',
    ),
  }),
  card('4000000000000341', 'pm_card_chargeCustomerFail', {
    decline: declined('generic_decline', '01', 'try_again_later'),
    attachable: true,
  }),
  card('4000002500003155', 'pm_card_authenticationRequiredOnSetup', { authentication: 'unless_set_up' }),
  card('4000002760003184', 'pm_card_authenticationRequired', { authentication: 'always' }),
  card('4000003800000446', 'pm_card_authenticationRequiredSetupForOffSession', {
    authentication: 'on_session',
  }),
  card('4000008260003178', 'pm_card_authenticationRequiredChargeDeclinedInsufficientFunds', {
    authentication: 'unless_set_up',
    attachable: true,
    decline: declined('insufficient_funds', '51', 'try_again_later'),
  }),
  card('4000000000000259', 'pm_card_createDispute', { dispute: 'fraudulent' }),
  card('4000000000002685', 'pm_card_createDisputeProductNotReceived', { dispute: 'product_not_received' }),
  card('4000000000001976', 'pm_card_createDisputeInquiry', { dispute: 'inquiry' }),
  card('4000000000000077', 'pm_card_bypassPending', { availableAtOnce: true }),
  card('4000000000007726', 'pm_card_pendingRefund', { refund: 'pends' }),
  card('4000000000005126', 'pm_card_refundFail', { refund: 'fails' }),
];

const BY_NUMBER = new Map(TEST_CARDS.map((each) => [each.number, each]));
const BY_TOKEN = new Map(TEST_CARDS.map((each) => [each.token, each]));

export function testCardByNumber(number: string): TestCard | undefined {
  return BY_NUMBER.get(number);
}

export function testCardByToken(token: string): TestCard | undefined {
  return BY_TOKEN.get(token) ?? BY_TOKEN.get(TOKEN_ALIASES[token] ?? '');
}

/** `tok_…` names, for callers that make a payment method from a token. */
const TOKEN_ALIASES: Record<string, string> = {
  tok_visa: 'pm_card_visa',
  tok_mastercard: 'pm_card_mastercard',
  tok_amex: 'pm_card_amex',
  tok_chargeDeclined: 'pm_card_visa_chargeDeclined',
  tok_chargeCustomerFail: 'pm_card_chargeCustomerFail',
  pm_card_chargeDeclined: 'pm_card_visa_chargeDeclined',
  pm_card_chargeDeclinedInsufficientFunds: 'pm_card_visa_chargeDeclinedInsufficientFunds',
};

/** The decline of a number that is no test card: nothing real is ever charged here. */
export const NOT_A_TEST_CARD: Decline = {
  code: 'card_declined',
  declineCode: 'test_mode_live_card',
  message: 'Your card was declined. Your request was in test mode, but used a non test card.',
  adviceCode: null,
  networkDeclineCode: null,
};

/** A card number's check digit (ISO/IEC 7812). */
export function passesLuhn(number: string): boolean {
  if (!/^\d{12,19}$/.test(number)) return false;
  let sum = 0;
  for (const [i, digit] of [...number].reverse().entries()) {
    const value = Number(digit) * (i % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}
