import { describe, it } from 'vitest';
import {
  selectDismissals,
  selectDismissedObjects,
  selectOpenObjects,
  selectQuarantinedEvents,
  selectUnexplained,
} from '../../src/db/queries/findings.ts';
import { selectHomeMarks } from '../../src/db/queries/live.ts';
import {
  dismissals,
  findings,
  inbox,
  unknownObjectInvoices,
  unknownObjects,
} from '../../src/db/schema/index.ts';
import {
  dismissedBook,
  dismissedEvent,
  dismissedEventsOf,
  markResolved,
  noteTried,
} from '../../src/db/writes/findings.ts';
import { endEvent, leaseEvent, reopenQuarantined, reopenSkipped } from '../../src/db/writes/inbox.ts';
import { reads, sent, writes } from './met.ts';
import { OTHER_BUSINESS, OTHER_CONNECTION, OTHER_MODE, OTHER_PAYMENT, OWN, SCOPE } from './own.ts';
import { changed, row } from './rows.ts';

const { connection, entry, merchant } = OWN;
const CONNECTION = {
  id: 'con_1',
  account: 'acct_1',
  ...SCOPE,
  state: 'active',
  createdAt: 0,
  disconnectedAt: null,
  eventsWatermark: 0,
  pausedAt: null,
  pauseReason: null,
  paceAt: 0,
  heldSince: null,
  takesCard: true,
  takesAch: true,
  accountDueAt: 0,
  accountReadAt: 0,
} as const;
const NOW = 10_000_000;
const WHOSE = [OTHER_BUSINESS, OTHER_MODE];
const OTHER_ACCOUNT = { account: 'acct_2' };
const OTHER_SUBJECT = { subject: 'other' };
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
const taken = changed(pending, { lease_until: NOW + 1 });
const object = row(unknownObjects, {
  connectionId: 'con_1',
  paymentId: 'pay_1',
  stripeId: 'pi_1',
  reason: 'unknown_payment',
  foundAt: 100,
});
const named = row(unknownObjectInvoices, { connectionId: 'con_1', paymentId: 'pay_1', invoiceId: 'inv_1' });
const finding = row(findings, {
  connectionId: 'con_1',
  kind: 'unclassified',
  subject: 'txn_1',
  state: 'unexplained',
  currency: 'USD',
});
const dismissal = row(dismissals, { connectionId: 'con_1', kind: 'unknown_object', subject: 'pay_1' });

describe('what waits for a person', () => {
  it('is the business’s, through its own connections', async () => {
    await reads(
      (db) => selectDismissedObjects(db, CONNECTION),
      [connection, dismissal],
      [
        { of: connection, in: [...WHOSE, OTHER_ACCOUNT] },
        { of: dismissal, in: [OTHER_CONNECTION, { kind: 'quarantined_event' }] },
      ],
    );
    await reads(
      (db) => selectOpenObjects(db, SCOPE),
      [connection, object, named],
      [
        { of: connection, in: WHOSE },
        { of: object, in: [OTHER_CONNECTION, { resolved_at: 5 }] },
        { of: named, in: [OTHER_CONNECTION, OTHER_PAYMENT] },
      ],
    );
    await reads(
      (db) => selectOpenObjects(db, SCOPE, 'pay_1'),
      [connection, object],
      [{ of: object, in: [OTHER_PAYMENT] }],
    );
    await reads(
      (db) => selectUnexplained(db, SCOPE),
      [connection, finding],
      [
        { of: connection, in: WHOSE },
        { of: finding, in: [OTHER_CONNECTION, { resolved_at: 5 }, { state: 'waiting' }] },
      ],
    );
    const only = { kind: 'amount_differs' as const, subject: 'txn_1' };
    const balance = changed(finding, { kind: 'amount_differs' });
    await reads(
      (db) => selectUnexplained(db, SCOPE, only),
      [connection, balance],
      [{ of: balance, in: [OTHER_SUBJECT, { kind: 'other' }] }],
    );
    await reads(
      (db) => selectDismissals(db, SCOPE),
      [connection, dismissal],
      [
        { of: connection, in: WHOSE },
        { of: dismissal, in: [OTHER_CONNECTION] },
      ],
    );
    const one = { kind: 'unknown_object' as const, subject: 'pay_1' };
    await reads(
      (db) => selectDismissals(db, SCOPE, one),
      [connection, dismissal],
      [{ of: dismissal, in: [OTHER_SUBJECT, { kind: 'quarantined_event' }] }],
    );
  });

  it('is an event of its account that no open object names', async () => {
    const whose = [{ of: connection, in: [...WHOSE, OTHER_ACCOUNT] }];
    await reads(
      (db) => selectQuarantinedEvents(db, SCOPE),
      [connection, event],
      [...whose, { of: event, in: [OTHER_ACCOUNT, OTHER_MODE, { state: 'pending' }] }],
    );
    await reads(
      (db) => selectQuarantinedEvents(db, SCOPE, 'evt_1'),
      [connection, event],
      [...whose, { of: event, in: [{ event_id: 'evt_2' }] }],
    );
    // The object hides the event, unless it is another's.
    await reads(
      (db) => selectQuarantinedEvents(db, SCOPE),
      [connection, event, object],
      [{ of: object, in: [OTHER_PAYMENT, OTHER_CONNECTION, { resolved_at: 5 }] }],
    );
    const other = changed(event, { reason: 'livemode' });
    await reads(
      (db) => selectQuarantinedEvents(db, SCOPE),
      [connection, other, object],
      [{ of: other, in: [] }],
    );
  });

  it('is settled alone', async () => {
    const at = { connectionId: 'con_1', paymentId: 'pay_1', at: 5 };
    const others = [OTHER_CONNECTION, OTHER_PAYMENT];
    await writes(
      (db) => markResolved(db, at),
      [object],
      [{ of: object, in: [...others, { resolved_at: 1 }] }],
    );
    await writes((db) => noteTried(db, { ...at, stripeId: 'pi_2' }), [object], [{ of: object, in: others }]);
    const ofEvent = [OTHER_ACCOUNT, OTHER_MODE];
    const of = { account: 'acct_1', livemode: false };
    await writes(
      sent((db) => [dismissedEvent(db, { ...of, eventId: 'evt_1' }, 5)]),
      [event],
      [{ of: event, in: [...ofEvent, { event_id: 'evt_2' }, { state: 'handled' }] }],
    );
    const unlike = [
      { state: 'handled' },
      { reason: 'livemode' },
      { payload: '{"data":{"object":{"id":"pi_2"}}}' },
    ];
    await writes(
      sent((db) => [dismissedEventsOf(db, { ...of, paymentId: 'pay_1', at: 5 })]),
      [event],
      [{ of: event, in: [...ofEvent, ...unlike] }],
    );
    await writes(
      (db) => reopenQuarantined(db, 'acct_1', 'pay_1', 5),
      [event],
      [{ of: event, in: [OTHER_ACCOUNT, ...unlike] }],
    );
    const book = { connectionId: 'con_1', kind: 'amount_differs' as const, subject: 'txn_1', at: 5 };
    const balance = changed(finding, { kind: 'amount_differs' });
    await writes(
      sent((db) => [dismissedBook(db, book)]),
      [balance],
      [{ of: balance, in: [OTHER_CONNECTION, OTHER_SUBJECT, { kind: 'other' }] }],
    );
  });
});

it('what a first page follows is the business’s own', () =>
  reads(
    (db) => selectHomeMarks(db, SCOPE),
    [merchant, connection, entry, object, finding, event],
    [
      { of: merchant, in: [{ id: 'mer_2' }] },
      { of: connection, in: WHOSE },
      { of: entry, in: [OTHER_BUSINESS] },
      { of: object, in: [OTHER_CONNECTION, { resolved_at: 5 }] },
      { of: finding, in: [OTHER_CONNECTION, { resolved_at: 5 }, { state: 'waiting' }] },
      { of: event, in: [OTHER_ACCOUNT, OTHER_MODE, { state: 'handled' }] },
    ],
  ));

describe('an event', () => {
  const key = { account: 'acct_1', livemode: false, eventId: 'evt_1' };
  const others = [OTHER_ACCOUNT, OTHER_MODE, { event_id: 'evt_2' }];

  it('is leased and written by its whole key, while it waits', async () => {
    const leased = { ...key, until: NOW + 1 };
    const held = [{ lease_until: NOW + 1 }, { state: 'handled' }];
    await writes((db) => leaseEvent(db, leased, NOW), [pending], [{ of: pending, in: [...others, ...held] }]);
    await reads(
      (db) => leaseEvent(db, leased, NOW),
      [connection],
      [{ of: connection, in: [OTHER_ACCOUNT, OTHER_MODE] }],
    );
    await writes(
      (db) => endEvent(db, leased, { state: 'handled' }),
      [taken],
      [{ of: taken, in: [...others, { state: 'skipped' }, { lease_until: NOW }, { lease_until: 0 }] }],
    );
  });

  it('that was skipped for want of a handler is opened again, and no other', () => {
    const skipped = changed(event, { state: 'skipped', reason: 'type_not_used' });
    const unlike = [{ event_id: 'evt_2' }, { state: 'handled' }, { reason: 'dismissed' }];
    return writes((db) => reopenSkipped(db, ['evt_1'], 5), [skipped], [{ of: skipped, in: unlike }]);
  });
});
