import type Stripe from 'stripe';
import { readBlockedFor } from '../../domain/methods/state-reason.ts';
import { callStripe, LIST_LIMIT, upTo } from './call.ts';
import type { MethodsPort, StripeMethod } from './port-methods.ts';
import { cardOf, fingerprintOf } from './read-method.ts';

/** Methods on file at Stripe, for one connection: `onBehalf` names the account, `once` adds an idempotency key. */
export function methodsOf(
  stripe: Stripe,
  onBehalf: Stripe.RequestOptions,
  once: (idempotencyKey: string) => Stripe.RequestOptions,
): MethodsPort {
  return {
    listMethods: (stripeCustomerId) =>
      callStripe(async () => {
        const methods: StripeMethod[] = [];
        let defaultId: string | null = null;
        // Expanding each method's customer saves a second request for the default method.
        const listed = stripe.customers.listPaymentMethods(
          stripeCustomerId,
          { limit: 100, expand: ['data.customer'] },
          onBehalf,
        );
        for await (const method of upTo(LIST_LIMIT, listed)) {
          defaultId ??= defaultOf(method.customer);
          const read = readMethod(method);
          if (read !== null) methods.push(read);
        }
        // Stripe lists the newest first; several may have come in one second.
        return { methods: methods.reverse(), defaultId };
      }),
    detachMethod: (stripePaymentMethodId, key) =>
      callStripe(async () => {
        await stripe.paymentMethods.detach(stripePaymentMethodId, {}, once(key));
        return null;
      }),
  };
}

function defaultOf(customer: Stripe.PaymentMethod['customer']): string | null {
  if (customer === null || typeof customer === 'string' || !('invoice_settings' in customer)) return null;
  const method = customer.invoice_settings.default_payment_method;
  return typeof method === 'string' ? method : (method?.id ?? null);
}

/** A card or a US bank account as our facts; null for any other kind, which is never charged by us. */
function readMethod(method: Stripe.PaymentMethod): StripeMethod | null {
  const card = cardOf(method);
  if (card.kind === 'other') return null;
  const blocked = method.us_bank_account?.status_details?.blocked;
  return {
    stripePaymentMethodId: method.id,
    createdAt: method.created * 1000,
    card,
    fingerprint: fingerprintOf(method),
    isBlocked: blocked !== undefined,
    blockedFor: readBlockedFor(blocked?.reason),
  };
}
