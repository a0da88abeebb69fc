import { SETTINGS_ROUTES } from './settings-routes.ts';

/** Ids that belong to the owner: whoever else asks with them is told what is told of ids that do not exist. */
export type Owned = {
  readonly invoiceId: string;
  readonly paymentId: string;
  readonly customerId: string;
  readonly token: string;
  /** A card on file, and an account that waits for its deposits. */
  readonly methodId: string;
  readonly setupId: string;
};

type Statuses = {
  readonly signedOut: number;
  readonly owner: number;
  /** Another customer of the same merchant, with the owner's ids. */
  readonly sibling: number;
  /** A customer of another merchant, with the owner's ids. */
  readonly stranger: number;
  /** A key of the merchant's API, which is not for people's pages. */
  readonly staff: number;
};

/** One route of the portal: how it is asked for in the owner's name, and what each visitor is answered. */
export type Row = {
  readonly method: 'GET' | 'POST';
  /** As it is registered. */
  readonly route: string;
  readonly path: (ids: Owned) => string;
  readonly fields?: (ids: Owned) => Readonly<Record<string, string | readonly string[]>>;
  readonly expect: Statuses;
};

/** Everybody who is signed in is shown a page of their own. */
const OWN_PAGE: Statuses = { signedOut: 303, owner: 200, sibling: 200, stranger: 200, staff: 303 };
/** What names something: the owner's own, or nothing. */
const OWN_THING: Statuses = { signedOut: 303, owner: 200, sibling: 404, stranger: 404, staff: 303 };
/** The same, for what is done and leads on. */
const OWN_DEED: Statuses = { signedOut: 303, owner: 303, sibling: 404, stranger: 404, staff: 303 };
/** What leads on whoever asks. */
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
  { method: 'GET', route: '/portal/statement', path: () => '/portal/statement', expect: OWN_PAGE },
  { method: 'GET', route: '/portal/statement.csv', path: () => '/portal/statement.csv', expect: OWN_PAGE },
  ...SETTINGS_ROUTES,
  // These end the sessions that the rows above were tried with, so they stand last.
  {
    // In another browser the button opens nothing; whoever is signed in there is led on to their own pages.
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
