import type { Stripe } from 'stripe';
import { z } from 'zod';
import { address, email, metadata, text } from '../api/params.ts';
import { invalidRequest } from '../core/api-error.ts';
import type { Scope } from '../core/scope.ts';
import { createPaymentMethod } from './create-method.ts';
import { resolvePaymentMethod } from './payment-method.ts';

export const billing = z.strictObject({
  address: address.optional(),
  email: email.optional(),
  name: text().optional(),
  phone: text().optional(),
});

export const bankFields = z.strictObject({
  account_holder_type: z.enum(['company', 'individual']).optional(),
  account_number: text(17).optional(),
  account_type: z.enum(['checking', 'savings']).optional(),
  routing_number: text(9).optional(),
});

/** `payment_method_data`: a bank account made while an intent is confirmed. Cards come as payment methods. */
export const methodData = z.strictObject({
  allow_redisplay: z.enum(['always', 'limited', 'unspecified']).optional(),
  billing_details: billing.optional(),
  metadata: metadata.optional(),
  type: z.enum(['us_bank_account']),
  us_bank_account: bankFields.optional(),
});

interface Sent {
  payment_method?: string | undefined;
  payment_method_data?: z.output<typeof methodData> | undefined;
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
