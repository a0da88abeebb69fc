import type { Stripe } from 'stripe';
import { ApiError, invalidRequest } from '../core/api-error.ts';
import { emit } from '../core/emit.ts';
import { idOf } from '../core/json.ts';
import { type Scope, save } from '../core/scope.ts';
import { savePaymentMethod, traitsOf } from './payment-method.ts';
import type { Decline } from './traits.ts';

/**
 * Saves a payment method to a customer. A card that its issuer declines is refused, since Stripe checks it first
 * (docs.stripe.com/testing#declined-payments).
 */
export function attach(scope: Scope, method: Stripe.PaymentMethod, customerId: string): Stripe.PaymentMethod {
  const owner = idOf(method.customer);
  if (owner === customerId) return method;
  if (owner !== null) {
    throw invalidRequest('The payment method you provided has already been attached to a customer.', {
      code: 'payment_method_unexpected_state',
    });
  }
  const traits = traitsOf(scope, method.id);
  if (traits.type === 'card' && traits.decline && !traits.attachable) throw cardError(traits.decline);
  return attachUnchecked(scope, method, customerId);
}

/** Saves a payment method that has just paid, which proved it good. */
export function attachUnchecked(
  scope: Scope,
  method: Stripe.PaymentMethod,
  customerId: string,
): Stripe.PaymentMethod {
  const attached: Stripe.PaymentMethod = { ...method, customer: customerId };
  savePaymentMethod(scope, attached);
  emit(scope, 'payment_method.attached', attached);
  return attached;
}

/** Detaches a payment method from its customer; it cannot be used again. */
export function detach(scope: Scope, method: Stripe.PaymentMethod): Stripe.PaymentMethod {
  const owner = idOf(method.customer);
  if (owner === null) {
    throw invalidRequest(
      'The payment method you provided is not attached to a customer so detachment is impossible.',
      {
        code: 'payment_method_unexpected_state',
      },
    );
  }
  const detached: Stripe.PaymentMethod = { ...method, customer: null };
  savePaymentMethod(scope, detached);
  const traits = traitsOf(scope, method.id);
  save(scope, '_payment_method', method.id, { ...traits, detached: true });
  emit(scope, 'payment_method.detached', detached, { customer: owner });
  return detached;
}

/** 402, as an issuer's refusal arrives. */
export function cardError(decline: Decline, extra: ConstructorParameters<typeof ApiError>[3] = {}): ApiError {
  return new ApiError(402, 'card_error', decline.message, {
    code: decline.code,
    stored: true,
    ...extra,
    extra: { ...declineFields(decline), ...extra.extra },
  });
}

/** The fields of an error that say why an issuer refused. */
export function declineFields(decline: Decline): Record<string, string> {
  return {
    ...(decline.declineCode === null ? {} : { decline_code: decline.declineCode }),
    ...(decline.adviceCode === null ? {} : { advice_code: decline.adviceCode }),
    ...(decline.networkDeclineCode === null ? {} : { network_decline_code: decline.networkDeclineCode }),
    ...(decline.networkAdviceCode == null ? {} : { network_advice_code: decline.networkAdviceCode }),
  };
}
