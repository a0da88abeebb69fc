import type { Stripe } from 'stripe';
import { invalidRequest } from '../core/api-error.ts';

/** Throws for a bank account whose bank said that it must not be debited again. */
export function refuseBlocked(method: Stripe.PaymentMethod): void {
  const reason = method.us_bank_account?.status_details?.blocked?.reason;
  if (!reason) return;
  throw invalidRequest(`This bank account cannot be debited any more (${reason}). Use another one.`, {
    code: 'payment_method_bank_account_blocked',
    param: 'payment_method',
  });
}
