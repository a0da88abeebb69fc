import type { Stripe } from 'stripe';
import { invalidRequest } from '../core/api-error.ts';
import type { Scope } from '../core/scope.ts';
import { createPaymentMethod } from './create-method.ts';
import type { MethodDataInput } from './method-params.ts';
import { resolvePaymentMethod } from './payment-method.ts';

interface Sent {
  payment_method?: string | undefined;
  payment_method_data?: MethodDataInput | undefined;
}

/** The method that a call brings along, or else the one that the intent has; null where there is none. */
export function methodFromParams(
  scope: Scope,
  sent: Sent,
  known: string | null,
): Stripe.PaymentMethod | null {
  const { payment_method: id, payment_method_data: data } = sent;
  if (id !== undefined && data !== undefined) {
    throw invalidRequest(
      'You may only specify one of these parameters: payment_method, payment_method_data.',
      { code: 'parameters_exclusive', param: 'payment_method' },
    );
  }
  if (data) return createPaymentMethod(scope, data);
  const wanted = id ?? known;
  return wanted === null ? null : resolvePaymentMethod(scope, wanted, 'payment_method');
}
