import type { Stripe } from 'stripe';
import { noSuchObject } from '../core/api-error.ts';
import { emit } from '../core/emit.ts';
import { idOf } from '../core/json.ts';
import { find, type Scope, save } from '../core/scope.ts';
import type { PaymentIntentInternals } from '../store/records.ts';
import { type MethodOptions, shownOptions } from './method-options.ts';
import type { Redirects } from './redirects.ts';

/** What a new PaymentIntent is made from. Amounts in minor units, currency in lower case. */
export interface IntentInput {
  amount: number;
  currency: string;
  types: string[];
  allowedTypes: Stripe.PaymentIntent.AllowedPaymentMethodType[] | null;
  excludedTypes?: Stripe.PaymentIntent.ExcludedPaymentMethodType[] | null;
  automatic: Stripe.PaymentIntent.AutomaticPaymentMethods | null;
  customer: string | null;
  description: string | null;
  metadata: Record<string, string>;
  receiptEmail: string | null;
  setupFutureUsage: 'off_session' | 'on_session' | null;
  statementDescriptorSuffix: string | null;
  captureMethod: 'automatic' | 'automatic_async';
  paymentMethod: string | null;
  /** The Checkout Session that owns it. */
  sessionId: string | null;
  options?: MethodOptions | undefined;
  shipping?: Stripe.PaymentIntent.Shipping | null;
  /** Made for methods that send the payer elsewhere: a confirmation needs a `return_url`. */
  redirects?: Redirects;
}

/** Makes and stores a PaymentIntent, with its `payment_intent.created`. */
export function createIntent(scope: Scope, input: IntentInput): Stripe.PaymentIntent {
  const id = scope.ids.next('pi');
  const intent: Stripe.PaymentIntent = {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: input.allowedTypes,
    amount: input.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: input.automatic,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: input.captureMethod,
    client_secret: `${id}_secret_${scope.ids.derive('client_secret', id, 25)}`,
    confirmation_method: 'automatic',
    created: scope.now(),
    currency: input.currency,
    customer: input.customer,
    customer_account: null,
    description: input.description,
    excluded_payment_method_types: input.excludedTypes ?? null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: input.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: input.paymentMethod,
    payment_method_configuration_details: null,
    payment_method_options: shownOptions(input.types, input.options),
    payment_method_types: input.types,
    payment_record: null,
    processing: null,
    receipt_email: input.receiptEmail,
    review: null,
    setup_future_usage: input.setupFutureUsage,
    shipping: input.shipping ?? null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: input.statementDescriptorSuffix,
    status: input.paymentMethod === null ? 'requires_payment_method' : 'requires_confirmation',
    transfer_data: null,
    transfer_group: null,
  };
  saveIntent(scope, intent);
  saveInternals(scope, id, {
    sessionId: input.sessionId,
    authenticating: null,
    returnUrl: null,
    mandateId: null,
    redirects: input.redirects ?? 'unsaid',
  });
  emit(scope, 'payment_intent.created', intent);
  return intent;
}

/** Writes a PaymentIntent so that it can be listed by customer and found by its state. */
export function saveIntent(scope: Scope, intent: Stripe.PaymentIntent): void {
  save(scope, 'payment_intent', intent.id, intent, {
    customer: idOf(intent.customer),
    status: intent.status,
  });
}

/** The PaymentIntent with this id. Throws `resource_missing`. */
export function getIntent(scope: Scope, id: string): Stripe.PaymentIntent {
  const intent = find(scope, 'payment_intent', id);
  if (!intent) throw noSuchObject('payment_intent', id);
  return intent;
}

export function internalsOf(scope: Scope, intentId: string): PaymentIntentInternals {
  const internals = find(scope, '_payment_intent', intentId);
  if (!internals) throw new Error(`payment intent ${intentId} has no internals`);
  return internals;
}

export function saveInternals(scope: Scope, intentId: string, internals: PaymentIntentInternals): void {
  save(scope, '_payment_intent', intentId, internals);
}
