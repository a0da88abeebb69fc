import type { Stripe } from 'stripe';
import { noSuchObject, undocumentedState } from '../core/api-error.ts';
import { emit } from '../core/emit.ts';
import { idOf } from '../core/json.ts';
import { cancelTask } from '../core/schedule-task.ts';
import { find, type Scope } from '../core/scope.ts';
import { readWorlds } from '../core/worlds.ts';
import { failAuthentication } from '../payments/authenticate.ts';
import { cancelNow } from '../payments/cancel.ts';
import { finishSetupAuthentication } from '../setups/authenticate.ts';
import { cancelSetupNow } from '../setups/cancel.ts';
import { setupInternals } from '../setups/setup-intent.ts';
import { EXPIRY, isCompleting, saveSession } from './finish.ts';

/**
 * Ends an open session. What becomes of its PaymentIntent or SetupIntent is a matter of the sandbox's world. Throws where
 * it is not open.
 */
export function expireSession(scope: Scope, id: string): Stripe.Checkout.Session {
  const session = find(scope, 'checkout.session', id);
  if (!session) throw noSuchObject('checkout.session', id);
  if (session.status !== 'open' || isCompleting(scope, id)) {
    const status = session.status === 'open' ? 'complete' : session.status;
    throw undocumentedState(
      'checkout_session_not_open',
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${status}.`,
    );
  }
  return expireNow(scope, session);
}

/** A session has reached its `expires_at`. */
export function expireAsDue(scope: Scope, id: string): void {
  const session = find(scope, 'checkout.session', id);
  if (session?.status === 'open' && !isCompleting(scope, id)) expireNow(scope, session);
}

function expireNow(scope: Scope, session: Stripe.Checkout.Session): Stripe.Checkout.Session {
  const intent = find(scope, 'payment_intent', idOf(session.payment_intent) ?? '');
  if (intent && intent.status !== 'canceled') endIntent(scope, intent);
  const setup = find(scope, 'setup_intent', idOf(session.setup_intent) ?? '');
  if (setup) endSetup(scope, setup);
  const expired: Stripe.Checkout.Session = { ...session, status: 'expired', url: null };
  saveSession(scope, expired);
  cancelTask(scope, EXPIRY, session.id);
  emit(scope, 'checkout.session.expired', expired);
  return expired;
}

/** Stripe does not say what becomes of it: each way is a world. */
function endIntent(scope: Scope, intent: Stripe.PaymentIntent): void {
  const { expiry, authentication } = readWorlds(scope.store);
  const isUnderWay = intent.status === 'requires_action';
  if (isUnderWay && authentication === 'outlives_session') return;
  if (expiry === 'cancels_intent') cancelNow(scope, intent, 'expired');
  else if (isUnderWay) failAuthentication(scope, intent.id);
}

/** Stripe does not say this either. 3-D Secure on the way to keeping a method ends as that of a payment does. */
function endSetup(scope: Scope, setup: Stripe.SetupIntent): void {
  if (setup.status === 'canceled' || setup.status === 'succeeded') return;
  const { setupExpiry, authentication } = readWorlds(scope.store);
  const isChallenged = setupInternals(scope, setup.id).authenticating !== null;
  if (isChallenged && authentication === 'outlives_session') return;
  if (setupExpiry === 'cancels_intent') cancelSetupNow(scope, setup, 'abandoned');
  else if (isChallenged) finishSetupAuthentication(scope, setup.id, false);
}
