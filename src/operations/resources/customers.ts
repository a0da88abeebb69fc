import type { ExternalId } from '../../db/queries/customers-write.ts';
import type { customers } from '../../db/schema/index.ts';
import type { CollectPolicy } from '../../domain/collection/types.ts';
import type { Contact } from '../../domain/customer/contacts.ts';
import type { StripeRefusal } from '../../domain/stripe-refusal.ts';
import type { TaxId } from '../../domain/tax-id/kinds.ts';
import { type CustomerCollection, customerCollection } from '../facts/customer-collection.ts';
import { refusalResource, type StripeRefusalResource } from './refusal.ts';

/** A customer as the API shows it. Instants are ISO 8601 in UTC. */
export type CustomerResource = {
  readonly id: string;
  readonly object: 'customer';
  readonly legalName: string;
  readonly label: string | null;
  readonly contactName: string | null;
  readonly email: string | null;
  readonly billingEmails: readonly string[];
  readonly telephone: string | null;
  readonly url: string | null;
  readonly taxStatus: string;
  readonly taxIds: readonly TaxId[];
  readonly address: {
    readonly line1: string | null;
    readonly line2: string | null;
    readonly town: string | null;
    readonly region: string | null;
    readonly postcode: string | null;
    readonly country: string | null;
  };
  readonly customerAliases: readonly string[];
  readonly externalIds: readonly ExternalId[];
  readonly locale: string | null;
  readonly contacts: readonly Contact[];
  /** The customer that pays for it where it has nothing of its own switched on. */
  readonly parentId: string | null;
  readonly collection: CustomerCollection;
  /** The Stripe customer that stands for it on the active connection; null until there is one. */
  readonly stripeCustomerId: string | null;
  /** What Stripe refuses for good of it, until it is mended; null where it refuses nothing. */
  readonly stripeRefusal: StripeRefusalResource | null;
  readonly livemode: boolean;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
};

/** Rows → a customer of the API. */
export function customerResource(
  found: {
    readonly customer: typeof customers.$inferSelect;
    readonly stripeCustomerId: string | null;
    readonly merchantPolicy: CollectPolicy;
    readonly refusal: StripeRefusal | null;
  },
  externalIds: readonly ExternalId[],
): CustomerResource {
  const { customer, stripeCustomerId, merchantPolicy, refusal } = found;
  const { line1, line2, town, region, postcode, country } = customer.address;
  return {
    id: customer.id,
    object: 'customer',
    legalName: customer.legalName,
    label: customer.label,
    contactName: customer.contactName,
    email: customer.email,
    billingEmails: customer.billingEmails,
    telephone: customer.telephone,
    url: customer.url,
    taxStatus: customer.taxStatus,
    taxIds: customer.taxIds,
    address: {
      line1: line1 ?? null,
      line2: line2 ?? null,
      town: town ?? null,
      region: region ?? null,
      postcode: postcode ?? null,
      country: country ?? null,
    },
    customerAliases: customer.customerAliases,
    externalIds: externalIds.map(({ key, value }) => ({ key, value })),
    locale: customer.locale,
    contacts: customer.contacts,
    parentId: customer.parentId,
    collection: customerCollection(customer, merchantPolicy),
    stripeCustomerId,
    stripeRefusal: refusalResource(refusal),
    livemode: customer.livemode,
    version: customer.version,
    createdAt: new Date(customer.createdAt).toISOString(),
    updatedAt: new Date(customer.updatedAt).toISOString(),
  };
}
