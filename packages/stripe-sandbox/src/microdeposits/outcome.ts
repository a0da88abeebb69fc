import type { Stripe } from 'stripe';
import { finishSession } from '../checkout/finish.ts';
import { emit } from '../core/emit.ts';
import { find, type Scope } from '../core/scope.ts';
import { debit } from '../payments/debit.ts';
import { failIntent } from '../payments/decline.ts';
import { setMandateStatus } from '../payments/mandate.ts';
import { failSetup } from '../setups/fail.ts';
import { succeedSetup } from '../setups/succeed.ts';
import type { MicrodepositRecord } from '../store/records.ts';
import { stopMicrodeposits } from './send.ts';

export type Intent = Stripe.PaymentIntent | Stripe.SetupIntent;

interface Reason {
  code: string;
  message: string;
}

/**
 * Ends the wait for micro-deposits. With null the account is verified: a PaymentIntent's debit is sent, a
 * SetupIntent succeeds. With a reason both wait for another payment method and the mandate ends.
 */
export function conclude(
  scope: Scope,
  intent: Intent,
  record: MicrodepositRecord,
  reason: Reason | null,
): Intent {
  const method = find(scope, 'payment_method', record.methodId);
  if (!method) throw new Error(`payment method ${record.methodId} is gone`);
  stopMicrodeposits(scope, intent.id);
  setMandateStatus(scope, record.mandateId, reason === null ? 'active' : 'inactive');
  if (intent.object === 'setup_intent') {
    if (reason === null) return succeedSetup(scope, intent, method);
    return failSetup(scope, intent, { ...reason, payment_method: method, type: 'invalid_request_error' });
  }
  if (reason === null) return debit(scope, intent, method, record.mandateId);
  const failed = failIntent(scope, intent, {
    ...reason,
    payment_method: method,
    type: 'invalid_request_error',
  });
  emit(scope, 'payment_intent.payment_failed', failed);
  finishSession(scope, failed);
  return failed;
}
