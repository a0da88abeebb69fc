import type { Stripe } from 'stripe';
import { invalidRequest, noSuchObject } from '../core/api-error.ts';
import { changed, emit } from '../core/emit.ts';
import { find, type Scope, save } from '../core/scope.ts';
import { fingerprint, inWorld, savePaymentMethod, traitsOf } from './payment-method.ts';
import { testCardByNumber } from './test-cards.ts';

export interface CardUpdate {
  expMonth?: number | undefined;
  expYear?: number | undefined;
  /** The test number of the card that took its place. */
  number?: string | undefined;
}

/**
 * The network reports a new expiry date or number: the saved card is updated automatically, and
 * `payment_method.automatically_updated` says so (docs.stripe.com/payments/cards/overview#automatic-card-updates).
 */
export function updateCardAutomatically(scope: Scope, id: string, update: CardUpdate): Stripe.PaymentMethod {
  const method = find(scope, 'payment_method', id);
  if (!method) throw noSuchObject('PaymentMethod', id);
  if (!method.card) throw invalidRequest(`${id} is no card: only cards are updated by themselves.`);
  const replacement = update.number === undefined ? undefined : testCardByNumber(update.number);
  if (update.number !== undefined && !replacement) {
    throw invalidRequest(`${update.number} is no test card.`, { param: 'number' });
  }
  const updated: Stripe.PaymentMethod = {
    ...method,
    card: {
      ...method.card,
      exp_month: update.expMonth ?? method.card.exp_month,
      exp_year: update.expYear ?? method.card.exp_year,
      ...(replacement
        ? {
            brand: replacement.brand,
            display_brand: replacement.brand,
            fingerprint: fingerprint(scope, replacement.number),
            last4: replacement.number.slice(-4),
            networks: { available: [replacement.brand], preferred: null },
          }
        : {}),
    },
  };
  savePaymentMethod(scope, updated);
  if (replacement) {
    const { detached } = traitsOf(scope, id);
    save(scope, '_payment_method', id, { ...inWorld(scope, replacement.traits), detached });
  }
  emit(scope, 'payment_method.automatically_updated', updated, changed(method, updated));
  return updated;
}
