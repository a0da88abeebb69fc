import {
  createExecutionContext,
  createMessageBatch,
  createScheduledController,
  env,
  getQueueResult,
} from 'cloudflare:test';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { createReturnPaths } from '../../../src/adapters/links/return-path.ts';
import { SHORT_CODE_BYTE } from '../../../src/adapters/links/short-token.ts';
import { databaseFor } from '../../../src/db/databases.ts';
import {
  connections,
  inbox,
  invoices,
  outbox,
  portalSessions,
  watchNotes,
} from '../../../src/db/schema/index.ts';
import { placeOfAddress } from '../../../src/deps-place.ts';
import { codeOf } from '../../../src/domain/ids.ts';
import worker from '../../../src/index.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { hashOfSecret } from '../../../src/operations/sign-in/session-secret.ts';
import { addKey } from '../../support/worker/context.ts';
import { sign } from '../../support/worker/events.ts';
import { OPERATOR_KEY, openTwoDatabases } from '../../support/worker/two-databases.ts';

type TwoDatabases = Awaited<ReturnType<typeof openTwoDatabases>>;

let sent: TwoDatabases['sent'];
let bindings: TwoDatabases['bindings'];
let dbs: TwoDatabases['dbs'];
let contexts: TwoDatabases['contexts'];
let businesses: TwoDatabases['businesses'];
let ask: TwoDatabases['ask'];
let finalized: TwoDatabases['finalized'];
beforeAll(async () => {
  ({ sent, bindings, dbs, contexts, businesses, ask, finalized } = await openTwoDatabases());
});

const rowsOf = (id: string) =>
  Promise.all(dbs.map(async (db) => (await db.select().from(invoices).where(eq(invoices.id, id))).length));

describe('two databases behind one Worker', () => {
  it('each id says in which of them it lives; a code that is not bound is none', () => {
    expect(databaseFor(bindings, 0)).toBe(env.DB);
    expect(databaseFor(bindings, 1)).toBe(env.SECOND);
    expect(databaseFor(bindings, 2)).toBeNull();
    expect(databaseFor(env, 1)).toBeNull();
    expect(contexts.map((ctx) => codeOf(newId(ctx, 'inv')))).toEqual([0, 1]);
  });

  it.each([0, 1] as const)(
    'an API key leads to the business’s own, and a link to its invoice’s: %i',
    async (which) => {
      const { id, path } = await finalized(which);
      expect(codeOf(id)).toBe(which);
      expect(await rowsOf(id)).toEqual(which === 0 ? [1, 0] : [0, 1]);
      const page = await ask(path);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain(`Payer ${which}`);
      const head = await ask(path.replace('/i/', '/pay/'), { method: 'HEAD' });
      expect(head.status).toBeLessThan(500);
    },
  );

  it('a link of one never opens in the other: its code is signed', async () => {
    const { path } = await finalized(1);
    const token = path.slice('/i/'.length);
    const bytes = Uint8Array.from(atob(token.replaceAll('-', '+').replaceAll('_', '/')), (one) =>
      one.charCodeAt(0),
    );
    bytes[SHORT_CODE_BYTE] = 0;
    const forged = btoa(String.fromCharCode(...bytes))
      .replaceAll('+', '-')
      .replaceAll('/', '_');
    expect((await ask(`/i/${forged}`)).status).toBe(404);
  });

  it('a message of the queue is worked on where its row is, both in one batch', async () => {
    sent.length = 0;
    const ids: string[] = [];
    for (const [which, ctx] of contexts.entries()) {
      const id = newId(ctx, 'out');
      ids.push(id);
      const payload = { invoiceId: 'inv_none' };
      const row = { id, kind: 'tell_voided', payload, state: 'pending', attempts: 0 } as const;
      await ctx.db.insert(outbox).values({
        ...row,
        merchantId: businesses[which === 0 ? 0 : 1].merchantId,
        dueAt: 0,
        leaseUntil: 0,
        createdAt: 0,
      });
    }
    const [first = '', second = ''] = ids;
    const batch = createMessageBatch('quittance-work', [
      { id: 'one', timestamp: new Date(0), attempts: 1, body: { kind: 'outbox', id: first } },
      { id: 'two', timestamp: new Date(0), attempts: 1, body: { kind: 'outbox', id: second, database: 1 } },
    ]);
    const execution = createExecutionContext();
    await worker.queue(batch, bindings);
    expect((await getQueueResult(batch, execution)).explicitAcks.toSorted()).toEqual(['one', 'two']);
    for (const [at, id] of ids.entries()) {
      const [row] = await (dbs[at] ?? dbs[0]).select().from(outbox).where(eq(outbox.id, id));
      expect(row?.state).toBe('done');
    }
  });

  it('what is enqueued names the database that its row is in', async () => {
    sent.length = 0;
    const { customerId } = await finalized(1);
    expect(customerId).toMatch(/^cus_/);
    await finalized(0);
    const inFirst = sent.filter(({ body }) => body.database === undefined);
    const inSecond = sent.filter(({ body }) => body.database === 1);
    expect(inFirst.length + inSecond.length).toBe(sent.length);
    for (const { body } of inSecond) expect(body.kind === 'outbox' ? codeOf(body.id) : 1).toBe(1);
    for (const { body } of inFirst) expect(body.kind === 'outbox' ? codeOf(body.id) : 0).toBe(0);
  });

  it('an event of Stripe’s is stored with the account that it is of', async () => {
    for (const which of [0, 1] as const) {
      const connection = businesses[which].connectionId ?? '';
      const [{ account = '' } = {}] = await (dbs[which] ?? dbs[0])
        .select()
        .from(connections)
        .where(eq(connections.id, connection));
      const event = {
        id: `evt_of_${which}`,
        object: 'event',
        type: 'payment_intent.succeeded',
        livemode: false,
        account,
      };
      const body = JSON.stringify({
        ...event,
        created: 1,
        api_version: null,
        data: { object: { id: 'pi_1', object: 'payment_intent' } },
      });
      const headers = { 'Stripe-Signature': await sign(body, 'whsec_connect', Date.now()) };
      expect((await ask('/webhooks/stripe', { method: 'POST', body, headers })).status).toBe(200);
      const stored = await Promise.all(
        dbs.map(async (db) => (await db.select().from(inbox).where(eq(inbox.eventId, event.id))).length),
      );
      expect(stored).toEqual(which === 0 ? [1, 0] : [0, 1]);
    }
  });

  it('a session in the portal and a mail that comes back are found where they are', async () => {
    const { customerId } = await finalized(1);
    const secret = 'ab'.repeat(32);
    const at = Date.now();
    await dbs[1].insert(portalSessions).values({
      id: newId(contexts[1], 'ses'),
      secretHash: (await hashOfSecret(secret)) ?? '',
      livemode: false,
      address: null,
      customerId,
      createdAt: at,
      seenAt: at,
      expiresAt: at + 3_600_000,
    });
    const page = await ask('/portal/invoices', { headers: { Cookie: `__Host-quittance_session=${secret}` } });
    expect(page.status).toBe(200);
    const paths = createReturnPaths([{ id: 1, secret: new Uint8Array(32).fill(7) }]);
    const token = await paths.token(newId(contexts[1], 'eml'));
    expect(placeOfAddress(bindings, `${token}@bounces.test`)).toBe(1);
    expect(placeOfAddress(bindings, 'anybody@bounces.test')).toBe(0);
  });

  it('cron goes through both, and one that is away does not stop the other', async () => {
    const ticks = () =>
      Promise.all(
        dbs.map(async (db) => {
          const [tick] = await db.select().from(watchNotes).where(eq(watchNotes.name, 'tick'));
          return tick?.value ?? null;
        }),
      );
    await worker.scheduled(createScheduledController(), bindings);
    const [first, second] = await ticks();
    expect([first, second]).not.toContain(null);
    const away = () => Promise.reject(new Error('away'));
    const gone: D1Database = {
      prepare: (sql) => env.DB.prepare(`${sql} FROM nowhere`),
      batch: away,
      exec: away,
      withSession: () => env.DB.withSession(),
      dump: away,
    };
    await worker.scheduled(createScheduledController(), { ...bindings, DB: gone });
    const [firstAgain, secondAgain] = await ticks();
    expect(firstAgain).toEqual(first);
    expect(secondAgain).not.toEqual(second);
    const headers = { Authorization: `Bearer ${OPERATOR_KEY}` };
    const reports = await Promise.all(
      ['/healthz', '/healthz?database=1'].map(async (path) => {
        const report: { tickLagMs: number } = await (await ask(path, { headers })).json();
        return report.tickLagMs;
      }),
    );
    expect(reports[1]).toBeLessThan(reports[0] ?? 0);
  });

  it('what carries no place goes to the first: an unknown key, a page, a key of the first', async () => {
    const { apiKey } = await addKey(contexts[0], businesses[0].scope);
    const list = (key: string) => ask('/api/v1/invoices', { headers: { Authorization: `Bearer ${key}` } });
    expect((await list(apiKey)).status).toBe(200);
    expect((await list('qk_test_0123456789012345678901234567890123456789')).status).toBe(401);
    expect((await ask('/portal')).status).toBeLessThan(400);
  });
});
