import type { Stripe } from 'stripe';
import { invalidRequest } from '../core/api-error.ts';
import { emit } from '../core/emit.ts';
import { find, type Scope, save } from '../core/scope.ts';
import { newCharge, saveCharge } from './charge.ts';
import { internalsOf, saveIntent, saveInternals } from './intent.ts';
import { traitsOf } from './payment-method.ts';
import { saveForLater } from './save-for-later.ts';
import { scheduleSettlement } from './settle.ts';

/**
 * Sends a debit to the bank: the charge is pending, the PaymentIntent `processing`, and the outcome follows in days.
 * A method to be saved is attached now, since the payer has nothing more to do. `mandateId` must be active.
 */
export function debit(
  scope: Scope,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  mandateId: string,
): Stripe.PaymentIntent {
  const traits = traitsOf(scope, method.id);
  if (traits.type !== 'us_bank_account') throw new Error(`payment method ${method.id} is no bank account`);
  save(scope, '_payment_method', method.id, { ...traits, verified: true });
  const charge: Stripe.Charge = {
    ...newCharge(scope, intent, method, mandateId),
    captured: true,
    amount_captured: intent.amount,
  };
  saveCharge(scope, charge);
  const processing: Stripe.PaymentIntent = {
    ...intent,
    status: 'processing',
    next_action: null,
    last_payment_error: null,
    latest_charge: charge.id,
  };
  saveIntent(scope, processing);
  saveInternals(scope, intent.id, { ...internalsOf(scope, intent.id), mandateId });
  emit(scope, 'charge.pending', charge);
  saveForLater(scope, processing, method);
  emit(scope, 'payment_intent.processing', processing);
  scheduleSettlement(scope, intent.id, traits);
  return processing;
}

/** The mandate that a caller names for a debit. Throws where it is not active, another method's, or too small. */
export function namedMandate(
  scope: Scope,
  mandateId: string,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
): Stripe.Mandate {
  const mandate = find(scope, 'mandate', mandateId);
  const covers =
    mandate?.single_use === undefined ||
    (mandate.single_use.amount >= intent.amount && mandate.single_use.currency === intent.currency);
  if (mandate?.status === 'active' && mandate.payment_method === method.id && covers) return mandate;
  throw invalidRequest(`The mandate ${mandateId} does not allow this payment.`, {
    code: 'payment_intent_mandate_invalid',
    param: 'mandate',
  });
}
