import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { selectDays, selectNetBefore } from '../../src/db/queries/book-sums.ts';
import {
  type BooksPeriod,
  readBookLines,
  selectConnectionsOf,
  selectPayouts,
  selectUnexplainedOf,
} from '../../src/db/queries/books.ts';
import {
  balanceAnchors,
  balanceDays,
  balanceMovedAnchors,
  balanceMovedDays,
  balanceTransactions,
  findings,
} from '../../src/db/schema/index.ts';
import { answerOf, reads } from './met.ts';
import { OTHER_BUSINESS, OTHER_CONNECTION, OTHER_MODE, OWN, SCOPE } from './own.ts';
import { changed, type Row, row } from './rows.ts';

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

  const DAY = 86_400_000;
  const days: BooksPeriod = { from: 0, before: 10 * DAY, currency: 'USD' };
  const payouts = (db: Database) => selectPayouts(db, 'con_1', days, first);
  const paid = changed(payout, { created_at: 3 * DAY + 150 });
  const before = changed(payout, { created_at: DAY + 120, stripe_id: 'txn_5', source: 'po_0', net: -2 });
  const taken = async (...rows: readonly Row[]) => {
    const its = (await answerOf([...rows, paid], payouts)).find(({ stripeId }) => stripeId === 'txn_9');
    return [its?.opening, its?.sums.map(({ net }) => net)];
  };
  const at = (createdAt: number, change: Row['values'] = {}) =>
    changed(line, { created_at: createdAt, ...change });

  it('of payouts are those of a connection in the period, of payments, in the currency', () =>
    reads(
      payouts,
      [paid],
      [
        {
          of: paid,
          in: [
            OTHER_CONNECTION,
            EUR,
            { reporting_category: 'charge' },
            { created_at: -1 },
            { created_at: 10 * DAY },
            { balance_type: 'issuing' },
          ],
        },
      ],
    ));

  it('of a payout are what became available since the one before it: whole days, and what is left of two', async () => {
    const whole = row(balanceMovedDays, { day: 3, reportingCategory: 'charge', net: 7, ...of });
    const [head, tail] = [at(DAY + 121), at(3 * DAY + 1, { stripe_id: 'txn_2' })];
    const others = [OTHER_CONNECTION, EUR];
    await reads(
      payouts,
      [before, paid, whole, head, tail],
      [
        { of: whole, in: [...others, { day: 2 }, { day: 4 }, { reporting_category: 'payout' }] },
        { of: head, in: [...others, { balance_type: 'issuing' }, { created_at: 2 * DAY + 1 }] },
        { of: tail, in: [...others, { balance_type: 'issuing' }, { created_at: 3 * DAY + 151 }] },
        { of: tail, in: [{ reporting_category: 'payout', created_at: 20 * DAY }, { available_at: 4 * DAY }] },
      ],
    );
    expect(await taken(before, head, whole, changed(tail, { created_at: 3 * DAY + 150 }))).toEqual([
      -2,
      [25],
    ]);
    // Up to midnight it is of the day; a line of before then stands in the day's sum.
    expect(await taken(before, at(2 * DAY))).toEqual([-2, [9]]);
    expect(await taken(before, at(2 * DAY + 1), at(3 * DAY, { stripe_id: 'txn_2' }))).toEqual([-2, []]);
    expect(await taken(before, at(DAY + 120))).toEqual([7, []]);
  });

  it('of a payout that another one left on the same day are what came between', async () => {
    const earlier = changed(before, { created_at: 3 * DAY + 100 });
    expect(await taken(earlier, at(3 * DAY + 101), at(3 * DAY + 100, { stripe_id: 'txn_2' }))).toEqual([
      7,
      [9],
    ]);
    const whole = row(balanceMovedDays, { day: 3, reportingCategory: 'charge', net: 7, ...of });
    expect(await taken(earlier, whole, changed(whole, { day: 4 }))).toEqual([-2, []]);
  });

  it('of a payout open with what was left by all before it, the one before it among them', async () => {
    const anchor = row(balanceMovedAnchors, { day: 1, net: 100, ...of });
    const day = row(balanceMovedDays, { day: 1, reportingCategory: 'charge', net: 7, ...of });
    const rest = at(DAY + 120);
    const others = [OTHER_CONNECTION, EUR];
    await reads(
      payouts,
      [before, paid, anchor, day, rest],
      [
        { of: anchor, in: [...others, { day: 2 }] },
        { of: day, in: [...others, { day: 0 }, { day: 2 }] },
        { of: rest, in: [...others, { balance_type: 'issuing' }] },
      ],
    );
    expect(await taken(before, anchor, day, rest)).toEqual([100 + 7 + 9 - 2, []]);
    expect(await taken(before, anchor, changed(anchor, { day: 0, net: 5 }))).toEqual([98, []]);
    // Available after it, it is what the next one takes.
    expect(await taken(before, at(DAY, { available_at: DAY + 121 }))).toEqual([-2, [9]]);
    // A payout of the same instant that comes after the one before is no part of what that one left.
    const twin = (id: string, createdAt = DAY + 120) =>
      changed(before, { stripe_id: id, created_at: createdAt });
    expect(await taken(before, twin('txn_4'))).toEqual([-4, []]);
    expect(await taken(twin('txn_a'), before, rest)).toEqual([5, []]);
  });

  it('of the first payout are all that there is until then, and open with nothing', async () => {
    const day = row(balanceMovedDays, { day: 1, reportingCategory: 'charge', net: 7, ...of });
    const anchor = row(balanceMovedAnchors, { day: 0, net: 100, ...of });
    expect(await taken(anchor, day, at(3 * DAY + 1))).toEqual([0, [16]]);
    const strays = [OTHER_CONNECTION, EUR, { reporting_category: 'charge' }, { created_at: 10 * DAY }];
    await reads(payouts, [before, paid, day], [{ of: before, in: strays }]);
  });

  it('of a payout come by category and class', async () => {
    const rows = [
      at(1),
      at(2, { stripe_id: 'txn_2' }),
      at(3, { stripe_id: 'txn_3', classification: 'ours', amount: 5, fee: 1, net: 4 }),
      changed(payout, { created_at: 4 }),
    ];
    expect((await answerOf(rows, payouts)).map(({ sums }) => sums)).toEqual([
      [
        { reportingCategory: 'charge', classification: null, amount: 18, fee: 0, net: 18 },
        { reportingCategory: 'charge', classification: 'ours', amount: 5, fee: 1, net: 4 },
      ],
    ]);
  });

  it('are of a business’s own connections, in the mode', () =>
    reads(
      (db) => selectConnectionsOf(db, SCOPE),
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
      (db) => selectUnexplainedOf(db, ['con_1']),
      [found],
      [{ of: found, in: [OTHER_CONNECTION, { resolved_at: 5 }] }],
    );
  });
});
