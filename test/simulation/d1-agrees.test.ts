import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { afterAll, expect, it } from 'vitest';
import { unstable_splitSqlQuery as splitSql } from 'wrangler';
import { bundle } from '../../scripts/simulation/bundle.ts';
import { runChild } from '../../scripts/simulation/child.ts';
import { scansOf } from '../support/node/explain.ts';
import { migrationsIn } from './migrations.ts';
import type { Recorded } from './ports/sqlite-d1.ts';

const READS_OF_A_KIND = 2;

const folder = mkdtempSync(join(tmpdir(), 'recorded-'));
const built = await build({
  entryPoints: ['test/simulation/replay.worker.ts'],
  bundle: true,
  format: 'esm',
  write: false,
});
const miniflare = new Miniflare(
  convertV4MiniflareOptions({
    modules: true,
    script: built.outputFiles[0]?.text ?? '',
    d1Databases: { DB: 'agrees' },
  }),
);
afterAll(async () => {
  await miniflare.dispose();
  rmSync(folder, { recursive: true, force: true });
});

/** Each statement of the migrations, as a recorded request. */
const migrating = (): Recorded[] =>
  migrationsIn('.')
    .flatMap((sql) => splitSql(sql))
    .map((sql) => ({ how: 'all', statements: [{ sql, values: [] }], answer: [] }));

/** Every write, and the first of each kind of read: the thousandth poll of a sweep adds nothing. */
function isWorthAsking(): (recorded: Recorded) => boolean {
  const times = new Map<string, number>();
  return ({ statements }) => {
    const text = statements.map(({ sql }) => sql).join('\n');
    const before = times.get(text) ?? 0;
    times.set(text, before + 1);
    return before < READS_OF_A_KIND || statements.some(({ sql }) => !/^\s*select/i.test(sql));
  };
}

// These are a seed's database requests in their order, crashes, races and refusals included.
it('Node’s SQLite answers every question of a simulation as D1 does', { timeout: 180_000 }, async () => {
  const file = join(folder, 'asked.jsonl');
  const options = ['--from', '3', '--invoices', '8', '--record', file];
  const { code } = await runChild(await bundle(), options, () => {});
  expect(code).toBe(0);
  const asked: Recorded[] = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const worth = asked.filter(isWorthAsking());
  const answer = await miniflare.dispatchFetch('http://replay.test/', {
    method: 'POST',
    body: JSON.stringify([...migrating(), ...worth]),
  });
  expect(await answer.json()).toEqual([]);
  const refused = asked.filter(({ answer: told }) => told === null);
  const distinct = new Set(asked.flatMap(({ statements }) => statements.map(({ sql }) => sql)));
  expect(refused.length).toBeGreaterThan(0);
  expect(distinct.size).toBeGreaterThan(100);
  // None of them reads more the more there is.
  expect(await scansOf([...distinct])).toEqual([]);
});
