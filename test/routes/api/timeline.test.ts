import { env } from 'cloudflare:test';
import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { selectEntries, selectInvoiceEntries } from '../../../src/db/queries/journal.ts';
import { journal } from '../../../src/db/schema/index.ts';
import { addDays, localDateAt } from '../../../src/domain/calendar.ts';
import { optIn } from '../../../src/operations/autopay/opt-in.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { requestRefund } from '../../../src/operations/refunds/request-refund.ts';
import { type ApiBody, type ApiClient, apiClient, makeCustomer } from '../../support/worker/api.ts';
import { customerWith, sendNew, setPolicy, tick } from '../../support/worker/collecting.ts';
import { addApiKey, seedMerchant } from '../../support/worker/context.ts';
import { AGREED, methodsOnFile, ownerOf } from '../../support/worker/methods.ts';
import { must, openShop, payAtStripe, type Shop, sessionIn } from '../../support/worker/shop.ts';

const DAY = 24 * 3_600_000;
const NOBODYS = '00000000000000000000000000';

let shop: Shop;
let api: ApiClient;
beforeEach(async () => {
  shop = await openShop();
  api = apiClient(shop.ctx, { apiKey: await addApiKey(shop.ctx, shop.scope.merchantId, false) });
});

/** A whole timeline, newest first. */
async function timeline(path: string): Promise<readonly ApiBody[]> {
  const { status, body } = await api('GET', `${path}/timeline?limit=100`);
  expect(status).toBe(200);
  expect(body).toMatchObject({ hasMore: false, nextCursor: null });
  return body.data;
}
const codes = (entries: readonly ApiBody[]) => entries.map(({ code }) => code);
const paymentIds = async () => (await shop.payments()).map(({ id }) => id);

/** An entry as another version might have left it, at the end of a stream. */
async function leave(
  streamId: string,
  entry: Pick<typeof journal.$inferInsert, 'streamType' | 'type' | 'data'>,
) {
  await shop.ctx.db.insert(journal).values({
    ...entry,
    streamId,
    seq: 900,
    merchantId: shop.scope.merchantId,
    commandId: `left/${entry.type}`,
    salt: 's',
    at: shop.ctx.now(),
    prevHash: '',
    hash: entry.type,
  });
}

describe('the timeline of an invoice that was charged automatically', () => {
  it('says why: on due date, by whose word, announced, which attempt, and what was passed over', async () => {
    const customerId = await customerWith(shop, 'pm_card_chargeCustomerFail', 'pm_card_visa');
    await setPolicy(shop, { retryDays: [3] });
    const [first] = await methodsOnFile(shop, customerId);
    const terms = { when: 'on_due_date', cap: null, methodId: first?.id ?? '' } as const;
    const agreed = await optIn(shop.ctx, { who: ownerOf(shop, customerId), terms, agreed: AGREED });
    expect(agreed.kind).toBe('done');
    const today = localDateAt(shop.ctx.now(), 'America/New_York');
    const invoiceId = await sendNew(shop, customerId, { dueDate: addDays(today, 6) });
    for (let day = 0; day < 8; day += 1) {
      shop.advance(DAY);
      await tick(shop);
    }
    const entries = await timeline(`/invoices/${invoiceId}`);
    const claims = entries.filter(({ code }) => code === 'payment.claimed');
    const texts = claims.map(({ text }) => String(text).replaceAll(/\d+ \w+ \d{4}/g, 'DAY'));
    expect(texts).toEqual([
      'Automatic charge of $120.00 started because: on due date, set by the customer on DAY, announced on DAY, ' +
        'second attempt, due DAY, Visa •••• 4242, passed over: Visa •••• 0341 (its last charge was declined).',
      'Automatic charge of $120.00 started because: on due date, set by the customer on DAY, announced on DAY, ' +
        'first attempt, due DAY, Visa •••• 0341.',
    ]);
    expect(claims[0]?.data).toMatchObject({
      via: 'autopay',
      because: { by: 'autopay', policy: 'on_due_date', setBy: 'customer', attempt: 2 },
    });
    // Both sides were told of the decline after that.
    expect(codes(entries)[0]).toBe('invoice.collection_decided');
    expect(codes(entries).slice(1, 3)).toEqual(
      expect.arrayContaining(['payment.succeeded', 'invoice.payment_succeeded']),
    );
    expect(codes(entries)).toContain('payment.failed');
    // What its payments show in full is not repeated.
    expect(codes(entries)).not.toContain('invoice.payment_claimed');
    expect(codes(entries).at(-1)).toBe('invoice.draft_created');
    const told = await timeline(`/customers/${customerId}`);
    expect(told.find(({ code }) => code === 'customer.autopay_on')?.text).toBe(
      'Customer turned on automatic payment on due date with Visa •••• 0341.',
    );
  });
});

describe('the timeline of an invoice that was paid by its link', () => {
  /** Paid and refunded; the payment's id. */
  async function paid() {
    const { invoiceId, payPath } = await shop.invoice(12_000);
    const opened = await shop.request(payPath, { method: 'POST' });
    await payAtStripe(sessionIn(opened.headers.get('Location')));
    await shop.sweepSoon();
    const [paymentId = ''] = await paymentIds();
    const refund = { refundId: newId(shop.ctx, 'ref'), commandId: 'r', amount: 2_000, reason: null };
    const { ctx, scope } = shop;
    must(await requestRefund(ctx, { scope, ...refund, paymentId, requestedBy: 'Ada' }));
    await shop.work();
    return { invoiceId, paymentId };
  }

  it('has its payment, its refund, and who began it, each once; so has the payment’s own', async () => {
    const { invoiceId, paymentId } = await paid();
    const entries = await timeline(`/invoices/${invoiceId}`);
    const texts = entries.map(({ text }) => text);
    expect(texts).toEqual(
      expect.arrayContaining([
        'Payment of $120.00 started from the payment link.',
        'Payment succeeded: $120.00 received.',
        '$120.00 of this invoice paid.',
        'Refund of $20.00 requested.',
        'Refund of $20.00 succeeded.',
      ]),
    );
    expect(new Set(texts).size).toBe(texts.length);
    const own = await timeline(`/payments/${paymentId}`);
    expect(own).toEqual(entries.filter(({ subject }) => JSON.stringify(subject).includes('pay_')));
    expect(own.map(({ seq }) => seq)).toEqual(own.map((_, index) => own.length - index));
    expect(JSON.stringify([...entries, ...own])).not.toContain('payer.test');
  });

  it('is read to its end by the cursor, whatever is added in between', async () => {
    const { invoiceId } = await paid();
    const all = (await timeline(`/invoices/${invoiceId}`)).map(({ id }) => id);
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const after = cursor === '' ? '' : `&startingAfter=${cursor}`;
      const { body } = await api('GET', `/invoices/${invoiceId}/timeline?limit=3${after}`);
      seen.push(...body.data.map(({ id }) => id));
      if (cursor === '') await leave(invoiceId, { streamType: 'invoice', type: 'danced', data: null });
      cursor = body.nextCursor;
    }
    expect(seen).toEqual(all);
    expect(new Set(seen).size).toBe(all.length);
  });

  it('is nobody else’s: another business, the other mode, and an id that is not there', async () => {
    const { invoiceId, paymentId } = await paid();
    const strangers = [
      apiClient(shop.ctx, await seedMerchant(shop.ctx)),
      apiClient(shop.ctx, { apiKey: await addApiKey(shop.ctx, shop.scope.merchantId, true) }),
    ];
    for (const path of [`/invoices/${invoiceId}`, `/payments/${paymentId}`]) {
      for (const stranger of strangers) {
        expect(await stranger('GET', `${path}/timeline`)).toMatchObject({
          status: 404,
          body: { code: 'not_found' },
        });
      }
    }
    for (const path of [`/invoices/inv_${NOBODYS}`, `/payments/pay_${NOBODYS}`, '/customers/cus_1']) {
      expect((await api('GET', `${path}/timeline`)).status).toBe(404);
    }
  });

  it('shows what another version wrote as that, and drops nothing', async () => {
    const { invoiceId, paymentId } = await paid();
    await leave(invoiceId, { streamType: 'invoice', type: 'danced', data: { with: 'inv_2' } });
    const [entry] = await timeline(`/invoices/${invoiceId}`);
    expect(entry).toMatchObject({
      id: `${invoiceId}.900`,
      object: 'timeline_entry',
      subject: { type: 'invoice', id: invoiceId },
      code: 'unknown',
      text: 'Recorded by another version of this software: danced.',
      data: { recordedAs: 'danced', recorded: { with: 'inv_2' } },
    });
    // Claims of an earlier version do not say why; an erased one says nothing at all.
    const claim = and(eq(journal.streamId, paymentId), eq(journal.type, 'claimed'));
    const [row] = await shop.ctx.db.select().from(journal).where(claim);
    if (row === undefined || typeof row.data !== 'object' || row.data === null || !('via' in row.data)) {
      throw new Error('no claim');
    }
    const { because, ...before } = row.data;
    expect(because).toEqual({ by: 'press', entrance: 'link', method: null });
    await shop.ctx.db.update(journal).set({ data: before }).where(claim);
    expect((await timeline(`/payments/${paymentId}`)).at(-1)?.text).toBe(
      'Payment of $120.00 started (link).',
    );
    await shop.ctx.db.update(journal).set({ data: null, salt: null }).where(claim);
    expect((await timeline(`/payments/${paymentId}`)).at(-1)).toMatchObject({
      code: 'unknown',
      data: { recordedAs: 'claimed', recorded: null },
    });
  });
});

describe('a timeline', () => {
  it('may be empty, and takes no cursor but its own', async () => {
    const customerId = await makeCustomer(api);
    const other = await makeCustomer(api);
    expect(codes(await timeline(`/customers/${customerId}`))).toEqual(['customer.customer_created']);
    const path = `/customers/${customerId}/timeline`;
    expect((await api('GET', `${path}?startingAfter=${other}.1`)).body.data).toEqual([]);
    await shop.ctx.db.delete(journal).where(eq(journal.streamId, customerId));
    expect((await api('GET', path)).body).toMatchObject({ data: [], hasMore: false, nextCursor: null });
    for (const query of [
      `startingAfter=${customerId}`,
      'startingAfter=1',
      'limit=0',
      'limit=101',
      'page=2',
    ]) {
      expect((await api('GET', `${path}?${query}`)).status).toBe(400);
    }
  });

  it('is read by the journal’s key, an invoice’s with those of its payments', async () => {
    const plans = [
      selectInvoiceEntries(shop.ctx.db, 'inv_1', 20, { streamId: 'pay_1', seq: 3 }),
      selectEntries(shop.ctx.db, { type: 'payment', id: 'pay_1' }, 20, { streamId: 'pay_1', seq: 3 }),
    ];
    for (const { sql, params } of plans.map((select) => select.toSQL())) {
      const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .bind(...params)
        .all<{ detail: string }>();
      const details = results.map(({ detail }) => detail);
      expect(details.some((detail) => detail.startsWith('SEARCH journal USING PRIMARY KEY'))).toBe(true);
      expect(details.filter((detail) => /^SCAN (?!CONSTANT)/.test(detail))).toEqual([]);
    }
  });
});
