import type { Stripe } from 'stripe';
import { unexpectedState } from '../core/api-error.ts';
import { emit } from '../core/emit.ts';
import { idOf, toJson } from '../core/json.ts';
import { find, type Scope } from '../core/scope.ts';
import { stopMicrodeposits } from '../microdeposits/send.ts';
import { endAttempt } from './attempt.ts';
import { getSetup, saveSetup, saveSetupInternals, setupInternals } from './setup-intent.ts';

type Reason = Stripe.SetupIntent.CancellationReason;

/** Cancels at a caller's wish. Throws where it is over, or where an open Checkout Session owns it. */
export function cancelSetup(scope: Scope, id: string, reason: Reason | null): Stripe.SetupIntent {
  const setup = getSetup(scope, id);
  refuseIfSessionOwns(scope, setup, 'cancel');
  const { status } = setup;
  if (status === 'succeeded' || status === 'canceled' || status === 'processing') {
    throw unexpectedState(
      'setup_intent_unexpected_state',
      `You cannot cancel this SetupIntent because it has a status of ${status}. Only a SetupIntent with one of the following statuses may be canceled: requires_payment_method, requires_confirmation, requires_action.`,
      { extra: { setup_intent: toJson(setup) } },
    );
  }
  return cancelSetupNow(scope, setup, reason);
}

/** Cancels without asking who owns it: for the session itself. */
export function cancelSetupNow(
  scope: Scope,
  setup: Stripe.SetupIntent,
  reason: Reason | null,
): Stripe.SetupIntent {
  const canceled: Stripe.SetupIntent = {
    ...setup,
    status: 'canceled',
    cancellation_reason: reason,
    next_action: null,
  };
  saveSetup(scope, canceled);
  saveSetupInternals(scope, setup.id, { ...setupInternals(scope, setup.id), authenticating: null });
  stopMicrodeposits(scope, setup.id);
  if (setup.status === 'requires_action') endAttempt(scope, idOf(setup.latest_attempt) ?? '', 'abandoned');
  emit(scope, 'setup_intent.canceled', canceled);
  return canceled;
}

/** "You can't confirm or cancel the SetupIntent for a Checkout Session": the SDK's words on `setup_intent`. */
export function refuseIfSessionOwns(scope: Scope, setup: Stripe.SetupIntent, verb: string): void {
  const { sessionId } = setupInternals(scope, setup.id);
  const session = sessionId === null ? undefined : find(scope, 'checkout.session', sessionId);
  if (session?.status !== 'open') return;
  throw unexpectedState(
    'setup_intent_unexpected_state',
    `You cannot ${verb} this SetupIntent because it was created by a Checkout Session. To cancel it, expire the Checkout Session (${session.id}) instead.`,
    { codeAssumed: true, extra: { setup_intent: toJson(setup) } },
  );
}
