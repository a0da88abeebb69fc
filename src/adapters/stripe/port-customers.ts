import type { Shared } from '../../domain/customer/shared-fields.ts';
import type { ListPlace } from '../../domain/mapping/place.ts';
import type { StripeResult } from './port-result.ts';
import type { CustomerRequest } from './port-sessions.ts';

/** A customer as Stripe has it; of one that was deleted there is nothing but that. */
export type CustomerFound =
  | {
      readonly kind: 'there';
      readonly shared: Shared;
      readonly metadata: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'deleted' };

/** A customer as the account lists it, whoever made it. */
export type ListedCustomer = {
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly createdAt: number;
};

/** A page of them, newest first; `next` is null at the end. */
export type CustomersPage = { readonly items: readonly ListedCustomer[]; readonly next: ListPlace | null };

/** The last payment of a Stripe customer that succeeded. Minor units as ISO counts them. */
export type LastPayment = { readonly currency: string; readonly amount: number; readonly at: number };

export interface CustomersPort {
  /** Every customer of the account, a page at a time; those that were deleted are not listed. */
  listCustomers(place: ListPlace | null): Promise<StripeResult<CustomersPage>>;
  /** Among their newest payments; null where none of these succeeded. */
  lastPaymentOf(stripeCustomerId: string): Promise<StripeResult<LastPayment | null>>;
  /** `createdAt` is long ago where Stripe gives the customer that an earlier request with the same key created. */
  createCustomer(
    request: CustomerRequest,
    idempotencyKey: string,
  ): Promise<StripeResult<{ readonly id: string; readonly createdAt: number }>>;
  /** Finds the customer that this request created, by its metadata, after the answer was lost. */
  findCustomer(
    request: CustomerRequest,
    createdSinceMs: number,
  ): Promise<StripeResult<{ readonly id: string } | null>>;
  /** `refused` with resource_missing where this account never had it in this mode. */
  retrieveCustomer(stripeCustomerId: string): Promise<StripeResult<CustomerFound>>;
  /** Changes these fields and leaves the others; null erases. */
  updateCustomer(
    stripeCustomerId: string,
    values: Partial<Shared>,
    idempotencyKey: string,
  ): Promise<StripeResult<Shared>>;
  /** Deletes it with everything on file; its payments stay. `refused` with resource_missing where it is deleted already. */
  deleteCustomer(stripeCustomerId: string): Promise<StripeResult<null>>;
}
