import type { Stripe } from 'stripe';
import { noSuchObject } from '../core/api-error.ts';
import { emit } from '../core/emit.ts';
import { idOf } from '../core/json.ts';
import { find, type Scope, save } from '../core/scope.ts';
import type { SetupIntentInternals } from '../store/records.ts';
import type { SetupInput, SetupOptions } from './setup-input.ts';

/** Makes and stores a SetupIntent, with its `setup_intent.created`. */
export function createSetup(scope: Scope, input: SetupInput): Stripe.SetupIntent {
  const id = scope.ids.next('seti');
  const setup: Stripe.SetupIntent = {
    id,
    object: 'setup_intent',
    allowed_payment_method_types: input.allowedTypes,
    application: null,
    automatic_payment_methods: input.automatic,
    cancellation_reason: null,
    client_secret: `${id}_secret_${scope.ids.derive('client_secret', id, 25)}`,
    created: scope.now(),
    customer: input.customer,
    customer_account: null,
    description: input.description,
    excluded_payment_method_types: input.excludedTypes,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    managed_payments: null,
    mandate: null,
    metadata: input.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: input.paymentMethod,
    payment_method_configuration_details: null,
    payment_method_options: methodOptions(input.types, input.options),
    payment_method_types: input.types,
    single_use_mandate: null,
    status: input.paymentMethod === null ? 'requires_payment_method' : 'requires_confirmation',
    usage: input.usage,
  };
  saveSetup(scope, setup);
  saveSetupInternals(scope, id, {
    sessionId: input.sessionId,
    authenticating: null,
    returnUrl: null,
    singleUse: input.singleUse,
    redirects: input.redirects,
  });
  emit(scope, 'setup_intent.created', setup);
  return setup;
}

/** Writes a SetupIntent so that it can be listed by customer and payment method. */
export function saveSetup(scope: Scope, setup: Stripe.SetupIntent): void {
  save(scope, 'setup_intent', setup.id, setup, {
    customer: idOf(setup.customer),
    payment_method: idOf(setup.payment_method),
  });
}

/** The SetupIntent with this id. Throws `resource_missing`. */
export function getSetup(scope: Scope, id: string): Stripe.SetupIntent {
  const setup = find(scope, 'setup_intent', id);
  if (!setup) throw noSuchObject('setupintent', id);
  return setup;
}

export function setupInternals(scope: Scope, id: string): SetupIntentInternals {
  const internals = find(scope, '_setup_intent', id);
  if (!internals) throw new Error(`setup intent ${id} has no internals`);
  return internals;
}

export function saveSetupInternals(scope: Scope, id: string, internals: SetupIntentInternals): void {
  save(scope, '_setup_intent', id, internals);
}

/** The options that an intent shows, of those that were sent, for the methods that it takes. */
export function methodOptions(
  types: string[],
  sent: SetupOptions,
  before: Stripe.SetupIntent.PaymentMethodOptions | null = null,
): Stripe.SetupIntent.PaymentMethodOptions {
  return {
    ...(types.includes('card')
      ? {
          card: {
            mandate_options: null,
            network: null,
            request_three_d_secure:
              sent.card?.request_three_d_secure ?? before?.card?.request_three_d_secure ?? 'automatic',
          },
        }
      : {}),
    ...(types.includes('us_bank_account')
      ? {
          us_bank_account: {
            verification_method:
              sent.us_bank_account?.verification_method ??
              before?.us_bank_account?.verification_method ??
              'automatic',
          },
        }
      : {}),
  };
}
