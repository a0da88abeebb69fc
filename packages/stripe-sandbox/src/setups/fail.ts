import type { Stripe } from 'stripe';
import { emit } from '../core/emit.ts';
import { idOf } from '../core/json.ts';
import { inWords } from '../core/manner.ts';
import type { Scope } from '../core/scope.ts';
import { readWorlds } from '../core/worlds.ts';
import { endAttempt } from './attempt.ts';
import { saveSetup } from './setup-intent.ts';

/** Puts a SetupIntent back to where it needs another payment method, with the reason and `setup_intent.setup_failed`. */
export function failSetup(
  scope: Scope,
  setup: Stripe.SetupIntent,
  error: Stripe.SetupIntent.LastSetupError,
  said: { authenticated?: boolean } = {},
): Stripe.SetupIntent {
  const { message } = error;
  const worded: Stripe.SetupIntent.LastSetupError =
    message === undefined ? error : { ...error, message: inWords(readWorlds(scope.store), message) };
  endAttempt(scope, idOf(setup.latest_attempt) ?? '', 'failed', { error: worded, ...said });
  const failed: Stripe.SetupIntent = {
    ...setup,
    status: 'requires_payment_method',
    last_setup_error: worded,
    mandate: null,
    next_action: null,
    payment_method: null,
    single_use_mandate: null,
  };
  saveSetup(scope, failed);
  emit(scope, 'setup_intent.setup_failed', failed);
  return failed;
}
