import { env } from 'cloudflare:test';
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { auditLog, merchants } from '../../../src/db/schema/index.ts';
import { pauseMoney } from '../../../src/operations/connections/pause-money.ts';
import { type ApiClient, apiClient, makeCustomer } from '../../support/worker/api.ts';
import { addBlock } from '../../support/worker/blocks.ts';
import {
  addKey,
  type Seeded,
  seedMerchant,
  type TestContext,
  testContext,
} from '../../support/worker/context.ts';

let ctx: TestContext;
let merchant: Seeded;
let api: ApiClient;
beforeEach(async () => {
  ctx = testContext();
  merchant = await seedMerchant(ctx);
  api = apiClient(ctx, merchant);
});

const FROM = { 'cf-connecting-ip': '203.0.113.7', 'User-Agent': 'ledger/2.1' };
const log = async (query = '') => (await api('GET', `/audit-log${query}`)).body.data;

describe('every change of a key, setting and connection is in the audit log', () => {
  it('says of a setting who, from where, when, and what it was before', async () => {
    expect((await api('PATCH', '/settings/collection', { hour: 7, noticeDays: 3 }, FROM)).status).toBe(200);
    expect(await log()).toEqual([
      {
        id: expect.stringMatching(/^aud_/),
        object: 'audit_entry',
        at: new Date(ctx.now()).toISOString(),
        action: 'collection_settings_changed',
        actor: {
          kind: 'api_key',
          id: merchant.apiKeyId,
          name: 'Ada Lovelace',
          answeredBy: null,
          ip: '203.0.113.7',
          userAgent: 'ledger/2.1',
          requestId: expect.stringMatching(/^req_/),
        },
        subject: { type: 'settings', id: 'collection' },
        before: { hour: 9 },
        after: { hour: 7 },
      },
    ]);
  });

  it('says what became of a key, without its secret or hash', async () => {
    const made = (await api('POST', '/api-keys', { name: 'Shop', scopes: ['read'] })).body;
    ctx.clock.ms += 1;
    const rotated = (await api('POST', `/api-keys/${made.id}/rotate`, { overlapSeconds: 60 })).body;
    ctx.clock.ms += 1;
    await api('POST', `/api-keys/${made.id}/revoke`);
    await api('POST', `/api-keys/${made.id}/revoke`);
    const lines = await log(`?subjectId=${made.id}`);
    const key = { name: 'Shop', scopes: ['read'], expiresAt: null };
    expect(lines).toMatchObject([
      { action: 'api_key_revoked', before: key, after: { revokedAt: new Date(ctx.now()).toISOString() } },
      { action: 'api_key_rotated', before: key, after: { ...key, previousSecretUntil: expect.any(String) } },
      { action: 'api_key_created', before: null, after: key, subject: { type: 'api_key', id: made.id } },
    ]);
    const rows = JSON.stringify(await ctx.db.select().from(auditLog).all());
    for (const secret of [made.key, rotated.key]) expect(rows).not.toContain(String(secret).slice(8));
    expect(rows).not.toMatch(/[0-9a-f]{64}/);
  });

  it('says who paused the connection and let it go on, and what Quittance did by itself', async () => {
    await api('POST', '/connection/pause', undefined, FROM);
    ctx.clock.ms += 1;
    await api('POST', '/connection/resume');
    ctx.clock.ms += 1;
    await pauseMoney(ctx, merchant.connectionId ?? '', 'restored', { from: ctx.now(), by: 'inbox' });
    const subject = { type: 'connection', id: merchant.connectionId };
    expect(await log()).toMatchObject([
      { action: 'money_paused', actor: { kind: 'system', id: null, name: 'inbox', ip: null }, subject },
      { action: 'money_resumed', actor: { kind: 'api_key', name: 'Ada Lovelace' }, subject },
      { action: 'money_paused', actor: { kind: 'api_key', ip: '203.0.113.7' }, after: { reason: 'staff' } },
    ]);
  });

  it('names the member of staff who answers for what was decided by hand, without their reason', async () => {
    const customerId = await makeCustomer(api);
    const invoice = await api('POST', '/invoices', {
      customerId,
      lines: [{ description: 'Work', quantity: '1', unitAmount: 100 }],
    });
    const block = await addBlock(ctx, merchant, invoice.body.id);
    await api('POST', `/payment-blocks/${block}/release`, {
      reason: 'Mr Payer called.',
      releasedBy: 'Grace',
    });
    await api('DELETE', `/invoices/${invoice.body.id}`);
    ctx.clock.ms += 1;
    await api('DELETE', `/customers/${customerId}`);
    const lines = await log();
    expect(lines).toMatchObject([
      { action: 'customer_deleted', subject: { type: 'customer', id: customerId } },
      { action: 'card_testing_released', subject: { id: block }, actor: { answeredBy: 'Grace' } },
    ]);
    expect(JSON.stringify(lines)).not.toContain('Payer');
  });

  it('keeps nothing of a change that was refused, or that changed nothing', async () => {
    await api('PATCH', '/settings/collection', { hour: 99 });
    await api('PATCH', '/settings/collection', { hour: 9 });
    await api('POST', `/api-keys/${merchant.apiKeyId}/revoke`);
    expect(await log()).toEqual([]);
  });

  it('trims what a client says of itself', async () => {
    const headers = { 'User-Agent': `agent\u0007${'x'.repeat(500)}`, 'cf-connecting-ip': '2001:db8::1' };
    await api('PATCH', '/settings/collection', { hour: 7 }, headers);
    const [row] = await ctx.db.select().from(auditLog).where(eq(auditLog.merchantId, merchant.merchantId));
    expect(row?.userAgent).toBe(`agent${'x'.repeat(195)}`);
    expect(row?.ip).toBe('2001:db8::1');
  });
});

describe('the audit log', () => {
  it('is written with its change or not at all', async () => {
    await env.DB.prepare(
      `CREATE TRIGGER audit_full BEFORE INSERT ON audit_log BEGIN SELECT RAISE(ABORT, 'full'); END`,
    ).run();
    try {
      expect((await api('PATCH', '/settings/collection', { hour: 7 })).status).toBe(500);
    } finally {
      await env.DB.prepare('DROP TRIGGER audit_full').run();
    }
    const [row] = await ctx.db.select().from(merchants).where(eq(merchants.id, merchant.merchantId));
    expect(row?.collectHour).toBe(9);
  });

  it('cannot be changed or deleted, whoever tries', async () => {
    await api('PATCH', '/settings/collection', { hour: 7 });
    await expect(env.DB.prepare(`UPDATE audit_log SET actor_name = 'Nobody'`).run()).rejects.toThrow(
      /append-only/,
    );
    await expect(env.DB.prepare('DELETE FROM audit_log').run()).rejects.toThrow(/append-only/);
    expect(await log()).toHaveLength(1);
  });

  it('is read in pages and by action, subject, actor and time', async () => {
    const other = await addKey(ctx, merchant.scope, { name: 'Second' });
    const began = ctx.now();
    for (const hour of [1, 2, 3]) {
      ctx.clock.ms += 1_000;
      await api('PATCH', '/settings/collection', { hour });
    }
    ctx.clock.ms += 1_000;
    await apiClient(ctx, other)('POST', '/connection/pause');
    const first = (await api('GET', '/audit-log?limit=3')).body;
    expect(first.data.map(({ after }) => after)).toMatchObject([{ paused: true }, { hour: 3 }, { hour: 2 }]);
    const second = (await api('GET', `/audit-log?limit=3&startingAfter=${first.nextCursor}`)).body;
    expect(second).toMatchObject({ data: [{ after: { hour: 1 } }], hasMore: false, nextCursor: null });
    expect(await log('?action=money_paused')).toHaveLength(1);
    expect(await log('?subjectId=collection')).toHaveLength(3);
    expect(await log(`?actorId=${other.apiKeyId}`)).toMatchObject([{ actor: { name: 'Second' } }]);
    const time = (ms: number) => new Date(ms).toISOString();
    expect(await log(`?from=${time(began + 2_000)}&before=${time(began + 4_000)}`)).toMatchObject([
      { after: { hour: 3 } },
      { after: { hour: 2 } },
    ]);
    expect(await log('?from=0001-01-01T00:00:00Z')).toHaveLength(4);
    expect((await api('GET', '/audit-log?action=danced')).status).toBe(400);
  });

  it('shows nothing of another business or of the other mode', async () => {
    await api('PATCH', '/settings/collection', { hour: 7 });
    const live = await addKey(ctx, { ...merchant.scope, livemode: true });
    for (const key of [await seedMerchant(ctx), live]) {
      expect((await apiClient(ctx, key)('GET', '/audit-log')).body.data).toEqual([]);
    }
  });
});
