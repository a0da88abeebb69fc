import { describe, it } from 'vitest';
import { markDeclined, markPaid, markTakenBack } from '../../src/db/writes/method-marks.ts';
import {
  beginNextAttempt,
  compareAll,
  countChangeSent,
  countSends,
  holdFollows,
  moveFollowAt,
  noteTaxIds,
  setFollowAt,
  takeFollow,
} from '../../src/db/writes/stripe-customers.ts';
import { sent, writes } from './met.ts';
import { OTHER_CONNECTION, OWN, SIBLING } from './own.ts';
import { changed } from './rows.ts';

const { method, stripeCustomer } = OWN;

describe('a customer at Stripe', () => {
  const key = { connectionId: 'con_1', customerId: 'cus_1' };
  const unknown = changed(stripeCustomer, { stripe_customer_id: null });
  const others = [OTHER_CONNECTION, SIBLING];
  const read = { ...key, attempt: 1, stripeCustomerId: null, sends: 0, requestedAt: 0, createdAt: null };
  const due = changed(stripeCustomer, { follow_at: 500 });

  it('is asked for by its own row', async () => {
    const request = { name: null, email: null, phone: null, address: {}, metadata: {} };
    await writes((db) => countSends(db, key, 'one_more'), [unknown], [{ of: unknown, in: others }]);
    await writes((db) => countSends(db, key, 7), [unknown], [{ of: unknown, in: others }]);
    const fresh = { leftIds: [], taxIds: [], lostAt: null, lostReason: null, lostId: null };
    const began = { ...read, ...fresh, request, followed: null, change: null, changes: 0, followAt: null };
    await writes(
      (db) => beginNextAttempt(db, began, { request, at: 900 }),
      [unknown],
      [{ of: unknown, in: [...others, { attempt: 2 }, { stripe_customer_id: 'cus_s' }] }],
    );
  });

  it('is compared with all of its connection, unless it is before', () =>
    writes(
      (db) => compareAll(db, 'con_1', 499),
      [due],
      [{ of: due, in: [OTHER_CONNECTION, { stripe_customer_id: null }, { follow_at: 499 }] }],
    ));

  it('has what became of its tax ids noted, unless another change was begun', () => {
    const begun = changed(stripeCustomer, { changes: 3 });
    return writes(
      (db) => noteTaxIds(db, key, { number: 3, taxIds: [], followAt: 9 }),
      [begun],
      [{ of: begun, in: [...others, { changes: 4 }] }],
    );
  });

  it('is compared when it is due, by one worker', async () => {
    await writes((db) => setFollowAt(db, key, 9), [due], [{ of: due, in: others }]);
    await writes(
      (db) => moveFollowAt(db, { ...key, followAt: 500 }, 9),
      [due],
      [{ of: due, in: [...others, { follow_at: 501 }, { follow_at: null }] }],
    );
    const resting = changed(due, { follow_at: null });
    await writes(
      (db) => moveFollowAt(db, { ...key, followAt: null }, 9),
      [resting],
      [{ of: resting, in: [...others, { follow_at: 5 }] }],
    );
    const late = [...others, { follow_at: 501 }, { follow_at: null }];
    await writes((db) => takeFollow(db, key, { dueBy: 500, next: 9 }), [due], [{ of: due, in: late }]);
    await writes(
      (db) => holdFollows(db, { pairs: ['con_1/cus_1'], dueBy: 500, until: 9 }),
      [due],
      [{ of: due, in: late }],
    );
    const change = { number: 3, values: {}, sends: 0 };
    const changing = changed(due, { change: JSON.stringify(change) });
    await writes(
      (db) => countChangeSent(db, key, change, 9),
      [changing],
      [{ of: changing, in: [...others, { change: null }, { change: '{"number":4}' }] }],
    );
  });
});

describe('a method that was charged', () => {
  const used = {
    customerId: 'cus_1',
    connectionId: 'con_1',
    paymentMethodId: 'pm_1',
    fingerprint: null,
    claimedAt: 50,
  };
  const others = [SIBLING, OTHER_CONNECTION, { id: 'pm_2' }];
  const byPrint = { ...used, paymentMethodId: null, fingerprint: 'fp_1' };

  it('is the customer’s on that connection, by its id or as the same card', async () => {
    await writes(
      sent((db) => [markPaid(db, used, 100, 9)]),
      [method],
      [{ of: method, in: others }],
    );
    await writes(
      sent((db) => [markPaid(db, byPrint, 100, 9)]),
      [method],
      [{ of: method, in: [SIBLING, OTHER_CONNECTION, { fingerprint: 'fp_2' }] }],
    );
  });

  it('steps back where it was declined and has not paid since', async () => {
    const paid = changed(method, { paid_at: 50 });
    await writes(
      sent((db) => [markDeclined(db, used, 9)]),
      [paid],
      [{ of: paid, in: [...others, { paid_at: 51 }] }],
    );
    await writes(
      sent((db) => [markDeclined(db, used, 9)]),
      [method],
      [{ of: method, in: others }],
    );
    const back = sent((db) => [markTakenBack(db, { ...used, succeededAt: 50 }, 9)]);
    await writes(back, [paid], [{ of: paid, in: [...others, { paid_at: 51 }] }]);
    await writes(
      sent((db) => [markTakenBack(db, { ...used, succeededAt: null }, 50)]),
      [paid],
      [{ of: paid, in: [{ paid_at: 51 }] }],
    );
  });
});
