import type { Stripe } from 'stripe';
import { finishSession } from '../checkout/finish.ts';
import { unexpectedState } from '../core/api-error.ts';
import { idOf } from '../core/json.ts';
import { cancelTask, scheduleTask } from '../core/schedule-task.ts';
import { find, type Scope } from '../core/scope.ts';
import { readWorlds } from '../core/worlds.ts';
import { returnDebit } from './decline.ts';
import { getIntent } from './intent.ts';
import { traitsOf } from './payment-method.ts';
import { succeed } from './succeed.ts';
import type { BankTraits, Return } from './traits.ts';

/** How long an ACH debit takes (docs.stripe.com/payments/ach-direct-debit: up to four business days). */
const SETTLES_AFTER_MS = { four_days: 4 * 86_400_000, a_minute: 60_000 };
const VERB = 'settle';

/** Schedules the end of a debit; the test account that stays in `processing` for ever has none. */
export function scheduleSettlement(scope: Scope, intentId: string, traits: BankTraits): void {
  if (traits.settles === 'never') return;
  scheduleTask(scope, VERB, intentId, scope.nowMs() + SETTLES_AFTER_MS[readWorlds(scope.store).debits]);
}

/** Ends a due debit as its test account says. */
export function settleAsDue(scope: Scope, intentId: string): void {
  const intent = find(scope, 'payment_intent', intentId);
  if (intent?.status !== 'processing') return;
  const traits = traitsOf(scope, idOf(intent.payment_method) ?? '');
  if (traits.type !== 'us_bank_account') return;
  settle(scope, intentId, traits.settles === 'fails' ? traits.return : null);
}

/** Ends a debit now: with `reason` it is returned, with null it succeeds. Throws unless it is processing. */
export function settle(scope: Scope, intentId: string, reason: Return | null): Stripe.PaymentIntent {
  const intent = getIntent(scope, intentId);
  const charge = find(scope, 'charge', idOf(intent.latest_charge) ?? '');
  const method = find(scope, 'payment_method', idOf(intent.payment_method) ?? '');
  if (intent.status !== 'processing' || !charge || !method) {
    throw unexpectedState(
      'payment_intent_unexpected_state',
      `This PaymentIntent has a status of ${intent.status}: nothing settles.`,
    );
  }
  cancelTask(scope, VERB, intentId);
  const settled = reason
    ? returnDebit(scope, intent, charge, reason)
    : succeed(scope, intent, method, charge);
  finishSession(scope, settled);
  return settled;
}
