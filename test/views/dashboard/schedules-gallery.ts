import { EMPTY_LINE } from '../../../src/domain/compose/typed-draft.ts';
import { EMPTY_TERMS_LINE } from '../../../src/domain/schedule/typed-terms.ts';
import { cadencePage } from '../../../src/views/dashboard/schedules/cadence.tsx';
import { type ChangeView, changeTermsPage } from '../../../src/views/dashboard/schedules/change.tsx';
import { endSchedulePage } from '../../../src/views/dashboard/schedules/end.tsx';
import {
  chooseForSchedulePage,
  type ScheduleFormView,
  scheduleFormPage,
} from '../../../src/views/dashboard/schedules/form.tsx';
import { type SchedulesView, schedulesPage } from '../../../src/views/dashboard/schedules/list.tsx';
import { type ScheduleView, schedulePage } from '../../../src/views/dashboard/schedules/one.tsx';
import { speechFor } from '../../../src/views/i18n/speech.ts';
import { baseOf, frameAt, HOSTILE } from './frame.ts';

const base = baseOf('/schedules');
const HARBOUR = 'Harbour & Sons Property Management';
const listed = {
  id: 'sch_1',
  name: 'Hosting',
  customer: HARBOUR,
  status: 'active',
  waits: null,
  every: 'month',
  next: '31 Jan 2027',
  amount: '$49.00',
} as const;

const LIST: SchedulesView = {
  base,
  mayCreate: true,
  importHref: baseOf('/schedule-imports'),
  takeOverHref: baseOf('/subscription-imports'),
  isWaitingOnly: false,
  recurring: [
    '$4,900.00 a month from 100 active schedules, without tax and without what is counted.',
    '€120.00 a month from one active schedule, without tax and without what is counted.',
  ],
  schedules: [
    listed,
    { ...listed, name: 'Support', status: 'paused', every: '3 months', next: null },
    { ...listed, name: HOSTILE, customer: HOSTILE, waits: 'answer', next: '1 Sep 2026' },
    { ...listed, name: 'Seats', waits: 'mending', amount: '¥120,000' },
    { ...listed, name: 'Maintenance of the lifts', status: 'ended', every: 'year', next: null },
  ],
  first: null,
  next: `${base}?after=sch_1`,
};

const NEXT = ['31 Jan 2027 to 27 Feb 2027', '28 Feb 2027 to 30 Mar 2027'].map((period) => ({
  period,
  invoicedOn: period.slice(0, 11),
  amount: '$58.80',
  isSkipped: false,
  remark: null,
}));

const ONE: ScheduleView = {
  name: 'Hosting',
  status: 'active',
  waits: null,
  action: `${base}/sch_1`,
  back: base,
  customer: { name: HARBOUR, href: `${baseOf('/customers')}/cus_1` },
  form: 'req_1',
  mails: true,
  facts: [
    ['Every', 'month, on day 31 of the month'],
    ['First period begins', '31 Jan 2027, after 14 free days'],
    ['Ends', 'Never'],
    ['How they’re paid', 'By link, with your bank details beside it; charged on their due date'],
  ],
  lines: ['Hosting: 2 × $24.50', 'API calls: by tiers of api_calls'],
  problems: [],
  missed: { count: 0, first: [] },
  next: [
    ...NEXT,
    { ...(NEXT[0] ?? fail()), amount: null, isSkipped: true },
    { ...(NEXT[1] ?? fail()), remark: 'Nothing was reported of api_calls yet.' },
  ],
  skips: { period: '31 Jan 2027 to 27 Feb 2027', number: 1 },
  past: [
    {
      period: '31 Dec 2026 to 30 Jan 2027',
      remark: null,
      invoice: { href: `${baseOf('/invoices')}/inv_1`, name: 'NW-2026-0042' },
      state: 'Paid',
      amount: '$58.80',
    },
    {
      period: '15 Dec 2026 to 30 Dec 2026',
      remark: 'Change in its midst',
      invoice: { href: `${baseOf('/invoices')}/inv_2`, name: 'Draft' },
      state: 'Draft',
      amount: '$20.00',
    },
    { period: '30 Nov 2026 to 30 Dec 2026', remark: null, invoice: null, state: 'Skipped', amount: null },
  ],
  mayWrite: true,
  mayMoveMoney: true,
  problem: null,
  said: 'schedule_created',
};

function fail(): never {
  throw new Error('no period');
}

const CHANGE: ChangeView = {
  name: 'Hosting',
  action: `${base}/sch_1`,
  form: 'req_1',
  version: 3,
  from: 'next',
  lines: [
    {
      ...EMPTY_TERMS_LINE,
      description: 'Hosting',
      price: '24.50',
      quantity: '2',
      meter: null,
      isAdded: false,
    },
    {
      ...EMPTY_TERMS_LINE,
      kind: 'unit',
      description: HOSTILE,
      price: '0.0005',
      meter: 'api_calls',
      isAdded: false,
    },
    {
      ...EMPTY_TERMS_LINE,
      kind: 'tiers',
      description: 'Storage',
      tiers: '100: 0.10; rest: 0.05',
      meter: 'gb',
      isAdded: false,
    },
    { ...EMPTY_TERMS_LINE, meter: null, isAdded: true },
  ],
  problems: {},
  problem: null,
  previewed: '',
  does: null,
};

const FORM: ScheduleFormView = {
  action: `${base}/new`,
  customer: { id: 'cus_1', name: HARBOUR, href: `${baseOf('/customers')}/cus_1` },
  form: 'req_1',
  currency: 'USD',
  typed: {
    name: 'Hosting',
    every: '1',
    unit: 'months',
    startsOn: '2027-01-31',
    trialDays: '',
    endsOn: '',
    runs: '',
    timing: 'advance',
    issue: 'send',
    currency: 'USD',
    dueOn: '',
    netDays: '14',
    purchaseOrder: '',
    reference: '',
    note: '',
    taxName: 'Sales tax',
    inclusive: '',
    exemptReason: '',
    discount: '',
    discountFor: '',
    policy: '',
    paymentLink: 'on',
    lines: [{ ...EMPTY_LINE, description: 'Hosting', price: '49.00', tax: 'plain', rate: '20' }, EMPTY_LINE],
    parts: [],
  },
  problems: {},
  problem: null,
  next: null,
};

/** Billing schedules, in their states. */
export async function schedulesGallery() {
  const at = { speech: await speechFor('en'), nonce: 'nonce', frame: frameAt('Schedules') };
  const end = { name: 'Hosting', action: ONE.action, form: 'req_1', mayGiveBack: true, problem: null };
  return [
    { name: 'schedules', html: schedulesPage(LIST, at) },
    {
      name: 'schedules-none',
      html: schedulesPage({ ...LIST, recurring: [], schedules: [], next: null }, at),
    },
    { name: 'schedule', html: schedulePage(ONE, at) },
    {
      name: 'schedule-asks',
      html: schedulePage({ ...ONE, waits: 'answer', missed: { count: 40, first: NEXT } }, at),
    },
    {
      name: 'schedule-stopped',
      html: schedulePage(
        { ...ONE, waits: 'mending', problems: ['There is no customer cus_1.'], past: [] },
        at,
      ),
    },
    {
      name: 'schedule-paused',
      html: schedulePage(
        { ...ONE, name: HOSTILE, status: 'paused', problem: 'The schedule is paused already.' },
        at,
      ),
    },
    {
      name: 'schedule-ended',
      html: schedulePage({ ...ONE, status: 'ended', next: [], skips: null, mayMoveMoney: false }, at),
    },
    {
      name: 'schedule-change',
      html: changeTermsPage(
        {
          ...CHANGE,
          previewed: '[]',
          does: {
            sentences: ['The new terms are for period 3 and those after it.', '$20.00 is credited now.'],
            next: NEXT,
          },
        },
        at,
      ),
    },
    {
      name: 'schedule-change-wrong',
      html: changeTermsPage(
        {
          ...CHANGE,
          problem: 'Some fields are not right yet.',
          problems: {
            'line.0.quantity': 'Write a number such as 2 or 1.5.',
            'line.2.tiers': 'Write tiers such as 100: 0.10; rest: 0.05.',
          },
        },
        at,
      ),
    },
    {
      name: 'schedule-cadence',
      html: cadencePage(
        {
          ...{ name: HOSTILE, action: `${base}/sch_1`, form: 'req_1', previewed: '3/months/2027-03-15' },
          typed: { every: '3', unit: 'months', startsOn: '2027-03-15' },
          problem: null,
          does: {
            sentences: [
              'It’s invoiced this way from 15 Mar 2027 on.',
              '15 days before that are never invoiced.',
            ],
            next: NEXT,
          },
        },
        at,
      ),
    },
    {
      name: 'schedule-end',
      html: endSchedulePage({ ...end, typed: { when: 'period_end', giveBack: false } }, at),
    },
    {
      name: 'schedule-new',
      html: scheduleFormPage({ ...FORM, next: NEXT }, at),
    },
    {
      name: 'schedule-new-wrong',
      html: scheduleFormPage(
        {
          ...FORM,
          problems: {
            name: 'Give it a name.',
            endsOn: 'It would end on 2027-01-30, before its first period begins on 2027-01-31.',
            every: 'Give a whole number from 1 to 60: an invoice every so many months.',
            'line.1.description': 'Say what this line is for.',
          },
          problem: 'Some fields are not right yet. Everything you typed is still here.',
        },
        at,
      ),
    },
    {
      name: 'schedule-choose',
      html: chooseForSchedulePage(
        {
          action: `${base}/new`,
          back: base,
          search: '',
          customers: [
            { id: 'cus_1', name: HARBOUR, email: 'rosa@harbour.example' },
            { id: 'cus_2', name: HOSTILE, email: null },
          ],
        },
        at,
      ),
    },
  ];
}
