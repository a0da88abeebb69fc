import type { Stripe } from 'stripe';
import { unexpectedState } from '../core/api-error.ts';
import { find, type Scope } from '../core/scope.ts';
import { AUTHENTICATION_FAILED } from '../payments/authentication-failed.ts';
import { withSingleUse } from './confirm.ts';
import { failSetup } from './fail.ts';
import { getSetup, saveSetupInternals, setupInternals } from './setup-intent.ts';
import { succeedSetup } from './succeed.ts';

/**
 * The payer came through 3-D Secure on the way to keeping a card, or did not. Throws where nothing waits for it any
 * more.
 */
export function finishSetupAuthentication(
  scope: Scope,
  setupId: string,
  passed: boolean,
): Stripe.SetupIntent {
  const setup = getSetup(scope, setupId);
  const internals = setupInternals(scope, setupId);
  const method = find(scope, 'payment_method', internals.authenticating ?? '');
  if (setup.status !== 'requires_action' || !method) {
    throw unexpectedState(
      'setup_intent_unexpected_state',
      'This SetupIntent does not wait for authentication any more.',
    );
  }
  saveSetupInternals(scope, setupId, { ...internals, authenticating: null });
  if (passed) return succeedSetup(scope, withSingleUse(scope, setup, method), method);
  const code = 'setup_intent_authentication_failure';
  return failSetup(
    scope,
    setup,
    {
      code,
      doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}`,
      message: AUTHENTICATION_FAILED,
      payment_method: method,
      type: 'invalid_request_error',
    },
    { authenticated: false },
  );
}
