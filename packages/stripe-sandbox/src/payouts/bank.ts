import { createHash } from 'node:crypto';
import type { Stripe } from 'stripe';
import { changed, emit } from '../core/emit.ts';
import { find, type Scope, save } from '../core/scope.ts';

/** Why a payout comes back, by the test number of the bank account (docs.stripe.com/connect/testing). */
const FAILURES: Record<string, { code: string; message: string }> = {
  '000111111113': { code: 'account_closed', message: 'The bank account has been closed.' },
  '000111111116': { code: 'no_account', message: 'The bank account could not be located.' },
  '000222222227': {
    code: 'insufficient_funds',
    message: 'Your Stripe account has insufficient funds to cover the payout.',
  },
  '000333333335': {
    code: 'debit_not_authorized',
    message: 'Debit transactions are not approved on your bank account.',
  },
  '000444444440': {
    code: 'invalid_currency',
    message: 'The bank was unable to process this payout because of its currency.',
  },
};

/** The bank account to which payouts go unless another number is given. */
export const GOOD_NUMBER = '000123456789';

export function payoutFailure(number: string): { code: string; message: string } | null {
  return FAILURES[number] ?? null;
}

/**
 * Gives the account a bank account for a currency, in place of an earlier one. Its number is kept beside it, since it
 * decides how payouts end.
 */
export function setBankAccount(scope: Scope, currency: string, number: string): Stripe.BankAccount {
  const account = find(scope, 'account', scope.account);
  const internals = find(scope, '_account', scope.account);
  if (!account || !internals) throw new Error(`account ${scope.account} has no internals`);
  const bank: Stripe.BankAccount = {
    id: scope.ids.next('ba'),
    object: 'bank_account',
    account: scope.account,
    account_holder_name: account.business_profile?.name ?? null,
    account_holder_type: 'company',
    account_type: null,
    available_payout_methods: ['standard'],
    bank_name: 'STRIPE TEST BANK',
    country: account.country ?? 'US',
    currency,
    default_for_currency: true,
    fingerprint: createHash('sha256')
      .update(scope.ids.derive('fingerprint', number, 32))
      .digest('hex')
      .slice(0, 16),
    future_requirements: NOTHING_DUE,
    last4: number.slice(-4),
    metadata: {},
    requirements: NOTHING_DUE,
    routing_number: '110000000',
    status: 'new',
  };
  saveBank(scope, bank);
  save(scope, '_account', scope.account, { ...internals, payoutNumber: number });
  return bank;
}

/** The account's bank account for this currency. */
export function bankFor(scope: Scope, currency: string): Stripe.BankAccount | undefined {
  const banks = find(scope, 'account', scope.account)?.external_accounts?.data ?? [];
  for (const each of banks) if (each.object === 'bank_account' && each.currency === currency) return each;
  return undefined;
}

/** A payout came back: nothing more is sent to this bank account until it is replaced. */
export function markErrored(scope: Scope, id: string): void {
  const bank = find(scope, 'bank_account', id);
  if (!bank || bank.status === 'errored') return;
  const errored: Stripe.BankAccount = { ...bank, status: 'errored' };
  saveBank(scope, errored);
  emit(scope, 'account.external_account.updated', errored, changed(bank, errored));
}

function saveBank(scope: Scope, bank: Stripe.BankAccount): void {
  const account = find(scope, 'account', scope.account);
  if (!account) return;
  const others = (account.external_accounts?.data ?? []).filter(
    (each) => each.id !== bank.id && each.currency !== bank.currency,
  );
  save(scope, 'bank_account', bank.id, bank);
  save(scope, 'account', scope.account, {
    ...account,
    external_accounts: {
      object: 'list',
      data: [...others, bank],
      has_more: false,
      url: `/v1/accounts/${scope.account}/external_accounts`,
    },
  });
}

const NOTHING_DUE = { currently_due: [], errors: [], past_due: [], pending_verification: [] };
