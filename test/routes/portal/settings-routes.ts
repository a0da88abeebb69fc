import { makeId } from '../../../src/domain/ids.ts';
import { OWN_DEED, OWN_PAGE, OWN_THING, type Row } from './route-row.ts';

/** Redirects for every visitor. */
const LEADS_ON = { signedOut: 303, owner: 303, sibling: 303, stranger: 303, staff: 303 } as const;
/** Leads to Stripe; the stranger's merchant is not connected. */
const TO_STRIPE = { signedOut: 303, owner: 303, sibling: 303, stranger: 422, staff: 303 } as const;
/** A form that lacks what it needs is shown again. */
const SHOWN_AGAIN = { signedOut: 303, owner: 422, sibling: 422, stranger: 422, staff: 303 } as const;

const SWITCHED_OFF = { signedOut: 303, owner: 404, sibling: 404, stranger: 404, staff: 303 } as const;

const freshSetup = () => ({ setup: makeId('set', Date.now(), crypto.getRandomValues(new Uint8Array(9))) });
const page = (route: string): Row => ({ method: 'GET', route, path: () => route, expect: OWN_PAGE });
const deed = (route: string, fields: NonNullable<Row['fields']>): Row => ({
  method: 'POST',
  route,
  path: () => route,
  fields,
  expect: OWN_DEED,
});

const SCHEDULE = (act: string) => () => `/portal/schedules/sch_01k0000000000000000000000a/${act}`;

/** The routes of payment settings and automatic payment. */
export const SETTINGS_ROUTES: readonly Row[] = [
  // The business has not switched it on; what is then is shown by test/routes/portal/details.test.ts.
  { method: 'GET', route: '/portal/details', path: () => '/portal/details', expect: SWITCHED_OFF },
  {
    method: 'POST',
    route: '/portal/details',
    path: () => '/portal/details',
    fields: () => ({ version: '1' }),
    expect: SWITCHED_OFF,
  },
  // None is theirs, and the business lets nobody change one; what is then is shown by test/routes/portal/schedules.test.ts.
  page('/portal/schedules'),
  { method: 'GET', route: '/portal/schedules/:schedule/end', path: SCHEDULE('end'), expect: SWITCHED_OFF },
  ...(['pause', 'resume', 'end'] as const).map(
    (act): Row => ({
      method: 'POST',
      route: `/portal/schedules/:schedule/${act}`,
      path: SCHEDULE(act),
      expect: SWITCHED_OFF,
    }),
  ),
  page('/portal/settings'),
  page('/portal/settings/bank'),
  page('/portal/autopay'),
  page('/portal/autopay/agreements'),
  {
    method: 'POST',
    route: '/portal/settings/card',
    path: () => '/portal/settings/card',
    fields: freshSetup,
    expect: TO_STRIPE,
  },
  {
    method: 'POST',
    route: '/portal/settings/bank/instant',
    path: () => '/portal/settings/bank/instant',
    fields: freshSetup,
    expect: TO_STRIPE,
  },
  {
    method: 'POST',
    route: '/portal/settings/bank',
    path: () => '/portal/settings/bank',
    expect: SHOWN_AGAIN,
  },
  deed('/portal/settings/replace', ({ methodId }) => ({ method: methodId, ...freshSetup() })),
  deed('/portal/settings/default', ({ methodId }) => ({ method: methodId })),
  deed('/portal/settings/confirm', ({ methodId }) => ({ method: methodId })),
  deed('/portal/settings/move', ({ methodId }) => ({ method: methodId, to: 'up' })),
  {
    method: 'GET',
    route: '/portal/settings/return/:setup',
    path: ({ setupId }) => `/portal/settings/return/${setupId}`,
    expect: OWN_DEED,
  },
  {
    method: 'GET',
    route: '/portal/settings/verify/:setup',
    path: ({ setupId }) => `/portal/settings/verify/${setupId}`,
    expect: OWN_THING,
  },
  {
    method: 'POST',
    route: '/portal/settings/verify/:setup',
    path: ({ setupId }) => `/portal/settings/verify/${setupId}`,
    expect: { ...OWN_THING, owner: 422 },
  },
  {
    method: 'GET',
    route: '/portal/settings/remove/:method',
    path: ({ methodId }) => `/portal/settings/remove/${methodId}`,
    expect: OWN_THING,
  },
  {
    method: 'POST',
    route: '/portal/autopay',
    path: () => '/portal/autopay',
    expect: SHOWN_AGAIN,
  },
  { method: 'POST', route: '/portal/autopay/off', path: () => '/portal/autopay/off', expect: LEADS_ON },
  // Where nothing was sent it leads back to the settings.
  {
    method: 'GET',
    route: '/portal/settings/open-invoices',
    path: () => '/portal/settings/open-invoices',
    expect: LEADS_ON,
  },
  deed('/portal/settings/open-invoices', ({ invoiceId }) => ({
    invoice: `${invoiceId}.1`,
    choice: 'on_due_date',
    listed: '1',
  })),
  deed('/portal/autopay/pause', ({ invoiceId }) => ({ invoice: invoiceId })),
  deed('/portal/autopay/resume', ({ invoiceId }) => ({ invoice: invoiceId })),
  {
    method: 'POST',
    route: '/portal/settings/remove/:method',
    path: ({ methodId }) => `/portal/settings/remove/${methodId}`,
    expect: OWN_DEED,
  },
];
