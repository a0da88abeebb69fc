import type { ExternalId } from '../../db/queries/customers-write.ts';
import type { Address } from '../../db/schema/index.ts';
import type { Cap } from '../../domain/collection/caps.ts';
import type { CollectPolicy } from '../../domain/collection/types.ts';

export type { ExternalId } from '../../db/queries/customers-write.ts';

export type { Cap } from '../../domain/collection/caps.ts';

/** What the merchant chooses for a customer; what is left out stays as it is. */
export type CollectionChoice = {
  /** Null for the merchant's default. */
  readonly policy?: CollectPolicy | null | undefined;
  /** At most so much per invoice, in minor units; null for no cap. */
  readonly cap?: Cap | null | undefined;
  /** The same for invoices in other currencies, each currency once. */
  readonly otherCaps?: readonly Cap[] | undefined;
};

/** A customer as its writer gives it, parsed. */
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
  /** What other systems call it, a key once. `Stripe`, in any case, links it to that Stripe customer. */
  readonly externalIds: readonly ExternalId[];
  /** Kept as it is where it is left out. */
  readonly collection?: CollectionChoice | undefined;
};

/** The key that means Stripe, as it is kept. */
export const STRIPE_KEY = 'Stripe';
export const isStripeKey = (key: string): boolean => key.toLowerCase() === STRIPE_KEY.toLowerCase();

/** External ids with the one key that we act on spelled one way. */
export const keptIds = (ids: readonly ExternalId[]): readonly ExternalId[] =>
  ids.map(({ key, value }) => ({ key: isStripeKey(key) ? STRIPE_KEY : key, value }));

/** The Stripe customer that the input names, or null. */
export const namedStripeCustomer = (input: CustomerInput): string | null =>
  input.externalIds.find(({ key }) => isStripeKey(key))?.value ?? null;
