import type { Stripe } from 'stripe';
import { cancelTask, scheduleTask } from '../core/schedule-task.ts';
import { find, type Scope, save } from '../core/scope.ts';
import { traitsOf } from '../payments/payment-method.ts';
import type { MicrodepositRecord } from '../store/records.ts';
import { arrivalDate } from './arrival.ts';

/** How long a payer has to verify the deposits (docs.stripe.com/payments/ach-direct-debit/accept-a-payment). */
const WITHIN_MS = 10 * 86_400_000;
export const EXPIRE = 'expire_microdeposits';
export const BOUNCE = 'bounce_microdeposits';
const TYPE = 'microdeposit_type';

/**
 * Sends micro-deposits to a bank account on behalf of a PaymentIntent or SetupIntent. Returns what its `next_action`
 * says; `arrival_date` is in seconds.
 */
export function sendMicrodeposits(
  scope: Scope,
  intentId: string,
  method: Stripe.PaymentMethod,
  mandateId: string,
): Stripe.SetupIntent.NextAction.VerifyWithMicrodeposits {
  const type = microdepositType(scope);
  const arrivesAt = arrivalDate(scope.now());
  saveMicrodeposits(scope, { intentId, methodId: method.id, mandateId, type, arrivesAt, attempts: 0 });
  scheduleTask(scope, EXPIRE, intentId, scope.nowMs() + WITHIN_MS);
  const traits = traitsOf(scope, method.id);
  if (traits.type === 'us_bank_account' && traits.microdeposits === 'fail') {
    scheduleTask(scope, BOUNCE, intentId, arrivesAt * 1000);
  }
  return {
    arrival_date: arrivesAt,
    hosted_verification_url: `${scope.baseUrl}/c/microdeposits/${intentId}`,
    microdeposit_type: type,
  };
}

/** The pending micro-deposits of an intent, if any. */
export function findMicrodeposits(scope: Scope, intentId: string): MicrodepositRecord | undefined {
  return find(scope, '_microdeposits', intentId);
}

export function saveMicrodeposits(scope: Scope, record: MicrodepositRecord): void {
  save(scope, '_microdeposits', record.intentId, record);
}

/** Ends the wait for micro-deposits: verified, failed, cancelled or replaced by another method. */
export function stopMicrodeposits(scope: Scope, intentId: string): void {
  if (!findMicrodeposits(scope, intentId)) return;
  scope.store.remove('_microdeposits', intentId);
  cancelTask(scope, EXPIRE, intentId);
  cancelTask(scope, BOUNCE, intentId);
}

type MicrodepositType = MicrodepositRecord['type'];

/** Sets the kind sent from now on. Stripe chooses the kind itself, usually a single deposit with a code. */
export function microdepositType(scope: Pick<Scope, 'store'>): MicrodepositType {
  return scope.store.readMeta(TYPE) === 'amounts' ? 'amounts' : 'descriptor_code';
}

export function chooseMicrodepositType(scope: Pick<Scope, 'store'>, type: MicrodepositType): void {
  scope.store.writeMeta(TYPE, type);
}
