import { createExecutionContext, env } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { createDeps } from '../../src/deps.ts';
import { MIGRATIONS } from '../../src/domain/migrations.ts';
import { testContext } from '../support/worker/context.ts';

const KEY = '0123456789abcdef0123456789abcdef';
const LAST = MIGRATIONS.at(-1)?.[0] ?? '';
const logged: Record<string, unknown>[] = [];

async function health(key: string | null = KEY) {
  const real = await createDeps({ ...env, OPERATOR_KEY: KEY });
  const ctx = testContext({ log: (event, facts) => void logged.push({ event, ...facts }) });
  const app = createApp(async () => ({ ...real, ctx }));
  const headers = key === null ? {} : { Authorization: `Bearer ${key}` };
  const request = new Request('https://billing.test/healthz', { headers });
  const answer = await app.fetch(request, env, createExecutionContext());
  const json: Record<string, unknown> = await answer.json();
  return { status: answer.status, json };
}

const run = (sql: string) => env.DB.prepare(sql).run();

beforeEach(async () => {
  logged.length = 0;
  await run(`DELETE FROM d1_migrations WHERE name LIKE '9%'`);
  await run('DELETE FROM migration_checksums');
});

describe('the operator is told of the schema by name', () => {
  it('that it is the one of this code', async () => {
    expect(await health()).toMatchObject({ status: 200, json: { schema: LAST, schemaSays: null } });
  });

  it('that it is newer, which a Worker of before runs on', async () => {
    await run(`INSERT INTO d1_migrations (name) VALUES ('9001_later.sql')`);
    const { status, json } = await health();
    expect([status, json.schemaSays]).toEqual([200, expect.stringContaining('9001_later.sql')]);
  });

  it('that it was made with another text of a migration', async () => {
    await run(`INSERT INTO migration_checksums VALUES ('0007_refunds.sql', '${'0'.repeat(64)}')`);
    const { status, json } = await health();
    expect([status, json.schemaSays]).toEqual([503, expect.stringContaining('0007_refunds.sql')]);
  });

  it('that it is older, also where nothing else can be read of it', async () => {
    await run(`DELETE FROM d1_migrations WHERE name IN ('0026_operator.sql', '${LAST}')`);
    await run('DROP TABLE migration_checksums');
    await run('DROP TABLE watch_notes');
    const { status, json } = await health();
    expect([status, json.schemaSays]).toEqual([503, expect.stringContaining('0026_operator.sql')]);
    expect(await health(null)).toEqual({ status: 503, json: { ready: false } });
    expect(logged).toContainEqual(
      expect.objectContaining({ event: 'not_ready', schema: expect.stringContaining('0026_operator.sql') }),
    );
    await run('CREATE TABLE migration_checksums (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL)');
  });
});
