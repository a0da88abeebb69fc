import type { Stripe } from 'stripe';
import { idOf } from '../core/json.ts';
import { find, type Scope } from '../core/scope.ts';
import { createCustomer } from '../customers/customer.ts';

/** Records the payer, and creates the customer where the session asks for one. */
export function withPayer(
  scope: Scope,
  session: Stripe.Checkout.Session,
  name: string | null,
  email: string,
): Stripe.Checkout.Session {
  const known = session.customer_details;
  const details: Stripe.Checkout.Session.CustomerDetails = {
    address: known?.address ?? null,
    business_name: known?.business_name ?? null,
    email,
    individual_name: known?.individual_name ?? null,
    name: known?.name ?? name,
    phone: known?.phone ?? null,
    tax_exempt: known?.tax_exempt ?? 'none',
    tax_ids: known?.tax_ids ?? [],
  };
  const keeps = find(scope, '_session', session.id)?.paymentIntentData.setupFutureUsage ?? null;
  const needed =
    idOf(session.customer) === null && (session.customer_creation === 'always' || keeps !== null);
  const customer = needed ? createCustomer(scope, { email, name }).id : session.customer;
  return { ...session, customer_details: details, customer };
}
