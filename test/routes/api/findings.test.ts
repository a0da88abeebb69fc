import { eq, ne } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { apiKeys, connections, journal } from '../../../src/db/schema/index.ts';
import { parseEntry } from '../../../src/domain/journal.ts';
import { makeApiKey } from '../../../src/operations/api/api-key.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { sweepEvents } from '../../../src/operations/inbox/sweep-events.ts';
import { chargeByHand, ownAccount } from '../../support/worker/accounts.ts';
import { type ApiClient, apiClient } from '../../support/worker/api.ts';
import { seedMerchant } from '../../support/worker/context.ts';
import { invoiceRow, onlyPayment, openSession, readyInvoice } from '../../support/worker/guards.ts';
import { openShop, payAtStripe, type Shop } from '../../support/worker/shop.ts';

let shop: Shop;
let account: string;
let api: ApiClient;
beforeEach(async () => {
  shop = await openShop();
  account = await ownAccount(shop);
  await shop.ctx.db.update(connections).set({ livemode: true }).where(ne(connections.id, shop.connectionId));
  const { key, hash } = await makeApiKey(shop.ctx.random, false);
  const { merchantId } = shop.scope;
  const row = { id: newId(shop.ctx, 'key'), merchantId, name: 'Ann', livemode: false, hash, createdAt: 0 };
  await shop.ctx.db.insert(apiKeys).values(row);
  api = apiClient(shop.ctx, { apiKey: key });
});

const PATH = '/findings/unknown_object/pay_by_hand/dismiss';
const REASON = { reason: 'A test of the old shop.' };

/** A charge that names an invoice of ours and a payment that is not known here. */
async function found(payment = 'pay_by_hand'): Promise<string> {
  await sweepEvents(shop.ctx);
  const { invoiceId } = await readyInvoice(shop);
  const metadata = {
    quittance_deployment: shop.ctx.deploymentId,
    quittance_merchant: shop.scope.merchantId,
    quittance_payment: payment,
    quittance_invoice: invoiceId,
  };
  await chargeByHand(account, 700, { metadata });
  await sweepEvents(shop.ctx);
  await shop.work();
  return invoiceId;
}

describe('findings', () => {
  it('are listed with what each froze, and dismissed with a name and a reason that the journal keeps', async () => {
    const invoiceId = await found();
    const { status, body } = await api('GET', '/findings');
    expect(status).toBe(200);
    expect(body.data).toMatchObject([
      {
        object: 'finding',
        kind: 'unknown_object',
        subject: 'pay_by_hand',
        reason: 'unknown_payment',
        frozenInvoiceIds: [invoiceId],
        dismissed: null,
      },
    ]);
    expect(await api('POST', PATH, { ...REASON, dismissedBy: 'Bea' })).toMatchObject({ status: 200 });
    expect((await invoiceRow(shop, invoiceId)).frozenAt).toBeNull();
    expect((await api('GET', '/findings')).body.data).toEqual([]);
    const dismissed = (await api('GET', '/findings?state=dismissed')).body.data;
    expect(dismissed).toMatchObject([{ subject: 'pay_by_hand', dismissed: { by: 'Bea', ...REASON } }]);
    const rows = await shop.ctx.db.select().from(journal).where(eq(journal.type, 'finding_dismissed'));
    const entries = rows.filter(({ streamId }) => streamId === shop.scope.merchantId).map(parseEntry);
    expect(entries).toMatchObject([
      { type: 'finding_dismissed', data: { subject: 'pay_by_hand', by: 'Bea', ...REASON } },
    ]);
  });

  it('whatever a finding’s object is called, it can be dismissed', async () => {
    const odd = 'a/b c?d=é#';
    await found(odd);
    const path = `/findings/unknown_object/${encodeURIComponent(odd)}/dismiss`;
    expect(await api('POST', path, REASON)).toMatchObject({ status: 200, body: { subject: odd } });
  });

  it('a second dismissal is refused with who was first; the same command is answered again', async () => {
    await found();
    const key = { 'Idempotency-Key': 'once' };
    expect((await api('POST', PATH, REASON, key)).status).toBe(200);
    expect((await api('POST', PATH, REASON, key)).status).toBe(200);
    expect(await api('POST', PATH, REASON)).toMatchObject({
      status: 409,
      body: { code: 'finding_dismissed', detail: 'Ann has already dismissed this finding.' },
    });
  });

  it('of another business is as if there were none', async () => {
    const invoiceId = await found();
    const stranger = apiClient(shop.ctx, await seedMerchant(shop.ctx, { connected: false }));
    expect(await stranger('POST', PATH, REASON)).toMatchObject({
      status: 404,
      body: { code: 'not_found', detail: 'There is no such finding.' },
    });
    expect((await stranger('GET', '/findings')).body.data).toEqual([]);
    expect((await invoiceRow(shop, invoiceId)).frozenAt).not.toBeNull();
  });

  it.each([
    ['no reason', {}, 'reason'],
    ['an empty reason', { reason: '' }, 'reason'],
    ['a reason of blanks', { reason: '   ' }, 'reason'],
    ['a reason that is too long', { reason: 'x'.repeat(501) }, 'reason'],
    ['no name', { ...REASON, dismissedBy: ' ' }, 'dismissedBy'],
    ['a field that is unknown', { ...REASON, by: 'Ann' }, 'by'],
  ])('are not dismissed with %s', async (_what, body, path) => {
    await found();
    const answer = await api('POST', PATH, body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0]?.path).toBe(path);
    expect((await api('GET', '/findings')).body.data).toHaveLength(1);
  });

  it('of a kind that there is not are refused in words', async () => {
    const answer = await api('POST', '/findings/nonsense/pay_by_hand/dismiss', REASON);
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0]?.path).toBe('kind');
    expect(answer.body.errors[0]?.message).toMatch(/^Must be "unknown_object" or /);
    expect((await api('GET', '/findings?state=all')).status).toBe(400);
  });
});

describe('closing a payment by hand', () => {
  const opened = async () => {
    const { payPath } = await readyInvoice(shop);
    const session = await openSession(shop, payPath);
    return { session, path: `/payments/${(await onlyPayment(shop)).id}/close` };
  };

  it('answers with the payment as it is afterwards', async () => {
    const { path } = await opened();
    expect(await api('POST', path, { reason: 'Wrong amount.' })).toMatchObject({
      status: 200,
      body: { object: 'payment', state: 'canceled' },
    });
  });

  it('that is over is refused with what it came to', async () => {
    const { path, session } = await opened();
    await payAtStripe(session);
    expect(await api('POST', path, { reason: 'Gone.' })).toMatchObject({
      status: 409,
      body: {
        code: 'payment_over',
        detail: 'The payment succeeded. Refund it to give the money back.',
      },
    });
  });

  it('that a bank is deciding on is refused with the day from which it can be', async () => {
    const { path, session } = await opened();
    await payAtStripe(session, { bank: '000000000009' });
    const { status, body } = await api('POST', path, { reason: 'Takes too long.' });
    expect(status).toBe(409);
    expect(body.code).toBe('payment_not_closable');
    expect(body.detail).toMatch(
      /^The bank is still deciding\. It can be closed by hand from \d{4}-\d\d-\d\dT[\d:.]+Z\.$/,
    );
  });

  it.each([
    ['no reason', {}],
    ['an empty reason', { reason: ' ' }],
    ['a reason that is too long', { reason: 'x'.repeat(501) }],
  ])('is not done with %s, nor for another business', async (_what, body) => {
    const { path } = await opened();
    expect((await api('POST', path, body)).body.errors[0]?.path).toBe('reason');
    const stranger = apiClient(shop.ctx, await seedMerchant(shop.ctx, { connected: false }));
    expect((await stranger('POST', path, { reason: 'Mine.' })).status).toBe(404);
    expect(await onlyPayment(shop)).toMatchObject({ state: 'session_open' });
  });
});
