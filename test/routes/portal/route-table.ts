import { OWN_DEED, OWN_PAGE, OWN_THING, type Row, type Statuses } from './route-row.ts';
import { SETTINGS_ROUTES } from './settings-routes.ts';

/** Redirects for every visitor. */
const LEADS_ON: Statuses = { signedOut: 303, owner: 303, sibling: 303, stranger: 303, staff: 303 };

/** Every route of the portal. The test beside it fails for one that is not here. */
export const ROUTE_TABLE: readonly Row[] = [
  { method: 'GET', route: '/portal', path: () => '/portal', expect: LEADS_ON },
  {
    method: 'GET',
    route: '/portal/sign-in',
    path: () => '/portal/sign-in',
    expect: { signedOut: 200, owner: 303, sibling: 303, stranger: 303, staff: 200 },
  },
  {
    method: 'POST',
    route: '/portal/sign-in',
    path: () => '/portal/sign-in',
    fields: ({ customerId }) => ({ address: `${customerId}@payer.test` }),
    expect: LEADS_ON,
  },
  {
    method: 'GET',
    route: '/portal/sign-in/sent',
    path: () => '/portal/sign-in/sent',
    expect: { signedOut: 200, owner: 200, sibling: 200, stranger: 200, staff: 200 },
  },
  {
    // The owner asked for this link in the owner's browser: it works in no other.
    method: 'GET',
    route: '/portal/sign-in/:token',
    path: ({ token }) => `/portal/sign-in/${token}`,
    expect: { signedOut: 403, owner: 200, sibling: 403, stranger: 403, staff: 403 },
  },
  {
    method: 'POST',
    route: '/portal/sign-in/:token/again',
    path: ({ token }) => `/portal/sign-in/${token}/again`,
    expect: LEADS_ON,
  },
  { method: 'GET', route: '/portal/choose', path: () => '/portal/choose', expect: OWN_PAGE },
  {
    method: 'POST',
    route: '/portal/choose',
    path: () => '/portal/choose',
    fields: ({ customerId }) => ({ customer: customerId }),
    expect: OWN_DEED,
  },
  { method: 'GET', route: '/portal/invoices', path: () => '/portal/invoices', expect: OWN_PAGE },
  {
    method: 'GET',
    route: '/portal/pay',
    path: ({ invoiceId }) => `/portal/pay?invoice=${invoiceId}`,
    expect: OWN_THING,
  },
  {
    method: 'POST',
    route: '/portal/pay',
    path: () => '/portal/pay',
    fields: ({ invoiceId }) => ({ invoice: `${invoiceId}.1` }),
    expect: OWN_DEED,
  },
  {
    method: 'GET',
    route: '/portal/payments/:id',
    path: ({ paymentId }) => `/portal/payments/${paymentId}`,
    expect: OWN_THING,
  },
  {
    method: 'GET',
    route: '/portal/payments/:id/receipt',
    path: ({ paymentId }) => `/portal/payments/${paymentId}/receipt`,
    // Nothing came by this payment; what did come is shown by test/routes/pay/receipts.test.ts.
    expect: { ...OWN_THING, owner: 404 },
  },
  { method: 'GET', route: '/portal/statement', path: () => '/portal/statement', expect: OWN_PAGE },
  { method: 'GET', route: '/portal/statement.csv', path: () => '/portal/statement.csv', expect: OWN_PAGE },
  { method: 'GET', route: '/portal/statement.pdf', path: () => '/portal/statement.pdf', expect: OWN_PAGE },
  ...SETTINGS_ROUTES,
  // These end the sessions that the rows above were tried with, so they stand last.
  {
    // In another browser the button opens nothing; a visitor who is signed in there is redirected to their own pages.
    method: 'POST',
    route: '/portal/sign-in/:token',
    path: ({ token }) => `/portal/sign-in/${token}`,
    expect: { signedOut: 403, owner: 303, sibling: 303, stranger: 303, staff: 403 },
  },
  { method: 'POST', route: '/portal/sign-out', path: () => '/portal/sign-out', expect: LEADS_ON },
  {
    method: 'POST',
    route: '/portal/sign-out-everywhere',
    path: () => '/portal/sign-out-everywhere',
    expect: LEADS_ON,
  },
];
