import type { Stripe } from 'stripe';
import { changed, emit } from '../core/emit.ts';
import type { Scope } from '../core/scope.ts';
import { readWorlds } from '../core/worlds.ts';
import { endMandates } from './mandate.ts';
import { savePaymentMethod } from './payment-method.ts';

type Blocked = Stripe.PaymentMethod.UsBankAccount.StatusDetails.Blocked;

/** Returns after which the account must not be debited again, with the network's code (Nacha's return codes). */
const FINAL: Record<string, Blocked> = {
  account_closed: { network_code: 'R02', reason: 'bank_account_closed' },
  no_account: { network_code: 'R03', reason: 'bank_account_invalid_details' },
  debit_not_authorized: { network_code: 'R10', reason: 'debit_not_authorized' },
};

/**
 * Blocks a bank account whose return says that it is closed, wrong or not to be debited, and ends its mandates (SDK,
 * `PaymentMethod.us_bank_account.status_details.blocked`). Returns the payment method as it is then.
 */
export function blockWhereFinal(
  scope: Scope,
  method: Stripe.PaymentMethod,
  returnCode: string,
): Stripe.PaymentMethod {
  const blocked = readWorlds(scope.store).returns === 'block_nothing' ? undefined : FINAL[returnCode];
  const { us_bank_account: bank } = method;
  if (!blocked || !bank || bank.status_details?.blocked) return method;
  const updated: Stripe.PaymentMethod = {
    ...method,
    us_bank_account: { ...bank, status_details: { blocked } },
  };
  savePaymentMethod(scope, updated);
  emit(scope, 'payment_method.updated', updated, changed(method, updated));
  endMandates(scope, method.id);
  return updated;
}
