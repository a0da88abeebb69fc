import type { Stripe } from 'stripe';
import { invalidRequest, noSuchReference } from '../core/api-error.ts';
import { mergeMetadata } from '../core/metadata.ts';
import { checkAmount, checkCurrency } from '../core/money.ts';
import { find, type Scope } from '../core/scope.ts';
import { methodFromParams } from '../payments/method-data.ts';
import { methodTypes } from '../payments/method-types.ts';
import { redirectsOf } from '../payments/redirects.ts';
import { confirmFromParams } from './confirm-params.ts';
import { createSetup } from './setup-intent.ts';
import type { SetupCreateInput } from './setup-params.ts';

/** `POST /v1/setup_intents`: makes a SetupIntent and, with `confirm`, tries to set the method up at once. */
export function createSetupFromParams(scope: Scope, input: SetupCreateInput): Stripe.SetupIntent {
  if (input.customer !== undefined && !find(scope, 'customer', input.customer)) {
    throw noSuchReference('customer', input.customer, 'customer');
  }
  checkConfirmation(input);
  // A set-up has no currency of its own; bank debits are in US dollars.
  const types = methodTypes(scope, 'usd', input);
  const method = methodFromParams(scope, input, null);
  const setup = createSetup(scope, {
    types,
    allowedTypes: input.allowed_payment_method_types ?? null,
    excludedTypes: input.excluded_payment_method_types ?? null,
    automatic: automaticMethods(input),
    redirects: redirectsOf(input),
    customer: input.customer ?? null,
    description: input.description ?? null,
    metadata: mergeMetadata({}, input.metadata),
    options: input.payment_method_options ?? {},
    paymentMethod: method?.id ?? null,
    singleUse: singleUse(input),
    usage: input.usage ?? 'off_session',
    sessionId: null,
  });
  if (!input.confirm) return setup;
  return confirmFromParams(scope, setup, {
    ...input,
    // Made and chosen already.
    allowed_payment_method_types: undefined,
    payment_method_data: undefined,
    payment_method: method?.id,
  });
}

function automaticMethods(input: SetupCreateInput): Stripe.SetupIntent.AutomaticPaymentMethods | null {
  if (input.allowed_payment_method_types) return null;
  if (input.automatic_payment_methods?.enabled === false) return null;
  return { allow_redirects: input.automatic_payment_methods?.allow_redirects ?? 'always', enabled: true };
}

function singleUse({ single_use: sent }: SetupCreateInput): { amount: number; currency: string } | null {
  if (!sent) return null;
  const currency = checkCurrency(sent.currency, 'single_use[currency]');
  checkAmount(sent.amount, currency, 'single_use[amount]');
  return { amount: sent.amount, currency };
}

function checkConfirmation(input: SetupCreateInput): void {
  if (input.confirm) return;
  for (const param of ['return_url', 'mandate_data'] as const) {
    if (input[param] === undefined) continue;
    throw invalidRequest(
      `The parameter \`${param}\` cannot be passed when creating a SetupIntent unless \`confirm\` is set to true.`,
      { param },
    );
  }
}
