import { emit } from '../core/emit.ts';
import { allOf, type Scope } from '../core/scope.ts';
import { saveTransaction } from '../payments/balance.ts';
import { payOutAutomatically } from '../payouts/automatic.ts';
import { balanceOf } from './balance.ts';

/**
 * Starts a day (`subject` is `account/seconds`): pending funds become available, and an account with a daily schedule
 * pays out its available balance.
 */
export function dayOfFunds(scope: Scope, subject: string): void {
  const released = allOf(scope, 'balance_transaction', 'releases', subject.split('/')[1] ?? '');
  for (const { value } of released.reverse()) saveTransaction(scope, { ...value, status: 'available' }, null);
  if (released.length > 0) emit(scope, 'balance.available', balanceOf(scope));
  payOutAutomatically(scope);
}
