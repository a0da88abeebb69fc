import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { apiKeys } from '../../../src/db/schema/index.ts';
import { apiClient } from '../../support/worker/api.ts';
import { seedMerchant, testContext } from '../../support/worker/context.ts';

const ctx = testContext();
const merchant = await seedMerchant(ctx);
const api = apiClient(ctx, merchant);

describe('a key', () => {
  it('opens what belongs to it', async () => {
    expect((await api('GET', '/invoices')).status).toBe(200);
  });

  it('is stored only as a hash of at least 128 random bits', async () => {
    const [row] = await ctx.db.select().from(apiKeys).where(eq(apiKeys.id, merchant.apiKeyId));
    expect(row?.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(row)).not.toContain(merchant.apiKey.slice(8));
    expect(merchant.apiKey.length - 'qk_test_'.length).toBeGreaterThanOrEqual(32);
  });

  const { apiKey } = merchant;
  it.each([
    ['none', { Authorization: '' }],
    ['another scheme', { Authorization: `Basic ${apiKey}` }],
    ['no scheme', { Authorization: apiKey }],
    ['one letter more', { Authorization: `Bearer ${apiKey}x` }],
    ['the other mode’s prefix', { Authorization: `Bearer ${apiKey.replace('test', 'live')}` }],
    ['a hash', { Authorization: `Bearer ${'a'.repeat(64)}` }],
    ['a made-up key', { Authorization: `Bearer qk_test_${'A'.repeat(32)}` }],
    ['two keys', { Authorization: `Bearer ${apiKey}, Bearer ${apiKey}` }],
  ])('is missed where there is %s', async (_, headers) => {
    for (const [method, path] of [
      ['GET', '/invoices'],
      ['POST', '/customers'],
      ['DELETE', '/invoices/inv_x'],
    ] as const) {
      const refused = await api(method, path, undefined, headers);
      expect(refused).toMatchObject({ status: 401, body: { code: 'unauthorized' } });
      expect(refused.headers.get('WWW-Authenticate')).toContain('Bearer');
    }
  });

  it('is worth nothing from the moment it is revoked', async () => {
    const gone = await seedMerchant(ctx);
    const client = apiClient(ctx, gone);
    expect((await client('GET', '/customers')).status).toBe(200);
    await ctx.db.update(apiKeys).set({ revokedAt: ctx.now() }).where(eq(apiKeys.id, gone.apiKeyId));
    expect((await client('GET', '/customers')).status).toBe(401);
  });
});
