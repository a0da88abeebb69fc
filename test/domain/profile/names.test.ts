import { describe, expect, it } from 'vitest';
import { describeInvoices, payeeOf } from '../../../src/domain/invoice/number.ts';
import { invoiceNames, nameAt, senderName } from '../../../src/domain/profile/names.ts';
import { nameInvoices } from '../../../src/views/invoice-naming.ts';

const english = await nameInvoices('en');
const NOW = { legalName: 'Northwind Holding LLC', displayName: 'Northwind' };
const OLD = { merchant: { name: 'Harbour LLC', displayName: 'Harbour' } };
const BEFORE_DISPLAY_NAMES = { merchant: { name: 'Harbour LLC' } };
const numbered = (numberValue: number, parties: typeof OLD | null) => ({
  series: 'N-',
  numberValue,
  parties,
});

describe('the name of a business', () => {
  it('is the known one where people read, the registered one where it is a party, and both where it binds', () => {
    expect(nameAt('page', NOW)).toBe('Northwind');
    expect(nameAt('mail_sender', NOW)).toBe('Northwind');
    expect(nameAt('stripe', NOW)).toBe('Northwind');
    expect(nameAt('party', NOW)).toBe('Northwind Holding LLC');
    expect(nameAt('agreement', NOW)).toBe('Northwind (Northwind Holding LLC)');
    expect(nameAt('agreement', { legalName: 'Same', displayName: 'Same' })).toBe('Same');
  });

  it('gives way to the other one where nothing of it is seen', () => {
    const legalName = 'Harbour & Vane Studio LLC';
    expect(nameAt('page', { legalName, displayName: '\u202e\u200b' })).toBe(legalName);
    expect(nameAt('party', { legalName: '\u2060', displayName: 'Harbour & Vane' })).toBe('Harbour & Vane');
  });

  it('stays on an invoice what it was when that was finalized, for its pages, its mails and Stripe alike', () => {
    expect(invoiceNames({ parties: OLD }, NOW)).toEqual({ legalName: 'Harbour LLC', displayName: 'Harbour' });
    expect(senderName('mail_sender', { parties: OLD }, NOW)).toBe('Harbour');
    expect(senderName('stripe', { parties: OLD }, NOW)).toBe('Harbour');
    expect(invoiceNames({ parties: null }, NOW)).toBe(NOW);
  });

  it('is on an invoice from before display names what its page has shown so far', () => {
    const parties = BEFORE_DISPLAY_NAMES;
    expect(invoiceNames({ parties }, NOW).displayName).toBe('Harbour LLC');
    expect(senderName('mail_sender', { parties }, NOW)).toBe('Northwind');
  });

  it('is the one of now where invoices that are paid at once do not agree', () => {
    const [one, two, other] = [numbered(1, OLD), numbered(2, OLD), numbered(3, null)];
    expect(payeeOf([one, two], NOW)).toBe('Harbour');
    expect(describeInvoices([one, two], NOW, english)).toBe('Invoices N-0001, N-0002 from Harbour');
    expect(describeInvoices([one, other], NOW, english)).toBe('Invoices N-0001, N-0003 from Northwind');
  });

  it('stands at Stripe in the language of whoever pays', async () => {
    const [one, two] = [numbered(1, OLD), numbered(2, OLD)];
    expect(describeInvoices([one], NOW, english)).toBe('Invoice N-0001 from Harbour');
    const german = await nameInvoices('de-AT');
    expect(describeInvoices([one], NOW, german)).toBe('Rechnung N-0001 von Harbour');
    expect(describeInvoices([one, two], NOW, german)).toBe('Rechnungen N-0001, N-0002 von Harbour');
    expect(describeInvoices([one], NOW, await nameInvoices('ja'))).toBe('請求書 N-0001（Harbour）');
  });
});
