import { emit } from '../core/emit.ts';
import { allOf, type Scope } from '../core/scope.ts';
import { saveTransaction } from '../payments/balance.ts';
import { payOutAutomatically } from '../payouts/automatic.ts';
import { balanceOf } from './balance.ts';

/**
 * A day begins (`subject` is `account/seconds`): what becomes available on it does so, and an account with a daily
 * schedule pays out what it has.
 */
export function dayOfFunds(scope: Scope, subject: string): void {
  const released = allOf(scope, 'balance_transaction', 'releases', subject.split('/')[1] ?? '');
  for (const { value } of released.reverse()) saveTransaction(scope, { ...value, status: 'available' }, null);
  if (released.length > 0) emit(scope, 'balance.available', balanceOf(scope));
  payOutAutomatically(scope);
}
