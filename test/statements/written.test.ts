import { eq } from 'drizzle-orm';
import { describe, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { selectMerchant } from '../../src/db/queries/invoices.ts';
import { finalizeRows } from '../../src/db/queries/invoices-write.ts';
import {
  invoices,
  journalMarks,
  numberSeries,
  outbox,
  paymentMethods,
  payments,
  signInMails,
  signIns,
} from '../../src/db/schema/index.ts';
import { nextToEmpty } from '../../src/db/writes/journal.ts';
import { paidBefore } from '../../src/db/writes/method-marks.ts';
import { payerUnlessErased } from '../../src/db/writes/payer.ts';
import { storeApiSignIn } from '../../src/db/writes/portal-sessions.ts';
import { insertSignInMail } from '../../src/db/writes/sign-in.ts';
import { reads, sent } from './met.ts';
import { OTHER_BUSINESS, OTHER_MODE, OWN, SCOPE, SIBLING } from './own.ts';
import { changed, row } from './rows.ts';

const { merchant, customer, payment, method, signIn } = OWN;

/** What a write puts in depends on the rows that are its own, and not on those beside them. */
describe('what is written', () => {
  it('as an invoice’s number is the next of its business’s series, in the mode', () => {
    const draft = row(invoices, { id: 'inv_1', status: 'draft', customerId: 'cus_1', ...SCOPE });
    const series = row(numberSeries, { series: 'NW-', nextValue: 7, ...SCOPE });
    const party = { name: 'Ada', address: {}, email: null, telephone: null, website: null, taxId: null };
    const parties = { merchant: party, customer: party, locale: 'en' };
    const finalization = {
      status: 'open',
      series: 'NW-',
      issueDate: '2026-05-05',
      isInOrder: false,
      timeZone: 'UTC',
      dueDate: null,
      dueAt: null,
      parties,
      sums: null,
      profileVersion: 1,
      at: 9,
      sent: false,
      credited: 0,
    } as const;
    const numbered = async (db: Database) => {
      const [found] = await db.select().from(invoices);
      if (found === undefined) return null;
      await sent(() => finalizeRows(db, found, finalization))(db);
      const [left] = await db
        .select({ next: numberSeries.nextValue })
        .from(numberSeries)
        .where(eq(numberSeries.series, 'NW-'));
      return [await db.select({ value: invoices.numberValue }).from(invoices), left?.next];
    };
    return reads(
      numbered,
      [draft, series],
      [{ of: series, in: [OTHER_BUSINESS, OTHER_MODE].map((change) => ({ ...change, next_value: 1 })) }],
    );
  });

  it('as a payer’s address is none where the customer was erased', () => {
    const erased = changed(customer, { erased_at: 5 });
    const kept = async (db: Database) => {
      await db.update(payments).set({ payerEmail: payerUnlessErased('ada@payer.test') });
      return db.select({ email: payments.payerEmail }).from(payments);
    };
    return reads(kept, [payment, erased], [{ of: erased, in: [{ id: 'cus_2' }, { erased_at: null }] }]);
  });

  it('as when a card last paid is of the customer, that card, and money that came', () => {
    const paid = changed(payment, { state: 'succeeded', succeeded_at: 70, fingerprint: 'fp_1' });
    const known = async (db: Database) => {
      await db.update(paymentMethods).set({ paidAt: paidBefore('cus_1', 'fp_1') });
      return db.select({ at: paymentMethods.paidAt }).from(paymentMethods);
    };
    return reads(
      known,
      [method, paid],
      [{ of: paid, in: [SIBLING, { fingerprint: 'fp_2' }, { state: 'returned' }] }],
    );
  });

  it('as a sign-in mail is one of those that were counted, with a job of its own', async () => {
    const mail = row(signInMails, {
      id: 'mai_1',
      address: 'ada@payer.test',
      livemode: false,
      dueAt: 101,
      expiresAt: 900,
    });
    const next = {
      id: 'mai_2',
      address: 'ada@payer.test',
      livemode: false,
      dueAt: 500,
      closesAt: 600,
      expiresAt: 900,
    };
    const job = { id: 'out_1', merchantId: 'mer_1', createdAt: 5 };
    const stored = (counted: number | null) => async (db: Database) => {
      const isStored = await insertSignInMail(db, next, job, { since: 100, counted });
      return [isStored, await db.select({ payload: outbox.payload }).from(outbox)];
    };
    const others = [{ address: 'bob@payer.test' }, OTHER_MODE, { browser_hash: 'b' }, { due_at: 100 }];
    await reads(stored(1), [mail], [{ of: mail, in: others }]);
    await reads(stored(0), [mail], [{ of: mail, in: others }]);
  });

  it('as a sign-in by the API is the customer’s own', () => {
    const ask = {
      id: 'sgn_1',
      livemode: false,
      customerId: 'cus_1',
      apiKeyId: 'key_1',
      requestedAt: 1,
      expiresAt: 900,
    };
    const known = changed(signIn, { requested_at: 44 });
    const stored = async (db: Database) => {
      const { requestedAt = null } = (await storeApiSignIn(db, ask)) ?? {};
      return [requestedAt, await db.select({ id: signIns.id }).from(signIns)];
    };
    return reads(
      async (db) => (await stored(db))[0] === 44,
      [known],
      [{ of: known, in: [{ id: 'sgn_2' }, SIBLING] }],
    );
  });
});

describe('what is read beside it', () => {
  it('is the very business', () =>
    reads((db) => selectMerchant(db, 'mer_1'), [merchant], [{ of: merchant, in: [{ id: 'mer_2' }] }]));

  it('is the business whose journal was never emptied, before those that were', () => {
    const mark = row(journalMarks, { merchantId: 'mer_1', emptiedUntil: 5, checkedAt: 5 });
    return reads(nextToEmpty, [merchant, mark], [{ of: mark, in: [OTHER_BUSINESS] }]);
  });
});
