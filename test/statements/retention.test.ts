import { describe, it } from 'vitest';
import { findings, inbox, outbox, unknownObjects } from '../../src/db/schema/index.ts';
import { selectOldEntries } from '../../src/db/writes/journal.ts';
import {
  deleteDoneJobs,
  deleteOldAgreements,
  deleteResolvedFindings,
  deleteResolvedObjects,
  deleteSettledEvents,
  emptyMessages,
  saveReducedEvents,
  saveReducedRequests,
  selectWholeEvents,
  selectWholeRequests,
} from '../../src/db/writes/retention.ts';
import { reads, writes } from './met.ts';
import { OTHER_BUSINESS, OTHER_MODE, OWN, SIBLING } from './own.ts';
import { changed, row } from './rows.ts';

const { customer, payment, email } = OWN;
const { setup, agreement, entry } = OWN;
const OTHER_ACCOUNT = { account: 'acct_2' };

describe('what is no longer needed', () => {
  const bite = { before: 500, most: 5 };
  const event = row(inbox, {
    account: 'acct_1',
    livemode: false,
    eventId: 'evt_1',
    state: 'handled',
    receivedAt: 499,
  });
  const over = changed(payment, { check_at: null, updated_at: 499, closed_at: 400 });

  it('is deleted once it is settled and old, and not before', async () => {
    await writes(
      (db) => deleteSettledEvents(db, bite),
      [event],
      [{ of: event, in: [{ state: 'pending' }, { state: 'quarantined' }, { received_at: 500 }] }],
    );
    const done = row(outbox, { id: 'out_1', state: 'done', doneAt: 499 });
    await writes(
      (db) => deleteDoneJobs(db, bite),
      [done],
      [{ of: done, in: [{ state: 'dead' }, { done_at: 500 }] }],
    );
    const found = row(findings, {
      connectionId: 'con_1',
      kind: 'unclassified',
      subject: 'txn_1',
      resolvedAt: 499,
    });
    await writes(
      (db) => deleteResolvedFindings(db, bite),
      [found],
      [{ of: found, in: [{ resolved_at: null }, { resolved_at: 500 }] }],
    );
    const object = row(unknownObjects, { connectionId: 'con_1', paymentId: 'pay_1', resolvedAt: 499 });
    await writes(
      (db) => deleteResolvedObjects(db, bite),
      [object],
      [{ of: object, in: [{ resolved_at: null }, { resolved_at: 500 }] }],
    );
    const erased = changed(customer, { erased_at: 499 });
    await writes(
      (db) => deleteOldAgreements(db, bite),
      [erased, agreement],
      [{ of: agreement, in: [SIBLING] }],
    );
    await writes(
      (db) => deleteOldAgreements(db, bite),
      [erased, agreement],
      [{ of: erased, in: [{ erased_at: null }, { erased_at: 500 }] }],
      agreement.table,
    );
    const set = changed(setup, { agreement_id: 'agr_1' });
    await writes(
      (db) => deleteOldAgreements(db, bite),
      [erased, agreement, set],
      [{ of: set, in: [{ agreement_id: 'agr_2' }] }],
    );
  });

  it('is emptied of what it said', async () => {
    const said = changed(email, { facts: '{}', created_at: 499 });
    const waits = [{ state: 'queued' }, { state: 'sending' }, { created_at: 500 }, { facts: null }];
    await writes(
      (db) => emptyMessages(db, bite),
      [said],
      [{ of: said, in: [...waits, { template: 'charge_notice' }] }],
    );
    const failed = changed(said, { facts: null, last_error: '550' });
    await writes((db) => emptyMessages(db, bite), [failed], [{ of: failed, in: [{ last_error: null }] }]);
  });

  it('is reduced to what is read of it', async () => {
    await reads(
      (db) => selectWholeEvents(db, 5),
      [event],
      [{ of: event, in: [{ reduced: 1 }, { state: 'pending' }] }],
    );
    const left = [{ account: 'acct_1', livemode: false, eventId: 'evt_1', payload: 'left' }];
    await writes(
      (db) => saveReducedEvents(db, left),
      [event],
      [{ of: event, in: [OTHER_ACCOUNT, OTHER_MODE, { event_id: 'evt_2' }, { state: 'pending' }] }],
    );
    const unlike = [{ check_at: 5 }, { look_back_at: 5 }];
    await reads(
      (db) => selectWholeRequests(db, bite),
      [over],
      [{ of: over, in: [...unlike, { request_reduced: 1 }, { updated_at: 500 }, { closed_at: null }] }],
    );
    const paid = changed(over, { closed_at: null, succeeded_at: 400 });
    await reads((db) => selectWholeRequests(db, bite), [paid], [{ of: paid, in: [{ succeeded_at: null }] }]);
    await writes(
      (db) => saveReducedRequests(db, [{ id: 'pay_1', request: 'left' }]),
      [over],
      [{ of: over, in: [{ id: 'pay_2' }, { check_at: 5 }] }],
    );
  });

  it('is read by its business and its span', async () => {
    for (const at of [100, 199]) {
      const old = changed(entry, { at });
      await reads(
        (db) => selectOldEntries(db, 'mer_1', { from: 100, before: 200, most: 5 }),
        [old],
        [{ of: old, in: [OTHER_BUSINESS, { at: 99 }, { at: 200 }, { salt: null }] }],
      );
    }
  });
});
