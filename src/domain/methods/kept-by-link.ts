import type { LinkStanding } from '../collection/types.ts';
import { portalAddresses, type Reachable } from '../customer/contacts.ts';

/** Who said that a method which a link kept may be charged. `address`: it was paid from one of the customer's own. */
export type ConfirmedBy = 'address' | 'customer' | 'staff';

type Kept = {
  readonly keptBy: string | null;
  readonly payerEmail: string | null;
  readonly confirmedAt: number | null;
  readonly refusedAt: number | null;
};

/**
 * Whether a payer's address is one of the customer's, at which somebody may add methods in the portal too. Case and space
 * around it do not tell two people apart.
 */
export function isAddressOf(payerEmail: string | null, customer: Reachable): boolean {
  if (payerEmail === null || folded(payerEmail) === '') return false;
  return portalAddresses(customer).some((own) => folded(own) === folded(payerEmail));
}

const folded = (address: string): string => address.trim().toLowerCase();

/**
 * Whether a method that a link kept may be charged for its customer; null for one that came another way. A refusal by its
 * owner outweighs any confirmation. An address that is added to the customer later counts as well.
 */
export function linkStanding(method: Kept, customer: Reachable): LinkStanding | null {
  if (method.refusedAt !== null) return 'refused';
  if (method.keptBy === null) return null;
  return method.confirmedAt !== null || isAddressOf(method.payerEmail, customer)
    ? 'confirmed'
    : 'not_confirmed';
}
