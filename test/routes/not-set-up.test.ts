import { createExecutionContext, env } from 'cloudflare:test';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createApp } from '../../src/app.ts';
import type { Env } from '../../src/config.ts';
import { watchNotes } from '../../src/db/schema/index.ts';
import { patchNote } from '../../src/db/writes/watch-notes.ts';
import { createDeps } from '../../src/deps.ts';
import { MIGRATIONS } from '../../src/domain/migrations.ts';
import worker from '../../src/index.ts';
import { watchTick } from '../../src/operations/watch/watch-tick.ts';
import { seedMerchant, type TestContext, testContext } from '../support/worker/context.ts';

const KEY = '0123456789abcdef0123456789abcdef';
const BROKEN = { APP_URL: 'mailto:billing@acme.example', STRIPE_SECRET_KEY: 'pk_test_51secret' };

let ctx: TestContext;
let logged: string[];
beforeEach(async () => {
  ctx = testContext();
  await ctx.db.delete(watchNotes);
  logged = [];
  for (const way of ['log', 'error'] as const) {
    vi.spyOn(console, way).mockImplementation((line: unknown) => void logged.push(String(line)));
  }
});
afterEach(() => {
  vi.restoreAllMocks();
});

async function ask(path: string, more: Partial<Env> = {}, key: string | null = null) {
  const headers = key === null ? {} : { Authorization: `Bearer ${key}` };
  const request = new Request(`https://billing.test${path}`, { headers });
  const answer = await createApp().fetch(
    request,
    { ...env, OPERATOR_KEY: KEY, ...more },
    createExecutionContext(),
  );
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

/** The file begins with an empty database; what follows has a business. */
describe('a deployment that nobody was sent a link by', () => {
  it.each(['/i/abc', '/dashboard', '/'])(
    'says at %s what is missing, by name and never by value',
    async (path) => {
      const { status, text } = await ask(path, BROKEN);
      expect(status).toBe(503);
      expect(text).toContain('APP_URL has to be an address');
      expect(text).toContain('STRIPE_SECRET_KEY is a publishable key');
      expect(text).not.toMatch(/acme|51secret/);
    },
  );

  it('says at its root that tables or the business are missing, and whose site it is once they are there', async () => {
    await ctx.db.run(sql`ALTER TABLE watch_notes RENAME TO watch_notes_away`);
    try {
      expect((await ask('/')).text).toContain('The database lacks tables');
    } finally {
      await ctx.db.run(sql`ALTER TABLE watch_notes_away RENAME TO watch_notes`);
    }
    expect(await ask('/')).toMatchObject({
      status: 503,
      text: expect.stringContaining('There is no business in test mode'),
    });
    await seedMerchant(ctx);
    expect(await ask('/')).toMatchObject({
      status: 200,
      text: expect.stringContaining('sends its invoices'),
    });
  });

  it('is told from one whose database can’t be asked, or isn’t the only one', async () => {
    for (const more of [{ DB: undefined }, { DB_1: env.SECOND }]) {
      const broken: object = { ...BROKEN, ...more };
      expect((await ask('/', broken)).text).not.toMatch(/APP_URL|not bound/);
    }
  });
});

describe('a deployment with wrong settings', () => {
  it.each(['/i/abc', '/pay/abc', '/portal', '/'])(
    'shows a page at %s: not set up yet, and nothing else',
    async (path) => {
      const { status, text, headers } = await ask(path, BROKEN);
      expect([status, headers.get('Retry-After')]).toEqual([503, '60']);
      expect(text).toContain('This site isn’t set up yet');
      expect(text).not.toMatch(/APP_URL|STRIPE|acme|pk_test/);
    },
  );

  it.each(['/api/v1/invoices', '/operator/v1/work', '/webhooks/stripe'])(
    'answers programs at %s with a problem',
    async (path) => {
      const { status, text, headers } = await ask(path, BROKEN);
      expect([status, headers.get('Content-Type')]).toEqual([503, 'application/problem+json']);
      expect(JSON.parse(text)).toMatchObject({ title: 'Not set up yet', status: 503 });
      expect(text).not.toMatch(/APP_URL|STRIPE/);
    },
  );

  it('names each of them to the operator and in the log, by name and never by value', async () => {
    const { status, text } = await ask('/healthz', BROKEN, KEY);
    expect(status).toBe(503);
    const { ready, setUp } = JSON.parse(text);
    expect(ready).toBe(false);
    expect(setUp.problems.map(({ setting }: { setting: string }) => setting)).toEqual([
      'APP_URL',
      'STRIPE_SECRET_KEY',
    ]);
    expect(logged.map((line) => JSON.parse(line))).toEqual(
      setUp.problems.map((problem: object) => ({ event: 'not_set_up', ...problem })),
    );
    expect(text + logged.join()).not.toMatch(/acme|51secret/);
  });

  it('tells nobody else, nor anybody where the operator’s key itself is wrong', async () => {
    expect(JSON.parse((await ask('/healthz', BROKEN)).text)).toEqual({ ready: false });
    const guessable = { ...BROKEN, OPERATOR_KEY: 'hunter2' };
    expect(JSON.parse((await ask('/healthz', guessable, 'hunter2')).text)).toEqual({ ready: false });
  });

  it('says in the log why cron and the queue do nothing', async () => {
    const broken = { ...env, ...BROKEN };
    await expect(worker.scheduled(createController(), broken)).rejects.toThrow('APP_URL');
    expect(logged.join('\n')).toContain('"setting":"STRIPE_SECRET_KEY"');
  });
});

const createController = (): ScheduledController => ({
  cron: '* * * * *',
  scheduledTime: 0,
  noRetry: () => undefined,
});

describe('a database that does not fit', () => {
  /** By the clock that the app has. */
  const tick = async () => {
    const real = await createDeps(env);
    await watchTick(real.ctx, { duty: { ways: [], databaseLimitBytes: 1e10 }, concluded: [] });
  };
  const setUp = async () => JSON.parse((await ask('/healthz', {}, KEY)).text);
  const newest = MIGRATIONS.at(-1)?.[0] ?? '';

  it('of an older schema is named, and nobody is told that we are ready', async () => {
    await seedMerchant(ctx);
    await tick();
    expect((await ask('/healthz')).status).toBe(200);
    await ctx.db.run(sql`DELETE FROM d1_migrations WHERE name = ${newest}`);
    try {
      expect(await setUp()).toMatchObject({ ready: false, setUp: { problems: [{ setting: 'schema' }] } });
      expect((await setUp()).setUp.problems[0].says).toContain(`it lacks ${newest}`);
      expect((await ask('/healthz')).status).toBe(503);
    } finally {
      await ctx.db.run(sql`INSERT INTO d1_migrations (name) VALUES (${newest})`);
    }
  });

  it('of a newer schema is named, and goes on: a Worker may be rolled back', async () => {
    await seedMerchant(ctx);
    await tick();
    await ctx.db.run(sql`INSERT INTO d1_migrations (name) VALUES ('9999_tomorrow.sql')`);
    try {
      const { ready, setUp: found } = await setUp();
      expect(ready).toBe(true);
      expect(found.problems).toEqual([
        { setting: 'schema', says: expect.stringContaining('9999_tomorrow.sql') },
      ]);
    } finally {
      await ctx.db.run(sql`DELETE FROM d1_migrations WHERE name = '9999_tomorrow.sql'`);
    }
  });

  it('of another deployment, or of the other mode, is named', async () => {
    await seedMerchant(ctx);
    await patchNote(ctx.db, 'deployment', { deploymentId: 'quittance-other', livemode: false });
    expect(await setUp()).toMatchObject({
      ready: false,
      setUp: { problems: [{ setting: 'DEPLOYMENT_ID' }] },
    });
    await patchNote(ctx.db, 'deployment', { deploymentId: 'test', livemode: true });
    expect(await setUp()).toMatchObject({
      ready: false,
      setUp: { problems: [{ setting: 'STRIPE_SECRET_KEY' }] },
    });
    await patchNote(ctx.db, 'deployment', { deploymentId: 'test', livemode: false });
    expect((await setUp()).setUp.problems).toEqual([]);
  });

  it('without a table shows a page that is not set up, and logs what SQLite said', async () => {
    await ctx.db.run(sql`ALTER TABLE watch_notes RENAME TO watch_notes_away`);
    try {
      expect((await ask('/healthz')).status).toBe(503);
      expect(logged.join('\n')).toContain('"sqlite":"SQLITE_ERROR: no such table: watch_notes"');
    } finally {
      await ctx.db.run(sql`ALTER TABLE watch_notes_away RENAME TO watch_notes`);
    }
  });
});
