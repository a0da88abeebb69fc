import type { BankInput, CardInput } from '../payments/payment-method.ts';
import { TEST_ROUTING_NUMBER, testBankByNumber } from '../payments/test-banks.ts';
import { NOT_A_TEST_CARD, passesLuhn, testCardByNumber } from '../payments/test-cards.ts';

export type Entry =
  | { method: 'card'; number: string; expiry: string; cvc: string; name: string }
  | { method: 'us_bank_account'; holder: string; routing: string; account: string };

/** Problems by field, in words for the payer. */
export type Problems = Record<string, string>;

export type Checked =
  | { kind: 'card'; input: CardInput; name: string }
  | { kind: 'us_bank_account'; input: BankInput; name: string }
  | { kind: 'invalid'; problems: Problems };

/** Parses the payer's input, or returns the invalid fields. `nowMs` decides whether a card has expired. */
export function checkEntry(entry: Entry, nowMs: number): Checked {
  return entry.method === 'card' ? checkCard(entry, nowMs) : checkBank(entry);
}

function checkCard(entry: Extract<Entry, { method: 'card' }>, nowMs: number): Checked {
  const problems: Problems = {};
  const number = entry.number.replace(/[\s-]/g, '');
  const expiry = readExpiry(entry.expiry);
  if (number === '') problems.number = 'Enter the card number.';
  else if (!passesLuhn(number)) problems.number = 'This card number is not valid.';
  if (!expiry) problems.expiry = 'Enter the expiry as month and year, such as 12 / 34.';
  else if (Date.UTC(expiry.year, expiry.month, 1) <= nowMs) problems.expiry = 'This card has expired.';
  if (!/^\d{3,4}$/.test(entry.cvc.trim())) problems.cvc = 'Enter the 3 or 4 digits of the security code.';
  if (entry.name.trim() === '') problems.name = 'Enter the name on the card.';
  if (!expiry || Object.keys(problems).length > 0) return { kind: 'invalid', problems };
  const card = testCardByNumber(number) ?? unknownCard(number);
  return {
    kind: 'card',
    input: { card, expMonth: expiry.month, expYear: expiry.year },
    name: entry.name.trim(),
  };
}

/** A valid number that is no test card: the "issuer" declines, since nothing real is charged here. */
function unknownCard(number: string): CardInput['card'] {
  return {
    number,
    brand: number.startsWith('5') ? 'mastercard' : 'visa',
    traits: {
      type: 'card',
      decline: NOT_A_TEST_CARD,
      attachable: false,
      authentication: 'never',
      setUp: false,
      dispute: null,
      refund: 'succeeds',
      detached: false,
    },
  };
}

function readExpiry(text: string): { month: number; year: number } | undefined {
  const match = /^\s*(\d{1,2})\s*[/\s-]?\s*(\d{2}|\d{4})\s*$/.exec(text);
  const month = Number(match?.[1]);
  const year = Number(match?.[2]);
  if (!match || month < 1 || month > 12) return undefined;
  return { month, year: year < 100 ? 2000 + year : year };
}

function checkBank(entry: Extract<Entry, { method: 'us_bank_account' }>): Checked {
  const problems: Problems = {};
  const number = entry.account.replace(/[\s-]/g, '');
  const routingNumber = entry.routing.replace(/[\s-]/g, '');
  const bank = testBankByNumber(number);
  if (entry.holder.trim() === '') problems.holder = 'Enter the name of the account holder.';
  if (routingNumber !== TEST_ROUTING_NUMBER) {
    problems.routing = `Use the test routing number ${TEST_ROUTING_NUMBER}.`;
  }
  if (number === '') problems.account = 'Enter the account number.';
  else if (!bank) problems.account = 'Use a test account number, such as 000123456789.';
  if (!bank || Object.keys(problems).length > 0) return { kind: 'invalid', problems };
  const input: BankInput = {
    number,
    routingNumber,
    traits: bank.traits,
    holderType: 'individual',
    accountType: 'checking',
  };
  return { kind: 'us_bank_account', input, name: entry.holder.trim() };
}
