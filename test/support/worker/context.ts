import { env } from 'cloudflare:test';
import type { Brakes } from '../../../src/adapters/brakes/port.ts';
import { createLinks } from '../../../src/adapters/links/links.ts';
import { stripeRules } from '../../../src/adapters/stripe/rules.ts';
import { createWebhooks } from '../../../src/adapters/webhooks/webhooks.ts';
import { openDatabase } from '../../../src/db/database.ts';
import { apiKeys, connections, merchants } from '../../../src/db/schema/index.ts';
import { makeApiKey } from '../../../src/operations/api/api-key.ts';
import { type Context, newId } from '../../../src/operations/core/context.ts';
import type { Scope } from '../../../src/operations/core/scope.ts';
import { nameInvoices } from '../../../src/views/invoice-naming.ts';
import { writeLinkTerms } from '../../../src/views/link-terms.ts';

/** A context on the test's D1 with a clock that the test sets, recording what is logged and enqueued. */
export type TestContext = Context & {
  readonly clock: { ms: number };
  readonly logged: { readonly event: string; readonly fields: Readonly<Record<string, unknown>> }[];
};

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));

/** A context without Stripe: calling it fails the test. */
export function testContext(overrides: Partial<Context> = {}): TestContext {
  const clock = { ms: Date.parse('2026-11-22T12:00:00Z') };
  const logged: { event: string; fields: Readonly<Record<string, unknown>> }[] = [];
  return {
    db: openDatabase(env.DB),
    now: () => clock.ms,
    random,
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    enqueue: async () => undefined,
    stripe: () => Promise.reject(new Error('this test has no Stripe')),
    rules: stripeRules,
    links: createLinks('https://billing.test', [{ id: 1, secret: new Uint8Array(32).fill(7) }]),
    linkTerms: writeLinkTerms,
    nameInvoices,
    log: (event, fields) => {
      logged.push({ event, fields });
    },
    livemode: false,
    deploymentId: 'test',
    messageDomain: 'billing.test',
    webhooks: createWebhooks({
      keys: [{ id: 1, secret: new Uint8Array(32).fill(7) }],
      ownHosts: ['billing.test'],
      allowsLocal: false,
      resolve: async () => ['93.184.215.14'],
      fetch: () => Promise.reject(new Error('this test has no receiver')),
      now: () => clock.ms,
    }),
    ...overrides,
    clock,
    logged,
  };
}

/** Brakes that never hold: all files of one workerd would share the real ones. */
export const OPEN_BRAKES: Brakes = { take: async () => true };

export type Seeded = {
  readonly merchantId: string;
  readonly scope: Scope;
  /** Null where there is none. */
  readonly connectionId: string | null;
  readonly apiKeyId: string;
  readonly apiKey: string;
};

/** A merchant of its own for a test, with a connected account and an API key. */
export async function seedMerchant(
  ctx: Context,
  wishes: Partial<typeof merchants.$inferInsert> & {
    readonly livemode?: boolean;
    readonly connected?: boolean;
    readonly keyName?: string;
  } = {},
): Promise<Seeded> {
  const { livemode = false, connected = true, keyName = 'Ada Lovelace', ...columns } = wishes;
  const merchantId = newId(ctx, 'mer');
  const connectionId = newId(ctx, 'con');
  const apiKeyId = newId(ctx, 'key');
  const at = ctx.now();
  const { key, hash } = await makeApiKey(ctx.random, livemode);
  const account = `acct_${merchantId.slice(4)}`;
  await ctx.db.batch([
    ctx.db.insert(merchants).values({
      id: merchantId,
      legalName: 'Northwind Ltd',
      displayName: 'Northwind',
      email: 'billing@northwind.test',
      address: { line1: '1 Harbour Street', town: 'Portland', country: 'US' },
      brandColor: '#1f4b99',
      locale: 'en',
      timeZone: 'America/New_York',
      defaultCurrency: 'USD',
      invoiceSeries: 'NW-',
      paymentLinks: true,
      receiptsBy: 'quittance',
      collectPolicy: 'never',
      publicSavedMethod: false,
      createdAt: at,
      updatedAt: at,
      ...columns,
    }),
    ctx.db.insert(apiKeys).values({ id: apiKeyId, merchantId, name: keyName, livemode, hash, createdAt: at }),
    ...(connected
      ? [
          ctx.db.insert(connections).values({
            id: connectionId,
            merchantId,
            account,
            livemode,
            state: 'active',
            createdAt: at,
            eventsWatermark: 0,
          }),
        ]
      : []),
  ]);
  const scope = { merchantId, livemode };
  return { merchantId, scope, connectionId: connected ? connectionId : null, apiKeyId, apiKey: key };
}

/** One more key of a merchant, such as one of the other mode. */
export const addApiKey = async (ctx: Context, merchantId: string, livemode: boolean): Promise<string> =>
  (await addKey(ctx, { merchantId, livemode })).apiKey;

/** One more key with what it may do, and its id. */
export async function addKey(
  ctx: Context,
  { merchantId, livemode }: Scope,
  wishes: Partial<typeof apiKeys.$inferInsert> = {},
): Promise<Pick<Seeded, 'apiKey' | 'apiKeyId'>> {
  const { key, hash } = await makeApiKey(ctx.random, livemode);
  const apiKeyId = newId(ctx, 'key');
  const row = { id: apiKeyId, merchantId, name: 'Another', livemode, hash, createdAt: ctx.now() };
  await ctx.db.insert(apiKeys).values({ ...row, ...wishes });
  return { apiKey: key, apiKeyId };
}
