import { describe, expect, it } from 'vitest';
import {
  addressesFor,
  allAddresses,
  type Contact,
  type ContactRole,
  portalAddresses,
  statementAddresses,
} from '../../../src/domain/customer/contacts.ts';

const contact = (email: string, ...roles: readonly ContactRole[]): Contact => ({
  name: null,
  email,
  roles,
  language: null,
});
const nobody = { email: null, billingEmails: [] };

describe('mail of a role', () => {
  it('goes to those whose role it is, several each', () => {
    const contacts = [
      contact('a@x.test', 'invoices'),
      contact('b@x.test', 'invoices', 'receipts'),
      contact('c@x.test', 'statements'),
    ];
    const customer = { email: 'own@x.test', billingEmails: ['bill@x.test'], contacts };
    expect(addressesFor(customer, 'invoices')).toEqual(['bill@x.test', 'a@x.test', 'b@x.test']);
    expect(addressesFor(customer, 'receipts')).toEqual(['bill@x.test', 'b@x.test']);
    expect(addressesFor(customer, 'statements')).toEqual(['c@x.test']);
  });

  it('goes to the customer where nobody has the role, and a receipt never to nobody who gets invoices', () => {
    const receipts = [contact('r@x.test', 'receipts')];
    expect(addressesFor({ email: 'own@x.test', billingEmails: [], contacts: receipts }, 'invoices')).toEqual([
      'own@x.test',
    ]);
    const invoices = [contact('i@x.test', 'invoices')];
    expect(addressesFor({ ...nobody, contacts: invoices }, 'receipts')).toEqual(['i@x.test']);
    expect(addressesFor({ ...nobody, contacts: invoices }, 'statements')).toEqual(['i@x.test']);
    expect(addressesFor({ ...nobody, contacts: receipts }, 'invoices')).toEqual([]);
    expect(addressesFor({ email: ' ', billingEmails: [' '] }, 'receipts')).toEqual([]);
  });

  it('keeps what billing addresses always meant', () => {
    const customer = { email: 'own@x.test', billingEmails: ['bill@x.test'] };
    expect(addressesFor(customer, 'invoices')).toEqual(['bill@x.test']);
    expect(addressesFor(customer, 'receipts')).toEqual(['bill@x.test']);
    expect(portalAddresses(customer)).toEqual(['own@x.test', 'bill@x.test']);
  });
});

it('a monthly statement goes to nobody who was not named for it', () => {
  const contacts = [contact('s@x.test', 'statements', 'portal'), contact('i@x.test', 'invoices')];
  const customer = { email: 'own@x.test', billingEmails: ['bill@x.test'] };
  expect(statementAddresses({ ...customer, contacts })).toEqual(['s@x.test']);
  expect(statementAddresses(customer)).toEqual([]);
});

describe('the portal', () => {
  it('is open to a contact by their role alone', () => {
    const contacts = [contact('i@x.test', 'invoices'), contact('p@x.test', 'portal')];
    expect(portalAddresses({ ...nobody, contacts })).toEqual(['p@x.test']);
    expect(allAddresses({ ...nobody, contacts })).toEqual(['i@x.test', 'p@x.test']);
  });
});
