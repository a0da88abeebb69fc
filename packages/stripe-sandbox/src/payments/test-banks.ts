import type { BankTraits, Return } from './traits.ts';

/** A US bank account of Stripe's tests, at routing number 110000000. */
export interface TestBank {
  number: string;
  token: string;
  traits: BankTraits;
}

/** The routing number that all test accounts share. */
export const TEST_ROUTING_NUMBER = '110000000';

function bank(
  number: string,
  name: string,
  settles: BankTraits['settles'],
  returned: Return | null = null,
): TestBank {
  return {
    number,
    token: `pm_usBankAccount_${name}`,
    traits: {
      type: 'us_bank_account',
      settles,
      return: returned,
      verified: false,
      microdeposits: name === 'failMicrodeposits' ? 'fail' : 'arrive',
      detached: false,
    },
  };
}

/** Every test account that the sandbox honours (docs.stripe.com/payments/ach-direct-debit/accept-a-payment). */
const TEST_BANKS: readonly TestBank[] = [
  bank('000123456789', 'success', 'succeeds'),
  bank('000111111113', 'accountClosed', 'fails', {
    code: 'account_closed',
    message: "The customer's bank account has been closed.",
  }),
  bank('000111111116', 'noAccount', 'fails', {
    code: 'no_account',
    message: "The customer's bank account could not be located.",
  }),
  bank('000222222227', 'insufficientFunds', 'fails', {
    code: 'insufficient_funds',
    message: "The customer's account has insufficient funds to cover this payment.",
  }),
  bank('000333333335', 'debitNotAuthorized', 'fails', {
    code: 'debit_not_authorized',
    message: 'The customer has notified their bank that this payment was unauthorized.',
  }),
  bank('000555555559', 'dispute', 'disputed'),
  bank('000666666661', 'failMicrodeposits', 'succeeds'),
  bank('000000000009', 'processing', 'never'),
];

const BY_NUMBER = new Map(TEST_BANKS.map((each) => [each.number, each]));
const BY_TOKEN = new Map(TEST_BANKS.map((each) => [each.token, each]));

export function testBankByNumber(number: string): TestBank | undefined {
  return BY_NUMBER.get(number);
}

export function testBankByToken(token: string): TestBank | undefined {
  return BY_TOKEN.get(token);
}
