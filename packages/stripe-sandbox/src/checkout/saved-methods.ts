import type { Stripe } from 'stripe';
import { idOf } from '../core/json.ts';
import { allOf, type Scope } from '../core/scope.ts';

/**
 * The payer's saved methods that a session offers: those of its kinds whose `allow_redisplay` passes the session's
 * filters, `always` where none are set (SDK, `saved_payment_method_options.allow_redisplay_filters`). Not in `setup`
 * mode, where a new one is to be saved.
 */
export function savedMethods(scope: Scope, session: Stripe.Checkout.Session): Stripe.PaymentMethod[] {
  const customer = idOf(session.customer);
  if (customer === null || session.mode !== 'payment') return [];
  const filters: readonly string[] = session.saved_payment_method_options?.allow_redisplay_filters ?? [
    'always',
  ];
  return allOf(scope, 'payment_method', 'customer', customer)
    .map(({ value }) => value)
    .filter(
      (method) =>
        filters.includes(method.allow_redisplay ?? 'unspecified') &&
        session.payment_method_types.includes(method.type) &&
        !method.us_bank_account?.status_details?.blocked,
    );
}

/** Whether the session lets a payer choose to save the method. */
export function offersToSave(session: Stripe.Checkout.Session): boolean {
  const saves = session.saved_payment_method_options?.payment_method_save === 'enabled';
  const known = idOf(session.customer) !== null || session.customer_creation === 'always';
  return session.mode === 'payment' && saves && known;
}

/** Whether the session lets a payer remove saved methods. */
export function offersToRemove(session: Stripe.Checkout.Session): boolean {
  return session.saved_payment_method_options?.payment_method_remove === 'enabled';
}

/** A method's label for the payer, such as `Visa •••• 4242`. */
export function methodLabel({ card, us_bank_account: bank }: Stripe.PaymentMethod): string {
  if (card) return `${card.brand.charAt(0).toUpperCase()}${card.brand.slice(1)} •••• ${card.last4}`;
  return `${bank?.bank_name ?? 'Bank account'} •••• ${bank?.last4 ?? ''}`;
}
