import { type AuditView, auditPage } from '../../../src/views/dashboard/work/audit.tsx';
import { healthLines } from '../../../src/views/dashboard/work/health.ts';
import { type OneWorkView, oneWorkPage } from '../../../src/views/dashboard/work/one.tsx';
import { type WorkView, workPage } from '../../../src/views/dashboard/work/overview.tsx';
import { type StoppedView, stoppedPage } from '../../../src/views/dashboard/work/stopped.tsx';
import { speechFor } from '../../../src/views/i18n/speech.ts';
import { baseOf, frameAt, HOSTILE } from './frame.ts';

const home = baseOf('');
const may = { runAgain: true, readAudit: true };
const WELL = {
  pauseReason: null,
  heldSince: null,
  eventsReadUntil: '29 Nov 2026, 14:05',
  areEventsLate: false,
  eventsFailure: null,
  booksFailure: null,
  accountFailure: null,
  unknownObjects: 0,
  unexplained: 0,
};
const ILL = {
  ...WELL,
  pauseReason: 'restored' as const,
  heldSince: '27 Nov 2026, 09:00',
  areEventsLate: true,
  booksFailure: 'permission_missing',
  unknownObjects: 2,
  unexplained: 1,
};

const QUIET: WorkView = {
  home,
  health: healthLines({ connection: WELL, stopped: 0 }),
  stopped: [],
  before: 0,
  may,
  sought: null,
  said: null,
};
const BUSY: WorkView = {
  ...QUIET,
  health: healthLines({ connection: ILL, stopped: 214 }),
  stopped: [
    {
      kind: 'dead_effect',
      reason: 'SMTP 550 5.1.1 no such user',
      count: 211,
      oldest: '28 Nov 2026',
    },
    {
      kind: 'quarantined_event',
      reason: 'unknown_payment',
      count: 2,
      oldest: '27 Nov 2026',
    },
    { kind: 'stuck_event', reason: null, count: 1, oldest: '29 Nov 2026' },
  ],
  sought: 'evt_1QXg1oqbV8bYtZc',
  said: 'ran_some',
};

const LIST: StoppedView = {
  home,
  kind: 'quarantined_event',
  reason: 'unknown_payment',
  work: [
    {
      id: 'acct_1QXg1oqbV8bYtZc:evt_1QXg1oqbV8bYtZc',
      what: 'charge.dispute.funds_reinstated',
      reason: 'unknown_payment',
      attempts: 12,
      since: '27 Nov 2026',
      names: ['acct_1QXg1oqbV8bYtZc', 'evt_1QXg1oqbV8bYtZc', 'ch_3QXg1oqbV8bYtZc0xKfM1a2B'],
      href: '/x',
    },
    {
      id: 'out_1',
      what: 'collect',
      reason: HOSTILE,
      attempts: 3,
      since: '28 Nov 2026',
      names: [],
      href: null,
    },
  ],
  before: 0,
  isFirst: true,
  next: '1.x',
  may,
  said: null,
};

const ONE: OneWorkView = {
  home,
  title: 'Event charge.dispute.funds_reinstated',
  state: { word: 'Waits for a person', tone: 'bad' },
  facts: [
    ['Reason', 'Its payment isn’t known here'],
    ['Received', '27 Nov 2026, 09:12'],
    ['Attempts', '12'],
    ['API version', '2026-09-30.dahlia'],
  ],
  atStripe: {
    at: { account: 'acct_1QXg1oqbV8bYtZc', isTest: true },
    thing: 'events',
    id: 'evt_1QXg1oqbV8bYtZc',
  },
  payload: JSON.stringify({ created: 1, data: { object: { id: 'ch_1', object: 'charge' } } }, null, 2),
  payloadSays: 'Ids alone are kept: whatever else Stripe sent along is never stored.',
  again: { kind: 'quarantined_event', id: 'self:evt_1' },
  before: 0,
};

const AUDIT: AuditView = {
  home,
  filters: { action: null, from: '', to: '' },
  timeZone: 'America/New_York',
  hasBadDay: false,
  lines: [
    {
      action: 'member_role_changed',
      who: 'ada.lindqvist@northwind.example',
      more: ['from 2001:db8:85a3:8d3:1319:8a2e:370:7348'],
      when: '27 Nov 2026, 09:12',
      subject: 'member per_01k0h9v2n7c5x3m8q4w6t1r0za',
      changes: ['role: finance → technician'],
    },
    {
      action: 'api_key_created',
      who: 'Webshop',
      more: [],
      when: '26 Nov 2026, 09:12',
      subject: 'api key key_01k0h9v2n7c5x3m8q4w6t1r0za',
      changes: ['name: Webshop', 'scopes: ["read","write","money"]'],
    },
    {
      action: 'signed_in',
      who: HOSTILE,
      more: ['for Bob', 'from 192.0.2.7'],
      when: '26 Nov 2026, 09:12',
      subject: 'session sts_1',
      changes: [],
    },
  ],
  isFirst: true,
  next: 'aud_1',
};

/** How it runs, what stopped, and who changed what. */
export async function workGallery() {
  const context = { speech: await speechFor('en'), nonce: 'nonce', frame: frameAt('Events and work') };
  const pages: Readonly<Record<string, string>> = {
    health: workPage(QUIET, context),
    'health-unconnected': workPage(
      {
        ...QUIET,
        health: healthLines({ connection: null, stopped: 0 }),
        may: { runAgain: false, readAudit: false },
      },
      context,
    ),
    'health-bad': workPage(BUSY, context),
    stopped: stoppedPage(LIST, context),
    'stopped-empty': stoppedPage({ ...LIST, reason: null, work: [], next: null, said: 'ran_one' }, context),
    event: oneWorkPage(ONE, context),
    job: oneWorkPage(
      {
        ...ONE,
        title: 'Job: Send a message',
        state: { word: 'Done', tone: 'good' },
        atStripe: null,
        payload: '{\n  "emailId": "eml_1"\n}',
        payloadSays: 'A job names what it’s about, and nothing else.',
        again: null,
      },
      context,
    ),
    audit: auditPage(AUDIT, context),
    'audit-empty': auditPage(
      {
        ...AUDIT,
        filters: { action: 'api_key_revoked', from: '2026-11-01', to: '' },
        hasBadDay: true,
        lines: [],
        next: null,
      },
      context,
    ),
  };
  return Object.entries(pages).map(([name, html]) => ({ name: `work-${name}`, html }));
}
