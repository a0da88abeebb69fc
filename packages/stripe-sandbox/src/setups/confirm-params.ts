import type { Stripe } from 'stripe';
import { invalidRequest } from '../core/api-error.ts';
import { idOf, toJson } from '../core/json.ts';
import type { Scope } from '../core/scope.ts';
import { cardError } from '../payments/attach.ts';
import { methodFromParams } from '../payments/method-data.ts';
import { retyped } from '../payments/method-types.ts';
import { requireReturnUrl } from '../payments/return-url.ts';
import { refuseIfSessionOwns } from './cancel.ts';
import { checkSetupState, confirmSetup } from './confirm.ts';
import { methodOptions, setupInternals } from './setup-intent.ts';
import type { SetupConfirmInput } from './setup-params.ts';

/** Confirms at a caller's wish. A decline is thrown as 402 with the SetupIntent inside; what it wrote stays. */
export function confirmFromParams(
  scope: Scope,
  setup: Stripe.SetupIntent,
  input: SetupConfirmInput,
): Stripe.SetupIntent {
  refuseIfSessionOwns(scope, setup, 'confirm');
  checkSetupState(setup);
  const method = methodFromParams(scope, input, idOf(setup.payment_method));
  if (!method) {
    throw invalidRequest(
      "You cannot confirm this SetupIntent because it's missing a payment method. Update the SetupIntent with a payment method and then confirm it again.",
      { code: 'setup_intent_unexpected_state', extra: { setup_intent: toJson(setup) } },
    );
  }
  requireReturnUrl(scope, setupInternals(scope, setup.id).redirects, input);
  const types = retyped(scope, 'usd', setup, input);
  const ready: Stripe.SetupIntent = {
    ...setup,
    ...types,
    payment_method_options: methodOptions(
      types.payment_method_types,
      input.payment_method_options ?? {},
      setup.payment_method_options,
    ),
  };
  const returnUrl = input.return_url ?? null;
  const result = confirmSetup(scope, ready, { method, returnUrl, mandateData: input.mandate_data });
  if (result.kind !== 'declined') return result.setup;
  const extra = { setup_intent: toJson(result.setup), payment_method: toJson(method) };
  throw cardError(result.decline, { keepsChanges: true, extra });
}
