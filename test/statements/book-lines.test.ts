import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { selectDays, selectNetBefore } from '../../src/db/queries/book-sums.ts';
import {
  type BooksPeriod,
  type PayoutRow,
  readBookLines,
  readConnectionsOf,
  readPayoutSums,
  readPayouts,
  readUnexplained,
} from '../../src/db/queries/books.ts';
import { balanceAnchors, balanceDays, balanceTransactions, findings } from '../../src/db/schema/index.ts';
import { answerOf, reads } from './met.ts';
import { OTHER_BUSINESS, OTHER_CONNECTION, OTHER_MODE, OWN, SCOPE } from './own.ts';
import { changed, row } from './rows.ts';

const { connection, payment, target, invoice, customer, refund, dispute } = OWN;
const mine = sql`SELECT 'con_1' AS id`;
const both = sql`SELECT 'con_1' AS id UNION ALL SELECT 'con_2'`;
const of = { connectionId: 'con_1', currency: 'USD' };
const EUR = { currency: 'EUR' };

describe('the sums of the books', () => {
  const anchor = row(balanceAnchors, { day: 5, net: 100, ...of });
  const day = row(balanceDays, {
    day: 5,
    reportingCategory: 'charge',
    classification: 'ours',
    amount: 9,
    fee: 2,
    net: 7,
    ...of,
  });
  const last = changed(day, { day: 9, net: 30 });

  it('before a day are the last anchor’s and the days’ since, of their own books', async () => {
    const net = (currency: string | null) => (db: Database) =>
      selectNetBefore(db, mine, { before: 10, currency });
    for (const currency of ['USD', null]) {
      await reads(
        net(currency),
        [anchor, day, last],
        [
          { of: anchor, in: [OTHER_CONNECTION] },
          { of: day, in: [OTHER_CONNECTION, EUR, { day: 4 }, { day: 10 }] },
          { of: last, in: [OTHER_CONNECTION, EUR, { day: 10 }] },
        ],
      );
    }
    await reads(net('USD'), [anchor], [{ of: anchor, in: [EUR] }]);
  });

  it('are nothing before the first anchor, and count one of the very day', async () => {
    const net = (rows: Parameters<typeof answerOf>[0], before: number, ids = mine) =>
      answerOf(rows, (db) => selectNetBefore(db, ids, { before, currency: null }));
    const book = { connectionId: 'con_1', currency: 'USD' };
    const [euros, theirs] = [
      changed(anchor, { ...EUR, net: 5 }),
      changed(anchor, { ...OTHER_CONNECTION, net: 1 }),
    ];
    expect(await net([anchor, day], 4)).toEqual([{ ...book, net: 0 }]);
    expect(await net([anchor, day], 5)).toEqual([{ ...book, net: 100 }]);
    expect(await net([anchor, day], 6)).toEqual([{ ...book, net: 107 }]);
    expect(await net([anchor, changed(anchor, { day: 8, net: 200 }), day], 9)).toEqual([
      { ...book, net: 200 },
    ]);
    expect((await net([anchor, euros, theirs, day], 6, both)).map(({ net: sum }) => sum).toSorted()).toEqual([
      1, 107, 5,
    ]);
  });

  it('of a span are its days’, from the first to before the last', async () => {
    const days = (currency: string | null) => (db: Database) =>
      selectDays(db, mine, { from: 5, before: 10, currency });
    for (const currency of ['USD', null]) {
      await reads(
        days(currency),
        [anchor, day, last],
        [
          { of: anchor, in: [OTHER_CONNECTION] },
          { of: day, in: [OTHER_CONNECTION, EUR, { day: 4 }, { day: 10 }] },
          { of: last, in: [{ day: 10 }] },
        ],
      );
    }
    await reads(days('USD'), [anchor, day], [{ of: anchor, in: [EUR] }]);
    const unclear = changed(day, { classification: '' });
    expect(await answerOf([anchor, unclear], (db) => days(null)(db))).toEqual([
      {
        connectionId: 'con_1',
        day: 5,
        currency: 'USD',
        reportingCategory: 'charge',
        classification: null,
        amount: 9,
        fee: 2,
        net: 7,
      },
    ]);
  });
});

describe('the lines of the books', () => {
  const period: BooksPeriod = { from: 100, before: 200, currency: 'USD' };
  const first = { after: null, limit: 5 };
  const line = row(balanceTransactions, {
    stripeId: 'txn_1',
    merchantId: 'mer_1',
    type: 'charge',
    reportingCategory: 'charge',
    amount: 9,
    net: 9,
    ownerId: 'pay_1',
    createdAt: 100,
    ...of,
  });
  const payout = changed(line, {
    stripe_id: 'txn_9',
    type: 'payout',
    reporting_category: 'payout',
    source: 'po_1',
    created_at: 150,
    owner_id: null,
    net: -9,
  });
  const lines = (db: Database) => readBookLines(db, 'con_1', period, first);

  it('are those of a connection in the period, of payments, in the currency', async () => {
    const strays = [
      OTHER_CONNECTION,
      EUR,
      { created_at: 99 },
      { created_at: 200 },
      { balance_type: 'issuing' },
    ];
    await reads(lines, [line], [{ of: line, in: strays }]);
    const last = changed(line, { created_at: 199 });
    await reads(lines, [last], [{ of: last, in: [{ created_at: 200 }] }]);
    const any = (db: Database) => readBookLines(db, 'con_1', { ...period, currency: null }, first);
    expect((await answerOf([line, changed(line, { ...EUR, stripe_id: 'txn_2' })], any)).length).toBe(2);
  });

  it('go on after the last one that was read, by its time and its id', async () => {
    const rows = [100, 100, 150].map((at, n) => changed(line, { created_at: at, stripe_id: `txn_${n}` }));
    const beyond = (createdAt: number, stripeId: string, limit = 5) =>
      answerOf(rows, async (db) =>
        (await readBookLines(db, 'con_1', period, { after: { createdAt, stripeId }, limit })).map(
          (found) => found.stripeId,
        ),
      );
    expect(await beyond(100, 'txn_0')).toEqual(['txn_1', 'txn_2']);
    expect(await beyond(100, 'txn_1')).toEqual(['txn_2']);
    expect(await beyond(150, 'txn_2')).toEqual([]);
    expect(await beyond(100, 'txn_0', 1)).toEqual(['txn_1']);
  });

  it('say what they are for: the payment, by itself or by its refund or dispute, its customer and invoices', async () => {
    const rows = [line, payment, target, invoice, customer];
    await reads(lines, rows, [
      { of: payment, in: [{ id: 'pay_2' }] },
      { of: target, in: [{ payment_id: 'pay_2' }, { invoice_id: 'inv_2' }] },
      { of: invoice, in: [{ id: 'inv_2' }] },
      { of: customer, in: [{ id: 'cus_2' }] },
    ]);
    for (const [about, id] of [
      [refund, 'ref_1'],
      [dispute, 'dis_1'],
    ] as const) {
      const owned = changed(line, { owner_id: id });
      await reads(
        lines,
        [owned, about, payment],
        [{ of: about, in: [{ id: 'other' }, { payment_id: 'pay_2' }] }],
      );
    }
    expect(await answerOf(rows, lines)).toMatchObject([
      {
        paymentId: 'pay_1',
        customerId: 'cus_1',
        customerName: 'Ada',
        invoices: '[{"series":"NW-","numberValue":1}]',
      },
    ]);
  });

  it('say the payout that took them: the first from when they were available', async () => {
    const paid = (db: Database) => readBookLines(db, 'con_1', { ...period, before: 101 }, first);
    await reads(
      paid,
      [line, payout],
      [{ of: payout, in: [OTHER_CONNECTION, EUR, { reporting_category: 'charge' }, { created_at: 99 }] }],
    );
    const took = async (availableAt: number | null, ...payouts: (typeof line)[]) =>
      (await answerOf([changed(line, { available_at: availableAt }), ...payouts], paid)).map(
        (found) => found.payoutId,
      );
    const later = changed(payout, { created_at: 160, source: 'po_2', stripe_id: 'txn_8' });
    expect(await took(null, payout, later)).toEqual(['po_1']);
    expect(await took(150, payout, later)).toEqual(['po_1']);
    expect(await took(151, payout, later)).toEqual(['po_2']);
    expect(await took(50, changed(payout, { created_at: 101 }))).toEqual(['po_1']);
    expect(await took(161, payout, later)).toEqual([null]);
    const same = changed(payout, { stripe_id: 'txn_a', source: 'po_3' });
    expect(await took(null, payout, same)).toEqual(['po_1']);
    // A payout is itself, however late it is available.
    const own = await answerOf([changed(payout, { available_at: 900 }), later], lines);
    expect(own.map((found) => found.payoutId)).toEqual(['po_1', 'po_2']);
  });

  const payouts = (db: Database) => readPayouts(db, 'con_1', period, first);

  it('of payouts are each with the one before it of the same books', async () => {
    await reads(
      payouts,
      [payout],
      [
        {
          of: payout,
          in: [
            OTHER_CONNECTION,
            EUR,
            { reporting_category: 'charge' },
            { created_at: 99 },
            { created_at: 200 },
            { balance_type: 'issuing' },
          ],
        },
      ],
    );
    const before = changed(payout, { created_at: 50, stripe_id: 'txn_8', source: 'po_0' });
    const strays = [OTHER_CONNECTION, EUR, { reporting_category: 'charge' }, { created_at: 250 }];
    await reads(payouts, [payout, before], [{ of: before, in: strays }]);
    const oldest = changed(before, { created_at: 40, stripe_id: 'txn_7' });
    const twin = changed(payout, { stripe_id: 'txn_8', source: 'po_2' });
    const previous = async (...rows: (typeof line)[]) =>
      (await answerOf(rows, payouts)).map(({ previousAt, previousId }) => [previousAt, previousId]);
    expect(await previous(payout)).toEqual([[null, null]]);
    expect(await previous(payout, before, oldest)).toEqual([[50, 'txn_8']]);
    expect(await previous(payout, twin)).toEqual([
      [null, null],
      [150, 'txn_8'],
    ]);
  });

  const its: PayoutRow = {
    stripeId: 'txn_9',
    payoutId: 'po_1',
    currency: 'USD',
    net: -9,
    createdAt: 150,
    availableAt: null,
    previousAt: 120,
    previousId: 'txn_5',
  };
  const sums = (db: Database) => readPayoutSums(db, 'con_1', its);

  it('of a payout are what became available since the one before it', async () => {
    const within = changed(line, { created_at: 121 });
    const other = [OTHER_CONNECTION, EUR, { balance_type: 'issuing' }, { created_at: 151 }];
    await reads(sums, [within], [{ of: within, in: [...other, { reporting_category: 'payout' }] }]);
    const edge = changed(line, { created_at: 150 });
    await reads(sums, [edge], [{ of: edge, in: [{ created_at: 151 }, { available_at: 151 }] }]);
    const { sums: kinds, opening } = await answerOf(
      [
        within,
        edge,
        changed(edge, { stripe_id: 'txn_2', classification: 'ours', amount: 5, fee: 1, net: 4 }),
      ].map((each, n) => changed(each, { stripe_id: `txn_${n}` })),
      sums,
    );
    expect(opening).toBe(0);
    expect(kinds).toEqual([
      { reportingCategory: 'charge', classification: null, amount: 18, fee: 0, net: 18 },
      { reportingCategory: 'charge', classification: 'ours', amount: 5, fee: 1, net: 4 },
    ]);
  });

  it('of a payout open with what was left by all before it, the one before it among them', async () => {
    const left = changed(line, { created_at: 120, net: 3 });
    await reads(sums, [left], [{ of: left, in: [OTHER_CONNECTION, EUR, { balance_type: 'issuing' }] }]);
    const opening = async (...rows: (typeof line)[]) => (await answerOf(rows, sums)).opening;
    const before = changed(payout, { created_at: 120, stripe_id: 'txn_5', net: -2 });
    expect(await opening(left)).toBe(3);
    expect(await opening(changed(left, { created_at: 121 }))).toBe(0);
    expect(await opening(changed(left, { available_at: 121 }))).toBe(0);
    expect(await opening(left, before)).toBe(1);
    // A payout of the same instant that comes after the one before is no part of what that one left.
    expect(await opening(left, before, changed(before, { stripe_id: 'txn_6' }))).toBe(1);
    expect(await opening(left, before, changed(before, { stripe_id: 'txn_4' }))).toBe(-1);
    expect(await opening(left, before, changed(before, { stripe_id: 'txn_6', created_at: 119 }))).toBe(-1);
    const none = { ...its, previousAt: null, previousId: null };
    expect((await answerOf([left], (db) => readPayoutSums(db, 'con_1', none))).opening).toBe(0);
  });

  it('are of a business’s own connections, in the mode', () =>
    reads(
      (db) => readConnectionsOf(db, SCOPE),
      [connection],
      [{ of: connection, in: [OTHER_BUSINESS, OTHER_MODE] }],
    ));

  it('that nobody explained are those of the connections, while they last', () => {
    const found = row(findings, {
      kind: 'unclassified',
      subject: 'txn_1',
      state: 'unexplained',
      amount: 7,
      ...of,
    });
    return reads(
      (db) => readUnexplained(db, ['con_1']),
      [found],
      [{ of: found, in: [OTHER_CONNECTION, { resolved_at: 5 }] }],
    );
  });
});
