import { describe, it } from 'vitest';
import { selectApiKey, selectHeldKeys, selectKeyById, selectKeyPage } from '../../src/db/queries/api-keys.ts';
import { readAuditPage } from '../../src/db/queries/audit-log.ts';
import { selectOverdue } from '../../src/db/queries/overdue.ts';
import { apiKeys, auditLog, inbox, outbox, unknownObjects } from '../../src/db/schema/index.ts';
import { endedPortals, recordKeyUse } from '../../src/db/writes/api-keys.ts';
import { reads, sent, writes } from './met.ts';
import { OTHER_BUSINESS, OTHER_MODE, OWN, SCOPE } from './own.ts';
import { changed, row } from './rows.ts';

const { connection, email, session, signIn, stripeCustomer } = OWN;
const { refund, dispute, setup } = OWN;
const WHOSE = [OTHER_BUSINESS, OTHER_MODE];
const PAGE = { startingAfter: null, limit: 10 };
const NOW = 1_000_000_000_000;

describe('an API key', () => {
  const key = row(apiKeys, { id: 'key_1', hash: 'hash', previousHash: 'before', ...SCOPE });

  it('is found by its own hash or the one before, and held by its business in the mode', async () => {
    await reads((db) => selectApiKey(db, 'hash'), [key], [{ of: key, in: [{ hash: 'other' }] }]);
    await reads((db) => selectApiKey(db, 'before'), [key], [{ of: key, in: [{ previous_hash: 'other' }] }]);
    await reads(
      (db) => selectKeyById(db, SCOPE, 'key_1'),
      [key],
      [{ of: key, in: [...WHOSE, { id: 'key_2' }] }],
    );
    await reads((db) => selectHeldKeys(db, SCOPE), [key], [{ of: key, in: [...WHOSE, { revoked_at: 5 }] }]);
    await reads(
      (db) => selectKeyPage(db, SCOPE, { ...PAGE, startingAfter: 'key_2' }),
      [key],
      [{ of: key, in: [...WHOSE, { id: 'key_2' }] }],
    );
  });

  it('notes its use alone, unless another request did', async () => {
    const use = { id: 'key_1', isPrevious: false, at: 9, before: null };
    await writes(
      (db) => recordKeyUse(db, use),
      [key],
      [{ of: key, in: [{ id: 'key_2' }, { last_used_at: 5 }] }],
    );
    const used = changed(key, { previous_used_at: 5 });
    await writes(
      (db) => recordKeyUse(db, { ...use, isPrevious: true, before: 5 }),
      [used],
      [{ of: used, in: [{ id: 'key_2' }, { previous_used_at: 6 }] }],
    );
  });

  it('ends the sessions and links that it opened, and no other’s', async () => {
    const used = changed(signIn, { session_id: 'ses_1', used_at: 5 });
    const ends = sent((db) => endedPortals(db, 'key_1', 500));
    await writes(ends, [session, used], [{ of: session, in: [{ id: 'ses_2' }, { revoked_at: 5 }] }]);
    await writes(ends, [session, used], [{ of: used, in: [{ api_key_id: 'key_2' }] }], session.table);
    await writes(
      ends,
      [signIn],
      [{ of: signIn, in: [{ api_key_id: 'key_2' }, { used_at: 5 }, { expires_at: 500 }] }],
    );
  });

  it('is in the log of its business, by each filter', async () => {
    const logged = row(auditLog, {
      id: 'aud_1',
      action: 'api_key_revoked',
      subjectId: 'key_1',
      actorId: 'ann',
      ...SCOPE,
    });
    const none = { action: null, subjectId: null, actorId: null, fromId: null, beforeId: null };
    const beyond = { ...PAGE, startingAfter: 'aud_2' };
    await reads(
      (db) => readAuditPage(db, SCOPE, none, beyond),
      [logged],
      [{ of: logged, in: [...WHOSE, { id: 'aud_2' }] }],
    );
    const filter = { ...none, subjectId: 'key_1', actorId: 'ann', fromId: 'aud_1', beforeId: 'aud_2' };
    await reads(
      (db) => readAuditPage(db, SCOPE, filter, PAGE),
      [logged],
      [{ of: logged, in: [{ subject_id: 'x' }, { actor_id: 'bob' }, { id: 'aud_0' }, { id: 'aud_2' }] }],
    );
  });
});

describe('what is older than it may become', () => {
  const DAY = 24 * 3_600_000;
  const at = NOW - 100 * DAY;

  it.each([
    ['a setup', changed(setup, { state: 'asked', created_at: at }), [{ check_at: null }]],
    ['a refund', changed(refund, { sent_at: at }), [{ check_at: null }]],
    ['a dispute', changed(dispute, { state: 'needs_response', evidence_due_at: at }), [{ closed_at: 5 }]],
    [
      'a pause',
      changed(connection, { paused_at: at, pause_reason: 'restored' }),
      [{ state: 'disconnected' }, { paused_at: null }, { pause_reason: 'staff' }],
    ],
    [
      'a customer',
      changed(stripeCustomer, { stripe_customer_id: null, requested_at: at }),
      [{ stripe_customer_id: 'x' }],
    ],
    [
      'a job',
      row(outbox, { id: 'out_1', state: 'pending', dueAt: at }),
      [{ state: 'done' }, { state: 'dead' }],
    ],
    ['an event', row(inbox, { eventId: 'evt_1', state: 'pending', receivedAt: at }), [{ state: 'handled' }]],
    [
      'an event in quarantine',
      row(inbox, { eventId: 'evt_1', state: 'quarantined', receivedAt: at }),
      [{ state: 'skipped' }],
    ],
    ['a message', changed(email, { state: 'unknown', created_at: at }), [{ state: 'sent' }]],
    [
      'an object',
      row(unknownObjects, { connectionId: 'con_1', paymentId: 'pay_1', foundAt: at }),
      [{ resolved_at: 5 }],
    ],
  ])('is %s that is still open, once', (_, open, strays) =>
    reads((db) => selectOverdue(db, NOW, 5), [open], [{ of: open, in: strays }]),
  );
});
