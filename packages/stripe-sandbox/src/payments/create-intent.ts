import type { Stripe } from 'stripe';
import { invalidRequest, noSuchReference } from '../core/api-error.ts';
import { mergeMetadata } from '../core/metadata.ts';
import { checkAmount, checkCurrency } from '../core/money.ts';
import { find, type Scope } from '../core/scope.ts';
import { confirmIntent } from './confirm-intent.ts';
import { createIntent } from './intent.ts';
import type { IntentCreateInput } from './intent-params.ts';
import { methodFromParams } from './method-data.ts';
import { methodTypes } from './method-types.ts';
import { redirectsOf } from './redirects.ts';
import { toShipping } from './shipping.ts';

/** `POST /v1/payment_intents`: makes a PaymentIntent and, with `confirm`, tries to collect it at once. */
export function createFromParams(scope: Scope, input: IntentCreateInput): Stripe.PaymentIntent {
  const currency = checkCurrency(input.currency, 'currency');
  checkAmount(input.amount, currency, 'amount');
  if (input.customer !== undefined && !find(scope, 'customer', input.customer)) {
    throw noSuchReference('customer', input.customer, 'customer');
  }
  checkConfirmation(input);
  const types = methodTypes(scope, currency, input);
  const method = methodFromParams(scope, input, null);
  const intent = createIntent(scope, {
    amount: input.amount,
    currency,
    types,
    allowedTypes: input.allowed_payment_method_types ?? null,
    excludedTypes: input.excluded_payment_method_types ?? null,
    automatic: automaticMethods(input),
    customer: input.customer ?? null,
    description: input.description ?? null,
    metadata: mergeMetadata({}, input.metadata),
    receiptEmail: input.receipt_email ?? null,
    setupFutureUsage: input.setup_future_usage ?? null,
    statementDescriptorSuffix: input.statement_descriptor_suffix ?? null,
    captureMethod: input.capture_method ?? 'automatic_async',
    paymentMethod: method?.id ?? null,
    sessionId: null,
    options: input.payment_method_options,
    shipping: toShipping(input.shipping),
    redirects: redirectsOf(input),
  });
  if (!input.confirm) return intent;
  return confirmIntent(scope, intent, {
    ...input,
    // Made and chosen already.
    allowed_payment_method_types: undefined,
    excluded_payment_method_types: undefined,
    payment_method_data: undefined,
    payment_method: method?.id,
  });
}

/** Methods are chosen automatically unless they were named (the default since 2023-08-16). */
function automaticMethods(input: IntentCreateInput): Stripe.PaymentIntent.AutomaticPaymentMethods | null {
  if (input.allowed_payment_method_types) return null;
  if (input.automatic_payment_methods?.enabled === false) return null;
  return { allow_redirects: input.automatic_payment_methods?.allow_redirects ?? 'always', enabled: true };
}

function checkConfirmation(input: IntentCreateInput): void {
  if (input.confirm) return;
  for (const param of [
    'off_session',
    'return_url',
    'error_on_requires_action',
    'mandate_data',
    'mandate',
  ] as const) {
    if (input[param] === undefined) continue;
    throw invalidRequest(
      `The parameter \`${param}\` cannot be passed when creating a PaymentIntent unless \`confirm\` is set to true.`,
      { param },
    );
  }
}
