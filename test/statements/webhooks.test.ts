import { describe, it } from 'vitest';
import {
  countDerivedFrom,
  selectDueDeliveries,
  selectDueEndpoints,
  selectDueEndpointsOf,
  selectEndpoint,
  selectEndpoints,
  selectFailingCount,
  selectNewlyOverdue,
  selectOverdueDue,
} from '../../src/db/queries/webhooks.ts';
import {
  webhookDeliveries,
  webhookEndpoints,
  webhookEvents,
  webhookOverdue,
} from '../../src/db/schema/index.ts';
import { selectEventOf, selectMissed } from '../../src/db/writes/webhook-replay.ts';
import { holdEndpoints, leaseEndpoint, releaseEndpoint } from '../../src/db/writes/webhooks.ts';
import { reads, writes } from './met.ts';
import { OTHER_BUSINESS, OTHER_MODE, OWN, SCOPE } from './own.ts';
import { changed, row } from './rows.ts';

const WHOSE = [OTHER_BUSINESS, OTHER_MODE];
const endpoint = row(webhookEndpoints, {
  ...SCOPE,
  id: 'whe_1',
  url: 'https://erp.test/',
  state: 'on',
  keyNumber: 7,
  previousKeyNumber: null,
  lookAt: 100,
});
const event = row(webhookEvents, { ...SCOPE, id: 'evt_5', type: 'invoice.paid', orderingKey: 'k', seq: 1 });
const waiting = row(webhookDeliveries, {
  endpointId: 'whe_1',
  eventId: 'evt_5',
  merchantId: SCOPE.merchantId,
  orderingKey: 'k',
  state: 'pending',
  dueAt: 100,
});

describe('an endpoint', () => {
  it('is found for its own business and mode', async () => {
    const found = [{ of: endpoint, in: WHOSE }];
    await reads(
      (db) => selectEndpoint(db, SCOPE, 'whe_1'),
      [endpoint],
      [{ of: endpoint, in: [...WHOSE, { id: 'whe_2' }] }],
    );
    await reads((db) => selectEndpoints(db, SCOPE), [endpoint], found);
    const notDue = [{ look_at: 101 }, { look_at: null }, { state: 'off' }];
    await reads(
      (db) => selectDueEndpointsOf(db, SCOPE, 100),
      [endpoint],
      [{ of: endpoint, in: [...WHOSE, ...notDue] }],
    );
    await reads(
      (db) => selectDueEndpoints(db, false, 100),
      [endpoint],
      [{ of: endpoint, in: [OTHER_MODE, ...notDue, { lease_until: 101 }] }],
    );
  });

  it('is leased, held and let go only where something is due and nobody has it', async () => {
    const lease = { id: 'whe_1', until: 900 };
    await writes(
      (db) => leaseEndpoint(db, lease, { now: 100, dueBy: 100 }),
      [endpoint],
      [{ of: endpoint, in: [{ id: 'whe_2' }, { look_at: 101 }, { state: 'off' }, { lease_until: 101 }] }],
    );
    await writes(
      (db) => holdEndpoints(db, ['whe_1'], { dueBy: 100, until: 900 }),
      [endpoint],
      [{ of: endpoint, in: [{ id: 'whe_2' }, { look_at: 101 }] }],
    );
    const leased = changed(endpoint, { lease_until: 900 });
    await writes(
      (db) => releaseEndpoint(db, lease, 0),
      [leased],
      [{ of: leased, in: [{ id: 'whe_2' }, { lease_until: 901 }] }],
    );
  });

  it('counts for the operator and for its link key', async () => {
    const failing = changed(endpoint, { failing_since: 50 });
    await reads(
      (db) => selectFailingCount(db, false, 50),
      [failing],
      [{ of: failing, in: [OTHER_MODE, { failing_since: 51 }, { failing_since: null }] }],
    );
    await reads((db) => countDerivedFrom(db, 7), [endpoint], [{ of: endpoint, in: [{ key_number: 8 }] }]);
    const rotated = changed(endpoint, { key_number: 9, previous_key_number: 7 });
    await reads(
      (db) => countDerivedFrom(db, 7),
      [rotated],
      [{ of: rotated, in: [{ previous_key_number: 8 }] }],
    );
  });
});

describe('an event', () => {
  it('is due where its delivery waits, and missed where none was taken', async () => {
    await reads(
      (db) => selectDueDeliveries(db, 'whe_1', 100, 5),
      [event, waiting],
      [
        {
          of: waiting,
          in: [{ endpoint_id: 'whe_2' }, { state: 'delivered' }, { due_at: 101 }, { due_at: null }],
        },
      ],
    );
    const ask = { endpointId: 'whe_1', ...SCOPE, types: ['invoice.paid'], fromId: 'evt_5', most: 9 };
    await reads(
      (db) => selectMissed(db, ask),
      [event],
      [{ of: event, in: [...WHOSE, { id: 'evt_4' }, { type: 'invoice.sent' }] }],
    );
    await reads(
      (db) => selectEventOf(db, SCOPE, 'evt_5'),
      [event],
      [{ of: event, in: [...WHOSE, { id: 'evt_6' }] }],
    );
  });
});

describe('overdue invoices', () => {
  it('are those of the business whose date has passed since it was told', async () => {
    const run = row(webhookOverdue, { ...SCOPE, toldUntil: '2026-11-01/', lookAt: 100 });
    await reads(
      (db) => selectOverdueDue(db, false, 100),
      [run],
      [{ of: run, in: [OTHER_MODE, { look_at: 101 }] }],
    );
    const due = changed(OWN.invoice, { status: 'open', due_date: '2026-11-29' });
    const ask = { from: { day: '2026-11-01', id: '' }, today: '2026-11-30' };
    await reads(
      (db) => selectNewlyOverdue(db, SCOPE, ask, 5),
      [due],
      [
        {
          of: due,
          in: [
            ...WHOSE,
            { status: 'paid' },
            { due_date: '2026-11-30' },
            { due_date: '2026-10-31' },
            { due_date: null },
          ],
        },
      ],
    );
  });
});
