import type { MethodCard } from '../collection/types.ts';

/** How a method is put on file: on Stripe's page, or an account typed in and proved by test deposits. */
export type SetupKind = 'card' | 'bank_instant' | 'bank_deposits';

export const OPEN_SETUPS = ['asked', 'unknown', 'open', 'verifying'] as const;
export type SetupState = (typeof OPEN_SETUPS)[number] | 'succeeded' | 'failed' | 'expired';

export const isSetupOpen = (state: SetupState): boolean => OPEN_SETUPS.some((open) => open === state);

/** Stripe's SetupIntent as it is now. */
export type SetupFacts = {
  readonly setupIntentId: string;
  readonly status:
    | 'requires_payment_method'
    | 'requires_confirmation'
    | 'requires_action'
    | 'processing'
    | 'succeeded'
    | 'canceled';
  readonly livemode: boolean;
  /** Our set-up's id, from its metadata. */
  readonly setupId: string | null;
  readonly stripePaymentMethodId: string | null;
  readonly card: MethodCard | null;
  readonly fingerprint: string | null;
  readonly holderName: string | null;
  readonly routingNumber: string | null;
  /** Test deposits that are under way. */
  readonly deposits: { readonly proof: 'amounts' | 'descriptor_code'; readonly arrivesAt: number } | null;
  /** Stripe's code of the last failure. */
  readonly failureCode: string | null;
};

/** The Checkout Session of a set-up; null where none is involved. */
export type SetupSessionFacts = {
  readonly sessionId: string;
  readonly status: 'open' | 'complete' | 'expired';
  readonly url: string | null;
  readonly setupId: string | null;
  readonly setup: SetupFacts | null;
};

export type SetupOutcome =
  | { readonly kind: 'nothing_new' }
  /** The method is attached: sync it, then notify the customer. */
  | { readonly kind: 'succeed' }
  | { readonly kind: 'verify' }
  | { readonly kind: 'fail'; readonly code: string }
  | { readonly kind: 'expire' };

/**
 * What Stripe's objects mean for a set-up. A card that is declined leaves its page open for another one; an account
 * whose deposits were not confirmed goes back to `requires_payment_method`, which is the end of it. While deposits are waited
 * for, its page may be complete, open or over: Stripe does not say, and the SetupIntent decides.
 * https://docs.stripe.com/payments/setupintents/lifecycle
 */
export function decideSetup(
  state: SetupState,
  session: Pick<SetupSessionFacts, 'status'> | null,
  setup: SetupFacts | null,
): SetupOutcome {
  if (!isSetupOpen(state)) return { kind: 'nothing_new' };
  if (setup?.status === 'succeeded') return { kind: 'succeed' };
  if (setup?.status === 'canceled') return { kind: 'expire' };
  if (setup?.status === 'requires_action' && setup.deposits !== null) {
    return state === 'verifying' ? { kind: 'nothing_new' } : { kind: 'verify' };
  }
  if (session?.status === 'expired') return { kind: 'expire' };
  if (session?.status === 'open' || setup === null) return { kind: 'nothing_new' };
  switch (setup.status) {
    case 'requires_payment_method':
      return { kind: 'fail', code: setup.failureCode ?? 'unknown' };
    case 'requires_action':
    case 'requires_confirmation':
    case 'processing':
      return { kind: 'nothing_new' };
  }
}

/** Why test deposits failed, for people. */
export type DepositsEnd = 'attempts_exceeded' | 'timed_out' | 'deposits_failed';

export function depositsEnd(failureCode: string | null): DepositsEnd {
  if (failureCode === 'payment_method_microdeposit_verification_attempts_exceeded')
    return 'attempts_exceeded';
  if (failureCode === 'payment_method_microdeposit_verification_timeout') return 'timed_out';
  return 'deposits_failed';
}
