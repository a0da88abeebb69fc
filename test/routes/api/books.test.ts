import { describe, expect, it } from 'vitest';
import { balanceTransactions } from '../../../src/db/schema/index.ts';
import { storeTransactionRows } from '../../../src/db/writes/reconciliation.ts';
import { linesPage, payoutsPage } from '../../../src/routes/api/books/schema.ts';
import { apiRoutes } from '../../../src/routes/api/index.ts';
import { apiClient } from '../../support/worker/api.ts';
import { OPEN_BRAKES, seedMerchant, testContext } from '../../support/worker/context.ts';

const ctx = testContext();
const merchant = await seedMerchant(ctx, { timeZone: 'UTC' });
const api = apiClient(ctx, merchant);
const HOUR = 3_600_000;
const start = Date.parse('2026-11-02T12:00:00Z');
ctx.clock.ms = Date.parse('2026-11-22T12:00:00Z');

const CLASS = { payout: 'stripe', fee: 'stripe', charge: 'ours', refund: 'ours' } as const;
type Kind = keyof typeof CLASS;
let number = 0;
const row = (kind: Kind | 'novelty', hour: number, amount: number, more: object = {}) => {
  number += 1;
  const createdAt = start + hour * HOUR;
  const fee = kind === 'charge' ? 3 : 0;
  return {
    connectionId: merchant.connectionId ?? '',
    stripeId: `txn_${String(number).padStart(5, '0')}`,
    merchantId: merchant.scope.merchantId,
    type: kind,
    reportingCategory: kind,
    source: kind === 'payout' ? `po_${number}` : `ch_${number}`,
    currency: 'USD',
    amount,
    fee,
    net: amount - fee,
    classification: kind === 'novelty' ? null : CLASS[kind],
    createdAt,
    availableAt: createdAt,
    ...more,
  };
};
const book = (...rows: ReturnType<typeof row>[]) => ctx.db.insert(balanceTransactions).values(rows);

await book(
  row('charge', 0, 1000),
  row('charge', 1, 500, { availableAt: start + 48 * HOUR }),
  row('payout', 24, -900),
  row('refund', 30, -100),
  row('fee', 31, -7),
);
await book(
  row('charge', 32, 70, { currency: 'EUR' }),
  row('novelty', 40, 5),
  row('payout', 72, -400),
  // Made at the same instant as the one before.
  row('payout', 72, -91),
  row('charge', 80, 10),
);

const period = 'from=2026-11-01&to=2026-11-20';
const payouts = async (query = period) => {
  const { status, body } = await api('GET', `/books/payouts?${query}`);
  expect(status).toBe(200);
  return payoutsPage.parse(body);
};

describe('the books', () => {
  it('take every payout to the cent: what was available, what came, what left and what stayed', async () => {
    const { data, timeZone } = await payouts();
    expect(timeZone).toBe('UTC');
    expect(data.map(({ opening, paid, left }) => [opening, paid, left])).toEqual([
      [0, 900, 97],
      // 97 of before, 497 of the charge that had to wait, less a refund and a fee; the novelty is named.
      [97, 400, 92],
      [92, 91, 1],
    ]);
    for (const { opening, lines, paid, left } of data) {
      expect(Object.values(lines).reduce((sum, amount) => sum + amount, opening)).toBe(paid + left);
    }
    expect(data[1]?.lines).toMatchObject({
      charges: 500,
      processingFees: -3,
      refunds: -100,
      stripeFees: -7,
      unclassified: 5,
    });
    expect(data[2]?.lines).toMatchObject({ charges: 0, unclassified: 0 });
  });

  it('are paged by the cursor, and say the same', async () => {
    const seen: unknown[] = [];
    for (let query: string | null = `${period}&limit=1`; query !== null; ) {
      const page: Awaited<ReturnType<typeof payouts>> = await payouts(query);
      seen.push(...page.data);
      query = page.nextCursor === null ? null : `${period}&limit=1&startingAfter=${page.nextCursor}`;
    }
    expect(seen).toEqual((await payouts()).data);
    const lines: string[] = [];
    for (let cursor = ''; ; ) {
      const { body } = await api('GET', `/books/lines?${period}&limit=4${cursor}`);
      const page = linesPage.parse(body);
      lines.push(...page.data.map(({ balanceTransaction }) => balanceTransaction));
      if (page.nextCursor === null) break;
      cursor = `&startingAfter=${page.nextCursor}`;
    }
    expect(lines).toHaveLength(10);
    expect(new Set(lines).size).toBe(10);
  });

  it('name the payout with which each line left, and none for what is still there', async () => {
    const { body } = await api('GET', `/books/lines?${period}&limit=100`);
    const { data } = linesPage.parse(body);
    const of = (id: string) => data.find(({ balanceTransaction }) => balanceTransaction === id)?.payout;
    expect([of('txn_00001'), of('txn_00002'), of('txn_00004')]).toEqual(['po_3', 'po_8', 'po_8']);
    expect(of('txn_00010')).toBeNull();
    // A payout of another currency takes nothing along.
    expect(of('txn_00006')).toBeNull();
  });

  it('count days in the zone of the business, and keep currencies apart', async () => {
    const late = await seedMerchant(ctx, { timeZone: 'America/New_York' });
    const theirs = apiClient(ctx, late);
    const own = { connectionId: late.connectionId ?? '', merchantId: late.scope.merchantId };
    // 22:00 of the 5th in New York.
    await book({ ...row('charge', 0, 100), ...own, createdAt: Date.parse('2026-11-06T03:00:00Z') });
    const on = async (day: string) =>
      linesPage.parse((await theirs('GET', `/books/lines?from=${day}&to=${day}`)).body).data.length;
    expect([await on('2026-11-05'), await on('2026-11-06')]).toEqual([1, 0]);
    const euros = linesPage.parse((await api('GET', `/books/lines?${period}&currency=eur`)).body);
    expect(euros.data.map(({ currency }) => currency)).toEqual(['EUR']);
  });

  it('of a business without any are a file with a header alone', async () => {
    const none = await seedMerchant(ctx);
    const response = await apiRoutes.request(
      'https://billing.test/api/v1/books/lines.csv',
      { headers: { Authorization: `Bearer ${none.apiKey}` } },
      { ctx, brakes: OPEN_BRAKES, appUrl: 'https://billing.test', requestId: 'req_1' },
    );
    expect((await response.text()).trimEnd().split('\r\n')).toHaveLength(1);
  });

  it.each(['UTC', 'Asia/Tokyo', 'America/New_York'])(
    'are empty at both ends of the calendar in %s',
    async (timeZone) => {
      const theirs = apiClient(ctx, await seedMerchant(ctx, { timeZone }));
      for (const query of [
        'to=1970-01-01',
        'from=1970-01-01&to=1970-01-01',
        'from=2999-12-31&to=2999-12-31',
        'from=2999-01-01&to=2999-12-31',
      ]) {
        const { status, body } = await theirs('GET', `/books/lines?${query}`);
        expect([query, status, body.data]).toEqual([query, 200, []]);
      }
    },
  );

  it('are refused in words for what cannot be, and are nobody else’s', async () => {
    for (const query of [
      'from=2026-11-02&to=2026-11-01',
      'from=2020-01-01&to=2026-01-01',
      'startingAfter=x',
    ]) {
      expect((await api('GET', `/books/lines?${query}`)).status).toBe(400);
    }
    const other = apiClient(ctx, await seedMerchant(ctx));
    expect((await other('GET', `/books/payouts?${period}`)).body.data).toEqual([]);
    const foreign = `/books/lines?connectionId=${merchant.connectionId}`;
    expect((await other('GET', foreign)).status).toBe(404);
  });

  it('are streamed as CSV, page by page, with no cell that is a formula', async () => {
    const many = await seedMerchant(ctx);
    const own = { connectionId: many.connectionId ?? '', merchantId: many.scope.merchantId };
    for (let from = 0; from < 2500; from += 500) {
      const some = Array.from({ length: 500 }, (_, at) => row('charge', 0, from + at));
      await storeTransactionRows(
        ctx.db,
        own,
        some.map((one) => ({ ...one, balanceType: 'payments', namedOurs: 0 })),
        0,
      );
    }
    const response = await apiRoutes.request(
      `https://billing.test/api/v1/books/lines.csv?${period}`,
      { headers: { Authorization: `Bearer ${many.apiKey}` } },
      { ctx, brakes: OPEN_BRAKES, appUrl: 'https://billing.test', requestId: 'req_1' },
    );
    expect(response.headers.get('Content-Type')).toContain('text/csv');
    let pieces = 0;
    let text = '';
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    for await (const piece of response.body ?? []) {
      pieces += 1;
      text += decoder.decode(piece, { stream: true });
    }
    expect(pieces).toBe(4);
    expect(text.startsWith('\ufeffdate,instant,connection,kind')).toBe(true);
    expect(text.trimEnd().split('\r\n')).toHaveLength(2501);
    expect(text).not.toMatch(/(?:^|,)"?[=+@]/m);
  });
});
