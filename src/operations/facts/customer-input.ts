import type { ExternalId } from '../../db/queries/customers-write.ts';
import type { Address } from '../../db/schema/index.ts';
import type { Cap } from '../../domain/collection/caps.ts';
import type { CollectPolicy } from '../../domain/collection/types.ts';
import type { Contact } from '../../domain/customer/contacts.ts';
import type { PaymentPlan } from '../../domain/invoice/payment-plan.ts';
import type { TaxId } from '../../domain/tax-id/kinds.ts';

export type { ExternalId } from '../../db/queries/customers-write.ts';

export type { Cap } from '../../domain/collection/caps.ts';

/** The merchant's choices for a customer; omitted ones stay as they are. */
export type CollectionChoice = {
  /** Null for the merchant's default. */
  readonly policy?: CollectPolicy | null | undefined;
  /** The most per invoice, in minor units; null for no cap. */
  readonly cap?: Cap | null | undefined;
  /** The same for invoices in other currencies, each currency once. */
  readonly otherCaps?: readonly Cap[] | undefined;
  /** Whether any part may be paid, and the least of it; null for the merchant's own choice. */
  readonly partPayments?: { readonly allowed: boolean; readonly minimums: readonly Cap[] } | null | undefined;
  /** How invoices that say nothing else are paid in parts; null for at once. */
  readonly paymentPlan?: PaymentPlan | null | undefined;
};

/** A customer as given to the API, parsed. */
export type CustomerInput = {
  readonly legalName: string;
  readonly label: string | null;
  readonly contactName: string | null;
  readonly email: string | null;
  readonly billingEmails: readonly string[];
  readonly telephone: string | null;
  /** http or https. */
  readonly url: string | null;
  readonly taxStatus: string;
  readonly address: Address;
  readonly customerAliases: readonly string[];
  /** BCP 47, or null for the merchant's own. */
  readonly locale: string | null;
  /** Its ids in other systems, each key once. `Stripe`, in any case, links it to that Stripe customer. */
  readonly externalIds: readonly ExternalId[];
  /** Keys whose ids are taken off it. */
  readonly removedIds?: readonly string[] | undefined;
  /** The customer that pays for it, or null for none; unchanged if omitted. */
  readonly parentId?: string | null | undefined;
  /** Unchanged if omitted. */
  readonly contacts?: readonly Contact[] | undefined;
  /** Unchanged if omitted. */
  readonly taxIds?: readonly TaxId[] | undefined;
  /** Unchanged if omitted. */
  readonly collection?: CollectionChoice | undefined;
};

/** The key that means Stripe, as it is stored. */
export const STRIPE_KEY = 'Stripe';
export const isStripeKey = (key: string): boolean => key.toLowerCase() === STRIPE_KEY.toLowerCase();

/** External ids with the Stripe key, which we act on, in its canonical spelling. */
export const canonicalIds = (ids: readonly ExternalId[]): readonly ExternalId[] =>
  ids.map(({ key, value }) => ({ key: isStripeKey(key) ? STRIPE_KEY : key, value }));

/** The Stripe customer that the input names, or null. */
export const namedStripeCustomer = ({ externalIds }: Pick<CustomerInput, 'externalIds'>): string | null =>
  externalIds.find(({ key }) => isStripeKey(key))?.value ?? null;
