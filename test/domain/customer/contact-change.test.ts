import { describe, expect, it } from 'vitest';
import { contactsAfter, invoicesGo } from '../../../src/domain/customer/contact-change.ts';
import type { Contact } from '../../../src/domain/customer/contacts.ts';

const person = (email: string, ...roles: Contact['roles'][number][]): Contact => ({
  name: null,
  email,
  roles,
  language: null,
});
const ida = person('ida@acme.test', 'invoices');
const bob = person('bob@acme.test', 'receipts');

describe('a customer’s people', () => {
  it('are added, changed in their place, and removed', () => {
    expect(contactsAfter([ida], { kind: 'add', contact: bob })).toEqual([ida, bob]);
    expect(contactsAfter([ida, bob], { kind: 'replace', place: 0, contact: bob })).toEqual([bob, bob]);
    expect(contactsAfter([ida, bob], { kind: 'remove', place: 0 })).toEqual([bob]);
  });

  it.each([-1, 2, 99])('change nothing at a place where nobody stands: %d', (place) => {
    expect(contactsAfter([ida, bob], { kind: 'remove', place })).toBeNull();
    expect(contactsAfter([ida, bob], { kind: 'replace', place, contact: bob })).toBeNull();
  });

  it('say who gets the invoices after a change', () => {
    const alone = { email: null, billingEmails: [], contacts: [ida, bob] };
    expect(invoicesGo(alone, [bob])).toEqual({ to: 'nobody' });
    expect(invoicesGo(alone, [ida])).toEqual({ to: 'as_before' });
    expect(invoicesGo({ ...alone, email: 'acme@acme.test' }, [bob])).toEqual({
      to: 'others',
      addresses: ['acme@acme.test'],
    });
    expect(invoicesGo({ ...alone, contacts: [bob] }, [])).toEqual({ to: 'as_before' });
  });
});
