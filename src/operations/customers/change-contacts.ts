import { selectCustomer } from '../../db/queries/customers.ts';
import { type ContactChange, contactsAfter, invoicesGo } from '../../domain/customer/contact-change.ts';
import { emailProblem } from '../../domain/email-address.ts';
import { type Outcome, refused } from '../../domain/outcome.ts';
import { type Context, newId } from '../core/context.ts';
import { canonicalAddress, mailboxKey, mailboxProblem } from '../core/mailbox.ts';
import type { Scoped } from '../core/scope.ts';
import { changeCustomer } from './update.ts';

const MOST = 20;

type Ask = {
  readonly customerId: string;
  /** The version that the writer saw: what stands at a place may be another one by now. */
  readonly version: number;
  readonly change: ContactChange;
};

/**
 * Adds, changes or removes one of a customer's people. Rejects with `not_found`, `version_differs`, `customer_erased`, and
 * with `invalid` for an address that no mail goes to or that is there twice, for a person who is told nothing, and where a
 * change would leave nobody to get the invoices; to remove the last one is for whoever was told what that means.
 */
export async function changeContacts(
  ctx: Context,
  { scope, customerId, version, change }: Scoped<Ask>,
): Promise<Outcome<{ customerId: string }>> {
  const [found] = await selectCustomer(ctx.db, scope, customerId);
  if (found === undefined) return refused({ code: 'not_found', what: 'customer' });
  const { customer } = found;
  if (customer.version !== version) return refused({ code: 'version_differs', version: customer.version });
  const kept = withKeptAddress(change);
  const contacts = contactsAfter(customer.contacts, kept);
  if (contacts === null) return refused({ code: 'version_differs', version: customer.version });
  const message =
    problemOf(kept, contacts) ?? (kept.kind === 'remove' ? null : leftAlone(customer, contacts));
  if (message !== null) return refused({ code: 'invalid', problems: [message] });
  const ask = { customerId, commandId: newId(ctx, 'req'), version, patch: { contacts } };
  return changeCustomer(ctx, { scope, ...ask });
}

/** The address in the form that addresses are kept in. */
function withKeptAddress(change: ContactChange): ContactChange {
  if (change.kind === 'remove') return change;
  const { contact } = change;
  return { ...change, contact: { ...contact, email: canonicalAddress(contact.email.trim()) } };
}

function problemOf(change: ContactChange, contacts: readonly { readonly email: string }[]) {
  if (change.kind === 'remove') return null;
  const { email, roles } = change.contact;
  const wrong = emailProblem(email) ?? mailboxProblem(email);
  if (wrong !== null) return { path: 'email', message: `This address ${wrong}.` };
  const same = contacts.filter((each) => mailboxKey(each.email) === mailboxKey(email));
  if (same.length > 1) {
    return {
      path: 'email',
      message: 'This address is another contact’s already: give that one all its roles.',
    };
  }
  if (roles.length === 0) return { path: 'roles', message: 'Say what they are told: at least one of these.' };
  return contacts.length > MOST ? { path: 'email', message: `There are ${MOST} contacts at most.` } : null;
}

const leftAlone = (...of: Parameters<typeof invoicesGo>) =>
  invoicesGo(...of).to === 'nobody'
    ? {
        path: 'roles',
        message: 'Nobody would get the invoices any more. Give them to somebody else first.',
      }
    : null;
