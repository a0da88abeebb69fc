import type { Stripe } from 'stripe';
import { invalidRequest, noSuchReference, unexpectedState } from '../core/api-error.ts';
import { idOf, toJson } from '../core/json.ts';
import { mergeMetadata } from '../core/metadata.ts';
import { checkAmount, checkCurrency } from '../core/money.ts';
import { find, type Scope } from '../core/scope.ts';
import { getIntent, internalsOf, saveIntent } from './intent.ts';
import type { IntentUpdateInput } from './intent-params.ts';
import { methodFromParams } from './method-data.ts';
import { shownOptions } from './method-options.ts';
import { retyped } from './method-types.ts';
import { toShipping } from './shipping.ts';

/**
 * Changes a PaymentIntent. Once money moves, or it is cancelled, only its description and metadata can change;
 * amount and currency of one that a Checkout Session owns are the session's.
 */
export function updateIntent(scope: Scope, id: string, input: IntentUpdateInput): Stripe.PaymentIntent {
  const intent = getIntent(scope, id);
  const touchesMoney = Object.keys(input).some((key) => key !== 'metadata' && key !== 'description');
  const closed =
    intent.status === 'succeeded' || intent.status === 'canceled' || intent.status === 'processing';
  if (closed && touchesMoney) {
    throw unexpectedState(
      'payment_intent_unexpected_state',
      `This PaymentIntent could not be updated because it has a status of ${intent.status}.`,
      { extra: { payment_intent: toJson(intent) } },
    );
  }
  if (
    internalsOf(scope, id).sessionId !== null &&
    (input.amount !== undefined || input.currency !== undefined)
  ) {
    throw invalidRequest('The amount of a PaymentIntent created by Checkout cannot be updated.', {
      param: 'amount',
    });
  }
  if (input.customer !== undefined && !find(scope, 'customer', input.customer)) {
    throw noSuchReference('customer', input.customer, 'customer');
  }
  const currency = input.currency === undefined ? intent.currency : checkCurrency(input.currency, 'currency');
  const amount = input.amount ?? intent.amount;
  checkAmount(amount, currency, 'amount');
  const method = closed ? null : methodFromParams(scope, input, null);
  const types = retyped(scope, currency, intent, input);
  const updated: Stripe.PaymentIntent = {
    ...intent,
    ...types,
    amount,
    currency,
    customer: input.customer ?? idOf(intent.customer),
    description: input.description ?? intent.description,
    last_payment_error: closed ? intent.last_payment_error : null,
    metadata: mergeMetadata(intent.metadata, input.metadata),
    payment_method: method?.id ?? idOf(intent.payment_method),
    payment_method_options: shownOptions(
      types.payment_method_types,
      input.payment_method_options,
      intent.payment_method_options,
    ),
    receipt_email: input.receipt_email === undefined ? intent.receipt_email : input.receipt_email,
    setup_future_usage:
      input.setup_future_usage === undefined ? intent.setup_future_usage : input.setup_future_usage,
    shipping: input.shipping ? toShipping(input.shipping) : intent.shipping,
    statement_descriptor_suffix: input.statement_descriptor_suffix ?? intent.statement_descriptor_suffix,
    status: method && intent.status === 'requires_payment_method' ? 'requires_confirmation' : intent.status,
  };
  saveIntent(scope, updated);
  return updated;
}
