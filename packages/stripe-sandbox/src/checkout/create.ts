import type { Stripe } from 'stripe';
import { invalidRequest, noSuchReference, parameterMissing } from '../core/api-error.ts';
import { mergeMetadata } from '../core/metadata.ts';
import { checkAmount, checkCurrency } from '../core/money.ts';
import { scheduleTask } from '../core/schedule-task.ts';
import { find, type Scope, save } from '../core/scope.ts';
import { readWorlds } from '../core/worlds.ts';
import { methodTypes } from '../payments/method-types.ts';
import { toShipping } from '../payments/shipping.ts';
import type { SetupInput } from '../setups/setup-input.ts';
import { createSetup } from '../setups/setup-intent.ts';
import type { WireLineItem } from '../store/records.ts';
import { baseSession } from './base.ts';
import { makeCustomFields } from './custom-fields.ts';
import { EXPIRY, saveSession } from './finish.ts';
import { makeLineItems } from './line-items.ts';
import type { SessionInput } from './session-params.ts';

const SHORTEST_SECONDS = 30 * 60;
const LONGEST_SECONDS = 24 * 3600;

/** `POST /v1/checkout/sessions`: opens a session in `payment` or `setup` mode. */
export function createSession(scope: Scope, input: SessionInput): Stripe.Checkout.Session {
  switch (input.mode) {
    case 'payment':
      return createPaymentSession(scope, input);
    case 'setup':
      return createSetupSession(scope, input);
    case 'subscription':
      throw invalidRequest(
        'This sandbox mirrors Checkout Sessions in payment and setup mode; the mode was subscription.',
        { param: 'mode' },
      );
  }
}

/** Makes an open session in `payment` mode. Its PaymentIntent comes with the first attempt to pay. */
function createPaymentSession(scope: Scope, input: SessionInput): Stripe.Checkout.Session {
  if (!input.success_url) throw parameterMissing('success_url');
  if (!input.line_items?.length) throw parameterMissing('line_items');
  refuse(input, 'payment', ['setup_intent_data']);
  const customer = sessionCustomer(scope, input);
  const lines = makeLineItems(scope, input.line_items);
  const currency = lines[0]?.currency ?? 'usd';
  const total = lines.reduce((sum, line) => sum + line.amount_total, 0);
  checkAmount(total, currency, 'line_items', "The Checkout Session's total amount due");
  const types = methodTypes(scope, currency, input);
  const id = scope.ids.next('cs_test');
  const session: Stripe.Checkout.Session = {
    ...baseSession(scope, id, input),
    allowed_payment_method_types: input.allowed_payment_method_types ?? null,
    amount_subtotal: total,
    amount_total: total,
    currency,
    custom_fields: makeCustomFields(input.custom_fields),
    customer: customer?.id ?? null,
    customer_details: customerDetails(customer, input.customer_email ?? null),
    expires_at: expiry(scope, input.expires_at),
    payment_method_options: sessionOptions(input, types),
    payment_method_types: types,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
  };
  return open(scope, session, input, lines);
}

/**
 * Makes an open session in `setup` mode, in which a payer saves a method without paying. Whether its SetupIntent is created
 * with it is a matter of the sandbox's world.
 */
function createSetupSession(scope: Scope, input: SessionInput): Stripe.Checkout.Session {
  if (!input.success_url) throw parameterMissing('success_url');
  // "Not available in `setup` mode" (docs.stripe.com/payments/checkout/custom-fields).
  refuse(input, 'setup', ['custom_fields', 'line_items', 'payment_intent_data', 'submit_type']);
  if (input.currency === undefined && !input.allowed_payment_method_types) throw parameterMissing('currency');
  const currency = input.currency === undefined ? null : checkCurrency(input.currency, 'currency');
  const customer = sessionCustomer(scope, input);
  // Without a currency the methods were named, and one of them takes US dollars only.
  const types = methodTypes(scope, currency ?? 'usd', input);
  const id = scope.ids.next('cs_test');
  const made = readWorlds(scope.store).setupIntent === 'from_the_start';
  const setup: SetupInput = {
    types,
    allowedTypes: input.allowed_payment_method_types ?? null,
    excludedTypes: input.excluded_payment_method_types ?? null,
    automatic: null,
    redirects: 'unsaid',
    customer: customer?.id ?? null,
    description: input.setup_intent_data?.description ?? null,
    metadata: mergeMetadata({}, input.setup_intent_data?.metadata),
    options: input.payment_method_options ?? {},
    paymentMethod: null,
    singleUse: null,
    usage: 'off_session',
    sessionId: id,
  };
  const details = customerDetails(customer, input.customer_email ?? null);
  const session: Stripe.Checkout.Session = {
    ...baseSession(scope, id, input),
    mode: 'setup',
    allowed_payment_method_types: input.allowed_payment_method_types ?? null,
    amount_subtotal: null,
    amount_total: null,
    currency,
    customer: customer?.id ?? null,
    // "Customer's address details are not present on Sessions in `setup` mode" (SDK, `customer_details`).
    customer_details: details && { ...details, address: null },
    expires_at: expiry(scope, input.expires_at),
    payment_method_collection: 'always',
    payment_method_options: sessionOptions(input, types),
    payment_method_types: types,
    payment_status: 'no_payment_required',
    setup_intent: made ? createSetup(scope, setup).id : null,
    total_details: null,
  };
  return open(scope, session, input, [], made ? null : setup);
}

function open(
  scope: Scope,
  session: Stripe.Checkout.Session,
  input: SessionInput,
  lines: WireLineItem[],
  setup: SetupInput | null = null,
): Stripe.Checkout.Session {
  saveSession(scope, session);
  saveSessionInternals(scope, session.id, input, lines, setup);
  scheduleTask(scope, EXPIRY, session.id, session.expires_at * 1000);
  return session;
}

/** Throws for parameters that belong to the other mode. */
function refuse(input: SessionInput, mode: string, names: (keyof SessionInput)[]): void {
  for (const param of names) {
    if (input[param] === undefined) continue;
    throw invalidRequest(`You can not pass \`${param}\` in \`${mode}\` mode.`, { param });
  }
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
  setupInput: SetupInput | null,
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
      shipping: toShipping(data?.shipping),
    },
    setupInput,
    redisplay: input.payment_method_data?.allow_redisplay ?? null,
    answers: {},
    completedBy: null,
  });
}
