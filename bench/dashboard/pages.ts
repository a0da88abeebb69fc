import { FILLED, fillingId } from '../../test/support/filling.ts';
import { OWING } from './business.ts';

const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10);
const DAY_MS = 86_400_000;
/** Days on which each business had invoices, whatever its size. */
const SPAN = `from=${isoDay(Date.now() - 3 * DAY_MS)}&to=${isoDay(Date.now() - DAY_MS)}`;

/** What staff open all day, by what it is called in the report; of a business with so many invoices. */
export const PAGES: Readonly<Record<string, (invoices: number) => string>> = {
  home: () => '',
  'the list of invoices': () => '/invoices',
  'invoices, a late page': (invoices) => `/invoices?after=${middle('inv', invoices)}`,
  'invoices that are open': () => '/invoices?view=open',
  'invoices that are overdue': () => '/invoices?view=overdue',
  'invoices that are paid': () => '/invoices?view=paid',
  'invoices whose payment failed': () => '/invoices?payment=failed',
  'invoices of some days': () => `/invoices?${SPAN}`,
  'invoices that are open, of some days': () => `/invoices?view=open&${SPAN}`,
  'invoices of one customer, by its name': () => '/invoices?search=ada7%40acme.test',
  'invoices by a word that all customers have': () => '/invoices?search=acme',
  'a search for an invoice': (invoices) => `/find?q=NW-${invoices / 2}`,
  'a search for a customer': () => '/find?q=ada7%40acme.test',
  'a search for a word that all customers have': () => '/find?q=acme',
  'the list of customers': () => '/customers',
  'customers, a late page': (invoices) => `/customers?after=${middle('cus', invoices / 25)}`,
  'customers by what is overdue': () => '/customers?sort=overdue',
  'customers by what they paid': () => '/customers?sort=paid',
  'customers by a word that all have': () => '/customers?search=acme',
  'a client who has paid': () => `/customers/${FILLED.customerId}`,
  'a client who owes': () => `/customers/${fillingId('cus', OWING)}`,
  'the list of payments': () => '/payments',
  'payments, a late page': (invoices) => `/payments?after=${middle('pay', invoices)}`,
  'payments of one client': () => `/payments?customer=${FILLED.customerId}`,
  refunds: () => '/payments/refunds',
  'the books': () => '/books',
  'events and jobs': () => '/work',
  'the audit log': () => '/work/audit',
};

const middle = (prefix: string, count: number): string => fillingId(prefix, Math.floor(count / 2));
