import { describe, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { ANY, countStopped, listStopped, type StoppedFilter } from '../../src/db/queries/stopped.ts';
import { deadLetters, inbox, outbox, unknownObjects } from '../../src/db/schema/index.ts';
import { reviveEvents, reviveEventsOfObjects, reviveJobs } from '../../src/db/writes/run-again.ts';
import { selectWaiting, wakeEvents, wakeJobs } from '../../src/db/writes/waking.ts';
import { reads, writes } from './met.ts';
import { OTHER_BUSINESS, OTHER_CONNECTION, OTHER_MODE, OTHER_PAYMENT, OWN, SCOPE } from './own.ts';
import { changed, row } from './rows.ts';

const { connection } = OWN;
const NOW = 10_000_000;
const OTHER_ACCOUNT = { account: 'acct_2' };
const payload = '{"data":{"object":{"id":"pi_1","metadata":{"quittance_payment":"pay_1"}}}}';
const event = row(inbox, {
  account: 'acct_1',
  livemode: false,
  eventId: 'evt_1',
  type: 'charge.updated',
  state: 'quarantined',
  reason: 'unknown_payment',
  payload,
  receivedAt: 100,
  handledAt: 100,
  dueAt: 100,
});
const pending = changed(event, { state: 'pending', reason: null, handled_at: null });
const job = row(outbox, {
  id: 'out_1',
  merchantId: 'mer_1',
  kind: 'mail',
  state: 'dead',
  createdAt: 100,
  dueAt: 100,
});
const due = changed(job, { state: 'pending' });
const object = row(unknownObjects, {
  connectionId: 'con_1',
  paymentId: 'pay_1',
  stripeId: 'pi_1',
  reason: 'unknown_payment',
  foundAt: 100,
});

describe('work that stopped', () => {
  const within = { scope: SCOPE, livemode: false };
  const HOUR = 3_600_000;
  const list =
    (kind: Parameters<typeof listStopped>[1], filter: StoppedFilter = ANY) =>
    (db: Database) =>
      listStopped(db, kind, { within, filter, after: null, limit: 5, now: NOW });
  const late = changed(due, { due_at: NOW - HOUR / 4, failed_since: null });
  const failing = changed(due, { due_at: NOW + 1, failed_since: NOW - HOUR });

  it('is of its kind, and its business', async () => {
    await reads(
      list('dead_effect'),
      [job],
      [{ of: job, in: [OTHER_BUSINESS, { state: 'pending' }, { state: 'done' }] }],
    );
    await reads(
      list('stuck_effect'),
      [late],
      [{ of: late, in: [OTHER_BUSINESS, { state: 'dead' }, { due_at: NOW - HOUR / 4 + 1 }] }],
    );
    await reads(list('stuck_effect'), [failing], [{ of: failing, in: [{ failed_since: NOW - HOUR + 1 }] }]);
    const ofAccount = { of: connection, in: [OTHER_BUSINESS, OTHER_MODE, OTHER_ACCOUNT] };
    await reads(
      list('quarantined_event'),
      [connection, event],
      [ofAccount, { of: event, in: [OTHER_ACCOUNT, OTHER_MODE, { state: 'pending' }] }],
    );
    const stuck = changed(pending, { due_at: NOW - HOUR / 4 });
    await reads(
      list('stuck_event'),
      [connection, stuck],
      [ofAccount, { of: stuck, in: [OTHER_ACCOUNT, OTHER_MODE, { state: 'quarantined' }, { due_at: NOW }] }],
    );
    await reads(
      list('unknown_object'),
      [connection, object],
      [
        { of: connection, in: [OTHER_BUSINESS, OTHER_MODE] },
        { of: object, in: [OTHER_CONNECTION, { resolved_at: 5 }] },
      ],
    );
    await reads(
      list('unknown_object'),
      [connection, object, event],
      [{ of: event, in: [OTHER_ACCOUNT, { state: 'pending' }, { reason: 'livemode' }, { payload: '{}' }] }],
    );
    // The operator's own look is at all of the mode, and at what is nobody's.
    const all = { within: { scope: null, livemode: false }, filter: ANY, after: null, limit: 5, now: NOW };
    await reads(
      (db) => listStopped(db, 'quarantined_event', all),
      [connection, event],
      [{ of: event, in: [OTHER_MODE] }],
    );
    const letter = row(deadLetters, { id: 'let_1', outcome: 'stopped', arrivedAt: 5 });
    await reads(
      (db) => listStopped(db, 'dead_letter', all),
      [letter],
      [{ of: letter, in: [{ settled_at: 5 }] }],
    );
  });

  it('is found by its id, its reason and its time', async () => {
    const failed = changed(job, { last_error: 'no answer' });
    const others = [OTHER_BUSINESS, { id: 'out_2' }, { last_error: 'refused' }, { due_at: 200 }];
    const filter = { id: 'out_1', reason: 'no answer', before: 200 };
    await reads(list('dead_effect', filter), [failed], [{ of: failed, in: others }]);
    const count = (db: Database) => countStopped(db, 'dead_effect', { within, filter, now: NOW });
    await reads(count, [failed], [{ of: failed, in: others }]);
  });

  it('is run again, and no other', async () => {
    const ask = { within, filter: ANY, now: NOW };
    await writes(
      (db) => reviveJobs(db, 'dead_effect', ask),
      [job],
      [{ of: job, in: [OTHER_BUSINESS, { state: 'done' }, { lease_until: NOW + 1 }] }],
    );
    await writes(
      (db) => reviveEvents(db, 'quarantined_event', ask),
      [connection, event],
      [{ of: event, in: [OTHER_ACCOUNT, OTHER_MODE, { state: 'skipped' }, { lease_until: NOW + 1 }] }],
    );
    const rows = [connection, object, event];
    const revived = (db: Database) => reviveEventsOfObjects(db, ask);
    const unlike = [{ state: 'skipped' }, { reason: 'livemode' }, { payload: '{}' }, { handled_at: NOW + 1 }];
    await writes(revived, rows, [{ of: event, in: [OTHER_MODE, ...unlike] }]);
    await writes(
      revived,
      rows,
      [{ of: object, in: [OTHER_CONNECTION, OTHER_PAYMENT, { resolved_at: 5 }] }],
      event.table,
    );
  });

  it('is done with before it is run again, where a time is given', async () => {
    const ask = { within, filter: { ...ANY, before: 200 }, now: NOW };
    await writes(
      (db) => reviveEventsOfObjects(db, ask),
      [connection, object, event],
      [{ of: event, in: [{ handled_at: 200 }] }],
    );
  });
});

describe('work that is due', () => {
  it('is known by whose it is', async () => {
    await reads(selectWaiting, [due], [{ of: due, in: [{ state: 'dead' }] }]);
    await reads(selectWaiting, [pending], [{ of: pending, in: [{ state: 'handled' }] }]);
    // Each owner once, one after the other.
    const theirs = changed(due, { id: 'out_2', ...OTHER_BUSINESS });
    const again = changed(due, { id: 'out_3', ...OTHER_BUSINESS });
    await reads(selectWaiting, [due, theirs, again], [{ of: due, in: [{ state: 'done' }] }]);
    await reads(selectWaiting, [due, theirs], [{ of: theirs, in: [{ state: 'done' }] }]);
  });

  it('is enqueued for its owner, at its time, and again after three minutes', async () => {
    const page = { each: 5, now: NOW };
    const MINUTES = 3 * 60_000;
    const held = [
      { state: 'done' },
      { due_at: NOW + 1 },
      { lease_until: NOW + 1 },
      { woken_at: NOW - MINUTES + 1 },
    ];
    const jobs = (db: Database) => wakeJobs(db, { ...page, of: ['mer_1'] });
    const events = (db: Database) => wakeEvents(db, { ...page, of: ['acct_1'] });
    for (const woken_at of [0, NOW - MINUTES]) {
      const [dueJob, dueEvent] = [
        changed(due, { woken_at, due_at: NOW }),
        changed(pending, { woken_at, due_at: NOW }),
      ];
      await writes(jobs, [dueJob], [{ of: dueJob, in: [OTHER_BUSINESS, ...held] }]);
      await writes(events, [dueEvent], [{ of: dueEvent, in: [OTHER_ACCOUNT, ...held] }]);
    }
  });

  it('is enqueued by its whole key, and nothing in its place', async () => {
    const events = (db: Database) => wakeEvents(db, { each: 1, now: NOW, of: ['acct_1'] });
    // Stripe's ids are unique within an account and a mode: the same id elsewhere is another event.
    const twins = [
      changed(pending, OTHER_ACCOUNT),
      changed(pending, { ...OTHER_MODE, state: 'handled' }),
      // Due before it, and not its account's, or done.
      changed(pending, { ...OTHER_ACCOUNT, event_id: 'evt_0', due_at: 1 }),
      changed(pending, { event_id: 'evt_9', state: 'handled', due_at: 1 }),
    ];
    await reads(events, [pending, ...twins], [{ of: pending, in: [{ state: 'handled' }] }]);
    const key = { account: 'acct_1', livemode: false, eventId: 'evt_1' };
    const isKey = async (db: Database) => JSON.stringify(await events(db)) === JSON.stringify([key]);
    await reads(isKey, [pending, ...twins], [{ of: pending, in: [{ state: 'handled' }] }]);
    const ask = { within: { scope: SCOPE, livemode: false }, filter: ANY, now: NOW };
    const revived = async (db: Database) =>
      JSON.stringify(await reviveEvents(db, 'quarantined_event', ask)) === JSON.stringify([key]);
    await reads(revived, [connection, event], [{ of: event, in: [{ state: 'skipped' }] }]);
    const waiting = async (db: Database) =>
      JSON.stringify(await selectWaiting(db)) === '{"merchantIds":["mer_1"],"accounts":["acct_1"]}';
    await reads(waiting, [due, pending], [{ of: due, in: [{ state: 'done' }] }]);
  });
});
