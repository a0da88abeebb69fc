import type Stripe from 'stripe';
import { addressText, readAddressText, type Shared } from '../../domain/customer/shared-fields.ts';
import type { Address } from '../../domain/invoice/address.ts';
import { placeAfter } from '../../domain/mapping/place.ts';
import { fromStripeAmount, isPresented } from './amounts.ts';
import { callStripe, LIST_LIMIT, upTo } from './call.ts';
import type { CustomersPort, LastPayment, ListedCustomer } from './port-customers.ts';
import type { CustomerRequest } from './port-sessions.ts';

/** As many as Stripe gives at once. https://docs.stripe.com/api/pagination */
const PAGE = 100;
/** So many of a customer's newest payments are looked at for one that succeeded. */
const NEWEST_PAYMENTS = 20;

/** Customers of one account. */
export function customersOf(
  stripe: Stripe,
  onBehalf: Stripe.RequestOptions,
  once: (idempotencyKey: string) => Stripe.RequestOptions,
): CustomersPort {
  return {
    createCustomer: (request, key) =>
      callStripe(async () => {
        const customer = await stripe.customers.create(customerParams(request), once(key));
        return { id: customer.id, createdAt: customer.created * 1000 };
      }),
    findCustomer: ({ email, metadata }, createdSinceMs) =>
      callStripe(async () => {
        const names = Object.entries(metadata);
        const created = { gte: Math.floor(createdSinceMs / 1000) };
        const listed = stripe.customers.list(
          { created, limit: 100, ...(email !== null && { email }) },
          onBehalf,
        );
        for await (const customer of upTo(LIST_LIMIT, listed)) {
          // One that nothing names is nobody's: it would be the first that is listed.
          const matches = names.every(([key, value]) => customer.metadata[key] === value);
          if (names.length > 0 && matches) return { id: customer.id };
        }
        return null;
      }),
    retrieveCustomer: (id) =>
      callStripe(async () => {
        const customer = await stripe.customers.retrieve(id, {}, onBehalf);
        return customer.deleted === true
          ? ({ kind: 'deleted' } as const)
          : ({ kind: 'there', shared: readShared(customer), metadata: customer.metadata } as const);
      }),
    updateCustomer: (id, values, key) =>
      callStripe(async () => readShared(await stripe.customers.update(id, changeParams(values), once(key)))),
    listCustomers: (place) =>
      callStripe(async () => {
        const listed = await stripe.customers.list(
          {
            limit: PAGE,
            ...(place?.after != null && { starting_after: place.after }),
            ...(place?.after === null && place.createdAt !== null && { created: { lte: place.createdAt } }),
          },
          onBehalf,
        );
        const items = listed.data.map(readListed);
        const last = items.at(-1);
        return { items, next: listed.has_more && last !== undefined ? placeAfter(last) : null };
      }),
    lastPaymentOf: (customer) =>
      callStripe(async () => {
        const listed = await stripe.paymentIntents.list({ customer, limit: NEWEST_PAYMENTS }, onBehalf);
        return readLast(listed.data);
      }),
    deleteCustomer: (id) =>
      callStripe(async () => {
        await stripe.customers.del(id, {}, onBehalf);
        return null;
      }),
  };
}

function customerParams(request: CustomerRequest): Stripe.CustomerCreateParams {
  const { address } = request;
  const { line1, line2, town, region, postcode, country } = address;
  return {
    ...(request.name !== null && { name: request.name }),
    ...(request.email !== null && { email: request.email }),
    ...(request.phone !== null && { phone: request.phone }),
    ...(addressText(address) !== null && {
      address: {
        ...(line1 != null && { line1 }),
        ...(line2 != null && { line2 }),
        ...(town != null && { city: town }),
        ...(region != null && { state: region }),
        ...(postcode != null && { postal_code: postcode }),
        ...(country != null && { country }),
      },
    }),
    metadata: { ...request.metadata },
  };
}

/** An empty text unsets. Every part of an address is said, so that none of the former stays. */
function changeParams({ name, email, phone, address }: Partial<Shared>): Stripe.CustomerUpdateParams {
  return {
    ...(name !== undefined && { name: name ?? '' }),
    ...(email !== undefined && { email: email ?? '' }),
    ...(phone !== undefined && { phone: phone ?? '' }),
    ...(address !== undefined && { address: address === null ? '' : addressParams(address) }),
  };
}

function addressParams(text: string): Stripe.AddressParam {
  const { line1, line2, town, region, postcode, country } = readAddressText(text);
  return {
    line1: line1 ?? '',
    line2: line2 ?? '',
    city: town ?? '',
    state: region ?? '',
    postal_code: postcode ?? '',
    country: country ?? '',
  };
}

const readShared = (customer: Stripe.Customer): Shared => ({
  name: customer.name || null,
  email: customer.email || null,
  phone: customer.phone || null,
  address: addressText(readPostal(customer.address ?? null)),
});

const readListed = ({ id, name, email, metadata, created }: Stripe.Customer): ListedCustomer => ({
  id,
  name: name || null,
  email: email || null,
  metadata,
  createdAt: created * 1000,
});

function readLast(intents: readonly Stripe.PaymentIntent[]): LastPayment | null {
  const last = intents.find(({ status, currency }) => status === 'succeeded' && isPresented(currency));
  if (last === undefined) return null;
  const currency = last.currency.toUpperCase();
  return {
    currency,
    amount: fromStripeAmount(currency, last.amount_received),
    at: last.created * 1000,
  };
}

const readPostal = (address: Stripe.Address | null): Address => ({
  line1: address?.line1 ?? null,
  line2: address?.line2 ?? null,
  town: address?.city ?? null,
  region: address?.state ?? null,
  postcode: address?.postal_code ?? null,
  country: address?.country ?? null,
});
