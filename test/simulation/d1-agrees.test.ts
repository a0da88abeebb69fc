import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { afterAll, expect, it } from 'vitest';
import { migrate } from '../../bench/harness/migrate.ts';
import { bundle } from '../../scripts/simulation/bundle.ts';
import { runChild } from '../../scripts/simulation/child.ts';
import type { Bound, Recorded } from './ports/sqlite-d1.ts';

const folder = mkdtempSync(join(tmpdir(), 'recorded-'));
const miniflare = new Miniflare(
  convertV4MiniflareOptions({ modules: true, script: 'export default {}', d1Databases: { DB: 'agrees' } }),
);
const database = await miniflare.getD1Database('DB');
afterAll(async () => {
  await miniflare.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const bind = ({ sql, values }: Bound) => database.prepare(sql).bind(...values);

/** The same question to D1; null where it refuses. */
async function ask({ how, statements }: Recorded): Promise<unknown> {
  try {
    if (how === 'batch') return (await database.batch(statements.map(bind))).map(({ results }) => results);
    const [first] = statements;
    if (first === undefined) return null;
    return how === 'raw' ? await bind(first).raw() : (await bind(first).all()).results;
  } catch {
    return null;
  }
}

// Everything that a seed asked of its database, in its order, with crashes, races and refusals among it.
it('Node’s SQLite answers every question of a simulation as D1 does', { timeout: 180_000 }, async () => {
  await migrate(database);
  const file = join(folder, 'asked.jsonl');
  const { code } = await runChild(await bundle(), ['--from', '3', '--invoices', '12', '--record', file], () => {});
  expect(code).toBe(0);
  const asked: Recorded[] = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const apart: object[] = [];
  for (const recorded of asked) {
    const answer: unknown = JSON.parse(JSON.stringify(await ask(recorded)));
    if (JSON.stringify(answer) !== JSON.stringify(recorded.answer)) apart.push({ ...recorded, answer });
    if (apart.length > 3) break;
  }
  expect(apart).toEqual([]);
  const refused = asked.filter(({ answer }) => answer === null);
  const distinct = new Set(asked.flatMap(({ statements }) => statements.map(({ sql }) => sql)));
  expect(refused.length).toBeGreaterThan(0);
  expect(distinct.size).toBeGreaterThan(100);
});
