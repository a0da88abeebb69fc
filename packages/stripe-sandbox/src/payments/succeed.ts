import type { Stripe } from 'stripe';
import { balanceOf } from '../balance/balance.ts';
import { emit } from '../core/emit.ts';
import { achFee, cardFee } from '../core/money.ts';
import { scheduleTask } from '../core/schedule-task.ts';
import type { Scope } from '../core/scope.ts';
import { readWorlds } from '../core/worlds.ts';
import { book } from './balance.ts';
import { APPROVED, saveCharge } from './charge.ts';
import { saveIntent } from './intent.ts';
import { traitsOf } from './payment-method.ts';
import { saveForLater } from './save-for-later.ts';

/**
 * The money is there: the charge succeeds, the balance grows, and the method is saved where that was asked for.
 * With asynchronous capture, the default, the balance transaction follows the charge: `charge.succeeded` has none
 * yet and `charge.updated` brings it (docs.stripe.com/payments/payment-intents/asynchronous-capture).
 */
export function succeed(
  scope: Scope,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  pending: Stripe.Charge,
): Stripe.PaymentIntent {
  const charge: Stripe.Charge = {
    ...pending,
    status: 'succeeded',
    paid: true,
    captured: true,
    amount_captured: intent.amount,
    outcome: APPROVED,
    receipt_url: `${scope.baseUrl}/receipts/${pending.id}`,
  };
  const isCard = method.type === 'card';
  const booked: Stripe.Charge = {
    ...charge,
    balance_transaction: bookPayment(scope, intent, charge, isCard),
  };
  const late = isCard && intent.capture_method === 'automatic_async';
  const succeeded: Stripe.PaymentIntent = {
    ...intent,
    status: 'succeeded',
    amount_received: intent.amount,
    latest_charge: charge.id,
    last_payment_error: null,
    next_action: null,
  };
  saveCharge(scope, booked);
  saveIntent(scope, succeeded);
  emit(scope, 'charge.succeeded', late ? charge : booked);
  saveForLater(scope, succeeded, method);
  emit(scope, 'payment_intent.succeeded', succeeded);
  if (late) emit(scope, 'charge.updated', booked, { balance_transaction: null });
  if (availableAfterDays(scope, charge, isCard) === 0) emit(scope, 'balance.available', balanceOf(scope));
  planDispute(scope, method, charge.id);
  return succeeded;
}

function bookPayment(
  scope: Scope,
  intent: Stripe.PaymentIntent,
  charge: Stripe.Charge,
  isCard: boolean,
): string {
  const { amount, currency } = intent;
  return book(scope, {
    amount,
    currency,
    fee: isCard ? cardFee : achFee,
    type: isCard ? 'charge' : 'payment',
    reportingCategory: 'charge',
    source: charge.id,
    description: intent.description,
    availableAfterDays: availableAfterDays(scope, charge, isCard),
  }).id;
}

/** None for the test card that skips the wait (docs.stripe.com/testing); else as the sandbox's world has it. */
function availableAfterDays(scope: Scope, charge: Stripe.Charge, isCard: boolean): number {
  const { card, bank } = AVAILABLE_AFTER[readWorlds(scope.store).funds];
  if (!isCard) return bank;
  const traits = traitsOf(scope, charge.payment_method ?? '');
  return traits.type === 'card' && traits.availableAtOnce ? 0 : card;
}

/** How long after its success the return of a debit arrives: Stripe names no time. */
const RETURNED_AFTER_MS = { a_day_later: 86_400_000, at_once: 0, weeks_later: 40 * 86_400_000 };
/** Days until money can be paid out, of a card and of a bank account. */
const AVAILABLE_AFTER = { in_two_days: { card: 2, bank: 4 }, in_a_week: { card: 7, bank: 7 } };

/** Test methods whose payer complains: about a card at once, about a bank debit some time after it settled. */
function planDispute(scope: Scope, method: Stripe.PaymentMethod, chargeId: string): void {
  const traits = traitsOf(scope, method.id);
  if (traits.type === 'card' && traits.dispute) scheduleTask(scope, 'open_dispute', chargeId, scope.nowMs());
  if (traits.type === 'us_bank_account' && traits.settles === 'disputed') {
    const after = RETURNED_AFTER_MS[readWorlds(scope.store).debitDisputes];
    scheduleTask(scope, 'open_dispute', chargeId, scope.nowMs() + after);
  }
}
