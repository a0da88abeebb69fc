import type { Stripe } from 'stripe';
import { invalidRequest, noSuchObject } from '../core/api-error.ts';
import { changed, emit } from '../core/emit.ts';
import { mergeMetadata } from '../core/metadata.ts';
import { allOf, find, type Scope, save } from '../core/scope.ts';
import { savePaymentMethod } from '../payments/payment-method.ts';

type AddressInput = { [K in keyof Stripe.Address]?: string | undefined };

/** The fields of a customer. Null unsets a field; an absent one stays. */
export interface CustomerInput {
  address?: AddressInput | null | undefined;
  business_name?: string | null | undefined;
  description?: string | null | undefined;
  email?: string | null | undefined;
  individual_name?: string | null | undefined;
  invoice_settings?: { default_payment_method?: string | null | undefined } | undefined;
  metadata?: Record<string, string> | null | undefined;
  name?: string | null | undefined;
  phone?: string | null | undefined;
  preferred_locales?: string[] | undefined;
  tax_exempt?: 'exempt' | 'none' | 'reverse' | null | undefined;
}

/** Makes a customer, with `customer.created`. */
export function createCustomer(scope: Scope, input: CustomerInput): Stripe.Customer {
  const id = scope.ids.next('cus');
  const customer = apply(scope, input, {
    id,
    object: 'customer',
    address: null,
    balance: 0,
    created: scope.now(),
    currency: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: scope.ids.derive('invoice_prefix', id, 8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  });
  saveCustomer(scope, customer);
  emit(scope, 'customer.created', customer);
  return customer;
}

/** Changes a customer, with `customer.updated` where anything is different. */
export function updateCustomer(scope: Scope, id: string, input: CustomerInput): Stripe.Customer {
  const before = getCustomer(scope, id);
  const customer = apply(scope, input, before);
  const previous = changed(before, customer);
  saveCustomer(scope, customer);
  if (Object.keys(previous).length > 0) emit(scope, 'customer.updated', customer, previous);
  return customer;
}

/** Deletes a customer permanently and detaches its payment methods. */
export function deleteCustomer(scope: Scope, id: string): Stripe.DeletedCustomer {
  const customer = getCustomer(scope, id);
  const deleted: Stripe.DeletedCustomer = { id, object: 'customer', deleted: true };
  for (const { value } of allOf(scope, 'payment_method', 'customer', id))
    savePaymentMethod(scope, { ...value, customer: null });
  for (const { value } of allOf(scope, 'tax_id', 'customer', id)) scope.store.remove('tax_id', value.id);
  scope.store.remove('customer', id);
  save(scope, '_deleted_customer', id, deleted);
  emit(scope, 'customer.deleted', customer);
  return deleted;
}

/** The customer with this id; `resource_missing` for a deleted one as well. */
export function getCustomer(scope: Scope, id: string): Stripe.Customer {
  const customer = find(scope, 'customer', id);
  if (!customer) throw noSuchObject('customer', id);
  return customer;
}

function saveCustomer(scope: Scope, customer: Stripe.Customer): void {
  save(scope, 'customer', customer.id, customer, { email: customer.email });
}

function apply(scope: Scope, input: CustomerInput, to: Stripe.Customer): Stripe.Customer {
  const keep = <T>(sent: T | undefined, known: T): T => (sent === undefined ? known : sent);
  const method = input.invoice_settings?.default_payment_method;
  if (method) checkDefault(scope, method, to.id);
  const customer: Stripe.Customer = {
    ...to,
    address: input.address === undefined ? (to.address ?? null) : toAddress(input.address),
    description: keep(input.description, to.description),
    email: keep(input.email, to.email),
    invoice_settings: {
      ...to.invoice_settings,
      default_payment_method: keep(method, to.invoice_settings.default_payment_method),
    },
    metadata: mergeMetadata(to.metadata, input.metadata),
    name: keep(input.name, to.name ?? null),
    phone: keep(input.phone, to.phone ?? null),
    preferred_locales: keep(input.preferred_locales, to.preferred_locales ?? []),
    tax_exempt: keep(input.tax_exempt, to.tax_exempt ?? 'none') ?? 'none',
  };
  setOrUnset(customer, 'business_name', input.business_name);
  setOrUnset(customer, 'individual_name', input.individual_name);
  return customer;
}

/** These two are absent, not null, where a customer has none. */
function setOrUnset(
  customer: Stripe.Customer,
  field: 'business_name' | 'individual_name',
  value: string | null | undefined,
): void {
  if (value === null) delete customer[field];
  else if (value !== undefined) customer[field] = value;
}

function checkDefault(scope: Scope, methodId: string, customerId: string): void {
  if (find(scope, 'payment_method', methodId)?.customer === customerId) return;
  throw invalidRequest(
    `The customer does not have a payment method with the ID ${methodId}. The payment method must be attached to the customer.`,
    { code: 'resource_missing', param: 'invoice_settings[default_payment_method]' },
  );
}

/** An empty part unsets it, as everywhere. */
function toAddress(input: AddressInput | null): Stripe.Address | null {
  if (input === null) return null;
  const { city, country, line1, line2, postal_code, state } = input;
  return {
    city: city || null,
    country: country || null,
    line1: line1 || null,
    line2: line2 || null,
    postal_code: postal_code || null,
    state: state || null,
  };
}
