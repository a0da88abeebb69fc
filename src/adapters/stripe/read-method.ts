import type Stripe from 'stripe';
import type { MethodCard } from '../../domain/collection/types.ts';
import type { SetupFacts, SetupSessionFacts } from '../../domain/methods/setup.ts';
import { expanded, known } from './read-objects.ts';

/** A payment method for display; for kinds other than cards and US bank accounts only the kind. */
export function cardOf(method: Stripe.PaymentMethod): MethodCard {
  const { card, us_bank_account: bank } = method;
  if (card !== undefined) {
    const { brand, last4, exp_month: expMonth, exp_year: expYear } = card;
    return { kind: 'card', brand, last4, expMonth, expYear };
  }
  if (bank !== undefined) {
    return { kind: 'us_bank_account', bankName: bank.bank_name, last4: bank.last4 ?? '' };
  }
  return { kind: 'other', type: method.type };
}

/** The same for the same card or account, whatever the method's id. */
export const fingerprintOf = (method: Stripe.PaymentMethod): string | null =>
  method.card?.fingerprint ?? method.us_bank_account?.fingerprint ?? null;

export const SETUP_EXPAND = ['payment_method'];
export const SETUP_SESSION_EXPAND = ['setup_intent.payment_method'];

const SETUP_STATUSES = [
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
  'processing',
  'succeeded',
  'canceled',
] as const satisfies readonly SetupFacts['status'][];
const SESSION_STATUSES = ['open', 'complete', 'expired'] as const;

/** Stripe's SetupIntent, with its payment method ({@link SETUP_EXPAND}), as our facts. */
export function readSetup(setup: Stripe.SetupIntent): SetupFacts {
  const method = setup.payment_method === null ? null : expanded(setup.payment_method);
  const deposits = setup.next_action?.verify_with_microdeposits;
  return {
    setupIntentId: setup.id,
    status: known(SETUP_STATUSES, setup.status),
    livemode: setup.livemode,
    setupId: setup.metadata?.quittance_setup ?? null,
    stripePaymentMethodId: method?.id ?? null,
    card: method === null ? null : cardOf(method),
    fingerprint: method === null ? null : fingerprintOf(method),
    holderName: method?.billing_details.name ?? null,
    routingNumber: method?.us_bank_account?.routing_number ?? null,
    deposits:
      deposits === undefined
        ? null
        : {
            proof: deposits.microdeposit_type === 'amounts' ? 'amounts' : 'descriptor_code',
            arrivesAt: deposits.arrival_date * 1000,
          },
    failureCode: setup.last_setup_error?.decline_code ?? setup.last_setup_error?.code ?? null,
  };
}

/** Stripe's session in `setup` mode, retrieved with {@link SETUP_SESSION_EXPAND}, as our facts. */
export const readSetupSession = (session: Stripe.Checkout.Session): SetupSessionFacts => ({
  sessionId: session.id,
  status: known(SESSION_STATUSES, session.status),
  url: session.url,
  setupId: session.metadata?.quittance_setup ?? null,
  setup: session.setup_intent === null ? null : readSetup(expanded(session.setup_intent)),
});
