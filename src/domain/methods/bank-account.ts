/** The raw input of the form for a bank account. */
export type TypedAccount = {
  readonly accountNumber: string;
  readonly holderName: string;
  readonly holderType: string;
  readonly country: string;
  readonly currency: string;
  readonly routingNumber: string;
};

/** A US bank account that can be sent to Stripe. Its number is never stored, logged or shown again. */
export type BankAccount = {
  readonly accountNumber: string;
  readonly holderName: string;
  readonly holderType: 'individual' | 'company';
  readonly routingNumber: string;
};

/** A problem with a field, by a key of the dictionary. */
export type AccountProblem =
  | { readonly field: 'accountNumber'; readonly problem: 'missing' | 'not_digits' | 'length' }
  | { readonly field: 'holderName'; readonly problem: 'missing' | 'too_long' }
  | { readonly field: 'holderType'; readonly problem: 'missing' }
  | { readonly field: 'country'; readonly problem: 'not_us' }
  | { readonly field: 'currency'; readonly problem: 'not_usd' }
  | {
      readonly field: 'routingNumber';
      readonly problem: 'missing' | 'not_digits' | 'length' | 'check_digit';
    };

/** Stripe's codes for refusals that are about the account itself; any other is about us or Stripe. */
const ACCOUNT_REFUSALS = [
  'account_number_invalid',
  'routing_number_invalid',
  'bank_account_restricted',
  'bank_account_unusable',
  'payment_method_bank_account_blocked',
  'customer_max_payment_methods',
] as const;

export type AccountRefusal = (typeof ACCOUNT_REFUSALS)[number];

/** Null for a code that is not about the account. */
export const readAccountRefusal = (code: string): AccountRefusal | null =>
  ACCOUNT_REFUSALS.find((refusal) => refusal === code) ?? null;

const NAME_MOST = 100;

/**
 * Reads what was typed: digits may be grouped by spaces or hyphens, and be full-width. An account number has 4 to
 * 17 digits; bank debits exist for the United States and US dollars only.
 * https://docs.stripe.com/payments/ach-direct-debit
 */
export function readBankAccount(
  typed: TypedAccount,
):
  | { readonly ok: true; readonly account: BankAccount }
  | { readonly ok: false; readonly problems: readonly AccountProblem[] } {
  const accountNumber = compact(typed.accountNumber);
  const routingNumber = compact(typed.routingNumber);
  const holderName = typed.holderName.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
  const holderType = HOLDER_TYPES.find((type) => type === typed.holderType);
  const problems = [
    accountProblem(accountNumber),
    // The holder's name is stored and mailed, so an account number typed there by mistake is refused.
    holderName === '' || holdsNumber(holderName, accountNumber)
      ? ({ field: 'holderName', problem: 'missing' } as const)
      : null,
    holderName.length > NAME_MOST ? ({ field: 'holderName', problem: 'too_long' } as const) : null,
    holderType === undefined ? ({ field: 'holderType', problem: 'missing' } as const) : null,
    typed.country === 'US' ? null : ({ field: 'country', problem: 'not_us' } as const),
    typed.currency.toUpperCase() === 'USD' ? null : ({ field: 'currency', problem: 'not_usd' } as const),
    routingProblem(routingNumber),
  ].filter((problem) => problem !== null);
  if (problems.length > 0 || holderType === undefined) return { ok: false, problems };
  return { ok: true, account: { accountNumber, holderName, holderType, routingNumber } };
}

const HOLDER_TYPES = ['individual', 'company'] as const;

/**
 * What may be shown again of what was typed: never the account number, in whichever field it was typed. Nine digits
 * may be a routing number; more or fewer in its field may be the account number.
 */
export function showableAgain(typed: TypedAccount): Omit<TypedAccount, 'accountNumber'> {
  const { accountNumber, ...rest } = typed;
  const number = compact(accountNumber);
  const routing = compact(typed.routingNumber);
  // The account field holds a routing number: the two were swapped.
  const isSwapped = /^\d{9}$/.test(number) && hasCheckDigit(number);
  const isShowable = /^\d{9}$/.test(routing) && routing !== number && !isSwapped;
  return {
    ...rest,
    holderName: holdsNumber(typed.holderName, number) ? '' : typed.holderName,
    routingNumber: isShowable ? typed.routingNumber : '',
  };
}

const holdsNumber = (text: string, number: string): boolean =>
  number.length >= 4 && compact(text).includes(number);

/** Without what people group digits by; NFKC turns full-width digits into plain ones. */
const compact = (text: string): string => text.normalize('NFKC').replaceAll(/[\s\u2010-\u2015-]/g, '');

function accountProblem(digits: string): AccountProblem | null {
  if (digits === '') return { field: 'accountNumber', problem: 'missing' };
  if (!/^\d+$/.test(digits)) return { field: 'accountNumber', problem: 'not_digits' };
  if (digits.length < 4 || digits.length > 17) return { field: 'accountNumber', problem: 'length' };
  return null;
}

function routingProblem(digits: string): AccountProblem | null {
  if (digits === '') return { field: 'routingNumber', problem: 'missing' };
  if (!/^\d+$/.test(digits)) return { field: 'routingNumber', problem: 'not_digits' };
  if (digits.length !== 9) return { field: 'routingNumber', problem: 'length' };
  return hasCheckDigit(digits) ? null : { field: 'routingNumber', problem: 'check_digit' };
}

/**
 * The American Bankers Association's check: the digits, weighted 3, 7, 1 in turn, add up to a multiple of 10.
 * https://en.wikipedia.org/wiki/ABA_routing_transit_number#Check_digit
 */
export function hasCheckDigit(routingNumber: string): boolean {
  const weights = [3, 7, 1, 3, 7, 1, 3, 7, 1];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(routingNumber.charAt(at)), 0);
  return sum > 0 && sum % 10 === 0;
}
