import type { Stripe } from 'stripe';
import { invalidRequest, noSuchReference, parameterMissing } from '../core/api-error.ts';
import { mergeMetadata } from '../core/metadata.ts';
import { checkAmount } from '../core/money.ts';
import { plan } from '../core/plan.ts';
import { find, type Scope, save } from '../core/scope.ts';
import { methodTypes } from '../payments/method-types.ts';
import type { WireLineItem } from '../store/records.ts';
import { EXPIRY, saveSession } from './finish.ts';
import { makeLineItems } from './line-items.ts';
import type { SessionInput } from './session-params.ts';

const SHORTEST_SECONDS = 30 * 60;
const LONGEST_SECONDS = 24 * 3600;

/** Makes an open Checkout Session in `payment` mode. Its PaymentIntent comes with the first attempt to pay. */
export function createSession(scope: Scope, input: SessionInput): Stripe.Checkout.Session {
  if (input.mode !== 'payment') {
    throw invalidRequest(
      `This sandbox mirrors Checkout Sessions in payment mode; the mode was ${input.mode}.`,
      { param: 'mode' },
    );
  }
  if (!input.success_url) throw parameterMissing('success_url');
  if (!input.line_items?.length) throw parameterMissing('line_items');
  const customer = sessionCustomer(scope, input);
  const lines = makeLineItems(scope, input.line_items);
  const currency = lines[0]?.currency ?? 'usd';
  const total = lines.reduce((sum, line) => sum + line.amount_total, 0);
  checkAmount(total, currency, 'line_items', "The Checkout Session's total amount due");
  const types = methodTypes(currency, input);
  const id = scope.ids.next('cs_test');
  const session: Stripe.Checkout.Session = {
    ...baseSession(scope, id, input),
    allowed_payment_method_types: input.allowed_payment_method_types ?? null,
    amount_subtotal: total,
    amount_total: total,
    currency,
    customer: customer?.id ?? null,
    customer_details: customerDetails(customer, input.customer_email ?? null),
    expires_at: expiry(scope, input.expires_at),
    payment_method_options: sessionOptions(input, types),
    payment_method_types: types,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
  };
  saveSession(scope, session);
  saveSessionInternals(scope, id, input, lines);
  plan(scope, EXPIRY, id, session.expires_at * 1000);
  return session;
}

function sessionCustomer(scope: Scope, input: SessionInput): Stripe.Customer | undefined {
  if (input.customer === undefined) return undefined;
  if (input.customer_email !== undefined || input.customer_creation !== undefined) {
    const other = input.customer_email === undefined ? 'customer_creation' : 'customer_email';
    throw invalidRequest(`You may only specify one of these parameters: customer, ${other}.`, {
      code: 'parameters_exclusive',
      param: 'customer',
    });
  }
  const customer = find(scope, 'customer', input.customer);
  if (!customer) throw noSuchReference('customer', input.customer, 'customer');
  return customer;
}

/** Between 30 minutes and 24 hours from now (docs.stripe.com/api/checkout/sessions/create#…-expires_at). */
function expiry(scope: Scope, sent: number | undefined): number {
  const now = scope.now();
  if (sent === undefined) return now + LONGEST_SECONDS;
  if (sent < now + SHORTEST_SECONDS) {
    throw invalidRequest(
      'The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.',
      { param: 'expires_at' },
    );
  }
  if (sent > now + LONGEST_SECONDS) {
    throw invalidRequest(
      'The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.',
      { param: 'expires_at' },
    );
  }
  return sent;
}

function customerDetails(
  customer: Stripe.Customer | undefined,
  email: string | null,
): Stripe.Checkout.Session.CustomerDetails | null {
  if (!customer && email === null) return null;
  return {
    address: customer?.address ?? null,
    business_name: customer?.business_name ?? null,
    email: customer?.email ?? email,
    individual_name: customer?.individual_name ?? null,
    name: customer?.name ?? null,
    phone: customer?.phone ?? null,
    tax_exempt: customer?.tax_exempt ?? 'none',
    tax_ids: [],
  };
}

function sessionOptions(input: SessionInput, types: string[]): Stripe.Checkout.Session.PaymentMethodOptions {
  const bank = input.payment_method_options?.us_bank_account;
  const card = input.payment_method_options?.card;
  return {
    ...(types.includes('card')
      ? { card: { request_three_d_secure: card?.request_three_d_secure ?? 'automatic' } }
      : {}),
    ...(types.includes('us_bank_account')
      ? { us_bank_account: { verification_method: bank?.verification_method ?? 'automatic' } }
      : {}),
  };
}

function saveSessionInternals(
  scope: Scope,
  id: string,
  input: SessionInput,
  lineItems: WireLineItem[],
): void {
  const data = input.payment_intent_data;
  save(scope, '_session', id, {
    lineItems,
    paymentIntentData: {
      description: data?.description ?? null,
      metadata: mergeMetadata({}, data?.metadata),
      receiptEmail: data?.receipt_email ?? null,
      setupFutureUsage: data?.setup_future_usage ?? null,
      statementDescriptorSuffix: data?.statement_descriptor_suffix ?? null,
    },
    completedBy: null,
  });
}

/** What a session says of itself, and all that this sandbox never fills. */
function baseSession(scope: Scope, id: string, input: SessionInput) {
  const saved = input.saved_payment_method_options;
  return {
    id,
    object: 'checkout.session' as const,
    adaptive_pricing: { enabled: input.adaptive_pricing?.enabled ?? true },
    after_expiration: null,
    allow_promotion_codes: null,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    cancel_url: input.cancel_url ?? null,
    client_reference_id: input.client_reference_id ?? null,
    client_secret: null,
    collected_information: { business_name: null, individual_name: null, shipping_details: null },
    consent: null,
    consent_collection: null,
    created: scope.now(),
    currency_conversion: null,
    custom_fields: [],
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: null,
      terms_of_service_acceptance: null,
    },
    customer_account: null,
    customer_creation: input.customer === undefined ? (input.customer_creation ?? 'if_required') : null,
    customer_email: input.customer_email ?? null,
    discounts: [],
    integration_identifier: null,
    invoice: null,
    invoice_creation: {
      enabled: false,
      invoice_data: {
        account_tax_ids: null,
        custom_fields: null,
        description: null,
        footer: null,
        issuer: null,
        metadata: {},
        rendering_options: null,
      },
    },
    livemode: false,
    locale: input.locale ?? null,
    managed_payments: null,
    metadata: mergeMetadata({}, input.metadata),
    mode: 'payment' as const,
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: 'if_required' as const,
    payment_method_configuration_details: null,
    payment_status: 'unpaid' as const,
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options:
      saved || input.customer !== undefined
        ? {
            allow_redisplay_filters: saved?.allow_redisplay_filters ?? (['always'] as const).slice(),
            payment_method_remove: saved?.payment_method_remove ?? ('disabled' as const),
            payment_method_save: saved?.payment_method_save ?? null,
          }
        : null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: 'open' as const,
    submit_type: input.submit_type ?? null,
    subscription: null,
    success_url: input.success_url ?? null,
    ui_mode: 'hosted_page' as const,
    url: `${scope.baseUrl}/c/pay/${id}`,
    wallet_options: null,
  };
}
