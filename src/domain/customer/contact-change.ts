import { addressesFor, type Contact, type Reachable } from './contacts.ts';

/** What somebody changes of a customer's people; a place is counted from 0. */
export type ContactChange =
  | { readonly kind: 'add'; readonly contact: Contact }
  | { readonly kind: 'replace'; readonly place: number; readonly contact: Contact }
  | { readonly kind: 'remove'; readonly place: number };

/** A customer's people after a change; null where nobody stands at its place. */
export function contactsAfter(
  contacts: readonly Contact[],
  change: ContactChange,
): readonly Contact[] | null {
  switch (change.kind) {
    case 'add':
      return [...contacts, change.contact];
    case 'replace':
      return contacts[change.place] === undefined ? null : contacts.with(change.place, change.contact);
    case 'remove':
      return contacts[change.place] === undefined ? null : contacts.toSpliced(change.place, 1);
  }
}

/** Who gets the invoices after a change: somebody else than before, or nobody any more. */
export type InvoicesGo =
  | { readonly to: 'as_before' }
  | { readonly to: 'others'; readonly addresses: readonly string[] }
  | { readonly to: 'nobody' };

export function invoicesGo(customer: Reachable, after: readonly Contact[]): InvoicesGo {
  const before = addressesFor(customer, 'invoices');
  const then = addressesFor({ ...customer, contacts: after }, 'invoices');
  if (then.length === 0) return before.length === 0 ? { to: 'as_before' } : { to: 'nobody' };
  return then.every((address) => before.includes(address))
    ? { to: 'as_before' }
    : { to: 'others', addresses: then };
}
