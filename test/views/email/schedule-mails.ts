import type { CustomerMessage } from '../../../src/domain/message.ts';

const ABOUT = { scheduleId: 'sch_01jf7q3w9e', name: 'Hosting and support' } as const;
const MONTHLY = { every: 1, unit: 'months' } as const;
const VISA = { kind: 'card', brand: 'visa', last4: '4242', expMonth: 1, expYear: 2030 } as const;

/** Every mail about a billing schedule, by name. */
export const SCHEDULE_MAILS: Readonly<Record<string, CustomerMessage>> = {
  schedule_created: {
    ...ABOUT,
    template: 'schedule_created',
    currency: 'USD',
    cadence: MONTHLY,
    next: [
      { from: '2027-01-31', to: '2027-02-27', on: '2027-01-31', amount: 4_900 },
      { from: '2027-02-28', to: '2027-03-30', on: '2027-02-28', amount: 4_900 },
      { from: '2027-03-31', to: '2027-04-29', on: '2027-03-31', amount: 4_900 },
    ],
    isCounted: true,
    lastOn: '2028-12-31',
    charge: 'on_due_date',
    method: VISA,
  },
  'schedule_created-by-hand': {
    ...ABOUT,
    template: 'schedule_created',
    currency: 'USD',
    cadence: { every: 2, unit: 'weeks' },
    next: [{ from: '2027-01-31', to: '2027-02-13', on: '2027-02-14', amount: null }],
    isCounted: false,
    lastOn: null,
    charge: null,
    method: null,
  },
  'schedule_created-no-method': {
    ...ABOUT,
    template: 'schedule_created',
    currency: 'USD',
    cadence: { every: 1, unit: 'years' },
    next: [{ from: '2027-01-31', to: '2028-01-30', on: '2027-01-31', amount: 49_900 }],
    isCounted: false,
    lastOn: null,
    charge: 'on_send',
    method: null,
  },
  schedule_ended: { ...ABOUT, template: 'schedule_ended', isOver: false, lastDay: '2027-02-27' },
  'schedule_ended-now': { ...ABOUT, template: 'schedule_ended', isOver: true, lastDay: null },
  schedule_price: {
    ...ABOUT,
    template: 'schedule_price',
    currency: 'USD',
    version: 2,
    cadence: MONTHLY,
    was: 4_900,
    becomes: 5_900,
    from: '2027-03-31',
    invoicedOn: '2027-03-31',
    isCounted: false,
  },
  'schedule_price-at-once': {
    ...ABOUT,
    template: 'schedule_price',
    currency: 'USD',
    version: 2,
    cadence: { every: 10, unit: 'days' },
    was: 4_900,
    becomes: 5_900,
    from: '2027-01-09',
    invoicedOn: null,
    isCounted: true,
  },
  schedule_paused: { ...ABOUT, template: 'schedule_paused' },
  schedule_resumed: { ...ABOUT, template: 'schedule_resumed', nextOn: '2027-02-28' },
  schedule_paused_business: {
    ...ABOUT,
    template: 'schedule_by_customer_business',
    did: 'paused',
    lastDay: null,
  },
  schedule_resumed_business: {
    ...ABOUT,
    template: 'schedule_by_customer_business',
    did: 'resumed',
    lastDay: null,
  },
  schedule_ended_business: {
    ...ABOUT,
    template: 'schedule_by_customer_business',
    did: 'ended',
    lastDay: '2027-02-27',
  },
};
