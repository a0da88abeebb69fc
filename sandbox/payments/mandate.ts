import type { Stripe } from 'stripe';
import { type Scope, save } from '../core/scope.ts';

/** The payer's permission to debit a bank account. Where nothing is said of it, it was given online, now. */
export function createMandate(
  scope: Scope,
  method: Stripe.PaymentMethod,
  intent: Stripe.PaymentIntent,
  multiUse: boolean,
): Stripe.Mandate {
  const mandate: Stripe.Mandate = {
    id: scope.ids.next('mandate'),
    object: 'mandate',
    customer_acceptance: {
      accepted_at: scope.now(),
      online: { ip_address: '127.0.0.1', user_agent: 'sandbox' },
      type: 'online',
    },
    livemode: false,
    ...(multiUse ? { multi_use: {} } : { single_use: { amount: intent.amount, currency: intent.currency } }),
    payment_method: method.id,
    payment_method_details: { type: 'us_bank_account', us_bank_account: {} },
    status: 'active',
    type: multiUse ? 'multi_use' : 'single_use',
  };
  save(scope, 'mandate', mandate.id, mandate);
  return mandate;
}
