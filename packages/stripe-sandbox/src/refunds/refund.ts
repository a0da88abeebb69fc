import type { Stripe } from 'stripe';
import { invalidRequest, noSuchReference, parameterMissing, undocumentedState } from '../core/api-error.ts';
import { changed, emit } from '../core/emit.ts';
import { idOf } from '../core/json.ts';
import { mergeMetadata } from '../core/metadata.ts';
import { formatAmount } from '../core/money.ts';
import { cancelTask, scheduleTask } from '../core/schedule-task.ts';
import { allOf, find, type Scope, save } from '../core/scope.ts';
import { closeInquiryOf } from '../disputes/decide.ts';
import { book } from '../payments/balance.ts';
import { saveCharge } from '../payments/charge.ts';
import { traitsOf } from '../payments/payment-method.ts';

export interface RefundInput {
  amount?: number | undefined;
  charge?: string | undefined;
  payment_intent?: string | undefined;
  reason?: 'duplicate' | 'requested_by_customer' | 'fraudulent' | undefined;
  metadata?: Record<string, string> | null | undefined;
}

const DAY_MS = 86_400_000;

/**
 * Refunds a charge in full or in part. A card's refund succeeds at once, or pends or fails by its test number; a bank
 * account's takes days. Throws where less than the amount is left to refund.
 */
export function createRefund(scope: Scope, input: RefundInput): Stripe.Refund {
  const charge = chargeOf(scope, input);
  const amount = input.amount ?? charge.amount - charge.amount_refunded;
  checkRefundable(charge, amount);
  refuseIfDisputed(scope, charge);
  refuseIfTooOld(scope, charge);
  const isCard = charge.payment_method_details?.type === 'card';
  const traits = traitsOf(scope, charge.payment_method ?? '');
  const pends = !isCard || (traits.type === 'card' && traits.refund === 'pends');
  const id = scope.ids.next(isCard ? 're' : 'pyr');
  const { currency } = charge;
  const transaction = book(scope, {
    amount: -amount,
    currency,
    fee: 0,
    type: isCard ? 'refund' : 'payment_refund',
    reportingCategory: 'refund',
    source: id,
    description: 'REFUND FOR CHARGE',
    availableAfterDays: 0,
  });
  const refund: Stripe.Refund = {
    id,
    object: 'refund',
    amount,
    balance_transaction: transaction.id,
    charge: charge.id,
    created: scope.now(),
    currency,
    customer: idOf(charge.customer),
    customer_account: null,
    destination_details: isCard
      ? {
          card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
          type: 'card',
        }
      : { type: 'us_bank_transfer', us_bank_transfer: { reference: null, reference_status: 'pending' } },
    metadata: mergeMetadata({}, input.metadata),
    payment_intent: idOf(charge.payment_intent),
    payment_method: charge.payment_method,
    ...(pends ? { pending_reason: 'processing' as const } : {}),
    reason: input.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: pends ? 'pending' : 'succeeded',
    transfer_reversal: null,
  };
  saveRefund(scope, refund);
  const refundedCharge = addToCharge(scope, charge, amount);
  emit(scope, 'refund.created', refund);
  emit(scope, 'charge.refunded', refundedCharge, changed(charge, refundedCharge));
  if (refundedCharge.refunded) closeInquiryOf(scope, charge.id);
  if (pends) scheduleTask(scope, 'settle_refund', id, scope.nowMs() + (isCard ? DAY_MS : 4 * DAY_MS));
  else if (traits.type === 'card' && traits.refund === 'fails')
    scheduleTask(scope, 'fail_refund', id, scope.nowMs() + DAY_MS);
  else referenceArrives(scope, refund);
  return find(scope, 'refund', id) ?? refund;
}

/** A pending refund has reached the payer. */
export function completeRefund(scope: Scope, id: string): void {
  const refund = find(scope, 'refund', id);
  if (refund?.status !== 'pending') return;
  cancelTask(scope, 'settle_refund', id);
  const { pending_reason: _, ...rest } = refund;
  change(scope, refund, { ...rest, status: 'succeeded' });
}

/**
 * Cancels a refund that waits for the payer's bank details: the only kind that Stripe's API cancels
 * (docs.stripe.com/api/refunds/cancel). No refund of a card or a US bank account ever is, so this always throws.
 */
export function cancelRefund(refund: Stripe.Refund): Stripe.Refund {
  throw undocumentedState(
    'refund_not_cancelable',
    `This refund has a status of ${refund.status ?? 'unknown'}. Only a refund with the status requires_action can be canceled.`,
  );
}

/** A refund comes back: the money is the merchant's again (docs.stripe.com/refunds#failed-refunds). */
export function failRefund(scope: Scope, id: string): void {
  const refund = find(scope, 'refund', id);
  if (refund?.status !== 'succeeded' && refund?.status !== 'pending') return;
  const transaction = book(scope, {
    amount: refund.amount,
    currency: refund.currency,
    fee: 0,
    type: refund.id.startsWith('re_') ? 'refund_failure' : 'payment_failure_refund',
    reportingCategory: 'refund_failure',
    source: refund.id,
    description: 'REFUND FAILURE',
    availableAfterDays: 0,
  });
  cancelTask(scope, 'settle_refund', id);
  cancelTask(scope, 'fail_refund', id);
  const { pending_reason: _, ...rest } = refund;
  const failed: Stripe.Refund = {
    ...rest,
    status: 'failed',
    failure_balance_transaction: transaction.id,
    failure_reason: refund.id.startsWith('re_') ? 'expired_or_canceled_card' : 'declined',
  };
  const charge = find(scope, 'charge', idOf(refund.charge) ?? '');
  if (charge)
    saveCharge(scope, {
      ...charge,
      amount_refunded: charge.amount_refunded - refund.amount,
      refunded: false,
    });
  change(scope, refund, failed);
  emit(scope, 'refund.failed', failed);
}

/** All refunds of a payment, newest first, as an update of metadata leaves them. */
export function updateRefund(
  scope: Scope,
  refund: Stripe.Refund,
  metadata: Record<string, string> | null | undefined,
): Stripe.Refund {
  const updated: Stripe.Refund = { ...refund, metadata: mergeMetadata(refund.metadata ?? {}, metadata) };
  change(scope, refund, updated);
  return updated;
}

function chargeOf(scope: Scope, input: RefundInput): Stripe.Charge {
  if (input.charge !== undefined) {
    const charge = find(scope, 'charge', input.charge);
    if (!charge) throw noSuchReference('charge', input.charge, 'charge');
    return charge;
  }
  if (input.payment_intent === undefined) throw parameterMissing('payment_intent');
  const intent = find(scope, 'payment_intent', input.payment_intent);
  if (!intent) throw noSuchReference('payment_intent', input.payment_intent, 'payment_intent');
  const charges = allOf(scope, 'charge', 'payment_intent', intent.id);
  const paid = charges.find(({ value }) => value.status === 'succeeded');
  if (paid) return paid.value;
  throw invalidRequest(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, {
    code: 'resource_missing',
    param: 'payment_intent',
    stored: true,
  });
}

function checkRefundable(charge: Stripe.Charge, amount: number): void {
  const left = charge.amount - charge.amount_refunded;
  if (charge.status !== 'succeeded') {
    throw invalidRequest(`Charge ${charge.id} has not succeeded, so it cannot be refunded.`, {
      code: 'charge_not_refundable',
      stored: true,
    });
  }
  if (left === 0) {
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, {
      code: 'charge_already_refunded',
      stored: true,
    });
  }
  if (amount < 1)
    throw invalidRequest('Invalid positive integer', { code: 'parameter_invalid_integer', param: 'amount' });
  if (amount > left) {
    const money = (minor: number): string => formatAmount(minor, charge.currency);
    throw invalidRequest(
      `Refund amount (${money(amount)}) is greater than unrefunded amount on charge (${money(left)})`,
      {
        param: 'amount',
        stored: true,
      },
    );
  }
}

/** Disputed money cannot be refunded as well. */
function refuseIfDisputed(scope: Scope, charge: Stripe.Charge): void {
  if (!charge.disputed) return;
  const disputes = allOf(scope, 'dispute', 'charge', charge.id);
  if (disputes.every(({ value }) => value.is_charge_refundable)) return;
  throw invalidRequest(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
    code: 'charge_disputed',
    stored: true,
  });
}

/** Bank debits can be refunded for 180 days (docs.stripe.com/payments/ach-direct-debit#refunds). */
function refuseIfTooOld(scope: Scope, charge: Stripe.Charge): void {
  const isBank = charge.payment_method_details?.type === 'us_bank_account';
  if (!isBank || scope.now() - charge.created <= 180 * 86_400) return;
  throw invalidRequest(`Charge ${charge.id} is more than 180 days old and cannot be refunded.`, {
    code: 'charge_not_refundable',
    stored: true,
  });
}

function addToCharge(scope: Scope, charge: Stripe.Charge, amount: number): Stripe.Charge {
  const refunded = charge.amount_refunded + amount;
  const updated: Stripe.Charge = {
    ...charge,
    amount_refunded: refunded,
    refunded: refunded === charge.amount,
  };
  saveCharge(scope, updated);
  return updated;
}

/** The network's reference for a card refund, with which a bank can find it. */
function referenceArrives(scope: Scope, refund: Stripe.Refund): void {
  if (!refund.destination_details?.card) return;
  const reference = scope.ids.derive('reference', refund.id, 16).replace(/\D/g, '7');
  change(scope, refund, {
    ...refund,
    destination_details: {
      ...refund.destination_details,
      card: { ...refund.destination_details.card, reference, reference_status: 'available' },
    },
  });
}

function change(scope: Scope, before: Stripe.Refund, after: Stripe.Refund): void {
  saveRefund(scope, after);
  const previous = changed(before, after);
  emit(scope, 'refund.updated', after, previous);
  emit(scope, 'charge.refund.updated', after, previous);
}

function saveRefund(scope: Scope, refund: Stripe.Refund): void {
  save(scope, 'refund', refund.id, refund, {
    charge: idOf(refund.charge),
    payment_intent: idOf(refund.payment_intent),
  });
}
